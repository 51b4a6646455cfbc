"""An Office file that is damaged or made to do harm is refused or said not to be whole, by each that reads one."""

import zipfile
from contextlib import suppress
from io import BytesIO
from time import process_time

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st

from meetings.draft.attached_text import attached_text_of
from meetings.errors import RuleViolation
from meetings.importing.docx import html_of_docx
from meetings.models import Meeting
from meetings.paper.opening import pages_of
from meetings.paper.storage import store
from tests.meetings.editor.test_attachments import address
from tests.meetings.test_docx import KINDS, NUMBERING, W, docx, line
from tests.worlds.boards import Board
from tests.worlds.papers import DOCX


def packed(data: bytes) -> bytes:
    """The same parts, compressed as Word does."""
    file = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, old.read(name))
    return file.getvalue()


WHOLE = packed(docx("".join(line(f"§ {n} Rubrik {n}", number="1") for n in range(40)), numbering=NUMBERING))


@settings(max_examples=150)
@given(st.lists(st.tuples(st.integers(0, len(WHOLE) - 1), st.integers(0, 255)), min_size=1, max_size=6))
def test_whatever_bytes_differ_it_is_read_or_refused(changes):
    data = bytearray(WHOLE)
    for place, value in changes:
        data[place] = value
    for read in (html_of_docx, lambda given: pages_of(given, DOCX, "fil.docx")):
        with suppress(RuleViolation):
            read(bytes(data))


@pytest.mark.parametrize("cut", range(0, len(WHOLE), 97))
def test_words_of_a_file_that_is_cut_off_are_not_all_of_them(cut):
    damaged = WHOLE[:cut] + bytes(len(WHOLE) - cut)
    assert not attached_text_of(store(damaged), DOCX).is_whole


def numbered(level: str, start: str = "1") -> bytes:
    place = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr>'
    paragraph = f"<w:p><w:pPr>{place}</w:pPr><w:r><w:t>Ord</w:t></w:r></w:p>"
    first = NUMBERING.replace('w:ilvl="0"', f'w:ilvl="{level}"', 1).replace(KINDS["1"][0], start, 1)
    return docx(paragraph, numbering=first)


def in_each_other(depth: int) -> bytes:
    opening, closing = "<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>"
    return docx(opening * depth + line("Innerst") + closing * depth)


@pytest.mark.parametrize(
    "data",
    [
        numbered("x"),
        numbered("999999999"),
        numbered("-1"),
        numbered("0", "9" * 6000),
        in_each_other(18),
        in_each_other(60),
        docx('<w:p><w:r><w:sym w:char="D800"/><w:t>Ord</w:t></w:r></w:p>'),
        docx('<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="999999999999"/></w:tcPr></w:tc></w:tr></w:tbl>'),
    ],
    ids=lambda data: f"{len(data)} bytes",
)
def test_what_word_never_writes_takes_no_time(data):
    begun = process_time()
    html_of_docx(data).encode()
    assert process_time() - begun < 0.5


def test_tables_deeper_than_anyone_writes_are_refused():
    with pytest.raises(RuleViolation, match="kunde inte läsas"):
        html_of_docx(in_each_other(3000))


def test_more_elements_than_anyone_writes_are_refused_unread():
    begun = process_time()
    with pytest.raises(RuleViolation, match="kunde inte läsas"):
        html_of_docx(docx("<w:p/>" * 3_000_000))
    assert process_time() - begun < 0.5


def test_entities_are_refused_in_any_encoding():
    xml = f'<!DOCTYPE x [<!ENTITY a "b">]><w:document {W}><w:body>&a;</w:body></w:document>'
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as package:
        package.writestr("word/document.xml", xml.encode("utf-16"))
    with pytest.raises(RuleViolation, match="kunde inte läsas"):
        html_of_docx(file.getvalue())


def test_file_that_grows_when_it_is_opened_is_not_read_to_the_end():
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        for number in range(60):
            package.writestr(f"word/part{number}.xml", b"<w:t>0</w:t>" * 100_000)
    begun = process_time()
    found = attached_text_of(store(file.getvalue()), DOCX)
    assert (found.is_whole, process_time() - begun < 4) == (False, True)


@pytest.mark.django_db
def test_dropped_document_is_offered_as_paragraphs(client: Client, board: Board, meeting: Meeting) -> None:
    client.force_login(board.secretary)
    body = "".join(line(word, number="1") for word in ("Öppnande", "Val", "Budget", "Avslutning"))
    whole = docx(body, numbering=NUMBERING)
    answer = client.post(
        address("draft_document_read", meeting), {"file": SimpleUploadedFile("d.docx", whole)}
    )
    assert [one["heading"] for one in answer.json()["sections"]] == [
        "Öppnande",
        "Val",
        "Budget",
        "Avslutning",
    ]
    for sent in ({"file": SimpleUploadedFile("d.docx", WHOLE[:300])}, {}):
        assert client.post(address("draft_document_read", meeting), sent).status_code == 422
