"""What is pasted keeps its meaning: the clipboards of word processors, as the text that is stored."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.errors import RuleViolation
from meetings.rules.plain_text import ordinal
from meetings.text.meaning import MARKS, Fate
from meetings.text.richtext import clean, cleaned, plain
from tests.worlds.clipboards import CLIPBOARDS, word_list

STRUCK, HIDDEN = MARKS["struck out"].told, MARKS["hidden"].told
COMMENT, MERGED = MARKS["comment"].told, MARKS["merged cells"].told


@pytest.mark.parametrize("name", CLIPBOARDS)
def test_clipboard_becomes_the_normal_form_and_what_is_lost_is_told(name):
    pasted, expected, told = CLIPBOARDS[name]
    found = cleaned(pasted)
    assert (found.html, found.told) == (expected, told)
    assert clean(expected) == expected
    assert cleaned(expected).told == ()


AMOUNTS = (
    "<p>Bidraget är <s>50 000</s> 60 000 kronor. Avgiften är "
    '<span style="text-decoration:line-through">100</span> 200 kronor.</p>'
)
RAISED = "<p>Kostnaden är 2 500<sup>1</sup> kronor och ytan 120 m<sup>2</sup>.</p>"
PARTED = '<ol><li>Ett</li><li>Två</li></ol><p>Mellan.</p><ol start="3"><li>Tre</li></ol>'


@pytest.mark.parametrize(
    ("pasted", "expected", "told"),
    [
        (AMOUNTS, "<p>Bidraget är 60 000 kronor. Avgiften är 200 kronor.</p>", (STRUCK,)),
        (RAISED, RAISED, ()),
        (PARTED, PARTED, ()),
    ],
)
def test_amounts_marks_and_numbers_stand_as_they_did(pasted, expected, told):
    found = cleaned(pasted)
    assert (found.html, found.told) == (expected, told)


# Pieces of what people paste, each with what must be left of its words.
PIECES = st.sampled_from(
    [
        ("<b style='mso-bidi-font-weight:normal'>fet</b>", "fet"),
        ("<span style='mso-hide:all'>dold</span>", ""),
        ("<s>struken</s>", ""),
        ("<span class=MsoCommentReference>[A1]</span>", ""),
        ("x<sup>2</sup>", "x²"),
        ("<u>streck</u>", "streck"),
        ("<a href='https://exempelvik.example'>länk</a>", "länk"),
        ("<span style='color:red'>röd</span>", "röd"),
    ]
)
AROUND = st.sampled_from(
    [
        "<p>{}</p>",
        "<div><p>{}</p></div>",
        "<ul><li>{}</li></ul>",
        "<table><tr><td>{}</td></tr></table>",
        "<blockquote>{}</blockquote>",
        "<h2>{}</h2>",
    ]
)


@given(st.lists(st.tuples(AROUND, st.lists(PIECES, min_size=1, max_size=4)), min_size=1, max_size=6))
def test_any_mixture_keeps_the_words_that_count_and_no_others(blocks):
    html = "".join(around.format(" ".join(piece for piece, _ in pieces)) for around, pieces in blocks)
    words = [word for _, pieces in blocks for _, word in pieces if word]
    found = clean(html)
    assert plain(found).split() == words
    assert clean(found) == found


@pytest.mark.parametrize("written", ["<s>{}</s>", "<del>{}</del>", "<strike>{}</strike>"])
@pytest.mark.parametrize("inside", ["bort", "<b>bort</b>", "<span style='color:red'>bort</span>"])
def test_struck_out_words_go(written, inside):
    found = cleaned(f"<p>Kvar {written.format(inside)} efter.</p>")
    assert (found.html, found.told) == ("<p>Kvar efter.</p>", (STRUCK,))


@pytest.mark.parametrize(
    ("style", "told"),
    [
        ("text-decoration:line-through", STRUCK),
        ("text-decoration-line: underline line-through", STRUCK),
        ("mso-hide:all", HIDDEN),
        ("DISPLAY: NONE", HIDDEN),
        ("visibility:hidden", HIDDEN),
        ("mso-element:comment-list", COMMENT),
    ],
)
@pytest.mark.parametrize("tag", ["span", "p", "div", "td", "li"])
def test_style_that_takes_words_away_does_so_on_any_element(style, told, tag):
    around = {"td": "<table><tr><td>kvar</td>{}</tr></table>", "li": "<ul>{}<li>kvar</li></ul>"}
    found = cleaned(around.get(tag, "{}<p>kvar</p>").format(f"<{tag} style='{style}'>bort</{tag}>"))
    assert (plain(found.html).strip(), found.told) == ("kvar", (told,))


@pytest.mark.parametrize(
    "style", ["text-decoration:none", "mso-hide:none", "display:inline", "font-weight:400"]
)
def test_style_that_takes_nothing_away_takes_nothing_away(style):
    assert cleaned(f"<p><span style='{style}'>kvar</span></p>") == cleaned("<p>kvar</p>")


@pytest.mark.parametrize(
    "style", ["mso-bidi-font-weight:normal", "mso-bidi-font-style:normal", "mso-ansi-language:SV"]
)
def test_property_of_another_script_does_not_undo_bold(style):
    assert clean(f"<p><b style='{style}'>fet</b></p>") == "<p><strong>fet</strong></p>"


@pytest.mark.parametrize(
    ("marks", "expected"),
    [
        (["·", "o", "§"], "<ul><li>0</li><li>1</li><li>2</li></ul>"),
        (["-", "–", "•"], "<ul><li>0</li><li>1</li><li>2</li></ul>"),
        (["1.", "2.", "3."], "<ol><li>0</li><li>1</li><li>2</li></ol>"),
        (["3)", "4)"], '<ol start="3"><li>0</li><li>1</li></ol>'),
        (["(a)", "(b)"], '<ol type="a"><li>0</li><li>1</li></ol>'),
        (["h)", "i)", "j)"], '<ol start="8" type="a"><li>0</li><li>1</li><li>2</li></ol>'),
        (["i.", "ii.", "iii.", "iv."], '<ol type="i"><li>0</li><li>1</li><li>2</li><li>3</li></ol>'),
        (["A.", "B."], '<ol type="A"><li>0</li><li>1</li></ol>'),
        (["I.", "II."], '<ol type="I"><li>0</li><li>1</li></ol>'),
        (["1.", "2.", "5."], '<ol><li>0</li><li>1</li></ol><ol start="5"><li>2</li></ol>'),
    ],
)
def test_every_mark_of_word_is_a_list(marks, expected):
    assert clean(word_list([(1, mark, str(n)) for n, mark in enumerate(marks)])) == expected


@pytest.mark.parametrize(
    "amount",
    [
        "12 000 kr",
        "4\u00a0000",
        "12,5 %",
        "3 tkr.",
        "7:-",
        "12 000 SEK",
        "1,5 miljoner kronor",
        "2 procentenheter,",
    ],
)
@pytest.mark.parametrize("dash", ["-", "–"])
def test_amount_below_zero_is_no_bullet(amount, dash):
    html = f"<p>{dash} {amount}</p><p>{dash} {amount}</p>"
    assert clean(html) == html


@pytest.mark.parametrize("item", ["3 ledamöter", "2 miljoner kronor till Arbetssteget", "12 st"])
def test_number_of_something_else_is_an_item(item):
    assert clean(f"<p>- {item}</p><p>- {item}</p>") == f"<ul><li>{item}</li><li>{item}</li></ul>"


@pytest.mark.parametrize("separator", ["</p><p>", "<br>"])
def test_lines_with_a_dash_are_a_list(separator):
    assert (
        clean(f"<p>Så här:{separator}- ett{separator}- två</p>")
        == "<p>Så här:</p><ul><li>ett</li><li>två</li></ul>"
    )


def test_deep_lists_end_at_four_levels():
    html = clean(word_list([(level, "·", str(level)) for level in range(1, 8)]))
    assert html.count("<ul>") == 4
    assert clean(html) == html


def test_plain_text_tells_numbers_and_what_is_raised():
    html = "<p>120 m<sup>2</sup>, CO<sub>2</sub>, x<sup>k</sup></p>"
    html += '<ol start="3"><li>a<ol type="a"><li>b</li></ol></li></ol>'
    assert plain(html) == "120 m², CO₂, x^k\n3. a\na. b"
    assert [ordinal(n, style) for n, style in ((28, "a"), (4, "i"), (19, "I"), (3, "A"), (7, "1"))] == [
        "ab", "iv", "XIX", "C", "7"
    ]  # fmt: skip


def test_everything_that_is_lost_has_a_sentence():
    assert all(bool(mark.told) is (mark.fate is not Fate.KEPT) for mark in MARKS.values())


def test_wide_spans_are_refused_or_cost_nothing():
    wide = '<td colspan="9999" rowspan="9999">x</td>'
    with pytest.raises(RuleViolation, match="för många celler"):
        clean(f"<table>{f'<tr>{wide}</tr>' * 2000}</table>")
    title = '<tr><td colspan="9999">x</td></tr><tr><td>a</td><td>b</td></tr>'
    assert clean(f"<table>{title}</table>").count("<td>") == 4
