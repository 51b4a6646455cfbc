"""A name that is almost that of somebody in the meeting."""

import pytest

from meetings.rules.near_names import near_names

KNOWN = {"Jan-Olof Hägg", "Märit Wedin", "Anna Berg", "Eva Lind Malm"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Jan-Olov Hägg öppnar.", [("Jan-Olov Hägg", "Jan-Olof Hägg")]),
        ("Jan-Olov Häggs förslag.", []),  # two words differ: it may be another
        ("Rådgivare Märith Wedin berättar.", [("Märith Wedin", "Märit Wedin")]),
        ("Ordförande Jan-Olof Hägg och Märit Wedins rapport.", []),
        ("Anne Berg kom.", [("Anne Berg", "Anna Berg")]),
        ("Sanna Berg och Anja Borg kom.", []),  # other names, not misspelt ones
        ("Sven Berg kom.", []),
        ("Eva Lindh Malm kom.", [("Eva Lindh Malm", "Eva Lind Malm")]),
        ("Anne Berg. Anne Berg.", [("Anne Berg", "Anna Berg")]),
        ("Åsa Wedin kom.", []),
        ("", []),
    ],
)
def test_name_that_differs_by_a_letter_or_two_is_near(text, expected):
    assert near_names(text, KNOWN) == expected


def test_name_of_somebody_else_in_the_meeting_is_not_near():
    assert near_names("Anne Berg kom.", {*KNOWN, "Anne Berg"}) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Karl von Essen yrkar avslag.", [("Karl von Essen", "Carl von Essen")]),
        ("Carl von Essén yrkar avslag.", [("Carl von Essén", "Carl von Essen")]),
        ("Maria af Klintt och Carl von Essen.", [("Maria af Klintt", "Maria af Klint")]),
        ("Eva de la Gardi-Ek kom.", [("Eva de la Gardi-Ek", "Eva de la Gardie-Ek")]),
        ("Carl von Essens förslag.", []),
        ("Carl Essen kom.", []),  # another number of words may be another person
    ],
)
def test_name_with_a_small_word_in_it_may_be_near_too(text, expected):
    assert near_names(text, {"Carl von Essen", "Maria af Klint", "Eva de la Gardie-Ek"}) == expected
