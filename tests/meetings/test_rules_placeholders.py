import pytest

from meetings.rules.placeholders import (
    FIELDS,
    fill_html,
    fill_text,
    missing_fields,
    references,
    referring,
    slots,
    spans_of,
    token,
    unknown_fields,
)
from meetings.text.richtext import clean

VALUES = {"verifiers": "Henrik Brolin och Mona Edvinsson", "place": "A & B <C>", "next_date": ""}
NUMBERS = {"ab12": 3}


@pytest.mark.parametrize(
    ("html", "filled"),
    [
        ("", ""),
        (
            '<p>Till justerare väljs <span data-field="verifiers"></span>.</p>',
            "<p>Till justerare väljs Henrik Brolin och Mona Edvinsson.</p>",
        ),
        (
            '<p><strong><span data-field="place"></span></strong></p>',
            "<p><strong>A &amp; B &lt;C&gt;</strong></p>",
        ),
        (
            '<p>Enligt rapport <span data-attachment="ab12"></span>.</p>',
            '<p>Enligt rapport <a href="#bilaga-3">(Bilaga 3)</a>.</p>',
        ),
        ('<p><span data-attachment="gone"></span></p>', "<p>[bilaga saknas]</p>"),
        ('<p><span data-field="next_date"></span></p>', "<p>[nästa sammanträde saknas]</p>"),
        ('<p><span data-field="nobody"></span></p>', "<p>[okänd uppgift nobody]</p>"),
        ('<p><span data-field="verifiers">Justerare</span>!</p>', "<p>Henrik Brolin och Mona Edvinsson!</p>"),
    ],
)
def test_placeholders_in_rich_text_become_text(html, filled):
    assert fill_html(html, VALUES, NUMBERS) == filled


def test_everything_else_is_returned_as_it_was():
    html = clean(
        "<h2>R</h2>a &amp; b &lt;i&gt;&nbsp;&quot;<ul><li>x<br>y</ul><table><tr><td>1</table>"
        '<blockquote>q</blockquote><a href="https://a.se/?b=1&amp;c=%C3%A5">l</a>'
    )
    assert fill_html(html, VALUES, NUMBERS) == html


@pytest.mark.parametrize(
    ("text", "filled"),
    [
        ("att välja {verifiers}", "att välja Henrik Brolin och Mona Edvinsson"),
        ("att välja {justerare}", "att välja Henrik Brolin och Mona Edvinsson"),
        ("den {nästa sammanträde}", "den [nästa sammanträde saknas]"),
        ("i {place}", "i A & B <C>"),
        ("enligt {bilaga:ab12}", "enligt (Bilaga 3)"),
        ("enligt {bilaga:gone}", "enligt [bilaga saknas]"),
        ("den {next_date}", "den [nästa sammanträde saknas]"),
        ("{ } {1} {A} {}", "{ } {1} {A} {}"),
    ],
)
def test_placeholders_in_a_plain_text_become_text(text, filled):
    assert fill_text(text, VALUES, NUMBERS) == filled


def test_references_are_read_in_order_from_both_forms():
    html = '<p><span data-attachment="b"></span><span data-field="chair"></span></p>'
    html += '<ul><li><span data-attachment="a"></span></li></ul>'
    assert references(html) == ["b", "a"]
    assert references("enligt {bilaga:b} och {bilaga:a}, {chair}, {bilaga:b}") == ["b", "a", "b"]
    assert references("om a <b {bilaga:c}") == ["c"]


def test_braces_in_rich_text_are_only_braces():
    assert slots("<p>{chair} {bilaga:x}</p>") == []


def test_missing_and_unknown_fields_are_named_once():
    text = "{chair} {chair} {verifiers} {next_date} {nobody} {nobody} {bilaga:x}"
    assert missing_fields(text, VALUES) == ["Ordförande", "Nästa sammanträde"]
    assert unknown_fields(text) == ["nobody"]


def test_every_field_has_a_swedish_label():
    assert all(label[0].isupper() for label in FIELDS.values())


@pytest.mark.parametrize("key", FIELDS)
def test_a_field_is_written_in_swedish_and_read_back(key):
    assert [slot.field for slot in slots(token(key))] == [key]
    assert spans_of(token(key)) == f'<span data-field="{key}"></span>'


def test_a_plain_text_becomes_rich_with_live_fields():
    assert spans_of("Välj {justerare} &amp; {nobody}, {bilaga:a1}") == (
        'Välj <span data-field="verifiers"></span> &amp; {nobody}, <span data-attachment="a1"></span>'
    )


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("<p>Planen (bilaga 3), inte (Bilaga 33).</p>", "<p>Planen SLOT, inte (Bilaga 33).</p>"),
        ("<p>(BILAGA\u00a03) (Bilaga  3)</p>", "<p>SLOT SLOT</p>"),
        ("<p>(Bilaga <strong>3</strong>) Bilaga 3 (bilaga 3, 4)</p>",) * 2,
        (
            '<p><a href="https://x.example/(bilaga 3)>">se (bilaga 3)</a></p>',
            '<p><a href="https://x.example/(bilaga 3)&gt;">se SLOT</a></p>',
        ),
        ('<p><span data-attachment="ab12"></span></p>', "<p>SLOT</p>"),
    ],
)
def test_number_that_is_written_out_becomes_the_reference(written, found):
    slot = '<span data-attachment="ab12"></span>'
    referred = referring(clean(written), NUMBERS, rich=True)
    assert referred.replace(slot, "SLOT") == found
    assert clean(referred) == referred
    assert referring("enligt (Bilaga 3)", NUMBERS, rich=False) == "enligt {bilaga:ab12}"
