"""Days that are asked about before a meeting is planned on them."""

from datetime import date

import pytest

from meetings.rules.meeting_day import oddities

TODAY = date(2026, 3, 2)


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2026, 3, 12), ""),
        (date(2025, 9, 1), ""),
        (date(2027, 9, 1), ""),
        (date(2019, 6, 4), "Den 4 juni 2019 ligger mer än ett halvår bakåt i tiden."),
        (date(2029, 6, 5), "Den 5 juni 2029 ligger mer än ett och ett halvt år framåt."),
        (date(2026, 3, 14), "Dagen är en lördag."),
        (date(2026, 3, 15), "Dagen är en söndag."),
        (date(2026, 4, 3), "Dagen är en helgdag, eller en afton som räknas som helgdag."),
        (date(2026, 6, 19), "Dagen är en helgdag, eller en afton som räknas som helgdag."),
    ],
)
def test_odd_days_are_named(day: date, said: str) -> None:
    assert " ".join(oddities(day, today=TODAY, is_taken=False)) == said


def test_day_with_a_meeting_already_is_named_last() -> None:
    assert oddities(date(2026, 3, 14), today=TODAY, is_taken=True) == [
        "Dagen är en lördag.",
        "Organet har redan ett sammanträde den dagen.",
    ]
