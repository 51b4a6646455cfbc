"""Sv: årsplan. A body's meetings of a year, which year is the next to plan, and the days that it may have."""

from datetime import date

from django.db.models import QuerySet

from meetings.models import Body, Meeting
from meetings.querysets import held_meetings
from meetings.rules.summoning import same_days


def of_year(body: Body, year: int) -> QuerySet[Meeting]:
    return held_meetings(Meeting.objects.filter(body=body, date__year=year)).order_by("date", "sequence")


def next_to_plan(body: Body, years: list[int]) -> int:
    """The first year without meetings; the last of them when each has some."""
    return next((year for year in years if not of_year(body, year).exists()), years[-1])


def proposed_for(last: list[Meeting], year: int, today: date) -> list[tuple[date, Meeting]]:
    """Last year's days moved to the same weekday of the week, those that have passed already left out."""
    like = {day: one for one in last for day in same_days([one.date], year)}
    return [(day, like[day]) for day in sorted(like) if day >= today]
