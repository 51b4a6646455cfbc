"""The hours of a meeting agree: it begins, pauses and ends in that order, over midnight and several days too."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from meetings.swedish import clock, long_date

type Pause = tuple[datetime, datetime | None]
# No law says how long a meeting may last. One that seems longer has a month or a year that was typed wrong.
LONGEST = timedelta(days=31)


def hours_hindrance(began: datetime, ended: datetime | None, pauses: Iterable[Pause]) -> str:
    """Why these hours cannot be, in one sentence; empty when nothing hinders.

    All are day and clock without a zone. `ended` is None while the end is not known; a pause that has no end lasts.
    """
    for start, end in pauses:
        if start < began:
            return "Ajourneringen börjar före sammanträdet."
        if ended is None:
            continue
        if end is None:
            return (
                "Sammanträdet är ajournerat. Återuppta det, eller ta bort ajourneringen, innan det avslutas."
            )
        if end > ended:
            return "Sammanträdet slutade före den sista ajourneringen var slut."
    return ""


def pause_hindrance(pause: Pause, others: Iterable[Pause]) -> str:
    """Why the meeting cannot pause then beside its other pauses, in one sentence; empty when nothing hinders.

    A pause without an end lasts, whatever is said of the time after it.
    """
    start, end = pause
    for other_start, other_end in others:
        if other_end is None:
            return "Sammanträdet är redan ajournerat. Återuppta det först."
        if start < other_end and (end is None or other_start < end):
            return "Sammanträdet är redan ajournerat under den tiden."
    return ""


def days_hindrance(first: date, last: date) -> str:
    """Why the meeting cannot last to that day, in one sentence; empty when it can."""
    if last - first <= LONGEST:
        return ""
    days = f"började den {long_date(first)} och kan inte vara till den {long_date(last)}"
    return f"Sammanträdet {days}. Kontrollera dagen."


def locked_hindrance(
    locked: Iterable[datetime], before: tuple[datetime, date], after: tuple[datetime, date]
) -> str:
    """Why the meeting cannot begin or end otherwise, in one sentence; empty when nothing hinders.

    `locked` are the moments, without a zone, when a § was locked to be verified at once: what was written out while the
    meeting lasted stays within it. `before` and `after` are when it began and its last day. What was entered after the
    meeting hinders nothing.
    """
    for local in locked:
        was, stays = (began <= local and local.date() <= last for began, last in (before, after))
        if was and not stays:
            when = f"den {long_date(local.date())} kl. {clock(local.time())}"
            return (
                f"En paragraf låstes för omedelbar justering {when}. "
                "Sammanträdet kan inte ha börjat efter det eller slutat före den dagen."
            )
    return ""
