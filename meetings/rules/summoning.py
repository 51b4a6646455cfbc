"""When a summons is to be out, and what a year's meetings may be next year. Neither hinders anything."""

from collections.abc import Iterable
from datetime import date, timedelta

from .deadlines import is_legal_holiday, next_working_day

ISO_WEEKS = 52  # every year has them; a 53rd only some
_WEEK = timedelta(days=7)


def summons_due(meeting_day: date, days: int) -> date | None:
    """The last day on which the summons is out in time, where a body has a period of `days` before the meeting.

    Neither kommunallagen nor lagen (2003:1210) says how long it is, KL 6:23 leaves time and place to the body itself:
    its order of work or the förbundsordning does. None where there is no period.
    """
    return meeting_day - timedelta(days=days) if days else None


def is_late(meeting_day: date, days: int, today: date) -> bool:
    """Whether a summons that goes out `today` comes later than the body's own period says."""
    due = summons_due(meeting_day, days)
    return due is not None and due < today


def same_days(days: Iterable[date], year: int) -> list[date]:
    """The same weekday of the same week in `year` for each day, or the working day nearest after it, each once.

    Boards meet by weekday: the second Thursday of March stays a Thursday in March.
    """
    return sorted({_working(_same_week(day, year)) for day in days})


def _working(day: date) -> date:
    """The next working day, or the one before when the year ends first."""
    found = next_working_day(day)
    while found.year > day.year or is_legal_holiday(found):
        found -= timedelta(days=1)
    return found


def _same_week(day: date, year: int) -> date:
    _, week, weekday = day.isocalendar()
    found = date.fromisocalendar(year, min(week, ISO_WEEKS), weekday)
    if found.year < year:  # week 1 begins in December
        return found + _WEEK
    return found - _WEEK if found.year > year else found
