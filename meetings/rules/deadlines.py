"""Legal days. A day is a date in Europe/Stockholm; nothing here asks the clock."""

from datetime import date, datetime, timedelta
from functools import cache

APPEAL_PERIOD = timedelta(weeks=3)  # KL 13:5
VERIFICATION_PERIOD = timedelta(days=14)  # KL 5:69
POSTING_PERIOD = timedelta(days=2)  # KL 8:12
MOTIVATION_WORKING_DAYS = 3  # practice, not law

_SATURDAY = 5


def last_appeal_day(posted: date) -> date:
    """The last day an appeal may come in when the justering was announced on `posted`.

    Three weeks later with the same weekday name (KL 13:5, lag 1930:173 1 §), moved to the next legal
    working day when it falls on a legal holiday (1930:173 2 §).
    """
    return next_working_day(posted + APPEAL_PERIOD)


def earliest_removal(posted: date) -> date:
    """The first day the notice may be taken down: the day after the last appeal day (KL 8:12, 13:5 2 st).

    It may itself be a holiday; what the law moves is the end of the appeal period.
    """
    return last_appeal_day(posted) + timedelta(days=1)


def verification_deadline(meeting_end: date, *, immediate: bool = False) -> date:
    """The last day for justering: 14 days after the meeting (KL 5:69), the day of the meeting when `immediate`.

    Immediate verification is practice, not law: the § is written out, read and signed at the meeting. The 14 days
    are not moved from a holiday: 1930:173 2 § may allow it, but a warning a day early costs nothing.
    """
    return meeting_end if immediate else meeting_end + VERIFICATION_PERIOD


def immediate_day(first: date, last: date, written_out: date | None) -> date:
    """The day of the meeting on which a § that is verified immediately was dealt with.

    `first` and `last` are the meeting's days and `written_out` the day the § was locked for signing, None while it is
    not: what is entered after the meeting is told of its last day.
    """
    return min(max(written_out or last, first), last)


def posting_deadline(verified: date) -> date:
    """The last day to announce the justering: the second day after it (KL 8:12), moved from a holiday."""
    return next_working_day(verified + POSTING_PERIOD)


def motivation_deadline(meeting_end: date, days: int | None) -> date:
    """The last day to hand in the motivation of a reservation: `days` after the meeting, else three working days.

    KL 4:27 only says that the reservation is announced before the meeting ends. The day must leave time for the
    verification, so by default it is early.
    """
    if days is not None:
        return meeting_end + timedelta(days=days)
    day = meeting_end
    for _ in range(MOTIVATION_WORKING_DAYS):
        day = next_working_day(day + timedelta(days=1))
    return day


def next_working_day(day: date) -> date:
    """`day` itself, or the first day after it that is not a legal holiday (lag 1930:173 2 §)."""
    while is_legal_holiday(day):
        day += timedelta(days=1)
    return day


def is_legal_holiday(day: date) -> bool:
    """Whether a legal time that ends on `day` is moved.

    Saturdays, Sundays and other public holidays (lag 1989:253), midsommarafton, julafton and nyårsafton
    (lag 1930:173 2 §). Raises TypeError for a datetime, which would compare unequal to every holiday.
    """
    if isinstance(day, datetime):
        raise TypeError("A legal day is a date, not a datetime.")
    return day.weekday() >= _SATURDAY or day in _holidays(day.year)


@cache
def _holidays(year: int) -> frozenset[date]:
    from holidays.countries.sweden import Sweden  # a fifth of a second to load, which few commands need

    # One finished set per year: the package's own lazy expansion marks a year as known before it is
    # filled, so a second thread could see a year without holidays. Its category "de_facto" is exactly
    # the three eves of 1930:173 2 §.
    return frozenset(Sweden(years=year, expand=False, categories=("public", "de_facto")))
