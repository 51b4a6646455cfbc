"""Everything that happened in the meeting is locked with its protocol, by the database itself."""

from datetime import date, time

import pytest
from django.db import DatabaseError, connection, models, transaction

from meetings.actions.attending import set_presence
from meetings.actions.deciding import decide_as_prepared
from meetings.actions.dissenting import add_reservation, add_statement, edit_reservation
from meetings.actions.electing import add_election
from meetings.actions.freezing import freeze_protocol
from meetings.actions.moving import register_departure
from meetings.actions.pausing import adjourn
from meetings.actions.planning import edit_meeting
from meetings.actions.proposing import add_proposal
from meetings.actions.recusing import register_recusal, set_not_taking_part
from meetings.actions.voting import Slips, vote_by_slips, vote_openly
from meetings.models import (
    Abstention,
    Adjournment,
    Attendee,
    Ballot,
    BallotOption,
    Election,
    Movement,
    Paragraph,
    Presenter,
    Proposal,
    ProposalMover,
    Recusal,
    Reservation,
    Statement,
    Vote,
)
from meetings.querysets import own_protocol
from tests.worlds.boards import at
from tests.worlds.running_meeting import Held, make_held

pytestmark = pytest.mark.django_db

ROWS: list[type[models.Model]] = [
    Abstention,
    Adjournment,
    Ballot,
    BallotOption,
    Election,
    Movement,
    Presenter,
    Proposal,
    ProposalMover,
    Recusal,
    Reservation,
    Statement,
    Vote,
]


def make_full() -> Held:
    """One row of each kind, then frozen."""
    held = make_held(paragraphs=5)
    first, second, third, fourth, fifth = held.paragraphs
    board, by, moment = held.board, held.by, at()
    chair, verifier, member, other = (
        held.of(one) for one in (board.chair, board.verifier, board.member, board.other_member)
    )
    add_proposal(paragraph=first, movers=[chair], text="bifall", by=by, at=moment)
    vote_openly(
        paragraph=first,
        choices={chair: "yes", verifier: "yes", member: "no", other: "yes"},
        decides=True,
        by=by,
        at=moment,
    )
    reservation = add_reservation(paragraph=first, attendee=member, by=by, at=moment)
    edit_reservation(reservation=reservation, lead="", without_text=True, by=by, at=moment)
    add_statement(paragraph=first, attendee=other, kind=Statement.Kind.NOTE, by=by, at=moment)
    Presenter.objects.create(paragraph=first, attendee=other)
    register_recusal(paragraph=second, attendee=member, by=by, at=moment)
    set_not_taking_part(paragraph=third, attendees=[other], by=by, at=moment)
    Paragraph.objects.filter(pk=fourth.pk).update(kind="election")
    fourth.refresh_from_db()
    vote_by_slips(
        paragraph=fourth, slips=Slips(options=[("Henrik Brolin", 3), ("Petra Sandell", 1)]), by=by, at=moment
    )
    add_election(
        paragraph=fourth, office="chair", person=board.verifier, first_day=date(2025, 1, 1), by=by, at=moment
    )
    for paragraph in (second, third, fifth):
        decide_as_prepared(paragraph=paragraph, by=by, at=moment)
    register_departure(attendee=other, paragraph=fifth, by=by, at=moment)
    adjourn(meeting=held.meeting, start=time(9), end=time(9, 15), by=by, at=moment)
    set_presence(attendee=held.of(board.deputy), presence="absent", by=by, at=moment)
    edit_meeting(meeting=held.meeting, publish=True, end=time(11), by=by, at=moment)
    freeze_protocol(protocol=own_protocol(held.meeting), by=by, at=at(hour=15))
    return held


def refused():
    return pytest.raises(DatabaseError, match="fryst")


def test_every_row_of_the_meeting_refuses_update_and_delete():
    make_full()
    for model in ROWS:
        table = model._meta.db_table
        assert model.objects.exists(), model
        with refused(), transaction.atomic():
            model.objects.update(id=models.F("id"))
        with refused(), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"UPDATE {table} SET id = id")  # noqa: S608
        with refused(), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM {table}")  # noqa: S608


def test_nothing_is_added_to_what_happened():
    held = make_full()
    attendee = Attendee.objects.filter(meeting=held.meeting).first()
    ballot, proposal = Ballot.objects.first(), Proposal.objects.first()
    fifth = held.paragraphs[4]
    new: list[models.Model] = [
        Abstention(paragraph=fifth, attendee=attendee),
        Adjournment(meeting=held.meeting, start=time(10), end=time(10, 5)),
        Ballot(paragraph=fifth, position=1),
        BallotOption(ballot=ballot, position=9, name="Ny", votes=1),
        Movement(meeting=held.meeting, attendee=attendee, paragraph=fifth, kind="left"),
        Presenter(paragraph=fifth, attendee=attendee),
        Proposal(paragraph=fifth, position=1, text="avslag"),
        ProposalMover(proposal=proposal, attendee=held.of(held.board.other_member)),
        Recusal(paragraph=fifth, attendee=attendee),
        Reservation(paragraph=fifth, attendee=attendee),
        Statement(paragraph=fifth, attendee=attendee, kind=Statement.Kind.NOTE),
        Vote(ballot=ballot, attendee=held.of(held.board.deputy), choice="yes"),
    ]
    for row in new:
        with refused(), transaction.atomic():
            row.save()
