"""Who leads the board, in the action, in the database and at the freeze."""

import pytest
from django.db import DatabaseError, transaction

from meetings.actions.attending import add_guest, choose_verifiers
from meetings.actions.drafting import edit_paragraph
from meetings.actions.planning import create_meeting, edit_meeting
from meetings.actions.recusing import register_recusal
from meetings.draft.checklist import findings_of
from meetings.draft.reading import read_draft
from meetings.draft.signatories import expected_signatories
from meetings.errors import RuleViolation
from meetings.models import Body, Meeting, Paragraph
from meetings.querysets import own_protocol
from meetings.rules.verification import SigningRole
from tests.meetings.test_actions_voting import vote
from tests.worlds.boards import MEETING_DAY, at
from tests.worlds.running_meeting import Held

pytestmark = pytest.mark.django_db


def findings(held: Held, code: str) -> list[str]:
    draft = read_draft(own_protocol(held.meeting))
    return [one.sentence for one in findings_of(draft, today=MEETING_DAY) if one.code == code]


def test_somebody_without_a_mandate_cannot_lead_the_board(held: Held) -> None:
    manager = held.board.manager
    with pytest.raises(RuleViolation, match="varken ledamot eller ersättare"):
        edit_meeting(meeting=held.meeting, chair=manager, by=held.by, at=at())
    with pytest.raises(RuleViolation, match="varken ledamot eller ersättare"):
        edit_paragraph(paragraph=held.paragraphs[0], chair=manager, by=held.by, at=at())


@pytest.mark.parametrize("model", [Meeting, Paragraph])
def test_the_database_refuses_it_too(held: Held, model: type) -> None:
    key = held.meeting.pk if model is Meeting else held.paragraphs[0].pk
    with pytest.raises(DatabaseError, match="leds av en ledamot"), transaction.atomic():
        model.objects.filter(pk=key).update(chair=held.board.manager)


def test_another_body_is_led_by_anyone(held: Held) -> None:
    group = Body.objects.create(
        association=held.board.association,
        slug="beredning",
        name="Beredningsgruppen",
        kind="preparatory_group",
    )
    meeting = create_meeting(body=group, date=MEETING_DAY, start=at().time(), place="", by=held.by, at=at())
    edit_meeting(meeting=meeting, chair=held.board.manager, by=held.by, at=at())
    meeting.refresh_from_db()
    assert meeting.chair == held.board.manager


def test_another_chair_does_not_turn_a_vote(held: Held) -> None:
    vote(held, "nnjj", decides=True)
    with pytest.raises(RuleViolation, match="annat utfall"):
        edit_meeting(meeting=held.meeting, chair=held.board.member, by=held.by, at=at())
    held.meeting.refresh_from_db()
    assert held.meeting.chair == held.board.chair


def test_a_verifier_does_not_become_chair_of_the_meeting(held: Held) -> None:
    with pytest.raises(RuleViolation, match="är vald till justerare"):
        edit_meeting(meeting=held.meeting, chair=held.board.verifier, by=held.by, at=at())


def test_a_section_led_by_the_only_verifier_needs_the_reserve(held: Held) -> None:
    board = held.board
    edit_paragraph(paragraph=held.paragraphs[0], chair=board.verifier, by=held.by, at=at())
    [found] = findings(held, "unverified")
    assert "Henrik Brolin är justerare men leder" in found
    choose_verifiers(
        meeting=held.meeting, verifiers=[board.verifier], deputies=[board.member], by=held.by, at=at()
    )
    assert findings(held, "unverified") == []
    draft = read_draft(own_protocol(held.meeting))
    verifying = {
        person: numbers
        for person, role, numbers in expected_signatories(draft)
        if role is SigningRole.VERIFIER
    }
    first, *others = [draft.number(one) for one in draft.covered]
    assert verifying == {board.verifier: others, board.member: [first]}


def test_a_section_led_by_one_of_two_verifiers_has_the_other(held: Held) -> None:
    board = held.board
    choose_verifiers(meeting=held.meeting, verifiers=[board.verifier, board.member], by=held.by, at=at())
    edit_paragraph(paragraph=held.paragraphs[0], chair=board.verifier, by=held.by, at=at())
    assert findings(held, "unverified") == []


def test_whoever_does_not_serve_in_a_section_cannot_lead_it(held: Held) -> None:
    with pytest.raises(RuleViolation, match="tjänstgör inte i paragrafen"):
        edit_paragraph(paragraph=held.paragraphs[0], chair=held.board.deputy, by=held.by, at=at())


def test_a_guest_is_not_offered_as_chair(held: Held) -> None:
    add_guest(meeting=held.meeting, name="Ulla Utomstående", by=held.by, at=at())
    assert findings(held, "chair_absent") == []


def test_a_chair_who_is_passed_by_is_pointed_out(held: Held) -> None:
    edit_paragraph(paragraph=held.paragraphs[0], chair=held.board.member, by=held.by, at=at())
    assert any(
        "fast Astrid Norling, som går före, tjänstgör där" in one
        for one in findings(held, "attendance_doubt")
    )


def test_a_recused_verifiers_section_is_verified_by_one_who_decided_and_did_not_lead(held: Held) -> None:
    board, paragraph = held.board, held.paragraphs[0]
    recused = {"paragraph": paragraph, "attendee": held.of(board.verifier), "by": held.by, "at": at()}
    with pytest.raises(RuleViolation, match="Astrid Norling leder paragrafen och kan inte också justera"):
        register_recusal(verified_by=board.chair, **recused)
    for stranger in (board.deputy, board.secretary):
        with pytest.raises(RuleViolation, match="tjänstgjorde inte och kan inte justera"):
            register_recusal(verified_by=stranger, **recused)
    register_recusal(verified_by=board.member, **recused)
    assert findings(held, "unverified") == []
    edit_paragraph(paragraph=paragraph, chair=board.member, by=held.by, at=at())
    assert len(findings(held, "unverified")) == 1
