from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from meetings.rules.difference import PrintedParagraph, changes, word_changes


def paragraph(number, heading, text="", **files):
    return PrintedParagraph(number, heading, text, files)


def statuses(before, after):
    return [(c.number, c.heading, c.status) for c in changes(before, after)]


def test_equal_versions_have_no_changes():
    same = [paragraph("37", "Öppnande", "Hej."), paragraph("38", "Närvaro")]
    assert [(c.status, c.segments) for c in changes(same, same)] == [("unchanged", ())] * 2


def test_changed_words_are_shown_word_by_word():
    before = paragraph("37", "Öppnande", "Ordföranden öppnade mötet.")
    after = paragraph("37", "Öppnande", "Ordföranden öppnade sammanträdet.")
    [change] = changes([before], [after])
    assert change.status == "changed"
    assert change.segments == (
        ("same", "Ordföranden öppnade "),
        ("removed", "mötet."),
        ("added", "sammanträdet."),
    )


def test_a_single_word_between_two_changes_is_told_with_them():
    assert word_changes("den tredje maj klockan nio börjar vi", "den fjärde maj klockan tio börjar vi") == (
        ("same", "den "),
        ("removed", "tredje "),
        ("added", "fjärde "),
        ("same", "maj klockan "),
        ("removed", "nio "),
        ("added", "tio "),
        ("same", "börjar vi"),
    )
    assert word_changes("tre kronor nu eller då", "fyra kronor sedan eller då") == (
        ("removed", "tre kronor nu "),
        ("added", "fyra kronor sedan "),
        ("same", "eller då"),
    )


def test_long_runs_that_stand_are_folded_but_for_the_words_nearest():
    long = "".join(f"ord{n} " for n in range(100))
    segments = word_changes(f"{long}ja {long}nej {long}", f"{long}jo {long}nix {long}")
    assert [operation for operation, _ in segments] == [
        *("folded", "same", "removed", "added"),
        *("same", "folded", "same", "removed", "added", "same", "folded"),
    ]
    assert segments[1] == ("same", "".join(f"ord{n} " for n in range(88, 100)))
    assert segments[4] == ("same", "".join(f"ord{n} " for n in range(12)))


def test_a_new_file_under_the_same_name_is_a_change():
    [change] = changes([paragraph("37", "A", Budget="a")], [paragraph("37", "A", Budget="b", Plan="c")])
    assert (change.status, change.segments, change.new_files) == ("changed", (), ("Budget",))


def test_added_and_removed_paragraphs():
    before = [paragraph("37", "A"), paragraph("38", "B")]
    after = [paragraph("37", "A"), paragraph("38", "C"), paragraph("39", "B")]
    assert statuses(before, after) == [("37", "A", "unchanged"), ("38", "C", "added"), ("39", "B", "changed")]
    assert statuses(after, before) == [
        ("37", "A", "unchanged"),
        ("38", "B", "changed"),
        ("38", "C", "removed"),
    ]


def test_a_renumbered_paragraph_says_its_earlier_number_and_no_text():
    [_, change] = changes([paragraph("37", "B")], [paragraph("37", "A"), paragraph("38", "B")])
    assert (change.status, change.earlier_number, change.segments) == ("changed", "37", ())


def test_a_new_heading_keeps_the_paragraph():
    [change] = changes([paragraph("37", "Rapport", "Gott.")], [paragraph("37", "Ekonomi", "Gott.")])
    assert (change.number, change.heading, change.status) == ("37", "Ekonomi", "changed")
    assert change.segments == (("removed", "Rapport\n"), ("added", "Ekonomi\n"), ("same", "Gott."))


@given(st.text(" ab\n"), st.text(" ab\n"))
def test_the_difference_holds_both_texts_whole(before, after):
    segments = word_changes(before, after)
    assert "".join(text for operation, text in segments if operation != "added") == before
    assert "".join(text for operation, text in segments if operation != "removed") == after


WORDS = 100_000  # characters
# Of processor time. An idle machine takes a tenth; what grows with the square or the cube takes minutes.
SECONDS = 1.5
TWO_WORDS = ("ja nej " * (WORDS // 7), "nej ja ja " * (WORDS // 10))
TABLE = (
    "\n".join(f"Insats{n} 0 0 0 0 kr" for n in range(WORDS // 22)),
    "\n".join(f"Åtgärd{n} 0 0 0 0 kr" for n in range(WORDS // 22)),
)
NOTHING_ALIKE = (" ".join(f"a{n}" for n in range(WORDS // 7)), " ".join(f"b{n}" for n in range(WORDS // 7)))
BACKWARDS = (
    " ".join(f"w{n % 50}" for n in range(WORDS // 4)),
    " ".join(f"w{n % 50}" for n in reversed(range(WORDS // 4))),
)
LETTERS = ("a b " * (WORDS // 4), "b b a " * (WORDS // 6))


def seconds(before: str, after: str) -> float:
    """Processor time of a comparison that nobody has made before."""
    word_changes.cache_clear()
    began = process_time()
    word_changes(before, after)
    return process_time() - began


@pytest.mark.parametrize("texts", [TWO_WORDS, TABLE, NOTHING_ALIKE, BACKWARDS, LETTERS])
def test_no_content_makes_a_comparison_slow(texts):
    assert seconds(*texts) < SECONDS


@settings(max_examples=20, deadline=None)
@given(
    st.lists(st.sampled_from(["a", "b", "ett", "två\n", "\t0"]), min_size=1, max_size=12),
    st.lists(st.sampled_from(["a", "b", "ett", "två\n", "\t0"]), min_size=1, max_size=12),
)
def test_no_repeated_pattern_makes_a_comparison_slow(one, other):
    before, after = (
        " ".join(pattern * (WORDS // len(" ".join(pattern)) + 1))[:WORDS] for pattern in (one, other)
    )
    assert seconds(before, after) < SECONDS


def test_same_pair_is_compared_once():
    word_changes.cache_clear()
    for _ in range(3):
        word_changes("ett", "två")
    assert word_changes.cache_info().misses == 1
