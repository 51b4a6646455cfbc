"""One appeal period common to every board, held to an oracle that only looks at one day at a time."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from functools import cache
from itertools import combinations_with_replacement, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from meetings.rules.deadlines import last_appeal_day
from meetings.rules.posting import BoardPosting, NoticeDates, Period, notice_dates

OWN = date(2024, 6, 11)
FIRST = date(2024, 5, 27)  # midsommarafton, 21 June, is three weeks after 31 May
SPAN = 160


def day(number: int) -> date:
    return FIRST + timedelta(days=number)


@cache
def days_up(up: int, down: int | None) -> int:
    """The days it is up as bits: from the first day, not on the day it is taken down."""
    return sum(1 << number for number in range(up, SPAN if down is None else down))


@cache
def appeal_period(start: int) -> int:
    last = (last_appeal_day(day(start)) - FIRST).days
    return sum(1 << number for number in range(start, last + 1))


def first_whole(boards: Iterable[int]) -> date | None:
    """The first day from which every board shows the notice each day of the appeal period."""
    common = -1
    for days in boards:
        common &= days
    for start in range(SPAN - 30):
        if common >> start & 1 and not appeal_period(start) & ~common:
            return day(start)
    return None


@cache
def period(up: int, down: int | None) -> Period:
    return day(up), None if down is None else day(down)


def dates_with(*boards: tuple[tuple[int, int | None], ...]) -> NoticeDates:
    return notice_dates(
        OWN,
        [
            BoardPosting(str(number), True, tuple(period(*each) for each in board))
            for number, board in enumerate(boards)
        ],
    )


def assert_as_the_oracle(*boards: tuple[tuple[int, int | None], ...]) -> None:
    dates = dates_with(*boards)
    start = first_whole(
        sum(days_up(*each) for each in board) if len(board) > 1 else days_up(*board[0]) for board in boards
    )
    if start is None:
        assert (dates.preliminary, bool(dates.gaps)) == (True, True), boards
    else:
        assert (dates.posted, dates.preliminary, dates.gaps) == (start, False, ()), boards
        assert dates.last_appeal_day == last_appeal_day(start)


def one_time(first: int, last: int) -> Iterator[tuple[int, int | None]]:
    """Every time that begins within the days and ends within them, or has not ended."""
    for up in range(first, last):
        yield up, None
        yield from ((up, down) for down in range(up + 1, last + 1))


def test_every_pair_of_boards_whose_days_lie_at_an_edge_of_the_period() -> None:
    """Over six weeks; taken down at once, on the days around the end of each one's own period, or not."""
    edges = [1, *range(20, 26)]
    times = [
        (up, up + length if length else None)
        for up in range(21)
        for length in (*edges, None)
        if not length or up + length <= 42
    ]
    for pair in combinations_with_replacement(times, 2):
        assert_as_the_oracle(*((time,) for time in pair))


@pytest.mark.exhaustive
def test_every_pair_of_boards_over_six_weeks() -> None:
    for pair in combinations_with_replacement(list(one_time(0, 42)), 2):
        assert_as_the_oracle(*((time,) for time in pair))


@pytest.mark.parametrize("shift", [0, 4])
def test_triples_of_boards_over_eight_days_around_each_edge(shift: int) -> None:
    """Three boards put up within eight days and taken down within eight around the last day of appeal."""
    ups = range(shift, shift + 8, 2)
    downs: list[int | None] = [*range(shift + 20, shift + 28), None]
    times = list(product(ups, downs))
    for triple in combinations_with_replacement(times, 3):
        assert_as_the_oracle(*((time,) for time in triple))


@pytest.mark.exhaustive
@pytest.mark.parametrize("shift", range(8))
def test_every_triple_of_boards_over_eight_days_around_each_edge(shift: int) -> None:
    times = list(product(range(shift, shift + 8), [*range(shift + 20, shift + 28), None]))
    for triple in combinations_with_replacement(times, 3):
        assert_as_the_oracle(*((time,) for time in triple))


@st.composite
def boards(draw: st.DrawFn) -> tuple[tuple[tuple[int, int | None], ...], ...]:
    """One to four boards, each with up to three times apart from each other, the last perhaps still up."""

    def board() -> tuple[tuple[int, int | None], ...]:
        cuts = draw(st.lists(st.integers(0, 100), min_size=1, max_size=6, unique=True))
        cuts.sort()
        ends: list[int | None] = [*cuts[1::2]]
        return tuple(zip(cuts[::2], [*ends, None], strict=False))

    return tuple(board() for _ in range(draw(st.integers(1, 4))))


@given(boards())
@settings(max_examples=300, deadline=None)
def test_boards_put_up_and_taken_down_in_any_way(given_boards: tuple) -> None:  # type: ignore[type-arg]
    assert_as_the_oracle(*given_boards)


@pytest.mark.exhaustive
@given(boards())
@settings(max_examples=10_000, deadline=None)
def test_ten_thousand_ways_to_put_up_and_take_down(given_boards: tuple) -> None:  # type: ignore[type-arg]
    assert_as_the_oracle(*given_boards)


def test_a_board_taken_down_within_the_common_period_is_a_gap_even_when_its_own_is_whole() -> None:
    a = BoardPosting("A", True, ((date(2024, 6, 12), date(2024, 7, 4)),))
    b = BoardPosting("B", True, ((date(2024, 6, 14), None),))
    dates = notice_dates(OWN, [a, b])
    assert (dates.gaps, dates.preliminary, dates.common_start) == (("A",), True, date(2024, 6, 14))


def test_a_board_that_was_never_up_in_the_common_period_is_a_gap() -> None:
    a = BoardPosting("A", True, ((date(2024, 6, 11), date(2024, 7, 3)),))
    b = BoardPosting("B", True, ((date(2024, 7, 5), None),))
    assert notice_dates(OWN, [a, b]).gaps == ("A",)


def test_the_days_are_final_when_the_gap_is_accepted_for_that_period_only() -> None:
    periods = ((date(2024, 6, 12), date(2024, 7, 4)),)
    b = BoardPosting("B", True, ((date(2024, 6, 14), None),))
    dates = notice_dates(OWN, [BoardPosting("A", True, periods, accepted=(date(2024, 6, 14),)), b])
    assert (dates.posted, dates.preliminary, dates.gaps) == (date(2024, 6, 14), False, ())
    other = BoardPosting("A", True, periods, accepted=(date(2024, 6, 13),))
    assert notice_dates(OWN, [other, b]).preliminary


def test_every_board_keeps_the_notice_to_the_end_of_the_common_period() -> None:
    a = BoardPosting("A", True, ((date(2024, 6, 12), None),))
    b = BoardPosting("B", True, ((date(2024, 6, 20), None),))
    silent = BoardPosting("C", True)
    assert notice_dates(OWN, [a, b]).keep_up_until == date(2024, 7, 12)
    assert notice_dates(OWN, [a, b, silent]).keep_up_until == date(2024, 7, 12)
    assert notice_dates(OWN, [silent]).keep_up_until == date(2024, 7, 3)
