"""Sv: årsplan. A body's meetings of a year, planned at once."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from meetings.actions.planning import create_meeting
from meetings.errors import RuleViolation
from meetings.models import Body, Meeting, Person
from meetings.swedish import long_date

MOST_AT_ONCE = 24


class YearRefused(RuleViolation):
    """A meeting of the year that cannot be planned; `index` is its place in the list."""

    def __init__(self, index: int, violation: RuleViolation, day: str) -> None:
        super().__init__(f"Sammanträdet den {day}: {violation.sentence}", field=violation.field)
        self.index = index


@transaction.atomic
def plan_year(
    *, body: Body, meetings: Sequence[Mapping[str, Any]], by: Person, at: datetime
) -> list[Meeting]:
    """Plans each of `meetings` (date, start, place, mode) in the order of days, all of them or none.

    Raises RuleViolation when there is none or too many, and YearRefused for the one that cannot be planned.
    """
    if not meetings:
        raise RuleViolation("Skriv minst en dag.")
    if len(meetings) > MOST_AT_ONCE:
        raise RuleViolation(f"Planera högst {MOST_AT_ONCE} sammanträden åt gången.")
    planned = []
    for index, one in sorted(enumerate(meetings), key=lambda each: (each[1]["date"], each[1]["start"])):
        try:
            planned.append(create_meeting(body=body, by=by, at=at, **one))
        except RuleViolation as violation:
            raise YearRefused(index, violation, long_date(one["date"])) from violation
    return planned
