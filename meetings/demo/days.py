"""Days on which the boards of the demo meet, whenever it is made."""

from datetime import date, timedelta

from meetings.rules.deadlines import is_legal_holiday


def meeting_day(day: date) -> date:
    """The latest Thursday that is not after `day`, or the last working day before it when that one is a holiday."""
    day -= timedelta(days=(day.weekday() - 3) % 7)
    while is_legal_holiday(day):
        day -= timedelta(days=1)
    return day
