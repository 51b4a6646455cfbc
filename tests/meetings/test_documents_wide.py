"""Every word of the printed document stands inside the margins, however wide the table or long the word."""

import random
from io import BytesIO

import pypdf
import pytest

from meetings.documents.protocol import render_protocol
from meetings.paper.fitting import fitted, is_cut
from meetings.paper.printable import for_pdf
from tests.meetings.pdf_assertions import assert_conforms, assert_second_opinion, words_outside
from tests.meetings.snapshots import FILES, paragraph, small_snapshot

CELLS = (
    "1 000 000", "−12 500 000 kr", "§ 12–15", "ord", "ett par ord", "verksamhetsutvecklingsprojekt", "x" * 45,
    "<strong>Delvis</strong>fetstilad", "<ul><li>en</li><li>arbetsmarknadsinsats</li></ul>", "",
    "https://www.exempelvik.se/dokument/2024", "<p>Två</p><p>stycken</p>",
)  # fmt: skip
LONG = "".join(
    f"<p>Ett {word} och lite till.</p>"
    for word in (
        "x" * 60 + "<strong>" + "y" * 60 + "</strong>" + "z" * 60,
        "<em>" + "Arbetsmarknads" + "</em>" + "integreringsverksamhetsutvecklingsprojektledarutbildning",
        "m<sup>2</sup>" * 60,
        "".join(f"<strong>{letter}</strong><em>W</em>" for letter in "abcdefghij" * 6),
        '<a href="https://a.se/x">' + "länk" * 12 + "</a><u>" + "ord" * 20 + "</u>",
    )
)


def table(columns: int, cell: str) -> str:
    heads = "".join(f"<th>Post {number}</th>" for number in range(1, columns + 1))
    return f"<table><tr>{heads}</tr><tr>{f'<td>{cell}</td>' * columns}</tr></table>"


def generated(seed: int) -> str:
    chance = random.Random(seed)
    columns, rows = chance.randint(2, 16), chance.randint(1, 2)
    cells = ("".join(f"<td>{chance.choice(CELLS)}</td>" for _ in range(columns)) for _ in range(rows))
    heads = "".join(f"<th>Spalt {number}</th>" for number in range(columns))
    found = f"<table><tr>{heads}</tr>{''.join(f'<tr>{row}</tr>' for row in cells)}</table>"
    return f"<blockquote>{found}</blockquote>" if seed % 5 == 0 else found


def printed(*texts: str) -> bytes:
    many = [paragraph(str(number), "Rubrik", text=text) for number, text in enumerate(texts, start=1)]
    return render_protocol(small_snapshot(*many), files=FILES.__getitem__).pdf


@pytest.mark.parametrize(
    ("columns", "classes"),
    [(6, ""), (9, "small"), (12, "turned"), (20, "turned small"), (26, "turned small cut")],
)
def test_table_has_smaller_type_or_a_turned_page_before_its_words_are_cut(columns, classes):
    html = for_pdf(table(columns, "1 000 000"))
    assert fitted(html).startswith(f'<table class="{classes}">' if classes else "<table>")
    assert is_cut(html) == (classes == "turned small cut")


def test_no_word_of_any_table_is_outside_the_margins():
    pdf = printed(*(generated(seed) for seed in range(7)), table(26, "1 000 000"))
    assert words_outside(pdf) == []
    assert_conforms(pdf)
    assert_second_opinion(pdf)


def test_long_word_in_several_types_is_parted_and_a_short_one_is_not():
    roman = "".join(f'<ol start="{number}" type="I"><li>a</li></ol>' for number in (188, 388, 1888))
    pdf = printed(
        LONG + roman, f"<ul><li>a<ul><li>{LONG}</li></ul></li></ul>", f"<blockquote>{LONG}</blockquote>"
    )
    assert words_outside(pdf) == []
    assert_conforms(pdf)
    assert fitted("<p>För<strong>säkringskassan</strong></p>") == "<p>För<strong>säkringskassan</strong></p>"


def test_only_the_page_of_a_wide_table_is_turned():
    pages = pypdf.PdfReader(BytesIO(printed("<p>Före.</p>" + table(12, "1 000 000") + "<p>Efter.</p>"))).pages
    assert [page.mediabox.width > page.mediabox.height for page in pages] == [False, True, False]
    assert "Efter." in pages[2].extract_text()
