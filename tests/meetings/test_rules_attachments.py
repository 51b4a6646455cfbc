import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.rules.attachments import attachment_numbers


@pytest.mark.parametrize(
    ("references", "homes", "numbers"),
    [
        ([], [], {}),
        ("ba", "ab", {"b": 1, "a": 2}),
        ("bab", "abc", {"b": 1, "a": 2, "c": 3}),  # unreferenced last, in home order
        ("xa", "a", {"a": 1}),  # a reference to something removed takes no number
        ("", "cab", {"c": 1, "a": 2, "b": 3}),
    ],
)
def test_attachments_are_numbered_by_first_reference(references, homes, numbers):
    assert attachment_numbers(references, homes) == numbers


@given(st.lists(st.integers(0, 9)), st.lists(st.integers(0, 9)))
def test_numbers_have_no_gaps_and_no_doubles(references, homes):
    numbers = attachment_numbers(references, homes)
    assert sorted(numbers.values()) == list(range(1, len(set(homes)) + 1))
