import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.rules.numbering import EarlierMeeting, first_number, is_in_range, number_range


@pytest.mark.parametrize(
    ("start", "earlier", "first"),
    [
        (1, [], 1),
        (37, [], 37),
        (1, [EarlierMeeting(None, 9)], 10),
        (37, [EarlierMeeting(45, 9)], 46),
        (1, [EarlierMeeting(12, 12), EarlierMeeting(None, 8)], 21),
        (1, [EarlierMeeting(None, 0)], 1),
        (3, [EarlierMeeting(None, 1), EarlierMeeting(None, 1)], 5),  # meeting numbers
    ],
)
def test_series_goes_on_after_earlier_meetings(start, earlier, first):
    assert first_number(start, earlier) == first


@given(st.integers(1, 99), st.lists(st.integers(0, 20)))
def test_freezing_in_order_changes_no_later_number(start, counts):
    provisional = [EarlierMeeting(None, count) for count in counts]
    fixed, number = [], start
    for count in counts:
        number += count
        fixed.append(EarlierMeeting(number - 1, count))
    assert first_number(start, provisional) == first_number(start, fixed)


@pytest.mark.parametrize(
    ("numbers", "text"),
    [
        ([], ""),
        ([37], "37"),
        ([37, 38], "37–38"),
        (range(37, 46), "37–45"),
        ([47, *range(37, 46)], "37–45, 47"),
        (["9", "10", "10"], "9–10"),
        ([1, 3, 5], "1, 3, 5"),
    ],
)
def test_numbers_are_shown_as_ranges(numbers, text):
    assert number_range(numbers) == text


@pytest.mark.parametrize(
    ("number", "written", "found"),
    [
        (38, "37–45, 47", True),
        (45, "§\u00a037–45,\u00a047", True),
        (46, "37–45, 47", False),
        (47, "37–45, 47", True),
        (3, "37", False),
        (3, "", True),
    ],
)
def test_number_is_known_in_a_range_as_it_is_written(number: int, written: str, found: bool):
    assert is_in_range(number, written) is found
