"""A document of Word is read as it is pasted: its numbers, its marks, its tables."""

import pytest

from meetings.errors import RuleViolation
from meetings.importing.docx import html_of_docx
from meetings.text.agenda import sections_of
from meetings.text.richtext import clean, cleaned
from tests.worlds.papers import DOCX, make_package

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def docx(body: str, **parts: str) -> bytes:
    whole = {"word/document.xml": f"<w:document {W}><w:body>{body}</w:body></w:document>"}
    whole |= {f"word/{name}.xml": f"<w:{name} {W}>{xml}</w:{name}>" for name, xml in parts.items()}
    return make_package(DOCX, whole)


def line(words: str, style: str = "", number: str = "", marks: str = "") -> str:
    name = f'<w:pStyle w:val="{style}"/>' if style else ""
    place = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>' if number else ""
    return f"<w:p><w:pPr>{name}{place}</w:pPr><w:r><w:rPr>{marks}</w:rPr><w:t>{words}</w:t></w:r></w:p>"


KINDS = {"1": ("38", "decimal", "§ %1"), "2": ("1", "bullet", "\uf0b7"), "3": ("3", "lowerLetter", "%1)")}
NUMBERING = "".join(
    f'<w:abstractNum w:abstractNumId="{key}"><w:lvl w:ilvl="0"><w:start w:val="{start}"/><w:numFmt w:val="{kind}"/>'
    f'<w:lvlText w:val="{mark}"/></w:lvl></w:abstractNum>'
    for key, (start, kind, mark) in KINDS.items()
) + "".join(f'<w:num w:numId="{key}"><w:abstractNumId w:val="{key}"/></w:num>' for key in KINDS)


def test_docx_that_numbers_its_own_paragraphs_becomes_them():
    body = line("Öppnande", number="1") + line("Ordet.") + line("Val", number="1") + line("rum", number="2")
    found = sections_of(clean(html_of_docx(docx(body, numbering=NUMBERING))))
    assert [(one.heading, one.text) for one in found] == [
        ("Öppnande", "<p>Ordet.</p>"),
        ("Val", "<ul><li>rum</li></ul>"),
    ]


def test_docx_keeps_what_its_marks_mean():
    body = (
        line("fet", marks="<w:b/>")
        + line("rak", marks='<w:b w:val="0"/>')
        + line("bort", marks="<w:strike/>")
        + line("dold", marks="<w:vanish/>")
        + line("2", marks='<w:vertAlign w:val="superscript"/>')
        + line("tre", number="3")
        + "<w:tbl><w:tr><w:trPr><w:tblHeader/></w:trPr><w:tc><w:p><w:r><w:t>A</w:t></w:r></w:p></w:tc></w:tr>"
        + "<w:tr><w:tc><w:p><w:del><w:r><w:delText>x</w:delText></w:r></w:del>"
        + "<w:r><w:t>1</w:t></w:r></w:p></w:tc></w:tr>"
        + "</w:tbl>"
    )
    found = cleaned(html_of_docx(docx(body, numbering=NUMBERING)))
    assert found.html == (
        '<p><strong>fet</strong></p><p>rak</p><p><sup>2</sup></p><ol start="3" type="a"><li>tre</li></ol>'
        "<table><thead><tr><th>A</th></tr></thead><tbody><tr><td>1</td></tr></tbody></table>"
    )
    assert found.told == ("Överstruken text togs bort.", "Dold text togs bort.")


@pytest.mark.parametrize(
    "data",
    [b"", b"PK\x03\x04", make_package(DOCX, {"word/other.xml": "<x/>"}), docx("<w:p>"), make_package(
        DOCX, {"word/document.xml": '<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'})],
)  # fmt: skip
def test_damaged_docx_is_refused_with_a_sentence(data):
    with pytest.raises(RuleViolation, match="kunde inte läsas"):
        html_of_docx(data)
