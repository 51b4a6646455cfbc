"""Two ledamöter with the same name, one for FK and one for EK, in everything that a protocol can say of somebody."""

from datetime import time

from meetings.actions.attending import choose_verifiers, set_presence
from meetings.actions.deciding import decide_as_prepared
from meetings.actions.dissenting import add_reservation, edit_reservation
from meetings.actions.drafting import set_presenters
from meetings.actions.freezing import freeze_protocol
from meetings.actions.moving import register_departure
from meetings.actions.pausing import close_meeting
from meetings.actions.planning import edit_meeting
from meetings.actions.proposing import add_proposal
from meetings.actions.recusing import register_recusal, set_not_taking_part
from meetings.actions.voting import vote_openly
from meetings.models import Person, ProtocolVersion
from meetings.querysets import own_protocol
from tests.worlds.boards import at
from tests.worlds.running_meeting import Held, make_held

FK, EK = "Anna Andersson (FK)", "Anna Andersson (EK)"


def make_namesakes() -> Held:
    """`board.member` sits for FK and `board.other_member` for EK; the one from EK verifies and reserves herself."""
    held = make_held(paragraphs=4)
    two = [held.board.member, held.board.other_member]
    Person.objects.filter(pk__in=[one.pk for one in two]).update(first_name="Anna", last_name="Andersson")
    for one in two:
        one.refresh_from_db()
    by, board = {"by": held.by, "at": at()}, held.board
    fk, ek = held.of(board.member), held.of(board.other_member)
    vote, jav, absent, left = held.paragraphs
    choose_verifiers(meeting=held.meeting, verifiers=[board.other_member], **by)
    for paragraph in held.paragraphs:
        decide_as_prepared(paragraph=paragraph, **by)
    set_presenters(paragraph=vote, presenters=[fk], **by)
    add_proposal(paragraph=vote, movers=[ek], text="avslag", **by)
    vote_openly(
        paragraph=vote,
        choices={held.of(board.chair): "yes", held.of(board.verifier): "yes", fk: "yes", ek: "no"},
        yes_means="bifall",
        no_means="avslag",
        **by,
    )
    reservation = add_reservation(paragraph=vote, attendee=ek, **by)
    edit_reservation(reservation=reservation, lead="", without_text=True, **by)
    register_recusal(paragraph=jav, attendee=fk, reason="leder enheten", substitute=None, **by)
    set_not_taking_part(paragraph=absent, attendees=[ek], **by)
    register_departure(attendee=fk, paragraph=left, **by)
    return held


def make_frozen_namesakes() -> ProtocolVersion:
    held = make_namesakes()
    by = {"by": held.by, "at": at()}
    set_presence(attendee=held.of(held.board.deputy), presence="absent", **by)
    edit_meeting(meeting=held.meeting, publish=True, **by)
    close_meeting(meeting=held.meeting, end=time(11, 0), **by)
    return freeze_protocol(protocol=own_protocol(held.meeting), by=held.by, at=at(hour=15))
