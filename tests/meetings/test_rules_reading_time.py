"""How long the papers take to read: the examples of docs/regler.md."""

import pytest

from meetings.rules.reading_time import in_hours, reading_minutes


@pytest.mark.parametrize(
    ("pages", "wide", "minutes", "said"),
    [
        (0, 0, 0, ""),
        (1, 0, 2, "2 min"),
        (5, 0, 10, "10 min"),
        (6, 0, 15, "15 min"),
        (12, 12, 15, "15 min"),
        (30, 0, 60, "1 tim"),
        (96, 20, 175, "2 tim 55 min"),
    ],
)
def test_two_minutes_a_page_and_one_a_wide_page(pages: int, wide: int, minutes: int, said: str) -> None:
    assert reading_minutes(pages, wide) == minutes
    assert in_hours(minutes) == said
