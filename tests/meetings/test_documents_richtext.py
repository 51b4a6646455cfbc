import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from meetings.documents.protocol import render_protocol
from meetings.paper.printable import for_pdf
from tests.meetings.pdf_assertions import assert_conforms
from tests.meetings.snapshots import paragraph, small_snapshot


@pytest.mark.parametrize(
    ("given_html", "expected"),
    [
        ("<p>Ett</p><p></p><p><br></p>två", "<p>Ett</p><p>två</p>"),
        ("<ul><li><p>a</p><p>b</p></li></ul>", "<ul><li>a<br>b</li></ul>"),
        ("<ul><li>a<ol><li><p>b</p></li></ol></li></ul>", "<ul><li>a<ol><li>b</li></ol></li></ul>"),
        ("<ul><li><p> </p></li></ul>", ""),
        ("<blockquote>citat</blockquote>", "<blockquote><p>citat</p></blockquote>"),
        ("<h2>Rubrik</h2><div>text<i>x</i></div>", "<p>Rubrik</p><p>text<i>x</i></p>"),
        ("<p>a &lt; b &amp; c</p>", "<p>a &lt; b &amp; c</p>"),
        ("<p><strong>a</strong><em>b</em><u>c</u></p>", "<p><strong>a</strong><em>b</em><u>c</u></p>"),
        ("<p>§ 43 och 50 000 kr</p>", "<p>§\u00a043 och 50\u202f000\u00a0kr</p>"),
        ('<p><a href="#bilaga-1">(Bilaga 1)</a></p>', '<p><a href="#bilaga-1">(Bilaga\u00a01)</a></p>'),
        ('<p><a href="#bilaga-9">(Bilaga 9)</a></p>', "<p>(Bilaga\u00a09)</p>"),
        ('<p><a href="javascript:x">a</a><a href="/b">b</a></p>', "<p>ab</p>"),
        (
            '<p><a href="https://a.se"><strong>Läs <em>mer</em></strong></a></p>',
            '<p><strong><a href="https://a.se">Läs mer</a></strong></p>',
        ),
        ('<p><a href="https://a.se/?b&amp;c">a</a></p>', '<p><a href="https://a.se/?b&amp;c">a</a></p>'),
    ],
)
def test_text_is_rewritten_in_printable_form(given_html, expected):
    assert for_pdf(given_html, {"bilaga-1"}) == expected


def test_ragged_table_is_filled_and_its_heading_kept():
    table = (
        "<table><tr><th>A</th><th>B</th></tr><tr><td><p>1</p></td></tr><tr><td colspan=3>2</td></tr></table>"
    )
    assert for_pdf(table) == (
        '<table><thead><tr><th scope="col">A</th><th scope="col">B</th><th scope="col"></th></tr></thead>'
        "<tbody><tr><td>1</td><td></td><td></td></tr><tr><td>2</td><td></td><td></td></tr></tbody></table>"
    )


def test_column_of_amounts_stands_to_the_right():
    table = (
        "<table><tr><th>Insats</th><th>Budget</th><th>Når</th></tr>"
        "<tr><td>2024</td><td>1 250 000 kr</td><td>1</td></tr>"
        "<tr><td>2025</td><td>–</td><td>maj</td></tr></table>"
    )
    assert for_pdf(table) == (
        '<table><thead><tr><th scope="col">Insats</th><th scope="col" class="amount">Budget</th>'
        '<th scope="col">Når</th></tr></thead><tbody>'
        '<tr><td>2024</td><td class="amount">1\u202f250\u202f000\u00a0kr</td><td>1</td></tr>'
        '<tr><td>2025</td><td class="amount">–</td><td>maj</td></tr></tbody></table>'
    )


def test_cell_over_two_rows_leaves_its_column_empty_below():
    table = "<table><tr><td rowspan=2>a</td><td>b</td></tr><tr><td>c</td></tr></table>"
    assert for_pdf(table) == (
        "<table><tbody><tr><td>a</td><td>b</td></tr><tr><td></td><td>c</td></tr></tbody></table>"
    )


def test_bottomless_nesting_keeps_the_words():
    assert for_pdf("<blockquote>" * 3000 + "orden" + "</blockquote>" * 3000) == "<p>orden</p>"


words = st.sampled_from(["ord", "ett längre ord", "å", " ", "<", "&", "1 250 000", "x" * 60, ""])


def nested(children):
    inside = st.lists(children, max_size=3).map("".join)
    tags = "p strong em u ul ol li blockquote table thead tbody tr th td".split()
    plain = st.builds(lambda tag, text: f"<{tag}>{text}</{tag}>", st.sampled_from(tags), inside)
    cell = st.builds(
        lambda tag, down, over, text: f'<{tag} rowspan="{down}" colspan="{over}">{text}</{tag}>',
        st.sampled_from(["td", "th"]), st.integers(0, 3), st.integers(1, 3), inside,
    )  # fmt: skip
    row = st.lists(cell, max_size=3).map(lambda cells: f"<tr>{''.join(cells)}</tr>")
    table = st.lists(row, max_size=3).map(lambda rows: f"<table>{''.join(rows)}</table>")
    link = st.builds(
        '<a href="{}">{}</a>'.format,
        st.sampled_from(["https://example.org/a", "#bilaga-1", "mailto:a@example.org", "//x", ""]),
        inside,
    )
    return plain | table | link


markup = st.recursive(
    words.map(lambda word: word.replace("&", "&amp;").replace("<", "&lt;")), nested, max_leaves=12
)


@settings(
    max_examples=12,
    deadline=None,
    derandomize=True,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)
@given(st.lists(markup, min_size=6, max_size=6))
def test_any_allowed_html_gives_a_conforming_document(texts):
    paragraphs = [
        paragraph(str(n), f"Ärende {n}", text=text, text_after=text) for n, text in enumerate(texts, 1)
    ]
    assert_conforms(render_protocol(small_snapshot(*paragraphs), files={}.__getitem__).pdf)
