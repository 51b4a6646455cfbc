"""Who signs, in what order, and what the last signature brings about: all of it or nothing."""

import hashlib
from datetime import date
from pathlib import Path

import pytest
from django.conf import LazySettings

from meetings import hooks
from meetings.actions.attending import choose_verifiers
from meetings.actions.changing import answer_request, request_change
from meetings.actions.freezing import freeze_protocol
from meetings.actions.planning import edit_meeting
from meetings.actions.sealing import end_seal
from meetings.actions.signing import HowSigned, sign_protocol
from meetings.errors import RuleViolation
from meetings.models import ChangeAnswer, Notice, Person, Protocol, ProtocolVersion, Signature, Verification
from meetings.paper.check import check_pdf
from meetings.paper.storage import stored_bytes
from meetings.querysets import state_of
from meetings.reads import seals
from meetings.reads.seals import waits_for_seal
from meetings.workflow import ProtocolState
from tests.meetings.pdf_assertions import text_of
from tests.worlds.boards import SIGN, Board, at, let_stand_in, make_board, make_frozen, make_ready, sign
from tests.worlds.letters import letters
from tests.worlds.once import made_once

pytestmark = pytest.mark.django_db


def frozen_with_deputy(board: Board, deputy: Person) -> ProtocolVersion:
    protocol = make_ready(board)
    choose_verifiers(
        meeting=protocol.meeting, verifiers=[board.verifier], deputies=[deputy], by=board.secretary, at=at()
    )
    return freeze_protocol(protocol=protocol, by=board.secretary, at=at(hour=15))


@made_once
def awaiting() -> Board:
    """A board that waits for the secretary, who signs first."""
    return make_board(slug="vallnas", suffix=".v", awaits_secretary=True)


@made_once
def first(awaiting: Board) -> ProtocolVersion:
    return make_frozen(awaiting)


@pytest.mark.parametrize("who", ["chair", "verifier"])
def test_secretary_signs_first_where_the_board_waits(
    awaiting: Board, first: ProtocolVersion, who: str
) -> None:
    board, version = awaiting, first
    with pytest.raises(RuleViolation, match="Sekreteraren skriver under först"):
        sign(version, getattr(board, who))
    sign(version, board.secretary)
    sign(version, getattr(board, who))
    assert Signature.objects.count() == 2


@pytest.mark.parametrize("who", ["member", "deputy", "manager", "auditor"])
def test_others_do_not_sign(board: Board, version: ProtocolVersion, who: str) -> None:
    sign(version, board.secretary)
    with pytest.raises(RuleViolation, match="Du ska inte skriva under"):
        sign(version, getattr(board, who))


def test_nobody_signs_twice(board: Board, version: ProtocolVersion) -> None:
    sign(version, board.secretary)
    with pytest.raises(RuleViolation, match="redan skrivit under"):
        sign(version, board.secretary)


def test_chair_and_verifier_are_asked_when_an_awaited_secretary_has_signed(
    awaiting: Board, first: ProtocolVersion
) -> None:
    board, version = awaiting, first
    assert letters() == []  # the secretary froze it and needs no letter
    sign(version, board.secretary)
    assert {letter.to for letter in letters()} == {board.chair.email, board.verifier.email}
    letter = letters(board.chair.email)[0]
    assert letter.subject == f"Justera protokollet från 30 maj 2024 – {board.association.name}"
    assert "senast den 13 juni 2024" in letter.body
    assert "/vallnas/justera/styrelsen/2024-05-30/" in letter.body
    assert "lösenord" not in letter.body


def test_new_member_is_told_how_to_choose_a_password(board: Board) -> None:
    board.chair.set_unusable_password()
    board.chair.save()
    version = make_frozen(board)
    sign(version, board.secretary)
    body = letters(board.chair.email)[0].body
    assert "/konto/password/reset/?next=%2Fexempelvik%2Fjustera%2Fstyrelsen%2F2024-05-30%2F" in body


def test_colleague_who_freezes_leaves_the_secretary_a_letter(awaiting: Board) -> None:
    board = awaiting
    protocol = make_ready(board)
    freeze_protocol(protocol=protocol, by=board.manager, at=at(hour=15))
    (letter,) = letters()
    assert letter.to == board.secretary.email
    assert letter.subject == f"Skriv under protokollet från 30 maj 2024 – {board.association.name}"


def test_everyone_is_asked_at_once_and_signs_in_any_order(board: Board, version: ProtocolVersion) -> None:
    assert {letter.to for letter in letters()} == {board.chair.email, board.verifier.email}
    for person in (board.verifier, board.chair):
        verification = sign(version, person)
    assert verification
    assert verification.record["notes"] == ["Sekreteraren Karl Ostman har inte skrivit under."]
    assert "Sekreteraren Karl Ostman har inte skrivit under." in text_of(
        stored_bytes(verification.original.sha256)
    )
    with pytest.raises(RuleViolation, match="redan justerat"):
        sign(version, board.secretary)


def test_secretary_signs_when_it_suits_and_is_then_named(board: Board, version: ProtocolVersion) -> None:
    for person in (board.chair, board.secretary, board.verifier):
        verification = sign(version, person)
    assert verification
    assert verification.record["notes"] == []
    assert [one["role"] for one in verification.record["signatures"]] == [
        "sekreterare",
        "ordförande",
        "justerare",
    ]


def test_signature_records_who_when_from_where_and_what(board: Board, version: ProtocolVersion) -> None:
    how = HowSigned("Lösenord", "2001:db8::1", "Firefox" * 100)
    sign_protocol(version=version, by=board.secretary, at=at(hour=16), how=how)
    signature = Signature.objects.get()
    assert signature.signatory.person == board.secretary
    assert (signature.at, signature.method) == (at(hour=16), "Lösenord")
    assert (signature.ip_address, len(signature.user_agent)) == ("2001:db8::1", 300)
    assert signature.sha256 == hashlib.sha256(stored_bytes(version.file.sha256)).hexdigest()


def test_last_signature_verifies_seals_and_posts(board: Board, version: ProtocolVersion) -> None:
    for person, moment in ((board.secretary, at(date(2024, 6, 12))), (board.chair, at(date(2024, 6, 10)))):
        assert sign(version, person, moment=moment) is None
    verification = sign(version, board.verifier, moment=at(date(2024, 6, 11)))
    assert verification
    assert verification.day == date(2024, 6, 11)  # of chair and verifiers; the secretary is none
    assert [one["role"] for one in verification.record["signatures"]] == [
        "ordförande",
        "justerare",
        "sekreterare",
    ]
    answer = check_pdf(stored_bytes(verification.original.sha256), seals)
    assert (answer.ours, answer.intact) == (True, True)
    assert Notice.objects.get().verified == date(2024, 6, 11)
    assert state_of(version.protocol) == ProtocolState.VERIFIED


def test_verified_protocol_is_not_signed_again(board: Board, version: ProtocolVersion) -> None:
    for person in (board.secretary, board.chair, board.verifier):
        sign(version, person)
    with pytest.raises(RuleViolation, match="redan justerat"):
        sign(version, board.chair)
    assert "är justerat" in letters(board.manager.email)[-1].subject


def test_deputy_verifier_steps_in_and_the_protocol_names_who_verified(board: Board) -> None:
    version = frozen_with_deputy(board, board.member)
    for person in (board.secretary, board.chair):
        sign(version, person)
    let_stand_in(version, board.member, by=board.chair)
    verification = sign(version, board.member)
    assert verification
    names = [(one["name"], one["role"]) for one in verification.record["signatures"]]
    assert ("Petra Sandell", "ersättare för justerare") in names
    assert "Henrik Brolin" not in [name for name, _ in names]


def test_verifier_is_not_needed_when_the_deputy_has_signed(board: Board) -> None:
    version = frozen_with_deputy(board, board.member)
    let_stand_in(version, board.member, by=board.chair)
    for person in (board.secretary, board.member):
        sign(version, person)
    with pytest.raises(RuleViolation, match="behövs inte"):
        sign(version, board.verifier)


def test_one_press_signs_for_every_role(board: Board, protocol: Protocol) -> None:
    edit_meeting(meeting=protocol.meeting, by=board.secretary, at=at(), secretary=board.chair)
    version = freeze_protocol(protocol=protocol, by=board.secretary, at=at(hour=15))
    sign(version, board.chair)
    assert sorted(Signature.objects.values_list("signatory__role", flat=True)) == ["chair", "secretary"]
    assert sign(version, board.verifier)


def test_late_signature_is_accepted(board: Board, version: ProtocolVersion) -> None:
    for person in (board.secretary, board.chair):
        sign(version, person)
    verification = sign(version, board.verifier, moment=at(date(2024, 7, 1)))
    assert verification
    assert verification.day == date(2024, 7, 1)


def test_dissent_needs_a_request_that_was_kept(board: Board, version: ProtocolVersion) -> None:
    sign(version, board.secretary)
    with pytest.raises(RuleViolation, match="Begär först en ändring"):
        sign_protocol(version=version, by=board.verifier, at=at(hour=16), how=SIGN, dissent="Nej.")
    assert Signature.objects.count() == 1


def kept(board: Board, version: ProtocolVersion) -> ProtocolVersion:
    """The verifier's request was answered with the text standing, and the protocol frozen again."""
    asked = request_change(version=version, by=board.verifier, at=at(hour=16), reason="Yrkandet saknas.")
    answer_request(
        request=asked,
        by=board.chair,
        at=at(hour=17),
        outcome=ChangeAnswer.Outcome.KEPT,
        text="Det fanns inget.",
    )
    return freeze_protocol(protocol=version.protocol, by=board.secretary, at=at(hour=18))


def test_dissent_is_kept_and_printed(board: Board, version: ProtocolVersion) -> None:
    again = kept(board, version)
    for person in (board.secretary, board.chair):
        sign(again, person, moment=at(hour=19))
    verification = sign_protocol(
        version=again, by=board.verifier, at=at(hour=20), how=SIGN, dissent=" Ett yrkande saknas. "
    )
    assert verification
    assert verification.record["signatures"][-1]["dissent"] == "Ett yrkande saknas."
    printed = text_of(stored_bytes(verification.original.sha256))
    assert "Avvikande mening: Ett yrkande saknas." in printed


def test_dissent_that_cannot_be_printed_is_refused(board: Board, version: ProtocolVersion) -> None:
    again = kept(board, version)
    sign(again, board.secretary, moment=at(hour=19))
    with pytest.raises(RuleViolation, match="kan inte skrivas"):
        sign_protocol(version=again, by=board.verifier, at=at(hour=20), how=SIGN, dissent="Nej 🙂")
    assert Signature.objects.filter(signatory__version=again).count() == 1


def test_older_version_is_not_signed(board: Board, version: ProtocolVersion) -> None:
    kept(board, version)
    with pytest.raises(RuleViolation, match="nyare version"):
        sign(version, board.secretary)


def test_last_signature_counts_without_a_seal(board: Board, version: ProtocolVersion) -> None:
    """The day, the notice and the letters are as ever; the files wait."""
    end_seal(association=board.association, by=board.secretary, at=at(hour=15))
    for person in (board.secretary, board.chair):
        sign(version, person)
    verification = sign(version, board.verifier)
    assert verification
    assert Notice.objects.get(protocol=version.protocol).verified == verification.day
    assert waits_for_seal(verification.original)
    assert waits_for_seal(verification.public_copy)
    said = letters()[-1].body
    assert "Det är anslaget på förbundets egen anslagstavla" in said
    assert "protokollet är inte stämplat ännu" in said


def test_missing_signed_file_leaves_no_signature(
    board: Board, version: ProtocolVersion, settings: LazySettings
) -> None:
    for person in (board.secretary, board.chair):
        sign(version, person)
    (Path(settings.FILES_DIR) / version.file.sha256).unlink()
    with pytest.raises(RuleViolation, match="inte registrerad"):
        sign(version, board.verifier)
    assert Signature.objects.count() == 2


def test_listeners_hear_of_the_verification_inside_the_transaction(
    board: Board, version: ProtocolVersion, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(verification: Verification) -> None:
        raise RuleViolation("Beslutet kunde inte föras över.")

    monkeypatch.setattr(hooks, "after_verification", [refuse])
    for person in (board.secretary, board.chair):
        sign(version, person)
    with pytest.raises(RuleViolation, match="föras över"):
        sign(version, board.verifier)
    assert (Signature.objects.count(), Verification.objects.count(), Notice.objects.count()) == (2, 0, 0)
