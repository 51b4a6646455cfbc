"""What a body's protocols begin with: the rows of the head, and the first numbers of a year."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from meetings.actions.keeping import refused_in_words
from meetings.actions.locking import lock_body, lock_series
from meetings.actions.recording import record
from meetings.errors import RuleViolation
from meetings.models import Body, BodyYear, DocumentRow, Person

FIRST_YEAR = 2004  # the law's first


@dataclass(frozen=True)
class HeadRow:
    """One row of the head as it should be; the order of the rows is theirs in the list."""

    key: str
    label: str
    shown: bool


@transaction.atomic
def set_head(*, body: Body, rows: Sequence[HeadRow], by: Person, at: datetime) -> None:
    """The rows of the head, in their order, those that do not show too: a body without any has those of the start.

    A protocol that is frozen keeps the head it was frozen with. The body's own history says that it was changed.
    """
    locked = lock_body(body)
    there = {one.key: one for one in locked.document_rows.all()}
    for position, row in enumerate(rows, start=1):
        stored = there.get(row.key) or DocumentRow(body=locked, key=row.key)
        stored.label, stored.shown, stored.position = row.label, row.shown, position
        stored.save()
    record(locked, by=by, at=at, fields=["name"])


@transaction.atomic
def set_first_numbers(
    *, body: Body, year: int, first_paragraph: int, first_meeting: int, by: Person, at: datetime
) -> None:
    """Where the year's numbers begin. Raises RuleViolation for one that a protocol has taken already."""
    if not BodyYear.objects.filter(body=body, year=year).exists():  # and so nothing has taken a number
        new = BodyYear(body=body, year=year, first_paragraph=first_paragraph, first_meeting=first_meeting)
        with refused_in_words():
            record(new, by=by, at=at)
        return
    series = lock_series(body, year)
    taken = body.meetings.filter(date__year=year)
    if series.first_paragraph != first_paragraph and taken.filter(paragraphs__number__isnull=False).exists():
        raise RuleViolation(
            "Årets paragrafer har redan fått sina nummer. Första numret kan inte ändras.",
            field="first_paragraph",
        )
    if series.first_meeting != first_meeting and taken.filter(number__isnull=False).exists():
        raise RuleViolation(
            "Årets protokoll har redan fått sina nummer. Första numret kan inte ändras.",
            field="first_meeting",
        )
    series.first_paragraph, series.first_meeting = first_paragraph, first_meeting
    record(series, by=by, at=at, fields=["first_paragraph", "first_meeting"])
