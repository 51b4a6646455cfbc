"""Saving what is typed, field by field, without ever overwriting somebody else's text silently."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from functools import reduce
from operator import and_
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q

from meetings.actions.auditing import note_restored
from meetings.actions.locking import lock_draft, lock_paragraph
from meetings.actions.recording import record
from meetings.errors import RuleViolation
from meetings.models import Decision, Meeting, Paragraph, Person, Reservation, Statement, SubItem
from meetings.paper.fonts import refuse_unsupported
from meetings.text.richtext import clean, clean_line

type Written = Meeting | Paragraph | SubItem | Decision | Reservation | Statement

RICH = frozenset({"text", "text_after", "closing", "working_note"})
FIELDS: dict[type[Written], tuple[str, ...]] = {
    Meeting: ("closing",),
    Paragraph: ("heading", "tag", "registry_number", "text", "text_after", "working_note"),
    SubItem: ("heading", "text"),
    Decision: ("text",),
    Reservation: ("text",),
    Statement: ("text",),
}


@dataclass(frozen=True)
class Saved:
    """What now stands in the field; `digest` is sent with the next save as its base."""

    value: str
    digest: str


@dataclass(frozen=True)
class FieldChange:
    """A new value for one field of a row.

    `base` is the digest of the value that its writer began from; without one the value is written over whatever
    stands there. `name` is what the sender calls the field.
    """

    row: models.Model
    field: str
    value: Any
    base: str | None = None
    name: str = ""


@dataclass(frozen=True)
class Conflict:
    """A change that was not written, since the field has got another value meanwhile: by whom and when, if known.
    A day without a name is the writer's own, in another tab."""

    change: FieldChange
    current: Any
    by: str
    at: datetime | None

    @property
    def is_own(self) -> bool:
        """Whether the same person wrote it, in another tab."""
        return not self.by and self.at is not None


class TextConflict(Exception):
    """Raised when somebody else has changed the field since `base`; nothing was saved."""

    def __init__(self, conflict: Conflict) -> None:
        super().__init__(conflict.by)
        self.conflict = conflict
        self.current, self.by, self.at = conflict.current, conflict.by, conflict.at


def text_of(value: Any) -> str:
    """A stored value as its digest sees it: the same before and after a form has carried it."""
    if isinstance(value, Decimal):
        return str(value.quantize(Decimal("0.01")))
    if isinstance(value, models.Model):
        return str(value.pk)
    return "" if value is None else str(value).replace("\r\n", "\n").strip()


def digest(value: Any) -> str:
    """Sixteen hexadecimal digits that tell one value from another."""
    return hashlib.sha256(text_of(value).encode()).hexdigest()[:16]


def write_changes(changes: Iterable[FieldChange], *, by: Person, at: datetime) -> list[Conflict]:
    """Write each change whose field still is what its writer began from, and return a Conflict for each of the others.

    The caller holds the lock that every writer of these rows takes, so nothing comes between comparison and write.
    Raises RuleViolation when a row would break one of its constraints, and DoesNotExist when a row is deleted.
    """
    conflicts: list[Conflict] = []
    of_row: dict[tuple[type[models.Model], Any], list[FieldChange]] = {}
    for change in changes:
        # One row, read and written once: its history then tells one change, not one for each field.
        of_row.setdefault((type(change.row), change.row.pk or id(change.row)), []).append(change)
    stored = _as_stored([group[0].row for group in of_row.values()])
    for group in of_row.values():
        # The row as it is under the lock. The one that the page was made from is what `base` stands for.
        row = group[0].row
        row = row if row.pk is None else stored[type(row), row.pk]
        fields: list[str] = []
        for change in group:
            current = getattr(row, change.field)
            # Two who write the same are no conflict, and nothing is written that changes nothing.
            if text_of(change.value) == text_of(current):
                continue
            if change.base is None or change.base == digest(current):
                setattr(row, change.field, change.value)
                fields.append(change.field)
            else:
                conflicts.append(Conflict(change, current, *_last_writer(row, read_by=by)))
        if fields:
            _refuse_impossible(row, fields)
            record(row, by=by, at=at, fields=None if row.pk is None else fields)
    return conflicts


def _as_stored(rows: Iterable[models.Model]) -> dict[tuple[type[models.Model], Any], models.Model]:
    """The saved ones of the rows as the database has them, in a query for each model.

    Raises the model's DoesNotExist when one is deleted.
    """
    keys: dict[type[models.Model], list[Any]] = {}
    for row in rows:
        if row.pk is not None:
            keys.setdefault(type(row), []).append(row.pk)
    stored: dict[tuple[type[models.Model], Any], models.Model] = {}
    for model, wanted in keys.items():
        found = model._default_manager.in_bulk(wanted)
        if len(found) < len(wanted):
            raise model.DoesNotExist  # type: ignore[attr-defined]  # every model that has a table has one
        stored |= {(model, key): row for key, row in found.items()}
    return stored


def _last_writer(row: models.Model, *, read_by: Person) -> tuple[str, datetime | None]:
    history = getattr(row, "history", None)
    last = history.first() if history and row.pk else None
    if last is None or last.history_user is None:
        return "", None
    return "" if last.history_user == read_by else str(last.history_user), last.history_date


def _refuse_impossible(row: models.Model, fields: list[str]) -> None:
    """Say in its own words what a check constraint on the fields would refuse; the database is not asked to fail."""
    concerned = [
        (constraint, touched)
        for constraint in row._meta.constraints
        if isinstance(constraint, models.CheckConstraint)
        and (touched := [one for one in fields if one in constraint.condition.referenced_base_fields])  # type: ignore[union-attr]
    ]
    if not concerned or _holds(row, [constraint for constraint, _ in concerned]):
        return
    for constraint, touched in concerned:
        try:
            constraint.validate(type(row), row)
        except ValidationError as error:
            raise RuleViolation(" ".join(error.messages), field=touched[-1]) from error


def _holds(row: models.Model, constraints: list[models.CheckConstraint]) -> bool:
    """Whether all of them hold, in one question to the database; each asks one of its own."""
    conditions = reduce(and_, (Q(constraint.condition) for constraint in constraints))
    try:
        models.CheckConstraint(condition=conditions, name="together").validate(type(row), row)
    except ValidationError:
        return False
    return True


@transaction.atomic
def save_text(*, row: Written, field: str, value: str, base: str, by: Person, at: datetime) -> Saved:
    """Clean and save one field if it still is what the writer began from (`base`, a digest).

    Raises TextConflict when it is not, RuleViolation for a frozen protocol, a character that the
    document cannot print, or a text that is too long.
    """
    rich = field in RICH and not isinstance(row, Decision)
    if field not in FIELDS[type(row)]:
        raise RuleViolation("Det fältet kan inte sparas.")
    if isinstance(row, Meeting):
        lock_draft(row)
    else:
        lock_paragraph(row if isinstance(row, Paragraph) else row.paragraph, even_removed=True)
    cleaned = clean(value) if rich else clean_line(value)
    # The working note is printed nowhere.
    if field != "working_note":
        refuse_unsupported(cleaned)
    limit = getattr(row._meta.get_field(field), "max_length", None)
    if limit and len(cleaned) > limit:
        raise RuleViolation(f"Texten är för lång. Högst {limit} tecken får plats.")
    for conflict in write_changes([FieldChange(row, field, cleaned, base)], by=by, at=at):
        raise TextConflict(conflict)
    return Saved(cleaned, digest(cleaned))


@transaction.atomic
def restore_text(*, row: Written, field: str, value: str, by: Person, at: datetime) -> Saved:
    """Save an earlier wording anew, over whatever stands there, and say in the log that it was put back.

    Raises as `save_text`.
    """
    saved = save_text(row=row, field=field, value=value, base=digest(getattr(row, field)), by=by, at=at)
    meeting = (
        row
        if isinstance(row, Meeting)
        else row.paragraph.meeting
        if hasattr(row, "paragraph")
        else row.meeting
    )
    what = f"Tidigare lydelse: {row._meta.verbose_name}"
    note_restored(meeting.body.association, what, meeting, by=by, at=at)
    return saved
