"""Days on which a board seldom meets: asked about, never refused."""

from collections.abc import Iterator
from datetime import date, timedelta

from meetings.rules.deadlines import is_legal_holiday
from meetings.swedish import WEEKDAYS, long_date

LONG_AGO = timedelta(days=183)
FAR_AHEAD = timedelta(days=548)
_SATURDAY = 5


def oddities(day: date, *, today: date, is_taken: bool) -> list[str]:
    """What is odd about `day` for a meeting, as whole sentences; empty when nothing is.

    `is_taken`: the body already meets that day. No law forbids any of it; it is often a slip of the pen.
    """
    return list(_oddities(day, today, is_taken))


def _oddities(day: date, today: date, is_taken: bool) -> Iterator[str]:
    if today - day > LONG_AGO:
        yield f"Den {long_date(day)} ligger mer än ett halvår bakåt i tiden."
    elif day - today > FAR_AHEAD:
        yield f"Den {long_date(day)} ligger mer än ett och ett halvt år framåt."
    if day.weekday() >= _SATURDAY:
        yield f"Dagen är en {WEEKDAYS[day.weekday()].removesuffix('en')}."
    elif is_legal_holiday(day):
        yield "Dagen är en helgdag, eller en afton som räknas som helgdag."
    if is_taken:
        yield "Organet har redan ett sammanträde den dagen."
