"""«Kontrollera att ett protokoll är äkta»: an answer in Swedish for any file."""

import re
from dataclasses import replace

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from meetings.actions.attaching import store_file
from meetings.actions.changing import withdraw_protocol
from meetings.actions.freezing import freeze_protocol
from meetings.actions.sealing import end_seal
from meetings.actions.signing import sign_protocol
from meetings.documents.protocol import render_protocol
from meetings.models import ProtocolVersion, Sealing, StoredFile, Verification
from meetings.paper.seal import read_seal_file, seal
from meetings.paper.self_signed import make_seal_file
from meetings.paper.storage import stored_bytes
from meetings.views.limits import limited
from tests.meetings.pdf_assertions import embedded_files, text_of
from tests.meetings.snapshots import REPORT, small_snapshot
from tests.worlds.boards import SIGN, Board, at, make_board, make_frozen, make_verified
from tests.worlds.once import made_once
from tests.worlds.seals import BETWEEN, FIRST, LAST, seal_file

pytestmark = pytest.mark.django_db


@made_once
def verification() -> Verification:
    return make_verified(make_board(), paragraphs=1)


def check(client: Client, data: bytes, name: str = "protokoll.pdf") -> str:
    response = client.post("/kontrollera/", {"file": SimpleUploadedFile(name, data)})
    assert response.status_code == 200
    return response.content.decode()


def test_sealed_files_are_authentic_with_signers_and_time(client: Client, verification: Verification) -> None:
    for file, kind in (
        (verification.original, "originalet"),
        (verification.public_copy, "offentliga kopian"),
    ):
        html = check(client, stored_bytes(file.sha256))
        assert "Ja, dokumentet är äkta" in html
        assert kind in html
        assert "Henrik Brolin, justerare" in html
        assert "30 maj 2024 kl." in html
        assert "PDF/A-3a" in html


def test_neither_the_answer_nor_the_public_copy_shows_an_address(client: Client, board: Board) -> None:
    """Neither of e-mail nor of the net: both stand in the original's evidence alone."""
    version = make_frozen(board, paragraphs=1)
    how = replace(SIGN, ip_address="192.0.2.7")
    for person in (board.secretary, board.chair, board.verifier):
        verification = sign_protocol(version=version, by=person, at=at(hour=16), how=how)
    assert verification
    original, copy = (stored_bytes(file.sha256) for file in (verification.original, verification.public_copy))
    assert b"192.0.2.7" in embedded_files(original)["bevis-om-underskrifter.json"]
    pages = [check(client, data) for data in (original, copy, stored_bytes(version.file.sha256))]
    key = ["exempelvik", "styrelsen", verification.protocol.key]
    pages += [client.get(reverse("protocol_detail", args=key)).content.decode()]
    written = [*pages, text_of(copy), *(data.decode("latin-1") for data in embedded_files(copy).values())]
    for person in (board.secretary, board.chair, board.verifier):
        assert any(person.name in told for told in written)
    for told in written:
        assert "192.0.2.7" not in told
        assert "@example.org" not in told


def answered(html: str) -> tuple[str, dict[str, str]]:
    """The headline, and the facts by label."""
    [heading] = re.findall(r'<h2 id="svar">(.*?)</h2>', html)
    rows = re.findall(r"<dt>(.*?)</dt><dd>(.*?)</dd>", html, re.DOTALL)
    return heading, {label: re.sub(r"<[^>]+>", "", value).strip() for label, value in rows}


def test_headline_and_facts_agree(client: Client, verification: Verification) -> None:
    data = stored_bytes(verification.original.sha256)
    middle = len(data) // 2
    altered = data[:middle] + bytes([data[middle] ^ 1]) + data[middle + 1 :]
    owner = "Samordningsförbundet i Exempelvik"
    for given, heading, unchanged, stamp in (
        (data, "Ja, dokumentet är äkta", "Ja", f"{owner}, giltig för hela filen"),
        (altered, "Nej, dokumentet har ändrats", "Nej", f"Filen uppger {owner}, men stämpeln är bruten"),
        (
            data + b"\n% mer",
            "Nej, något är tillagt i dokumentet",
            "Nej",
            f"{owner}, men den gäller inte det som är tillagt",
        ),
        (
            sealed_by_another(verification.version),
            "Nej, dokumentet kommer inte från oss",
            None,
            f"Inte vår. Filen uppger {owner}, vilket vi inte kan kontrollera",
        ),
        (
            render_protocol(small_snapshot(), files={}.__getitem__).pdf,
            "Nej, dokumentet har inte vår stämpel",
            None,
            "Saknas",
        ),
        (data[:middle], "Nej, filen är inte en läsbar PDF", None, None),
        (b"hej", "Nej, filen är inte en läsbar PDF", None, None),
    ):
        found, facts = answered(check(client, given))
        assert (found, facts.get("Oförändrad"), facts.get("Elektronisk stämpel")) == (
            heading,
            unchanged,
            stamp,
        )


def sealed_by_another(version: ProtocolVersion) -> bytes:
    """The frozen version with the seal of somebody who has taken our name."""
    file = make_seal_file("Samordningsförbundet i Exempelvik", first=FIRST, last=LAST)
    other = read_seal_file(file, "", at=BETWEEN)
    return seal(stored_bytes(version.file.sha256), bundle=other.bundle, at=BETWEEN)


def test_difference_where_the_seal_cannot_see_is_told(client: Client, verification: Verification) -> None:
    data = stored_bytes(verification.original.sha256)
    gap = data.index(b"/Contents <") + 11
    html = check(client, data[:gap] + data[gap:].split(b">")[0].swapcase() + data[data.index(b">", gap) :])
    heading, facts = answered(html)
    assert heading == "Nej, filen är inte exakt den som vi har sparat"
    assert facts["Oförändrad"] == "Nej, stämpeln är skriven på ett annat sätt"
    assert "Förbundsstyrelsen" in facts["Dokument"]
    assert "Skillnaden ligger i hur själva stämpeln är skriven i filen" in html


def test_seal_of_another_association_on_our_protocol_is_never_authentic(
    client: Client, verification: Verification
) -> None:
    """What one seal for the whole installation did."""
    other = make_board(slug="granby", suffix=".granby").association
    forged = seal(
        stored_bytes(verification.version.file.sha256), bundle=seal_file(other.name).bundle, at=BETWEEN
    )
    heading, facts = answered(check(client, forged))
    assert heading == "Nej, filen finns inte sparad hos oss"
    assert facts["Elektronisk stämpel"] == "Samordningsförbundet i Granby, giltig för hela filen"
    file = store_file(data=forged, media_type="application/pdf", at=verification.at)
    own = verification.version.protocol.meeting.body.association
    moment = verification.at
    Sealing.objects.create(
        association=own, document=file, reason="Prov", asked_at=moment, sealed=file, sealed_at=moment
    )
    heading, facts = answered(check(client, forged))
    assert heading == "Nej, dokumentet har fel förbunds stämpel"
    assert facts["Elektronisk stämpel"] == "Samordningsförbundet i Granby, giltig för hela filen"


def test_protocol_that_waits_for_its_seal_is_ours_and_not_sealed(client: Client) -> None:
    board = make_board()
    end_seal(association=board.association, by=board.secretary, at=at(hour=9))
    verified = make_verified(board, paragraphs=1)
    heading, facts = answered(html := check(client, stored_bytes(verified.original.sha256)))
    assert heading == "Filen kommer från oss, men saknar stämpel"
    assert facts["Elektronisk stämpel"] == "Saknas"
    assert "Protokollet är justerat men inte stämplat ännu." in html


def test_replaced_version_is_ours_but_no_longer_valid(client: Client, board: Board) -> None:
    version = make_frozen(board, paragraphs=1)
    withdraw_protocol(version=version, by=board.secretary, at=at(hour=16), reason="Ett fel.")
    freeze_protocol(protocol=version.protocol, by=board.secretary, at=at(hour=17))
    html = check(client, stored_bytes(version.file.sha256))
    assert answered(html)[0] == "Filen kommer från oss men har ersatts"
    assert "Den har ersatts av en senare version." in html


def test_frozen_version_is_ours_but_not_sealed(client: Client) -> None:
    version = make_frozen(make_board(), paragraphs=1)
    html = check(client, stored_bytes(version.file.sha256))
    assert "Filen kommer från oss, men saknar stämpel" in html
    assert "version 1, som skickades ut för justering. Den är inte justerad än." in html


def test_signed_version_points_to_the_sealed_protocol(client: Client, verification: Verification) -> None:
    html = check(client, stored_bytes(verification.version.file.sha256))
    assert "Be om det stämplade protokollet" in html


def test_hidden_protocol_is_authentic_without_a_link(client: Client, verification: Verification) -> None:
    data = stored_bytes(verification.public_copy.sha256)
    assert "Läs protokollet" in check(client, data)
    verification.protocol.hidden_at = verification.at
    verification.protocol.save()
    html = check(client, data)
    assert "Ja, dokumentet är äkta" in html
    assert "Läs protokollet" not in html


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"hej",
        b"\0" * 5000,
        b"%PDF-1.7\n" + b"\xff" * 500,
        b"%PDF-1.4\n1 0 obj<</ByteRange[0 1 2 3]>>\nendobj",
        REPORT,
        b"PK\x03\x04" + b"\0" * 100,
    ],
)
def test_any_other_file_gets_an_answer(client: Client, data: bytes) -> None:
    assert answered(check(client, data))[0].startswith("Nej, ")


@pytest.mark.parametrize("name", ["<b>.pdf", "a" * 400 + ".pdf", "å\n.pdf", "../../etc/passwd"])
def test_any_file_name_is_shown_as_text(client: Client, name: str) -> None:
    assert "<b>.pdf" not in check(client, b"hej", name)


def test_file_is_not_stored(client: Client) -> None:
    check(client, REPORT)
    assert not StoredFile.objects.exists()
    assert not list(settings.FILES_DIR.glob("*")) if settings.FILES_DIR.exists() else True


def test_without_a_file_the_field_says_so(client: Client) -> None:
    for response in (client.post("/kontrollera/"), client.post("/kontrollera/", {"file": "text"})):
        assert response.status_code == 422
        assert "error-summary" in response.content.decode()


def test_body_that_is_no_form_is_answered(client: Client) -> None:
    for media_type in ("application/json", "multipart/form-data", "multipart/form-data; boundary=x"):
        assert client.post("/kontrollera/", b"\xff\0", content_type=media_type).status_code < 500


def test_too_large_file_is_refused_before_it_is_read(client: Client) -> None:
    response = client.post(
        "/kontrollera/", b"", content_type="multipart/form-data; boundary=x", CONTENT_LENGTH=str(10**9)
    )
    assert response.status_code == 422
    assert "Högst 50 MB" in response.content.decode()


def test_checks_are_limited_in_number(client: Client) -> None:
    statuses = [client.post("/kontrollera/").status_code for _ in range(21)]
    assert statuses[19:] == [422, 429]


def test_a_page_cannot_be_limited_by_a_rate_that_nobody_wrote() -> None:
    with pytest.raises(ImproperlyConfigured, match="no rate for nothing"):
        limited("nothing")
