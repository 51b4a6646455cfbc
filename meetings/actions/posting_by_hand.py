"""That somebody posted what lay on paper: said once, of a day that can be true."""

from datetime import date, datetime
from typing import Protocol

from meetings.errors import RuleViolation
from meetings.models import Person
from meetings.swedish import day_of, long_date


class OnPaper(Protocol):
    """A row that was made `at` and goes by post; the columns that tell of it may be filled once."""

    at: datetime
    posted_on: date | None
    posted_by: Person | None
    ticked_at: datetime | None

    def save(self, *, update_fields: list[str]) -> None: ...


def mark_posted(row: OnPaper, *, already: str, made: str, day: date, by: Person, at: datetime) -> None:
    """Says that `by` posted it that day. Runs in the caller's transaction, with the row locked.

    `already` and `made` begin the sentences of its refusals. Raises RuleViolation when it has been said, for a day that
    has not come, and for one before it was made.
    """
    if row.posted_on:
        raise RuleViolation(f"{already} den {long_date(row.posted_on)}.")
    if day > day_of(at):
        raise RuleViolation("Dagen ligger i framtiden.", field="day")
    if day < day_of(row.at):
        raise RuleViolation(f"{made} den {long_date(day_of(row.at))}.", field="day")
    row.posted_on, row.posted_by, row.ticked_at = day, by, at
    row.save(update_fields=["posted_on", "posted_by", "ticked_at"])
