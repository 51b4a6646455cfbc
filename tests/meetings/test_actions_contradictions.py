"""What is recorded in a § stays true when the room, the chair or the matter is changed afterwards."""

import pytest

from meetings.actions.attending import set_presence
from meetings.actions.deciding import decide_as_prepared, defer
from meetings.actions.dissenting import add_reservation, add_statement
from meetings.actions.drafting import add_decision, edit_paragraph, remove_paragraph, withdraw_paragraph
from meetings.actions.moving import (
    register_arrival,
    register_departure,
    remove_movement,
    start_serving,
    stop_serving,
)
from meetings.actions.pausing import set_not_handled
from meetings.actions.proposing import add_proposal
from meetings.actions.recusing import register_recusal, set_not_taking_part
from meetings.actions.voting import Slips, vote_by_slips, vote_openly
from meetings.actions.writing import digest, save_text
from meetings.draft.ballots import tally_of
from meetings.draft.checklist import findings_of
from meetings.draft.reading import read_draft
from meetings.errors import RuleViolation
from meetings.models import Attendee, Meeting, Paragraph
from meetings.querysets import own_protocol
from tests.meetings.snapshots import snapshot_of
from tests.meetings.test_actions_voting import choices, vote
from tests.worlds.boards import at
from tests.worlds.running_meeting import Held

pytestmark = pytest.mark.django_db


def blocking(held: Held) -> list[str]:
    found = findings_of(read_draft(own_protocol(held.meeting)), today=held.meeting.date)
    return [one.sentence for one in found if one.code == "contradiction" and one.blocking]


def test_unsettled_vote_stops_the_freeze_and_is_decided_by_nothing(held: Held) -> None:
    ballot = vote(held, "nnjj")
    Meeting.objects.filter(pk=held.meeting.pk).update(chair=None)
    [sentence] = blocking(held)
    assert "lika röstetal där ordföranden inte har röstat" in sentence
    snapshot = snapshot_of(own_protocol(held.meeting), version=0, at=at())
    [entry] = snapshot["paragraphs"][0]["votes"]
    assert (entry["decided_by"], entry["settled"], entry["sentence"]) == (None, False, "")
    assert ballot.votes.count() == 4


def test_tie_is_not_turned_by_another_chair(held: Held) -> None:
    vote(held, "nnjj", decides=True)
    with pytest.raises(RuleViolation, match="annat utfall"):
        edit_paragraph(paragraph=held.paragraphs[0], chair=held.board.member, by=held.by, at=at())
    edit_paragraph(paragraph=held.paragraphs[0], chair=held.board.verifier, by=held.by, at=at())
    assert blocking(held) == []


def test_vote_in_a_later_paragraph_holds_who_serves(held: Held) -> None:
    """A peer's bug: totals that did not match after a deputy took a seat back."""
    board = held.board
    chair, deputy = held.of(board.chair), held.of(board.deputy)
    left = register_departure(attendee=chair, paragraph=held.paragraphs[0], by=held.by, at=at())
    serves = start_serving(
        deputy=deputy, seat=board.seats["RVN"], paragraph=held.paragraphs[0], by=held.by, at=at()
    )
    edit_paragraph(paragraph=held.paragraphs[1], chair=board.verifier, by=held.by, at=at())
    people = [board.deputy, board.verifier, board.member, board.other_member]
    vote_openly(
        paragraph=held.paragraphs[1], choices=dict.fromkeys(map(held.of, people), "yes"), by=held.by, at=at()
    )
    for index in (0, 1):
        with pytest.raises(RuleViolation, match="Gunnar Hallin"):
            register_arrival(attendee=chair, paragraph=held.paragraphs[index], by=held.by, at=at())
    with pytest.raises(RuleViolation, match="en röst från Gunnar Hallin, som inte tjänstgör där"):
        remove_movement(movement=serves, by=held.by, at=at())
    with pytest.raises(RuleViolation, match="Gunnar Hallin"):
        remove_movement(movement=left, by=held.by, at=at())
    with pytest.raises(RuleViolation, match="Petra Sandell"):
        set_presence(attendee=held.of(board.member), presence="absent", by=held.by, at=at())
    register_arrival(attendee=chair, paragraph=held.paragraphs[2], by=held.by, at=at())
    assert blocking(held) == []


def test_what_slipped_past_the_actions_stops_the_freeze(held: Held) -> None:
    vote(held, "jjnj")
    add_reservation(paragraph=held.paragraphs[0], attendee=held.of(held.board.member), by=held.by, at=at())
    Attendee.objects.filter(pk=held.of(held.board.member).pk).update(presence="absent")
    said = " ".join(blocking(held))
    assert "en röst från Petra Sandell, som inte tjänstgör där" in said
    assert "en reservation av Petra Sandell, som inte deltog i beslutet" in said


def test_one_who_left_for_one_paragraph_is_not_counted_as_abstaining(held: Held) -> None:
    """A peer's bug: the votes say three, and nobody abstained."""
    member = held.of(held.board.member)
    register_departure(attendee=member, paragraph=held.paragraphs[0], by=held.by, at=at())
    register_arrival(attendee=member, paragraph=held.paragraphs[1], by=held.by, at=at())
    with pytest.raises(RuleViolation, match="tjänstgör i paragrafen"):
        vote(held, "jjaj")
    ballot = vote_openly(
        paragraph=held.paragraphs[0],
        choices=choices(held, "jjn", without=[held.board.member]),
        by=held.by,
        at=at(),
    )
    tally = tally_of(ballot)
    assert (tally.yes, tally.no, tally.abstain) == (2, 1, 0)
    assert len(held.deciding(0)) == 3


def test_kind_of_a_paragraph_fits_its_vote(held: Held) -> None:
    vote(held, "jjnj")
    with pytest.raises(RuleViolation, match=r"5 kap\. 54 §"):
        edit_paragraph(paragraph=held.paragraphs[0], kind=Paragraph.Kind.ELECTION, by=held.by, at=at())
    edit_paragraph(paragraph=held.paragraphs[0], kind=Paragraph.Kind.INFORMATION, by=held.by, at=at())


def test_paragraph_with_a_vote_is_not_removed(held: Held) -> None:
    vote(held, "jjnj")
    with pytest.raises(RuleViolation, match="utgår"):
        remove_paragraph(paragraph=held.paragraphs[0], by=held.by, at=at())


def test_a_section_that_is_withdrawn_after_a_vote_says_what_is_left_out(held: Held) -> None:
    vote(held, "jjnj", decides=True)
    withdraw_paragraph(paragraph=held.paragraphs[0], withdrawn=True, by=held.by, at=at())
    found = findings_of(read_draft(own_protocol(held.meeting)), today=held.meeting.date)
    [said] = [one for one in found if one.code == "withdrawn"]
    assert "utgår fast den har beslut och omröstning" in said.sentence
    assert not said.blocking


def test_nothing_is_recorded_in_a_section_that_a_colleague_has_removed(held: Held) -> None:
    """Two tabs: one has removed the § that the other still shows. What is typed in it is kept with it."""
    paragraph, member, signed = held.paragraphs[0], held.of(held.board.member), {"by": held.by, "at": at()}
    remove_paragraph(paragraph=Paragraph.objects.get(pk=paragraph.pk), **signed)
    for do in (
        lambda: vote(held, "jjnj"),
        lambda: vote_by_slips(paragraph=paragraph, slips=Slips(yes=1, no=0), employment=True, **signed),
        lambda: set_not_taking_part(paragraph=paragraph, attendees=[member], **signed),
        lambda: register_recusal(paragraph=paragraph, attendee=member, **signed),
        lambda: add_reservation(paragraph=paragraph, attendee=member, **signed),
        lambda: add_statement(paragraph=paragraph, attendee=member, kind="special", **signed),
        lambda: add_proposal(paragraph=paragraph, movers=[member], text="avslag", **signed),
        lambda: decide_as_prepared(paragraph=paragraph, **signed),
        lambda: defer(row=paragraph, kind="postponed", **signed),
        lambda: edit_paragraph(paragraph=paragraph, chair=held.board.verifier, **signed),
        lambda: add_decision(paragraph=paragraph, text="att bifalla.", **signed),
    ):
        with pytest.raises(RuleViolation, match="Paragrafen är borttagen"):
            do()
    saved = save_text(
        row=paragraph, field="heading", value="Budget", base=digest(paragraph.heading), **signed
    )
    assert saved.value == "Budget"


def test_a_deputy_who_no_longer_serves_has_no_opinion_noted(held: Held) -> None:
    board, paragraph = held.board, held.paragraphs[1]
    edit_paragraph(paragraph=paragraph, chair=board.member, by=held.by, at=at())
    register_departure(attendee=held.of(board.chair), paragraph=paragraph, by=held.by, at=at())
    deputy = held.of(board.deputy)
    start_serving(deputy=deputy, seat=board.seats["RVN"], paragraph=paragraph, by=held.by, at=at())
    add_statement(paragraph=paragraph, attendee=deputy, kind="special", by=held.by, at=at())
    with pytest.raises(RuleViolation, match="yttrande av Gunnar Hallin, som är ersättare och inte tjänstgör"):
        stop_serving(deputy=deputy, paragraph=paragraph, by=held.by, at=at())
    board.body.deputies_noted_in = "5"
    board.body.save()
    held.meeting.refresh_from_db()
    stop_serving(deputy=held.of(board.deputy), paragraph=paragraph, by=held.by, at=at())


@pytest.mark.parametrize("done", ["omröstning", "reservation"])
def test_where_something_was_done_the_matter_was_handled(held: Held, done: str) -> None:
    paragraph = held.paragraphs[0]

    def do() -> None:
        if done == "omröstning":
            vote(held, "jjjj")
        else:
            member = held.of(held.board.member)
            add_reservation(paragraph=paragraph, attendee=member, by=held.by, at=at())

    set_not_handled(paragraph=paragraph, not_handled=True, by=held.by, at=at())
    do()
    assert any(f"«inte behandlad» men har {done}" in one for one in blocking(held))
    set_not_handled(paragraph=paragraph, not_handled=False, by=held.by, at=at())
    with pytest.raises(RuleViolation, match=f"En paragraf med {done} är behandlad"):
        set_not_handled(paragraph=paragraph, not_handled=True, by=held.by, at=at())
