"""Who signs a protocol, and for which §§."""

import pytest

from meetings.actions.attending import choose_verifiers
from meetings.actions.recusing import register_recusal
from meetings.draft.reading import read_draft
from meetings.draft.signatories import expected_signatories
from meetings.models import Body, Recusal
from meetings.querysets import own_protocol
from tests.worlds.boards import at
from tests.worlds.running_meeting import Held, make_held

pytestmark = pytest.mark.django_db


def signers(held: Held) -> list[tuple[str, str, list[str] | None]]:
    expected = expected_signatories(read_draft(own_protocol(held.meeting)))
    return [(str(person), str(role), numbers) for person, role, numbers in expected]


def test_secretary_chair_and_verifier_sign_for_everything():
    assert signers(make_held()) == [
        ("Karl Ostman", "secretary", None),
        ("Astrid Norling", "chair", None),
        ("Henrik Brolin", "verifier", None),
    ]


def test_recused_verifier_leaves_the_paragraph_to_another(held):
    register_recusal(
        paragraph=held.paragraphs[1],
        attendee=held.of(held.board.verifier),
        verified_by=held.board.member,
        by=held.by,
        at=at(),
    )
    assert signers(held)[2:] == [
        ("Henrik Brolin", "verifier", ["1", "3"]),
        ("Petra Sandell", "verifier", ["2"]),
    ]


def test_verifier_who_was_found_not_to_be_recused_signs_for_everything(held):
    register_recusal(
        paragraph=held.paragraphs[1],
        attendee=held.of(held.board.verifier),
        how=Recusal.How.REJECTED,
        by=held.by,
        at=at(),
    )
    assert signers(held)[2:] == [("Henrik Brolin", "verifier", None)]


def test_other_verifier_does_not_sign_twice_for_a_recused_one(held):
    register_recusal(
        paragraph=held.paragraphs[1],
        attendee=held.of(held.board.verifier),
        verified_by=held.board.member,
        by=held.by,
        at=at(),
    )
    choose_verifiers(
        meeting=held.meeting, verifiers=[held.board.verifier, held.board.member], by=held.by, at=at()
    )
    assert signers(held)[2:] == [
        ("Henrik Brolin", "verifier", ["1", "3"]),
        ("Petra Sandell", "verifier", None),
    ]


def test_recused_chair_and_the_one_who_led_instead_sign_for_their_own(held):
    register_recusal(
        paragraph=held.paragraphs[0],
        attendee=held.of(held.board.chair),
        chair=held.board.other_member,
        by=held.by,
        at=at(),
    )
    assert signers(held)[1:3] == [
        ("Mona Edvinsson", "chair", ["1"]),
        ("Astrid Norling", "chair", ["2", "3"]),
    ]


def test_nobody_signs_notes(held):
    Body.objects.update(kind=Body.Kind.PREPARATORY_GROUP)
    assert signers(held) == []
