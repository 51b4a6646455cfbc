"""A file is opened when it comes: what nobody can open, print or search is told at once."""

import pytest

from meetings.actions.attaching import add_attachment, edit_attachment, printable_name
from meetings.draft.attached_text import attached_text_of
from meetings.draft.checklist import findings_of
from meetings.draft.reading import read_draft
from meetings.errors import RuleViolation
from meetings.models import Attachment, Protocol
from meetings.paper.storage import store
from meetings.rules.personal_data import find_personal_data
from tests.worlds import boards
from tests.worlds.boards import Board, at
from tests.worlds.papers import DOCX, PDF, make_locked_pdf, make_package, make_pdf, make_portfolio

pytestmark = pytest.mark.django_db

OFFICE = "application/vnd.openxmlformats-officedocument."
XLSX, PPTX = f"{OFFICE}spreadsheetml.sheet", f"{OFFICE}presentationml.presentation"
ODS = "application/vnd.oasis.opendocument.spreadsheet"
NUMBER = "19121212-1212"
COMPOUND = bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600


@pytest.fixture
def protocol(board: Board) -> Protocol:
    return boards.make_ready(board, paragraphs=1)


def attach(protocol: Protocol, board: Board, data: bytes, name: str = "fil.pdf") -> Attachment:
    return add_attachment(
        paragraph=protocol.paragraphs.first(), file_name=name, data=data, by=board.secretary, at=at()
    )


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (make_locked_pdf(), "kräver ett lösenord"),
        (COMPOUND + "EncryptedPackage".encode("utf-16-le"), "kräver ett lösenord"),
        (COMPOUND, "äldre format"),
        (make_portfolio(), "PDF-portfölj"),
        (PDF[: len(PDF) // 2], "har inte kommit med hela"),
        (b"%PDF-1.7\n%%EOF", "är skadad"),
        (make_package(DOCX, {"word/document.xml": "<w:document/>"})[:-60], "har inte kommit med hela"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 400, "har inte kommit med hela"),
        (b"\xff\xd8\xff\xe0" + b"\0" * 9000, "har inte kommit med hela"),
    ],
)
def test_file_that_nobody_can_open_is_refused_with_a_sentence(protocol, board, data, sentence):
    with pytest.raises(RuleViolation, match=sentence):
        attach(protocol, board, data)
    assert not protocol.meeting.attachments.exists()


def test_file_that_opens_is_attached_with_its_pages(protocol, board):
    assert attach(protocol, board, PDF).file.pages == 1


def test_name_that_cannot_be_printed_is_attached_without_the_sign(protocol, board):
    attachment = attach(protocol, board, PDF, "Budget 📊 2026.pdf")
    assert (attachment.name, attachment.file_name) == ("Budget 2026", "Budget 2026.pdf")
    with pytest.raises(RuleViolation, match=r"«📊».*Förslag: Plan 2026$"):
        edit_attachment(attachment=attachment, by=board.secretary, at=at(), name="Plan 📊 2026")
    assert printable_name("📊", "Bilaga") == "Bilaga"


def test_name_that_was_stored_before_stops_the_freeze_with_a_sentence(protocol, board):
    Attachment.objects.filter(pk=attach(protocol, board, PDF).pk).update(name="Plan 📊")
    found = {one.code: one for one in findings_of(read_draft(protocol), today=boards.MEETING_DAY)}
    assert found["attachment_name"].blocking
    assert "«📊»" in found["attachment_name"].sentence


PARTS = {
    "a number cell": (XLSX, "xl/worksheets/sheet1.xml", "<row><c><v>191212121212</v></c><c><v>1</v></c></row>"),
    "a power of ten": (XLSX, "xl/worksheets/sheet2.xml", "<row><c><v>1.91212121212E+11</v></c></row>"),
    "an inline string": (XLSX, "xl/worksheets/sheet3.xml", f"<c><is><t>{NUMBER}</t></is></c>"),
    "a comment to a cell": (XLSX, "xl/comments1.xml", f"<comment><text><t>{NUMBER}</t></text></comment>"),
    "a cell cut in runs": (XLSX, "xl/sharedStrings.xml", "<si><r><t>19121212</t></r><r><t>-1212</t></r></si>"),
    "a cell with a prefix": (XLSX, "xl/worksheets/sheet4.xml", "<x:c><x:v>191212121212</x:v></x:c><x:v>1</x:v>"),
    "a page header": (DOCX, "word/header1.xml", f"<w:p><w:r><w:t>{NUMBER}</w:t></w:r></w:p>"),
    "words cut in runs": (DOCX, "word/footer2.xml", "<w:p><w:t>191212</w:t><w:t>12-1212</w:t></w:p>"),
    "a footnote": (DOCX, "word/footnotes.xml", f"<w:p><w:t>{NUMBER}</w:t></w:p>"),
    "a comment": (DOCX, "word/comments.xml", f"<w:comment><w:p><w:t>{NUMBER}</w:t></w:p></w:comment>"),
    "notes to a slide": (PPTX, "ppt/notesSlides/notesSlide1.xml", f"<a:p><a:r><a:t>{NUMBER}</a:t></a:r></a:p>"),
    "a picture's description": (PPTX, "ppt/slides/slide1.xml", f'<p:cNvPr id="2" descr="{NUMBER}"/>'),
    "a value of OpenDocument": (ODS, "content.xml", '<table:table-cell office:value="191212121212"/>'),
    "a header of OpenDocument": (ODS, "styles.xml", f"<style:header><text:p>{NUMBER}</text:p></style:header>"),
    "a header of Excel": (XLSX, "xl/worksheets/sheet5.xml", f"<oddHeader>&amp;L{NUMBER}&amp;R2</oddHeader>"),
    "the name of a sheet": (XLSX, "xl/workbook.xml", f"<sheet name='{NUMBER}' sheetId='1'/>"),
    "what a form asks for": (XLSX, "xl/worksheets/sheet6.xml", f'<dataValidation prompt="{NUMBER}"/>'),
    "a table that sums up": (XLSX, "xl/pivotCache/pivotCacheDefinition1.xml", '<s v="191212121212"/>'),
    "the address of a link": (
        DOCX, "word/_rels/document.xml.rels", f'<Relationship Target="mailto:a@b.example?subject={NUMBER}"/>'
    ),
    "the label of a field": (DOCX, "word/document.xml", f'<w:sdtPr><w:alias w:val="{NUMBER}"/></w:sdtPr>'),
    "words as they are": (DOCX, "word/document.xml", f"<w:p><w:t><![CDATA[{NUMBER}]]></w:t></w:p>"),
    "a page of the web inside": (DOCX, "word/del.html", f"<p>{NUMBER}</p>"),
    "the title of a file": (DOCX, "docProps/core.xml", f"<dc:title>{NUMBER}</dc:title>"),
    "a workbook inside": (
        DOCX,
        "word/embeddings/bok.xlsx",
        make_package(XLSX, {"xl/worksheets/sheet1.xml": "<c><v>191212121212</v></c>"}),
    ),
}  # fmt: skip


@pytest.mark.parametrize("where", PARTS)
def test_every_part_of_an_office_file_is_searched(where):
    media_type, name, part = PARTS[where]
    read = attached_text_of(store(make_package(media_type, {name: part})), media_type)
    assert [one.kind.value for one in find_personal_data(read.words)] == ["personnummer"]
    assert read.is_whole


def test_note_and_field_of_a_pdf_are_searched():
    for made in (make_pdf(note=NUMBER), make_pdf(field=NUMBER)):
        read = attached_text_of(store(made), "application/pdf")
        assert [one.kind.value for one in find_personal_data(read.words)] == ["personnummer"]


@pytest.mark.parametrize(
    ("data", "media_type"),
    [
        (b"inget", "application/pdf"),
        (b"inget", DOCX),
        (b"\x89PNG", "image/png"),
        (make_locked_pdf(), "application/pdf"),
        (make_pdf(attached=b"mer"), "application/pdf"),
        (make_package(DOCX, {"word/document.xml": "<w:p/>", "word/embeddings/oleObject1.bin": "x"}), DOCX),
        (make_package(DOCX, {"word/document.xml": "<w:p/>", "word/afchunk.mht": "x"}), DOCX),
    ],
)
def test_what_could_not_be_read_is_said(data, media_type):
    assert not attached_text_of(store(data), media_type).is_whole


def test_published_file_that_could_not_be_read_is_pointed_out(protocol, board):
    png = b"\x89PNG\r\n\x1a\n" + b"\0" * 40 + b"IEND\xaeB`\x82"
    attachment = attach(protocol, board, png, "karta.png")
    edit_attachment(attachment=attachment, publish=True, by=board.secretary, at=at())
    codes = {one.code for one in findings_of(read_draft(protocol), today=boards.MEETING_DAY)}
    assert "attachment_unread" in codes
