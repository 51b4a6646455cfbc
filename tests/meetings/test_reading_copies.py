"""Läsexemplar: a protocol and its attachments in one file, with nothing in it that may not be read."""

import io
import logging
from pathlib import Path

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse
from msgspec.structs import replace
from procrastinate.contrib.django.models import ProcrastinateJob
from pypdf import PdfReader, PdfWriter

from meetings.actions import reading_copies
from meetings.actions.attaching import add_attachment, edit_attachment
from meetings.actions.freezing import freeze_protocol
from meetings.actions.publishing import hide_protocol
from meetings.actions.reading_copies import make_lacking_reading_copies
from meetings.actions.withholding import withhold
from meetings.documents import reading_copy
from meetings.documents.reading_copy import render_reading_copy
from meetings.models import ReadingCopy, Verification
from meetings.paper.storage import path_of, stored_bytes
from meetings.reads.frozen import frozen_record
from meetings.reads.reading_copies import public_reading_copy, whole_reading_copy
from meetings.record.protocol import Attachment
from tests.meetings.pdf_assertions import text_of
from tests.meetings.test_joined_pages import theirs
from tests.meetings.test_withholding import every_byte
from tests.worlds.boards import Board, at, make_ready, make_verified, sign
from tests.worlds.once import made_once
from tests.worlds.papers import PDF, make_locked_pdf, make_portfolio

pytestmark = pytest.mark.django_db
NOW = at(hour=18)


def pdf_that_says(words: str, *, pages: int = 1) -> bytes:
    """A PDF of somebody else's."""
    writer = PdfWriter()
    for number in range(1, pages + 1):
        content = f"BT /F 12 Tf 30 40 Td ({words}{number}) Tj ET".encode()
        writer.append(io.BytesIO(theirs(content)))
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()


@made_once
def verification(board: Board) -> Verification:
    """A published file of two pages, one that is not published, and a published picture."""
    protocol = make_ready(board, paragraphs=1)
    paragraph = protocol.meeting.paragraphs.first()
    by = {"by": board.secretary, "at": at()}
    files = (
        ("plan.pdf", pdf_that_says("Planens", pages=2), True),
        ("internt.pdf", pdf_that_says("Internt"), False),
        ("karta.pdf", pdf_that_says("Kvarterets"), True),
    )
    for name, data, publish in files:
        attachment = add_attachment(paragraph=paragraph, file_name=name, data=data, **by)
        edit_attachment(attachment=attachment, publish=publish, **by)
    version = freeze_protocol(protocol=protocol, by=board.secretary, at=at(hour=15))
    for person in (board.secretary, board.chair, board.verifier):
        found = sign(version, person)
    assert found
    return found


@made_once
def made(verification: Verification) -> list[ReadingCopy]:
    make_lacking_reading_copies(at=NOW)
    return list(ReadingCopy.objects.order_by("is_public"))


def address(verification: Verification, name: str) -> str:
    meeting = verification.protocol.meeting
    return reverse(name, args=["exempelvik", "styrelsen", meeting.key])


def test_it_is_made_by_a_job_when_the_protocol_is_verified(verification):
    jobs = ProcrastinateJob.objects.filter(task_name="meetings.tasks.make_reading_copies")
    assert jobs.count() == 1
    assert not ReadingCopy.objects.exists()


def test_protocol_without_attachments_has_none_and_no_job(board):
    make_verified(board)
    assert make_lacking_reading_copies(at=NOW) == 0
    assert not ProcrastinateJob.objects.filter(task_name="meetings.tasks.make_reading_copies").exists()


def test_public_one_has_the_published_pages_and_names_the_others(verification, made):
    file = public_reading_copy(verification)
    pdf = stored_bytes(file.sha256)
    pages = PdfReader(io.BytesIO(pdf)).pages
    own = PdfReader(io.BytesIO(stored_bytes(verification.public_copy.sha256))).pages
    assert file.pages == len(pages) == 1 + len(own) + 3
    said = text_of(pdf)
    assert "Det stämplade protokollet är originalet" in said
    assert "har inte kontrollerats för tillgänglighet" in said
    assert "Bilaga 2. internt publiceras inte. Begär den hos förbundets kansli." in said
    assert "Planens1" in said
    assert "Planens2" in said
    assert "Internt1" not in every_byte(pdf)
    for number, page in enumerate(pages, start=1):
        assert f"Sida {number} av {len(pages)} i läsexemplaret" in page.extract_text()
    at_plan = 2 + len(own)
    front = " ".join(pages[0].extract_text().split())
    assert f"Bilaga 1. plan {at_plan}–{at_plan + 1}" in front
    assert f"Bilaga 3. karta {at_plan + 2}" in front


def test_bookmarks_keep_the_protocols_own(verification, made):
    outline = PdfReader(io.BytesIO(stored_bytes(public_reading_copy(verification).sha256))).outline
    assert [one.title for one in outline if not isinstance(one, list)] == [
        "Läsexemplar",
        "Protokoll",
        "Bilaga 1. plan",
        "Bilaga 3. karta",
    ]
    assert any("§" in one.title for one in outline[2] if not isinstance(one, list))


def test_whole_one_has_every_attachment_and_says_whose_it_is(verification, made):
    said = text_of(stored_bytes(whole_reading_copy(verification).sha256))
    assert "Internt1" in said
    assert "Exemplaret är kansliets eget." in said
    assert "som inte är med" not in said


def test_neither_is_sealed_or_carries_the_files_of_the_original(verification, made):
    """What shows who signed from which address is given out only after a check (docs/sakerhet.md)."""
    for copy in made:
        reader = PdfReader(io.BytesIO(stored_bytes(copy.file.sha256)))
        assert not reader.attachments
        assert not reader.get_fields()
        assert "/Metadata" not in reader.root_object  # it claims no conformance
        assert "ip_address" not in every_byte(stored_bytes(copy.file.sha256))


def test_page_of_the_protocol_leads_to_it_with_its_size(client: Client, verification, made):
    page = client.get(address(verification, "protocol_detail")).content.decode()
    file = public_reading_copy(verification)
    assert address(verification, "protocol_reading_copy") in page
    assert f"Läsexemplar med bilagorna som PDF,\n      {file.pages} sidor" in page
    response = client.get(address(verification, "protocol_reading_copy"))
    assert response.streaming
    assert response["X-Content-Type-Options"] == "nosniff"
    assert b"".join(response.streaming_content) == stored_bytes(file.sha256)


def test_page_says_nothing_of_one_that_is_not_made_yet(client: Client, verification):
    assert "Läsexemplar" not in client.get(address(verification, "protocol_detail")).content.decode()
    assert client.get(address(verification, "protocol_reading_copy")).status_code == 404


def test_chancellery_has_its_own(client: Client, board, verification, made):
    client.force_login(board.secretary)
    page = client.get(address(verification, "verification_status")).content.decode()
    assert address(verification, "verification_reading_copy") in page
    response = client.get(address(verification, "verification_reading_copy"))
    assert b"".join(response.streaming_content) == stored_bytes(whole_reading_copy(verification).sha256)


def test_one_with_what_is_withheld_later_is_given_to_nobody(client: Client, board, verification, made):
    meeting = verification.protocol.meeting
    withhold(
        meeting=meeting,
        kind="web",
        attachment=meeting.attachments.get(name="plan"),
        reason="Personuppgifter",
        by=board.secretary,
        at=NOW,
    )
    verification.refresh_from_db()
    assert client.get(address(verification, "protocol_reading_copy")).status_code == 404
    assert "Läsexemplar" not in client.get(address(verification, "protocol_detail")).content.decode()
    assert ProcrastinateJob.objects.filter(task_name="meetings.tasks.make_reading_copies").count() == 2
    assert make_lacking_reading_copies(at=NOW) == 1
    anew = stored_bytes(public_reading_copy(verification).sha256)
    assert "Planens" not in every_byte(anew)
    assert "plan" not in text_of(anew).split()
    assert "Kvarterets1" in text_of(anew)
    assert "Planens1" in text_of(stored_bytes(whole_reading_copy(verification).sha256))


def test_words_that_are_withheld_are_nowhere_in_the_public_one(board, verification, made):
    meeting = verification.protocol.meeting
    withhold(meeting=meeting, kind="web", words="karta", reason="Personuppgifter", by=board.secretary, at=NOW)
    make_lacking_reading_copies(at=NOW)
    verification.refresh_from_db()
    said = every_byte(stored_bytes(public_reading_copy(verification).sha256))
    assert "Bilaga 3. karta" not in said
    assert "Bilaga 3. [Uppgift utelämnad]" in said


def test_protocol_that_is_taken_off_the_web_takes_it_along(client: Client, board, verification, made):
    hide_protocol(protocol=verification.protocol, by=board.secretary, at=NOW)
    assert client.get(address(verification, "protocol_reading_copy")).status_code == 404


def test_what_is_made_is_not_made_again(verification, made):
    assert make_lacking_reading_copies(at=NOW) == 0
    with transaction.atomic(), pytest.raises(DatabaseError, match="läggs bara till"):
        ReadingCopy.objects.update(is_public=True)


def test_one_that_cannot_be_made_stops_no_other(verification, caplog):
    plan = verification.protocol.meeting.attachments.get(name="internt").file
    whole = path_of(plan.sha256).read_bytes()
    Path(path_of(plan.sha256)).unlink()
    try:
        with caplog.at_level(logging.ERROR, logger=reading_copies.__name__):
            assert make_lacking_reading_copies(at=NOW) == 1
    finally:
        path_of(plan.sha256).write_bytes(whole)
    assert public_reading_copy(verification)
    assert f"No reading copy of verification {verification.pk}" in caplog.text
    assert make_lacking_reading_copies(at=NOW) == 1  # the next night


LOCKED, PORTFOLIO, DAMAGED = make_locked_pdf(), make_portfolio(), b"%PDF-1.7\n%%EOF"


@pytest.mark.parametrize(
    ("data", "media_type", "why"),
    [
        (LOCKED, "application/pdf", "kräver ett lösenord"),
        (PORTFOLIO, "application/pdf", "är en samling av andra filer"),
        (DAMAGED, "application/pdf", "är skadad och kan inte läsas"),
        (b"PK", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "är ingen PDF"),
        (b"", "image/png", "är ingen PDF"),
    ],
)
def test_what_cannot_be_in_it_is_named_with_why_and_where_it_is(verification, data, media_type, why):
    said = text_of(rendered(verification, data, media_type)[0])
    assert f"Bilaga 9. Den andra {why}. Hämta filen på protokollets sida." in said
    assert "Planens2" in said


def test_there_is_none_where_no_attachment_has_pages(verification):
    assert rendered(verification, LOCKED, "application/pdf", alone=True) is None


@pytest.mark.parametrize("limit", ["MOST_BYTES", "MOST_PAGES"])
def test_what_is_too_much_to_hold_in_memory_is_named(verification, monkeypatch, limit):
    found = [each for each in frozen_record(verification.version).attachments if each.name == "plan"]
    monkeypatch.setattr(reading_copy, limit, found[0].size if limit == "MOST_BYTES" else 2)
    said = text_of(rendered(verification, PDF, "application/pdf")[0])
    assert "Bilaga 9. Den andra får inte plats. Hämta filen på protokollets sida." in said


def test_front_page_that_needs_another_counts_it(verification):
    """The numbers on it are those of the pages, however many it takes."""
    document = frozen_record(verification.version)
    many = tuple(
        replace(document.attachments[0], number=str(number), name=f"Handling {number}")
        for number in range(1, 36)
    )
    pdf, count = render(verification, replace(document, attachments=many))
    pages = PdfReader(io.BytesIO(pdf)).pages
    assert count == len(pages)
    front = next(n for n, page in enumerate(pages) if "Närvarande" in page.extract_text() or n > 5)
    assert front > 1
    said = " ".join(" ".join(page.extract_text().split()) for page in pages[:front])
    assert f"Bilaga 35. Handling 35 {count - 1}–{count}" in said
    assert "Planens2" in pages[-1].extract_text()


def rendered(
    verification: Verification, data: bytes, media_type: str, *, alone: bool = False
) -> tuple[bytes, int] | None:
    """A protocol with the plan and another attachment, as files came before they were opened at upload."""
    document = frozen_record(verification.version)
    other = Attachment(
        number="9",
        name="Den andra",
        sha256="9" * 64,
        media_type=media_type,
        size=len(data),
        pages=1,
        published=True,
    )
    return render(
        verification,
        replace(document, attachments=(*(() if alone else document.attachments[:1]), other)),
        {"9" * 64: data},
    )


def render(verification, document, more=None):
    return render_reading_copy(
        document,
        pages=stored_bytes(verification.public_copy.sha256),
        files=lambda sha256: (more or {}).get(sha256) or stored_bytes(sha256),
        address="https://protokoll.example/exempelvik/",
        whole=False,
    )
