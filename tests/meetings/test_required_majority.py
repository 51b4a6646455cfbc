"""A § for which the förbundsordning asks for more than most votes (Finsam 9 § p. 6)."""

import pytest

from meetings.actions.deciding import decide_as_prepared
from meetings.actions.dissenting import add_reservation
from meetings.actions.drafting import edit_decision, edit_paragraph
from meetings.actions.voting import Slips, vote_by_slips
from meetings.draft.ballots import outcome_of
from meetings.draft.checklist import findings_of
from meetings.draft.reading import read_draft
from meetings.errors import RuleViolation
from meetings.models import Ballot
from meetings.querysets import own_protocol
from tests.meetings.test_actions_voting import decided, vote
from tests.worlds.boards import at
from tests.worlds.running_meeting import Held

pytestmark = pytest.mark.django_db


def test_what_is_required_is_asked_of_those_who_say_yes(held: Held) -> None:
    with pytest.raises(RuleViolation, match="Ställ frågan så att ja-röst är för förslaget"):
        vote(held, "nnja", majority="all_seats", decides=True, approves="no")
    assert not Ballot.objects.exists()
    assert decided(held.paragraphs[0]) == []


def contradictions(held: Held) -> list[str]:
    found = findings_of(read_draft(own_protocol(held.meeting)), today=held.meeting.date)
    return [one.sentence for one in found if one.code == "contradiction" and one.blocking]


@pytest.mark.parametrize(
    ("outcome", "words"),
    [("approved", "har ett bifall"), ("elected", "har ett bifall"), ("", "har ett beslut utan utfall")],
)
@pytest.mark.parametrize(("majority", "said"), [("all_seats", "jjna"), ("unanimity", "jjja")])
def test_approval_without_the_majority_that_is_required_stops_the_freeze(
    held: Held, majority: str, said: str, outcome: str, words: str
) -> None:
    edit_paragraph(paragraph=held.paragraphs[0], majority=majority, by=held.by, at=at())
    vote(held, said, majority=majority)
    [made] = decide_as_prepared(paragraph=held.paragraphs[0], by=held.by, at=at())
    edit_decision(decision=made, outcome=outcome, by=held.by, at=at())
    [found] = contradictions(held)
    assert f"{words} fast omröstningen inte gav det som krävs" in found
    edit_decision(decision=made, outcome="rejected", by=held.by, at=at())
    assert contradictions(held) == []


@pytest.mark.parametrize(
    ("majority", "words"),
    [
        ("two_thirds", "kräver minst två tredjedelar av de 4 som deltar, men 2 är med på beslutet"),
        ("three_quarters", "kräver minst tre fjärdedelar av de 4 som deltar, men 2 är med på beslutet"),
        ("all_seats", "kräver mer än hälften av samtliga 4 ledamöter, men 2 är med på beslutet"),
        ("unanimity", "kräver enighet men har en reservation"),
    ],
)
def test_what_is_required_is_asked_of_a_decision_without_a_vote(
    held: Held, majority: str, words: str
) -> None:
    edit_paragraph(paragraph=held.paragraphs[0], majority=majority, by=held.by, at=at())
    [made] = decide_as_prepared(paragraph=held.paragraphs[0], by=held.by, at=at())
    assert contradictions(held) == []
    for person in (held.board.member, held.board.other_member):
        add_reservation(paragraph=held.paragraphs[0], attendee=held.of(person), by=held.by, at=at())
    [found] = contradictions(held)
    assert words in found
    edit_decision(decision=made, outcome="rejected", by=held.by, at=at())
    assert contradictions(held) == []


def test_candidates_cannot_get_more_than_most_votes(held: Held) -> None:
    paragraph = held.paragraphs[0]
    edit_paragraph(paragraph=paragraph, kind="election", majority="all_seats", by=held.by, at=at())
    paragraph.refresh_from_db()
    slips = Slips(options=[("Mona Edvinsson", 2), ("Petra Sandell", 1)])
    with pytest.raises(RuleViolation, match="en kandidat i taget"):
        vote_by_slips(paragraph=paragraph, slips=slips, by=held.by, at=at())
    ballot = vote_by_slips(paragraph=paragraph, slips=Slips(yes=2, no=1), by=held.by, at=at())
    assert outcome_of(ballot, 4).carried is False
