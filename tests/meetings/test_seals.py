"""An association's own seal: taken in, used, replaced, lapsed; and what waits for it."""

import io
import json
from datetime import UTC, datetime, timedelta

import pytest
from django.conf import LazySettings
from django.contrib import admin
from django.core.management import call_command
from django.db import DatabaseError, transaction
from procrastinate.contrib.django.models import ProcrastinateJob

from meetings.actions.sealing import (
    encrypt_keys_again,
    end_seal,
    keep_former_certificate,
    seal_waiting,
    store_sealed,
    take_in_seal,
    warn_of_lapsing_seals,
)
from meetings.admin.site import register
from meetings.errors import RuleViolation
from meetings.models import Association, Seal, Sealing, SealKey, SealWarning, Verification
from meetings.paper.check import CheckResult, check_pdf
from meetings.paper.pdf import RenderedPdf, render_pdf
from meetings.paper.seal import SealError
from meetings.paper.self_signed import make_seal_file
from meetings.paper.storage import path_of, stored_bytes
from meetings.reads import seals
from meetings.reads.seals import in_force, seal_in_use, waits_for_seal, warning
from tests.meetings.pdf_assertions import assert_sealed
from tests.worlds.boards import Board, at, make_board, make_verified
from tests.worlds.letters import letters
from tests.worlds.once import made_once
from tests.worlds.seals import FIRST, LAST, give_seal, seal_file

PASSWORD = "hemligt"
pytestmark = pytest.mark.django_db


@made_once
def waiting(board: Board) -> Verification:
    """Verified while the association had no seal."""
    end_seal(association=board.association, by=board.secretary, at=at(hour=6))
    return make_verified(board, paragraphs=1)


@pytest.fixture(scope="module")
def document() -> RenderedPdf:
    return render_pdf("<html lang=sv><title>Prov</title><h1>Prov</h1>", created=at())


def take_in(board: Board, data: bytes, password: str = PASSWORD, hour: int = 12) -> Seal:
    return take_in_seal(
        association=board.association, data=data, password=password, by=board.secretary, at=at(hour=hour)
    )


def new_file(holder: str = "Samordningsförbundet i Exempelvik", **more: str) -> bytes:
    return make_seal_file(holder, "hemligt", first=FIRST, last=LAST, **more)


def test_new_seal_ends_the_former_and_its_certificate_stays(board: Board) -> None:
    former = seal_in_use(board.association)
    new = take_in(board, new_file())
    assert seal_in_use(board.association) == new
    former.refresh_from_db()
    assert (former.ended_at, former.ended_by) == (at(hour=12), board.secretary)
    assert list(SealKey.objects.values_list("seal", flat=True)) == [new.pk]
    assert seals.holder_of(former.fingerprint) == "exempelvik"


def test_key_is_kept_encrypted_alone_and_password_nowhere(board: Board) -> None:
    data = new_file()
    seal = take_in(board, data)
    key = SealKey.objects.get(seal=seal)
    assert b"PRIVATE" not in key.encrypted.encode()
    assert {Seal, SealKey, Sealing} & {*register._registry, *admin.site._registry} == set()
    assert not hasattr(SealKey, "history")
    assert not hasattr(Seal, "history")
    kept = json.dumps(
        list(Seal.objects.values()) + list(ProcrastinateJob.objects.values("args")), default=repr
    )
    assert "hemligt" not in kept
    assert key.encrypted not in kept


def test_same_certificate_again_gives_the_present_seal_its_key_anew(board: Board) -> None:
    data = new_file()
    first = take_in(board, data)
    SealKey.objects.update(encrypted="oläslig")
    assert take_in(board, data) == first
    assert warning(board.association, at().date()) == ""


def test_file_or_password_that_is_wrong_is_said_beside_its_field(board: Board) -> None:
    with pytest.raises(RuleViolation, match="kan inte öppnas") as refused:
        take_in(board, new_file(), password="fel")
    assert refused.value.field == "password"
    lapsed = make_seal_file("X", "hemligt", first=FIRST, last=FIRST + timedelta(days=1))
    with pytest.raises(RuleViolation, match="slutade gälla") as refused:
        take_in(board, lapsed)
    assert refused.value.field == "file"
    assert Seal.objects.filter(association=board.association).count() == 1


def test_certificate_of_another_organisation_is_refused(board: Board) -> None:
    with pytest.raises(RuleViolation, match="utfärdat till Granby med organisationsnummer 2220000018"):
        take_in(board, new_file("Granby", org_number="222000-0018".replace("-", "")))
    assert take_in(board, new_file("Exempelvik", org_number="2220000000")).holder == "Exempelvik"


def test_certificate_belongs_to_one_association_and_is_not_used_again(board: Board) -> None:
    data = new_file()
    other = Association.objects.create(slug="granby", name="Granby", org_number="222000-0000")
    take_in_seal(association=other, data=data, password="hemligt", by=None, at=at())
    with pytest.raises(RuleViolation, match="hör till ett annat förbund"):
        take_in(board, data)
    own = new_file()
    take_in(board, own)
    end_seal(association=board.association, by=board.secretary, at=at(hour=13))
    with pytest.raises(RuleViolation, match="är avslutat"):
        take_in(board, own, hour=14)


def test_database_keeps_certificates_and_what_was_sealed(board: Board) -> None:
    seal = seal_in_use(board.association)
    verified = make_verified(board, paragraphs=1)
    sealing = Sealing.objects.get(document=verified.original)
    for change in (
        seal.delete,
        sealing.delete,
        lambda: Seal.objects.update(holder="Granby"),
        lambda: Seal.objects.update(certificate=b""),
        lambda: Sealing.objects.update(seal=None),
    ):
        with (
            pytest.raises((DatabaseError, Exception), match=r"ändras inte|tas aldrig bort|protected"),
            transaction.atomic(),
        ):
            change()


def test_what_waits_is_sealed_when_a_seal_is_taken_in(board: Board, waiting: Verification) -> None:
    assert waits_for_seal(waiting.original)
    assert Sealing.objects.filter(sealed=None).count() == 2
    unsealed = stored_bytes(waiting.original.sha256)
    seal = take_in(board, new_file(), hour=20)
    job = ProcrastinateJob.objects.get(task_name="meetings.tasks.seal_what_waits")
    assert job.status == "todo"
    assert seal_waiting(at=at(hour=21)) == 2
    assert not waits_for_seal(waiting.original)
    sealed = stored_bytes(in_force(waiting.original).sha256)
    assert sealed.startswith(unsealed)
    answer = check_pdf(sealed, seals)
    assert (answer.verdict, answer.intact, answer.holder) == (CheckResult.AUTHENTIC, True, "exempelvik")
    assert Sealing.objects.get(document=waiting.original).seal == seal
    assert seal_waiting(at=at(hour=22)) == 0


def test_one_document_that_is_lost_keeps_no_other_waiting(board: Board, waiting: Verification) -> None:
    path_of(waiting.original.sha256).unlink()
    give_seal(board.association, seal_file("Ny"))
    assert seal_waiting(at=at(hour=21)) == 1
    assert waits_for_seal(waiting.original)


def test_lapsed_seal_seals_nothing_more(board: Board, document: RenderedPdf) -> None:
    def stored(moment: datetime) -> bool:
        file = store_sealed(document=document, association=board.association, reason="Prov", at=moment)
        return not waits_for_seal(file)

    assert stored(LAST - timedelta(seconds=1))
    assert not stored(LAST + timedelta(seconds=1))
    assert seal_waiting(at=LAST + timedelta(days=1)) == 0


def test_key_that_the_server_cannot_read_waits_as_well(
    board: Board, document: RenderedPdf, settings: LazySettings
) -> None:
    settings.SEAL_KEYS = ["en annan nyckel"]
    file = store_sealed(document=document, association=board.association, reason="Prov", at=at())
    assert waits_for_seal(file)
    assert "kan inte läsas på servern" in warning(board.association, at().date())
    with pytest.raises(SealError, match="SEAL_KEYS"):
        seals.open_keys()


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (61, ""),
        (60, "Förbundets elektroniska stämpel slutar gälla den 1 januari 2060."),
        (-2, "Förbundets elektroniska stämpel slutade gälla den 1 januari 2060."),
    ],
)
def test_chancellery_is_told_sixty_days_before_it_lapses(board: Board, days: int, said: str) -> None:
    assert warning(board.association, LAST.date() - timedelta(days=days)) == said


def test_chancellery_is_told_when_there_is_none(board: Board) -> None:
    end_seal(association=board.association, by=board.secretary, at=at())
    assert warning(board.association, at().date()) == "Förbundet har ingen elektronisk stämpel."
    with pytest.raises(RuleViolation, match="ingen elektronisk stämpel"):
        end_seal(association=board.association, by=board.secretary, at=at())


def test_each_association_seals_with_its_own(board: Board, document: RenderedPdf) -> None:
    other = Association.objects.create(slug="granby", name="Granby", org_number="222000-0018")
    give_seal(other)
    for association in (board.association, other):
        file = store_sealed(document=document, association=association, reason="Prov", at=at())
        assert_sealed(stored_bytes(file.sha256), trusted=seal_file(association.name))


def test_former_certificate_is_kept_without_a_key(board: Board) -> None:
    old = seal_file("Den gamla stämpeln")
    seal = keep_former_certificate(association=board.association, certificate=old.certificate, at=at())
    assert (seal.taken_in_at, seal.ended_at) == (FIRST, at())
    assert seal_in_use(board.association) != seal
    assert seals.holder_of(old.fingerprint) == "exempelvik"


def test_keys_are_encrypted_with_the_new_key_of_the_environment(board: Board, settings: LazySettings) -> None:
    old = settings.SEAL_KEYS
    settings.SEAL_KEYS = ["ny nyckel", *old]
    assert encrypt_keys_again() == 1
    settings.SEAL_KEYS = ["ny nyckel"]
    seals.open_keys()


def test_command_takes_in_a_seal(board: Board, tmp_path, monkeypatch, capsys) -> None:
    path = tmp_path / "stampel.p12"
    path.write_bytes(
        make_seal_file("Exempelvik", "hemligt", first=FIRST, last=datetime(2099, 1, 1, tzinfo=UTC))
    )
    monkeypatch.setattr("sys.stdin", io.StringIO("\n"))
    with pytest.raises(RuleViolation, match="är lösenordet fel"):
        call_command("take_in_seal", "exempelvik", str(path))
    monkeypatch.setattr("sys.stdin", io.StringIO("hemligt\n"))
    call_command("take_in_seal", "exempelvik", str(path))
    assert json.loads(capsys.readouterr().out)["holder"] == "Exempelvik"
    certificate = tmp_path / "gammal.der"
    certificate.write_bytes(seal_file("Gammal").certificate)
    call_command("take_in_seal", "exempelvik", str(certificate), "--former")
    assert json.loads(capsys.readouterr().out)["holder"] == "Gammal"


def test_chancellery_is_written_to_once_for_each_threshold(board: Board) -> None:
    def told(days: int) -> list[str]:
        warn_of_lapsing_seals(at=LAST - timedelta(days=days))
        return [one.subject for one in letters(board.secretary.email)]

    other = make_board(slug="granby", suffix=".granby")
    end_seal(association=other.association, by=other.secretary, at=at())
    assert told(61) == []
    assert len(told(60)) == len(told(59)) == 1
    body = letters(board.secretary.email)[0].body
    assert "stämpel slutar gälla den 1 januari 2060." in body
    assert "/exempelvik/register/stampel/" in body
    assert letters(other.secretary.email) == []
    assert len(told(14)) == len(told(13)) == 2
    assert len(told(-1)) == len(told(-90)) == 3
    assert list(SealWarning.objects.values_list("days", flat=True)) == [60, 14, 0]


def test_late_warning_is_one_letter(board: Board) -> None:
    for day in (3, 2):
        warn_of_lapsing_seals(at=LAST - timedelta(days=day))
    assert len(letters(board.secretary.email)) == 1
