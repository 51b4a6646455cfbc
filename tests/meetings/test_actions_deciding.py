"""The gavel: as prepared, with changes, rejected, put off; and yrkanden with their propositions."""

import pytest

from meetings.actions.deciding import (
    decide_as_prepared,
    decide_with_changes,
    defer,
    reject_prepared,
    take_back_decision,
)
from meetings.actions.moving import register_departure
from meetings.actions.proposing import (
    add_proposal,
    edit_proposal,
    remove_proposal,
    set_propositions,
    suggested_propositions,
)
from meetings.draft.checklist import findings_of
from meetings.draft.reading import read_draft
from meetings.errors import RuleViolation
from meetings.models import Deferral, Paragraph
from meetings.querysets import own_protocol
from tests.worlds.boards import at
from tests.worlds.running_meeting import PREPARED, Held

pytestmark = pytest.mark.django_db


def decided(paragraph: Paragraph) -> list[tuple[str, str]]:
    return list(paragraph.decisions.filter(is_prepared=False).values_list("text", "outcome"))


def test_prepared_becomes_the_decision_with_one_press(held: Held) -> None:
    decide_as_prepared(paragraph=held.paragraphs[0], by=held.by, at=at())
    assert decided(held.paragraphs[0]) == [(PREPARED, "approved")]
    assert held.paragraphs[0].decisions.filter(is_prepared=True).count() == 1


def test_second_press_does_not_decide_twice(held: Held) -> None:
    decide_as_prepared(paragraph=held.paragraphs[0], by=held.by, at=at())
    with pytest.raises(RuleViolation, match="redan ett beslut"):
        decide_as_prepared(paragraph=held.paragraphs[0], by=held.by, at=at())
    assert len(decided(held.paragraphs[0])) == 1


def test_changed_decision_is_partly_approved(held: Held) -> None:
    decide_with_changes(paragraph=held.paragraphs[0], by=held.by, at=at())
    assert decided(held.paragraphs[0]) == [(PREPARED, "partly")]


def test_rejected_proposal(held: Held) -> None:
    reject_prepared(paragraph=held.paragraphs[0], by=held.by, at=at())
    assert decided(held.paragraphs[0]) == [("att avslå förslaget.", "rejected")]


def test_nothing_prepared_is_said(held: Held) -> None:
    held.paragraphs[0].decisions.all().delete()
    with pytest.raises(RuleViolation, match="inget förslag"):
        decide_as_prepared(paragraph=held.paragraphs[0], by=held.by, at=at())


def test_decision_is_taken_back_and_what_was_prepared_stays(held: Held) -> None:
    decide_as_prepared(paragraph=held.paragraphs[0], by=held.by, at=at())
    take_back_decision(paragraph=held.paragraphs[0], by=held.by, at=at())
    assert decided(held.paragraphs[0]) == []
    assert held.paragraphs[0].decisions.filter(is_prepared=True).count() == 1


def test_prepared_alone_is_no_decision_for_the_checklist(held: Held) -> None:
    protocol = own_protocol(held.meeting)

    def lacking() -> list[str | None]:
        return [
            one.paragraph
            for one in findings_of(read_draft(protocol), today=held.meeting.date)
            if one.code == "decision"
        ]

    assert lacking() == ["1", "2", "3"]
    decide_as_prepared(paragraph=held.paragraphs[0], by=held.by, at=at())
    assert lacking() == ["2", "3"]


def test_referral_back_needs_its_reason(held: Held) -> None:
    with pytest.raises(RuleViolation, match="varför"):
        defer(row=held.paragraphs[0], kind=Deferral.REFERRED_BACK, by=held.by, at=at())
    defer(
        row=held.paragraphs[0],
        kind=Deferral.REFERRED_BACK,
        reason="Kalkylen saknas.",
        to="förbundschefen",
        by=held.by,
        at=at(),
    )
    held.paragraphs[0].refresh_from_db()
    assert held.paragraphs[0].deferral_reason == "Kalkylen saknas."


def test_passing_on_needs_somewhere_to_go(held: Held) -> None:
    with pytest.raises(RuleViolation, match="vart"):
        defer(row=held.paragraphs[0], kind=Deferral.PASSED_ON, by=held.by, at=at())
    defer(row=held.paragraphs[0], kind=Deferral.PASSED_ON, body=held.board.body, by=held.by, at=at())
    held.paragraphs[0].refresh_from_db()
    assert held.paragraphs[0].deferral_body == held.board.body


def test_yrkande_by_two_of_those_who_decide(held: Held) -> None:
    movers = [held.of(held.board.chair), held.of(held.board.member)]
    proposal = add_proposal(
        paragraph=held.paragraphs[0], movers=movers, text="bifall till förslaget", by=held.by, at=at()
    )
    assert [one.display_name for one in proposal.movers.all()] == ["Astrid Norling", "Petra Sandell"]


def test_listening_deputy_cannot_yrka(held: Held) -> None:
    with pytest.raises(RuleViolation, match="kan inte yrka"):
        add_proposal(
            paragraph=held.paragraphs[0],
            movers=[held.of(held.board.deputy)],
            text="avslag",
            by=held.by,
            at=at(),
        )


def test_one_who_has_left_cannot_yrka(held: Held) -> None:
    member = held.of(held.board.member)
    register_departure(attendee=member, paragraph=held.paragraphs[1], by=held.by, at=at())
    add_proposal(paragraph=held.paragraphs[0], movers=[member], text="avslag", by=held.by, at=at())
    with pytest.raises(RuleViolation, match="kan inte yrka"):
        add_proposal(paragraph=held.paragraphs[1], movers=[member], text="avslag", by=held.by, at=at())


def three_proposals(held: Held) -> Paragraph:
    people = (held.board.chair, held.board.member, held.board.verifier)
    for person, text in zip(
        people, ("bifall till förslaget", "avslag", "att bevilja 25 000 kronor"), strict=True
    ):
        add_proposal(paragraph=held.paragraphs[0], movers=[held.of(person)], text=text, by=held.by, at=at())
    return held.paragraphs[0]


def test_three_proposals_want_a_main_one(held: Held) -> None:
    paragraph = three_proposals(held)
    codes = [one.code for one in findings_of(read_draft(own_protocol(held.meeting)), today=held.meeting.date)]
    assert "proposals" in codes
    main = paragraph.proposals.first()
    lines = suggested_propositions(paragraph, decided="bifall till förslaget", main=main)
    set_propositions(paragraph=paragraph, text="\n".join(lines), main=main, by=held.by, at=at())
    assert paragraph.propositions.startswith("Ordföranden utser yrkandet om bifall")
    codes = [one.code for one in findings_of(read_draft(own_protocol(held.meeting)), today=held.meeting.date)]
    assert "proposals" not in codes


def test_another_proposal_becomes_the_main_one(held: Held) -> None:
    paragraph = three_proposals(held)
    first, second, _ = paragraph.proposals.all()
    set_propositions(paragraph=paragraph, text="", main=first, by=held.by, at=at())
    set_propositions(paragraph=paragraph, text="", main=second, by=held.by, at=at())
    assert [one.is_main for one in paragraph.proposals.all()] == [False, True, False]


def test_withdrawn_proposal_stays_and_is_not_the_main_one(held: Held) -> None:
    paragraph = three_proposals(held)
    first = paragraph.proposals.all()[0]
    set_propositions(paragraph=paragraph, text="", main=first, by=held.by, at=at())
    first.refresh_from_db()
    edit_proposal(
        proposal=first, movers=list(first.movers.all()), text=first.text, withdrawn=True, by=held.by, at=at()
    )
    first.refresh_from_db()
    assert (first.withdrawn, first.is_main) == (True, False)
    remove_proposal(proposal=first, by=held.by, at=at())
    assert paragraph.proposals.count() == 2
