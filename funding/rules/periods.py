"""Periods of requisitions and reports: half-years within the measure's time, never over a turn of the year."""

from dataclasses import dataclass
from datetime import date, timedelta


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
