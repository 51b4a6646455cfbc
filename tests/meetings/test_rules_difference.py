from random import Random
from time import process_time

import pytest
from hypothesis import given, settings, target
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


CHARACTERS = 100_000  # of each text
# Of processor time. An idle machine takes a third; what grows with the square or the cube takes minutes.
SECONDS = 0.3


def spelled(text: str) -> str:
    return (text * (CHARACTERS // len(text) + 1))[:CHARACTERS]


def counted(pattern: str) -> str:
    """As many of a numbered word or line as there is room for."""
    return "".join(pattern.format(n) for n in range(CHARACTERS // len(pattern)))[:CHARACTERS]


def each_other(first: int, step: int) -> str:
    """As many words as there is room for, a character each, in another order for another `step`."""
    return " ".join(chr(first + n * step % 10_007) for n in range(CHARACTERS // 2))


# Tables whose first words changed, two alternating words, one order and the other, nothing alike: each was slow once.
SLOW_ONCE = {
    "two words": (spelled("ja nej "), spelled("nej ja ja ")),
    "table": (counted("Insats{} 0 0 0 0 kr\n"), counted("Åtgärd{} 0 0 0 0 kr\n")),
    "nothing alike": (counted("a{} "), counted("b{} ")),
    "backwards": (spelled("w1 w2 w3 w4 w5 w6 w7 "), spelled("w7 w6 w5 w4 w3 w2 w1 ")),
    "letters": (spelled("a b "), spelled("b b a ")),
    "another order": (each_other(0x4E00, 1), each_other(0x4E00, 5003)),
    "no letter alike": (each_other(0x4E00, 1), each_other(0x8E00, 1)),
    "lines of a letter": (spelled("a\nb\n"), spelled("b\nb\na\n")),
    "nothing but space": (spelled(" "), spelled("\n")),
    "as many words as are compared": (counted("{} "), counted("{} ")[::-1]),
}


def seconds(before: str, after: str) -> float:
    """Processor time of a comparison that nobody has made before."""
    word_changes.cache_clear()
    began = process_time()
    word_changes(before, after)
    return process_time() - began


@pytest.mark.parametrize("texts", SLOW_ONCE.values(), ids=SLOW_ONCE.keys())
def test_no_content_makes_a_comparison_slow(texts):
    assert seconds(*texts) < SECONDS


WORDS = st.lists(st.sampled_from(["a", "b", "ett", "två\n", "\t0", "x" * 40]), min_size=1, max_size=12)


@settings(max_examples=10, deadline=None)
@given(WORDS, WORDS)
def test_no_repeated_pattern_makes_a_comparison_slow(one, other):
    taken = seconds(spelled(" ".join(one) + " "), spelled(" ".join(other) + " "))
    target(taken)  # Hypothesis goes on from what is slowest
    assert taken < SECONDS


@settings(max_examples=10, deadline=None)
@given(st.integers(), st.integers(1, 10_000), st.integers(1, 8), st.sampled_from(" \n"))
def test_no_disorder_makes_a_comparison_slow(seed, different, length, between):
    """Words in any order, few or many different, short or long."""
    random = Random(seed)
    alphabet = [f"{n:x}".rjust(length, "o") for n in range(different)]
    one, other = (between.join(random.choices(alphabet, k=CHARACTERS // 2))[:CHARACTERS] for _ in range(2))
    taken = seconds(one, other)
    target(taken)
    assert taken < SECONDS


def test_texts_of_more_words_than_are_compared_are_told_line_by_line_and_whole():
    rest = "a b " * 20_000 + "\n"
    assert word_changes(f"ja ett\n{rest}", f"nej ett\n{rest}") == (
        ("removed", "ja ett\n"),
        ("added", "nej ett\n"),
        ("same", rest),
    )
    letters = "a\nb\n" * 20_000
    assert word_changes(f"ja {letters}", f"nej {letters}") == (
        ("removed", f"ja {letters}"),
        ("added", f"nej {letters}"),
    )


def test_many_paragraphs_are_paired_in_no_time():
    before = [paragraph(str(n), "Rapport") for n in range(5000)]
    began = process_time()
    found = changes(before, [paragraph(str(n + 5000), "Rapport") for n in range(5000)])
    assert process_time() - began < SECONDS
    assert [one.earlier_number for one in found] == [one.number for one in before]


def test_same_pair_is_compared_once():
    word_changes.cache_clear()
    for _ in range(3):
        word_changes("ett", "två")
    assert word_changes.cache_info().misses == 1
