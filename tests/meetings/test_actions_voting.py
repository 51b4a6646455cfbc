"""Votes: by name, by slips, by hands; ties, lots and who may not."""

from collections.abc import Iterable

import pytest
from django.db import IntegrityError, transaction

from meetings.actions.attending import add_guest, set_all_present
from meetings.actions.drafting import edit_paragraph
from meetings.actions.recusing import register_recusal, set_not_taking_part
from meetings.actions.voting import Slips, remove_ballot, vote_by_hands, vote_by_slips, vote_openly
from meetings.draft.ballots import elected_in, outcome_of, tally_of
from meetings.errors import RuleViolation
from meetings.models import Attendee, Ballot, Paragraph, Vote
from meetings.querysets import own_protocol
from tests.meetings.snapshots import snapshot_of
from tests.worlds.boards import Board, at, make_board, make_meeting, make_paragraph
from tests.worlds.running_meeting import Held

pytestmark = pytest.mark.django_db


def choices(held: Held, said: str, *, without: Iterable[object] = ()) -> dict[Attendee, str]:
    """«jnja»: chair, verifier, member, other member."""
    board = held.board
    people = [board.chair, board.verifier, board.member, board.other_member]
    words = {"j": "yes", "n": "no", "a": "abstain"}
    return {
        held.of(person): words[letter]
        for person, letter in zip([one for one in people if one not in without], said, strict=True)
    }


def vote(held: Held, said: str, **options: object) -> Ballot:
    return vote_openly(
        paragraph=held.paragraphs[0],
        choices=choices(held, said),
        yes_means="bifall till förslaget",
        no_means="avslag",
        by=held.by,
        at=at(),
        **options,  # type: ignore[arg-type]
    )


def decided(paragraph: Paragraph) -> list[str]:
    return list(paragraph.decisions.filter(is_prepared=False).values_list("outcome", flat=True))


def test_three_against_one_carries_what_was_prepared(held: Held) -> None:
    ballot = vote(held, "jjnj", decides=True)
    tally = tally_of(ballot)
    assert (tally.yes, tally.no, tally.abstain) == (3, 1, 0)
    assert outcome_of(ballot, 4).decided_by == "majority"
    assert decided(held.paragraphs[0]) == ["approved"]


def test_one_against_three_rejects_it(held: Held) -> None:
    vote(held, "njnn", decides=True)
    assert decided(held.paragraphs[0]) == ["rejected"]


def test_at_a_tie_the_chairs_side_wins_and_totals_stay(held: Held) -> None:
    ballot = vote(held, "nnjj", decides=True)
    tally, outcome = tally_of(ballot), outcome_of(ballot, 4)
    assert (tally.yes, tally.no, outcome.carried, outcome.decided_by) == (2, 2, False, "casting vote")
    assert decided(held.paragraphs[0]) == ["rejected"]


def test_chair_may_not_abstain_when_the_chairs_vote_settles_it(held: Held) -> None:
    with pytest.raises(RuleViolation, match="Ordföranden måste rösta"):
        vote(held, "ajna")
    assert not Ballot.objects.exists()


def test_every_serving_person_is_accounted_for(held: Held) -> None:
    with pytest.raises(RuleViolation, match="Rösten saknas för 1"):
        vote_openly(
            paragraph=held.paragraphs[0],
            choices=choices(held, "jjj", without=[held.board.other_member]),
            by=held.by,
            at=at(),
        )


def test_listening_deputy_does_not_vote(held: Held) -> None:
    with pytest.raises(RuleViolation, match="Gunnar Hallin"):
        vote_openly(
            paragraph=held.paragraphs[0],
            choices=choices(held, "jjnj") | {held.of(held.board.deputy): "yes"},
            by=held.by,
            at=at(),
        )


def test_recused_member_cannot_vote(held: Held) -> None:
    register_recusal(paragraph=held.paragraphs[0], attendee=held.of(held.board.member), by=held.by, at=at())
    with pytest.raises(RuleViolation, match="jävig"):
        vote(held, "jjnj")


def test_one_who_takes_no_part_is_not_among_the_votes(held: Held) -> None:
    member = held.board.member
    set_not_taking_part(paragraph=held.paragraphs[0], attendees=[held.of(member)], by=held.by, at=at())
    ballot = vote_openly(
        paragraph=held.paragraphs[0], choices=choices(held, "jjn", without=[member]), by=held.by, at=at()
    )
    assert tally_of(ballot).abstain == 0


def test_qualified_majority_is_not_reached_by_half(held: Held) -> None:
    ballot = vote(held, "jjnn", majority=Ballot.Majority.TWO_THIRDS)
    assert outcome_of(ballot, 4).carried is False
    assert outcome_of(ballot, 4).decided_by == "qualified majority"


def test_vote_is_corrected_in_place(held: Held) -> None:
    ballot = vote(held, "jjnj")
    vote(held, "jjjj", ballot=ballot)
    assert Ballot.objects.count() == 1
    assert tally_of(ballot).yes == 4


def test_database_refuses_two_votes_by_one_mandate(held: Held) -> None:
    ballot = vote(held, "jjnj")
    with pytest.raises(IntegrityError), transaction.atomic():
        Vote.objects.create(
            ballot=ballot, attendee=held.of(held.board.deputy), seat=held.board.seats["RVN"], choice="yes"
        )


def test_removed_ballot_takes_its_votes_along(held: Held) -> None:
    remove_ballot(ballot=vote(held, "jjnj"), by=held.by, at=at())
    assert not Vote.objects.exists()


def election(held: Held, **changes: object) -> Ballot:
    held.paragraphs[0].kind = Paragraph.Kind.ELECTION
    held.paragraphs[0].save(update_fields=["kind"])
    slips = changes.pop("slips", Slips(options=[("Mona Edvinsson", 3), ("Petra Sandell", 1)]))
    return vote_by_slips(paragraph=held.paragraphs[0], slips=slips, by=held.by, at=at(), **changes)  # type: ignore[arg-type]


def test_open_vote_in_an_election_is_refused(held: Held) -> None:
    held.paragraphs[0].kind = Paragraph.Kind.ELECTION
    held.paragraphs[0].save(update_fields=["kind"])
    with pytest.raises(RuleViolation, match="sluten"):
        vote(held, "jjnj")


def test_closed_vote_in_another_matter_is_refused(held: Held) -> None:
    with pytest.raises(RuleViolation, match="val eller anställning"):
        vote_by_slips(paragraph=held.paragraphs[0], slips=Slips(yes=3, no=1), by=held.by, at=at())


def test_candidate_with_most_slips_is_elected(held: Held) -> None:
    assert elected_in(election(held)) == "Mona Edvinsson"


def test_tie_between_candidates_is_settled_by_a_lot_that_is_described(held: Held) -> None:
    slips = Slips(options=[("Mona Edvinsson", 2), ("Petra Sandell", 2)])
    with pytest.raises(RuleViolation, match="lotten"):
        election(held, slips=slips)
    with pytest.raises(RuleViolation, match="hur lottningen"):
        election(held, slips=slips, lot="Petra Sandell")
    ballot = election(
        held, slips=slips, lot="Petra Sandell", lot_how="Sekreteraren drog en av två lappar ur en skål."
    )
    assert elected_in(ballot) == "Petra Sandell"
    assert outcome_of(ballot, 4).decided_by == "lot"


def test_more_slips_than_serving_are_refused(held: Held) -> None:
    with pytest.raises(RuleViolation, match="fler än de 4"):
        election(held, slips=Slips(options=[("Mona Edvinsson", 3)], blank=1, invalid=1))


def test_employment_is_voted_on_with_slips_too(held: Held) -> None:
    ballot = vote_by_slips(
        paragraph=held.paragraphs[0], slips=Slips(yes=3, no=1), employment=True, by=held.by, at=at()
    )
    assert outcome_of(ballot, 4).carried is True


def test_board_does_not_count_hands(held: Held) -> None:
    with pytest.raises(RuleViolation, match="namn"):
        vote_by_hands(paragraph=held.paragraphs[0], yes=3, no=1, abstaining=0, by=held.by, at=at())


def test_group_counts_hands_with_a_note_and_fewer_than_those_present(board: Board) -> None:
    board.body.kind = "preparatory_group"
    board.body.save(update_fields=["kind"])
    meeting = make_meeting(board)
    set_all_present(meeting=meeting, by=board.secretary, at=at())
    paragraph = make_paragraph(meeting, board.secretary, decisions=())
    ballot = vote_by_hands(
        paragraph=paragraph, yes=2, no=1, abstaining=1, note="varav 1 sökande", by=board.secretary, at=at()
    )
    assert (ballot.in_favour, ballot.note) == (2, "varav 1 sökande")
    with pytest.raises(RuleViolation, match="fler än"):
        vote_by_hands(
            paragraph=paragraph, yes=9, no=1, abstaining=1, by=board.secretary, at=at(), ballot=ballot
        )


def test_tie_without_the_chair_asks_who_leads(held: Held) -> None:
    board = held.board
    register_recusal(
        paragraph=held.paragraphs[0],
        attendee=held.of(board.chair),
        chair=board.verifier,
        substitute=held.of(board.deputy),
        by=held.by,
        at=at(),
    )
    held.paragraphs[0].refresh_from_db()
    edit_paragraph(paragraph=held.paragraphs[0], chair=None, by=held.by, at=at())
    held.paragraphs[0].refresh_from_db()
    people = [board.deputy, board.verifier, board.member, board.other_member]
    said = dict(zip(map(held.of, people), ["yes", "yes", "no", "no"], strict=True))
    with pytest.raises(RuleViolation, match=r"Astrid Norling röstar inte i paragrafen.*ange vem som leder"):
        vote_openly(paragraph=held.paragraphs[0], choices=said, by=held.by, at=at())
    edit_paragraph(paragraph=held.paragraphs[0], chair=board.member, by=held.by, at=at())
    held.paragraphs[0].refresh_from_db()
    ballot = vote_openly(paragraph=held.paragraphs[0], choices=said, by=held.by, at=at())
    assert outcome_of(ballot, 4).carried is False


def test_chair_who_takes_no_part_votes_when_it_is_needed(held: Held) -> None:
    chair = held.of(held.board.chair)
    set_not_taking_part(paragraph=held.paragraphs[0], attendees=[chair], by=held.by, at=at())
    others = choices(held, "jna", without=[held.board.chair])
    with pytest.raises(RuleViolation, match="låt ordföranden rösta"):
        vote_openly(paragraph=held.paragraphs[0], choices=others, by=held.by, at=at())


def test_closed_vote_about_employment_does_not_become_an_open_one(held: Held) -> None:
    ballot = vote_by_slips(
        paragraph=held.paragraphs[0], slips=Slips(yes=3, no=1), employment=True, by=held.by, at=at()
    )
    with pytest.raises(RuleViolation, match="val eller anställning är sluten"):
        vote(held, "jjnj", ballot=ballot)
    open_ballot = vote_openly(
        paragraph=held.paragraphs[1], choices=choices(held, "jjnj"), by=held.by, at=at()
    )
    with pytest.raises(RuleViolation, match="annan form"):
        vote_by_slips(
            paragraph=held.paragraphs[1],
            slips=Slips(yes=3, no=1),
            employment=True,
            ballot=open_ballot,
            by=held.by,
            at=at(),
        )


def test_group_of_sample_c_counts_hands_of_some_of_those_present() -> None:
    """For 4, of whom 3 applicants, against 9, abstain 7, of 21 present."""
    board = make_board()
    board.body.kind = "preparatory_group"
    board.body.save(update_fields=["kind"])
    meeting = make_meeting(board)
    set_all_present(meeting=meeting, by=board.secretary, at=at())
    here = sum(one.is_present for one in meeting.attendees.all())
    for number in range(21 - here):
        add_guest(meeting=meeting, name=f"Deltagare {number}", by=board.secretary, at=at())
    paragraph = make_paragraph(meeting, board.secretary, decisions=())
    vote_by_hands(
        paragraph=paragraph,
        yes=4,
        no=9,
        abstaining=7,
        note="varav 3 sökande",
        by=board.secretary,
        at=at(),
    )
    [entry] = snapshot_of(own_protocol(meeting), version=0, at=at())["paragraphs"][0]["votes"]
    assert [entry[key] for key in ("for", "against", "abstain", "present", "note", "open", "way")] == [
        4, 9, 7, 21, "varav 3 sökande", False, "handuppräckning",
    ]  # fmt: skip
