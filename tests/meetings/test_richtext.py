import html as html_module
import time
import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from meetings.errors import RuleViolation
from meetings.text.inline import _PRINTABLE
from meetings.text.richtext import MAX_STORED, clean, clean_line, is_blank, plain

WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><title>Dokument1</title>
<style>p.MsoNormal {margin:0cm}</style><!--[if gte mso 9]><xml><o:Pages>1</o:Pages></xml><![endif]--></head>
<body lang=SV><!--StartFragment--><h2 style='color:red'>Bakgrund<o:p></o:p></h2>
<p class=MsoNormal>Styrelsen ställde sig
<b style='mso-bidi-font-weight:normal'>positiv</b> den 16&nbsp;februari.<o:p></o:p></p>
<p class=MsoNormal><o:p>&nbsp;</o:p></p>
<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><span style='font-family:Symbol'>·<span
style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp;&nbsp; </span></span>ett</p>
<p class=MsoListParagraph><span>·<span>&nbsp;&nbsp;&nbsp;&nbsp; </span></span>två<ins>!</ins><del>?</del></p>
<!--EndFragment--></body></html>"""

CASES = [
    ("", ""),
    ("hej", "<p>hej</p>"),
    ("a < b & c", "<p>a &lt; b &amp; c</p>"),
    ("<b>fet</b> <i>lutad</i> <u>rak</u>", "<p><strong>fet</strong> <em>lutad</em> rak</p>"),
    ("<strong>a<em>b</em></strong>", "<p><strong>a<em>b</em></strong></p>"),
    ("<h3>Rubrik</h3>", "<p><strong>Rubrik</strong></p>"),
    ("<div>a<div>b</div>c</div>", "<p>a</p><p>b</p><p>c</p>"),
    ("<p>a<br>b</p>", "<p>a<br>b</p>"),
    ("<p>a<br><br>b<br></p>", "<p>a</p><p>b</p>"),
    ("<p> a \n  b&nbsp; </p><p>&nbsp;</p><p><strong> </strong></p>", "<p>a b</p>"),
    ("<p>50&nbsp;000</p>", "<p>50\u00a0000</p>"),
    ("<ul><li><p>a</p><p>b</p></li></ul>", "<ul><li>a<br>b</li></ul>"),
    ("<ul><li>a<ul><li>b</li></ul></li></ul>", "<ul><li>a<ul><li>b</li></ul></li></ul>"),
    ("<ul><li>a</li><ul><li>b</li></ul></ul>", "<ul><li>a<ul><li>b</li></ul></li></ul>"),
    ("<ol><li>a</li><li></li></ol>", "<ol><li>a</li></ol>"),
    ("<blockquote>a<blockquote>b</blockquote></blockquote>", "<blockquote><p>a</p><p>b</p></blockquote>"),
    (
        "<table><tr><th>A</th><th>B</th></tr><tr><td>1</td></tr></table>",
        "<table><thead><tr><th>A</th><th>B</th></tr></thead><tbody><tr><td>1</td><td></td></tr></tbody></table>",
    ),
    ("<table><tr><td> </td></tr></table>", ""),
    (
        "<table><caption>C</caption><tr><td>1</table>",
        "<p>C</p><table><tbody><tr><td>1</td></tr></tbody></table>",
    ),
    ('<a href="https://a.se/?b=1&c=2">l</a>', '<p><a href="https://a.se/?b=1&amp;c=2">l</a></p>'),
    ('<a href="mailto:kansli@example.se">l</a>', '<p><a href="mailto:kansli@example.se">l</a></p>'),
    ('<a href="javascript:alert(1)">l</a>', "<p>l</p>"),
    ('<a href="#bilaga-3">l</a>', "<p>l</p>"),
    ("<p onclick='x()' style='color:red'>a<img src=x onerror=y><script>1</script></p>", "<p>a</p>"),
    (
        '<p>Till <span data-field="verifiers">Justerare</span>.</p>',
        '<p>Till <span data-field="verifiers"></span>.</p>',
    ),
    ('<span data-attachment="Ab_1-2"></span>', '<p><span data-attachment="Ab_1-2"></span></p>'),
    ('<span data-field="&quot;><b>">text</span>', "<p>text</p>"),
    ("<p>A\u030a\u200b\u0007</p>", "<p>Å</p>"),
    ("<p>1.&nbsp;&nbsp; a</p><p>2.&nbsp;&nbsp; b</p>", "<ol><li>a</li><li>b</li></ol>"),
    ("<p>3.&nbsp;&nbsp; a</p>", "<p>3. a</p>"),  # a list would renumber it
    ("<p>\uf0b7 a</p><p>b</p><p>• c</p>", "<ul><li>a</li></ul><p>b</p><ul><li>c</li></ul>"),
]


@pytest.mark.parametrize(("dirty", "expected"), CASES)
def test_clean_gives_the_normal_form(dirty, expected):
    assert clean(dirty) == expected
    assert clean(expected) == expected


def test_a_page_from_word_keeps_its_words_and_simple_formatting():
    assert clean(WORD) == (
        "<p><strong>Bakgrund</strong></p>"
        "<p>Styrelsen ställde sig <strong>positiv</strong> den 16\u00a0februari.</p>"
        "<ul><li>ett</li><li>två!</li></ul>"
    )


TAGS = ["p", "div", "b", "i", "u", "h1", "ul", "ol", "li", "blockquote", "table", "tr", "td", "th", "thead"]
TAGS += ["caption", "br", "a", "span", "del", "hr", "o:p"]
ATTRIBUTES = [
    "",
    ' href="https://a.se"',
    ' data-field="chair"',
    ' data-attachment="x1"',
    " href='#x'",
    " class=y",
]
PIECES = st.one_of(
    st.builds(lambda t, a: f"<{t}{a}>", st.sampled_from(TAGS), st.sampled_from(ATTRIBUTES)),
    st.sampled_from(TAGS).map(lambda t: f"</{t}>"),
    st.text(max_size=8),
    st.sampled_from(
        [" ", "\u00a0", "·\u00a0 ", "1.\u00a0 ", "2.\u00a0 ", "&amp;", "&lt;", "&#x338;", "\u0338", "ord"]
    ),
)


@settings(max_examples=300)
@given(st.lists(PIECES, max_size=25).map("".join))
def test_clean_is_idempotent_and_safe(dirty):
    cleaned = clean(dirty)
    assert clean(cleaned) == cleaned
    assert is_blank(cleaned) is (cleaned == "")
    for tag in ("<div", "<script", "<b>", "<p></p>", "<li></li>", "<ul></ul>", "<li><p>"):
        assert tag not in cleaned


@given(st.text(st.characters(codec="utf-8", categories=("L", "N", "P"))))
@example("Budgeﬅ oﬀert")
def test_words_are_never_lost(text):
    """What is printed is what was written, but for marks and letters in one, which become those that can be found."""
    assert plain(clean(html_module.escape(text))) == unicodedata.normalize("NFC", text.translate(_PRINTABLE))


@pytest.mark.parametrize(
    "dirty", ["x" * (MAX_STORED + 1), "<p>" + "<b></b>" * 200_000, "<div>" * 3_000, "<div></p>" * 3_000]
)
def test_too_much_is_refused_with_a_sentence(dirty):
    with pytest.raises(RuleViolation, match=r"^Texten är för "):
        clean(dirty)


@pytest.mark.parametrize("part", ["<li>x", "<li>x</li>", "<tr><td>x", "<p>x", "<b>x</b>", "<LI>", "<o:p>"])
def test_megabyte_of_parts_is_refused_before_it_is_parsed(part):
    pasted = (part * 250_000)[:1_000_000]
    before = time.process_time()
    with pytest.raises(RuleViolation):
        clean(pasted)
    assert time.process_time() - before < 0.2


def test_lone_surrogates_are_dropped():
    assert clean("a\ud800b") == "<p>ab</p>"
    assert clean_line("a\ud800b") == "ab"


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("", ""),
        ("<p>a\nb<br>c</p><p>d</p>", "a b\nc\nd"),
        ("<ul><li>a<ul><li>b</li></ul></li></ul>", "a\nb"),
        ("<table><tbody><tr><td>1</td><td>2</td></tr></tbody></table>", "1\t2"),
        ("<p>&lt;a&gt; &amp; <strong>b</strong></p>", "<a> & b"),
    ],
)
def test_plain_is_what_a_reader_sees(html, text):
    assert plain(html) == text


@pytest.mark.parametrize(
    ("html", "blank"),
    [
        ("", True),
        ("<p>&nbsp;</p>", True),
        ("<p>a</p>", False),
        ('<p><span data-field="chair"></span></p>', False),
    ],
)
def test_blank_means_that_nothing_would_be_printed(html, blank):
    assert is_blank(html) is blank


def test_a_line_is_one_line_of_plain_text():
    assert (
        clean_line(" att  lägga\r\n protokollet\tA\u030a <b>§\u00a043</b>\u200b ")
        == "att lägga protokollet Å <b>§\u00a043</b>"
    )


def test_a_line_has_a_limit():
    assert clean_line("x" * 200, limit=200)
    with pytest.raises(RuleViolation, match="200 tecken"):
        clean_line("x" * 201, limit=200)


def test_two_lines_with_a_hyphen_are_a_list_and_one_is_not():
    assert clean("<p>Så här:</p><p>- ett</p><p>- två</p><p>Slut.</p>") == (
        "<p>Så här:</p><ul><li>ett</li><li>två</li></ul><p>Slut.</p>"
    )
    assert clean("<p>- Ensam rad</p><p>Slut.</p><p>- Ensam igen</p>") == (
        "<p>- Ensam rad</p><p>Slut.</p><p>- Ensam igen</p>"
    )


def test_hyphens_around_a_table_are_two_lines():
    html = "<p>- ett</p><table><tbody><tr><td>x</td></tr></tbody></table><p>- två</p>"
    assert clean(html) == html


def test_mark_of_word_and_hyphen_make_one_list():
    assert clean("<p>· ett</p><p>- två</p>") == "<ul><li>ett</li><li>två</li></ul>"
