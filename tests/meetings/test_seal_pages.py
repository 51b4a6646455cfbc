"""The chancellery's pages about the seal, and every page that says that it is missing."""

import logging

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from meetings.actions.sealing import end_seal
from meetings.models import Seal, Verification
from meetings.paper.self_signed import make_seal_file
from meetings.reads.seals import seal_in_use
from tests.worlds.boards import Board, at, make_ready, make_verified
from tests.worlds.once import made_once
from tests.worlds.seals import FIRST, LAST

pytestmark = pytest.mark.django_db
NAME = "Samordningsförbundet i Exempelvik"


@made_once
def waiting(board: Board) -> Verification:
    """Verified while the association had no seal."""
    end_seal(association=board.association, by=board.secretary, at=at(hour=6))
    return make_verified(board, paragraphs=1)


@pytest.fixture
def office(client: Client, board: Board) -> Client:
    client.force_login(board.secretary)
    return client


def page(name: str, *more: object) -> str:
    return reverse(name, args=["exempelvik", *more])


def of_protocol(name: str, verification: Verification) -> str:
    return page(name, "styrelsen", verification.protocol.key)


def send(office: Client, password: str = "", data: bytes | None = None) -> str:
    data = data or make_seal_file(NAME, "hemligt", first=FIRST, last=LAST)
    file = SimpleUploadedFile("stampel.p12", data)
    answer = office.post(page("seal_take_in"), {"file": file, "password": password}, follow=True)
    return answer.content.decode()


def test_seal_is_taken_in_and_shown_without_its_key(office: Client, board: Board) -> None:
    former = seal_in_use(board.association)
    html = send(office, "hemligt")
    assert f"Stämpeln är intagen. Den är utfärdad till {NAME} och gäller till 1 januari 2060." in html
    new = seal_in_use(board.association)
    assert new.taken_in_by == board.secretary
    assert new.fingerprint in html
    assert former.fingerprint in html
    assert "Tidigare stämplar" in html
    assert new.key.encrypted not in html


def test_wrong_password_is_said_at_its_field_and_nothing_is_logged(
    office: Client, board: Board, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    html = send(office, "mitt-hemliga-fel")
    assert "Stämpeln är inte intagen" in html
    assert "Antingen är lösenordet fel" in html
    assert "mitt-hemliga-fel" not in html + caplog.text
    assert Seal.objects.count() == 1


@pytest.mark.parametrize(
    ("data", "said"), [(b"x" * 200_000, "för stor för att vara en stämpel"), (b"hej", "inte en PKCS#12-fil")]
)
def test_what_is_no_seal_is_refused(office: Client, data: bytes, said: str) -> None:
    assert said in send(office, "x", data)


def test_seal_is_ended(office: Client, board: Board) -> None:
    html = office.post(page("seal_end"), follow=True).content.decode()
    assert "Stämpeln används inte längre, och dess nyckel är borttagen." in html
    assert "Förbundet har ingen elektronisk stämpel." in html
    assert "Förbundet har ingen elektronisk stämpel." in office.post(page("seal_end"), follow=True).text


def test_auditor_reads_and_cannot_change(client: Client, board: Board) -> None:
    client.force_login(board.auditor)
    html = client.get(page("seal_detail")).content.decode()
    assert NAME in html
    assert "<form" not in html.split("<main")[1]


def test_missing_seal_is_told_on_the_first_page_and_in_the_checklist(office: Client, board: Board) -> None:
    make_ready(board)
    missing = "Förbundet har ingen elektronisk stämpel."
    draft = page("draft_edit", "styrelsen", "2024-05-30")
    for address in (page("todo"), draft):
        assert missing not in office.get(address).content.decode()
    end_seal(association=board.association, by=board.secretary, at=at(hour=6))
    for address in (page("todo"), draft):
        assert missing in office.get(address).content.decode()
    assert "Protokollet justeras och anslås ändå" in office.get(draft).content.decode()


def test_protocol_that_waits_says_so_to_the_office_and_to_the_public(
    office: Client, waiting: Verification
) -> None:
    status = office.get(of_protocol("verification_status", waiting)).content.decode()
    assert "Protokollet är justerat men inte stämplat ännu." in " ".join(status.split())
    assert "Två dokument väntar på att" in office.get(page("todo")).content.decode()
    public = " ".join(Client().get(of_protocol("protocol_detail", waiting)).content.decode().split())
    assert "Stämpeln saknas: protokollet är justerat men PDF:en är inte stämplad ännu." in public
    for name in ("verification_original", "verification_public_copy", "protocol_pdf"):
        assert office.get(of_protocol(name, waiting)).status_code == 200


def test_sealed_protocol_says_nothing_of_waiting(office: Client, board: Board) -> None:
    verification = make_verified(board, paragraphs=1)
    for name in ("verification_status", "protocol_detail"):
        assert "inte stämpla" not in office.get(of_protocol(name, verification)).content.decode()
