import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.rules.registry import DEFAULT_PATTERN, pattern_hindrance, registry_number


@pytest.mark.parametrize(
    ("pattern", "number"),
    [
        (DEFAULT_PATTERN, "2024/0012"),
        ("{år}:{nr}", "2024:12"),
        ("Dnr {nr:4}/{år}", "Dnr 0012/2024"),
        ("# {nr} – {år}", "# 12 – 2024"),
        ("SF {nr:1}", "SF 12"),  # never cut
    ],
)
def test_a_number_follows_the_pattern(pattern, number):
    assert pattern_hindrance(pattern) == ""
    assert registry_number(pattern, year=2024, number=12) == number


@pytest.mark.parametrize(
    ("pattern", "sentence"),
    [
        ("", "Mönstret måste innehålla {nr}, annars får alla ärenden samma nummer."),
        ("{år}/12", "Mönstret måste innehålla {nr}, annars får alla ärenden samma nummer."),
        ("{år}/{nr:44}", "Mönstret måste innehålla {nr}, annars får alla ärenden samma nummer."),
        ("{år:2}/{nr}", "Inom klamrar kan mönstret bara ha {år}, {nr} och {nr:4}."),
        ("{nr}}", "Inom klamrar kan mönstret bara ha {år}, {nr} och {nr:4}."),
        (
            "{nr}\n",
            "Mönstret får inte innehålla radbrytningar eller börja eller sluta med mellanslag.",
        ),
        (
            " {nr}",
            "Mönstret får inte innehålla radbrytningar eller börja eller sluta med mellanslag.",
        ),
    ],
)
def test_a_pattern_that_gives_no_numbers_is_refused(pattern, sentence):
    assert pattern_hindrance(pattern) == sentence


@given(st.text("{}år:n4/- "), st.integers(2000, 2099), st.integers(1, 99_999), st.integers(1, 99_999))
def test_different_numbers_of_an_accepted_pattern_differ(pattern, year, one, other):
    if pattern_hindrance(pattern) == "":
        first, second = (registry_number(pattern, year=year, number=number) for number in (one, other))
        assert (first == second) == (one == other)
        assert "{" not in first
