"""What is withheld is nowhere in the record that is handed out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.record.reading import as_json, read_record
from meetings.record.withheld import MASK, Mark, MarkKind, has_gaps, is_found, masked, masked_texts
from tests.meetings.snapshots import board_snapshot, paragraph, small_snapshot


def hidden(words: str = "", number: str = "1", **changes: str) -> Mark:
    return Mark(MarkKind.WEB, words=words, paragraph=number, **changes)


def said(text: str, *marks: Mark, **changes: object) -> str:
    """The first block of the only § with `text`."""
    record = read_record(small_snapshot(paragraph("1", "Ärende", text=text, **changes)))
    return masked(record, marks).paragraphs[0].blocks[0].html  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("<p>Anna Alm anställs.</p>", "Anna Alm", f"<p>{MASK} anställs.</p>"),
        ("<p>Annas ord, Anna Alms ord.</p>", "anna alm", f"<p>Annas ord, {MASK} ord.</p>"),
        ("<p>Lön: 41\N{NO-BREAK SPACE}000 kr.</p>", "41 000 kr", f"<p>Lön: {MASK}.</p>"),
        ("<p><strong>Anna</strong> Alm.</p>", "Anna Alm", f"<p><strong>{MASK}</strong>.</p>"),
        ("<p>sjuk Anna</p><p>Alm frisk</p>", "Anna Alm", f"<p>sjuk {MASK}</p><p> frisk</p>"),
        ("<p>An\N{SOFT HYPHEN}na.</p>", "Anna", f"<p>{MASK}.</p>"),
        ("<p>A &amp; B &lt; C</p>", "A & B", f"<p>{MASK} &lt; C</p>"),
        ('<p>Se <a href="mailto:anna.alm@x.example">brevet</a>.</p>', "anna.alm", "<p>Se brevet.</p>"),
        ('<p>Se <a href="https://x.example/1">Anna</a>.</p>', "Anna", f"<p>Se {MASK}.</p>"),
        ("<p>Anna\N{NON-BREAKING HYPHEN}Li.</p>", "Anna-Li", f"<p>{MASK}.</p>"),
        ("<p>Anna–Li, Anna-\nLi.</p>", "Anna-Li", f"<p>{MASK}, {MASK}.</p>"),
        ("<p>Anna O’Alm.</p>", "Anna O'Alm", f"<p>{MASK}.</p>"),
        ("<p>Anna\N{SOFT HYPHEN} \N{ZERO WIDTH JOINER}Alm.</p>", "Anna Alm", f"<p>{MASK}.</p>"),
        ("<p>An\N{ZERO WIDTH NON-JOINER}na.</p>", "Anna", f"<p>{MASK}.</p>"),
        ("<p>Ren\u00e9, Rene\u0301, RENE\u0301.</p>", "Rene\u0301", f"<p>{MASK}, {MASK}, {MASK}.</p>"),
        ("<p>Annika är kvar.</p>", "Anna", "<p>Annika är kvar.</p>"),
    ],
)  # fmt: skip
def test_words_are_masked_however_they_are_written(text: str, words: str, expected: str):
    assert said(text, hidden(words)) == expected


def test_a_paragraph_with_a_mark_says_nothing_as_data():
    whole = read_record(board_snapshot())
    voted = next(one for one in whole.paragraphs if one.votes)
    name = voted.votes[0].names[0].name
    found = masked(whole, [hidden(name, voted.number)])
    own = next(one for one in found.paragraphs if one.number == voted.number)
    assert name not in str(as_json(own))
    assert own.votes == ()
    assert [type(one) for one in own.blocks] == [type(one) for one in voted.blocks]
    assert [one for one in found.paragraphs if one != own] == [
        one for one in whole.paragraphs if one != voted
    ]


def test_a_whole_paragraph_keeps_its_number_alone():
    whole = read_record(board_snapshot())
    found = masked(whole, [hidden(number="43")])
    own = next(one for one in found.paragraphs if one.number == "43")
    assert (own.title, own.blocks[0].text) == (f"§\N{NO-BREAK SPACE}43 {MASK}", MASK)  # type: ignore[union-attr]
    assert found.covered == whole.covered
    assert (has_gaps(whole), has_gaps(found)) == (False, True)
    [kept] = [one for one in whole.paragraphs if one.number == "43"]
    for one in found.attachments:
        lies_here = any(each.number == one.number for each in kept.attachments)
        assert (one.name == MASK) is lies_here


def test_an_attachment_keeps_its_number_and_checksum():
    whole = read_record(board_snapshot())
    found = masked(whole, [Mark(MarkKind.SECRECY, attachment=whole.attachments[0].sha256)])
    first = found.attachments[0]
    assert (first.name, first.file_name, first.published) == (MASK, "", False)
    assert (first.number, first.sha256) == (whole.attachments[0].number, whole.attachments[0].sha256)
    assert all(each.number != "1" for one in found.paragraphs for each in one.attachments)


def test_words_in_the_whole_protocol_are_masked_at_every_place():
    whole = read_record(board_snapshot())
    name = whole.attendees[0].name
    assert name in str(as_json(whole))
    assert name not in str(as_json(masked(whole, [hidden(name, "")])))


def test_texts_of_a_paragraph_follow_the_same_marks():
    texts = ("att anställa Anna Alm.", "")
    assert masked_texts(texts, [hidden("Anna Alm")], "1") == (f"att anställa {MASK}.", "")
    assert masked_texts(texts, [hidden("Anna Alm")], "2") == texts
    assert masked_texts(texts, [hidden()], "1") == (MASK, "")


@pytest.mark.parametrize(
    ("mark", "found"),
    [
        (hidden("Ordföranden"), True),
        (hidden("Ordförande hälsar"), False),
        (hidden("inte här"), False),
        (hidden(), True),
        (hidden(number="9"), False),
        (Mark(MarkKind.WEB, attachment="a" * 64), False),
    ],
)
def test_a_mark_of_nothing_is_known(mark: Mark, found: bool):
    assert is_found(read_record(small_snapshot()), mark) is found


@given(
    before=st.text(alphabet="ab <&", max_size=8),
    cuts=st.lists(st.integers(1, 8), max_size=3),
    after=st.text(alphabet="ab .", max_size=8),
)
def test_words_divided_by_tags_anywhere_are_gone(before: str, cuts: list[int], after: str):
    words = "Zelda Quist"
    pieces, rest = [], words
    for cut in cuts:
        pieces.append(rest[:cut])
        rest = rest[cut:]
    html = "".join(f"<em>{piece}</em>" for piece in [*pieces, rest] if piece)
    escaped = before.replace("&", "&amp;").replace("<", "&lt;")
    found = said(f"<p>{escaped} {html} {after}</p>", hidden(words))
    assert "Z" not in found
    assert "uist" not in found
    assert found.count(MASK) == 1
