"""Periods of requisitions and reports: half-years within the measure's time, never over a turn of the year."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from funding.rules.economy import MOST_YEARS
from meetings.swedish import join_names, long_date


@dataclass(frozen=True)
class Period:
    first: date
    last: date


def half_years(first: date, last: date) -> list[Period]:
    """The half-years from `first` to `last`, cut at both ends."""
    periods = []
    start = first
    while start <= last:
        end = min(last, date(start.year, 6, 30) if start.month <= 6 else date(start.year, 12, 31))
        periods.append(Period(start, end))
        start = end + timedelta(days=1)
    return periods


def next_period(first: date, last: date, *, after: date | None) -> Period | None:
    """The half-year that comes after the day to which money has been requisitioned; None when all is."""
    start = after + timedelta(days=1) if after and after >= first else first
    return next(iter(half_years(start, last)), None)


def hindrance(period: Period, *, first: date | None, last: date | None) -> str:
    """Why a period cannot be requisitioned for, in one sentence; empty when it can."""
    if period.last < period.first:
        return "Sista dagen ligger före den första."
    if period.first.year != period.last.year:
        return "Perioden ska ligga inom ett kalenderår, för budgetens skull. Dela den vid årsskiftet."
    if (first and period.first < first) or (last and period.last > last):
        return "Perioden ligger utanför insatsens tid."
    return ""


def too_long(last: date, *, before: date | None) -> str:
    """Why a measure that ended on `before`, or begins then, cannot end on `last`: a slip of the year; else empty."""
    if before is None or last.year - before.year <= MOST_YEARS:
        return ""
    return f"{long_date(last)} är mer än {MOST_YEARS} år efter den {long_date(before)}. Kontrollera året."


def years_outside(
    amounts: Iterable[tuple[int, Decimal]], *, first: date | None, last: date | None
) -> list[int]:
    """The years with kronor, above zero, in which the measure does not run; none while its time is not known.

    What is taken back may be of any year.
    """
    years = sorted({year for year, amount in amounts if amount > 0})
    return [one for one in years if (first and one < first.year) or (last and one > last.year)]


def outside_in_words(amounts: Iterable[tuple[int, Decimal]], *, first: date | None, last: date | None) -> str:
    """Which amounts can never be requisitioned, in one sentence; empty when all can."""
    years = years_outside(amounts, first=first, last=last)
    if not years:
        return ""
    time = " – ".join(long_date(one) for one in (first, last) if one)
    said = join_names(map(str, years))
    return f"Beloppet för {said} ligger utanför insatsens tid, {time}, och kan inte rekvireras."
