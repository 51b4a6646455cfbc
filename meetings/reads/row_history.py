"""What has happened to rows of a register: who, when, and what each said before and after."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import models
from django.db.models import QuerySet
from django.utils.text import capfirst

from meetings.models import Association, Person
from meetings.reads.people import names_of
from meetings.swedish import long_date

WORDS = {"+": "Tillagt", "~": "Ändrat", "-": "Borttaget"}
# Who has seen the page knows what row it is of, and the rest is none of the reader's: other associations, passwords.
UNSAID = frozenset({"id", "association", "public_id", "password", "last_login", "given_at", "in_use_since"})


@dataclass(frozen=True)
class SaidBefore:
    """One field of a row: what it said before, "" when nothing, and after."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class RowChange:
    """One time that a row was added, changed or taken away."""

    at: datetime
    by: Person | None
    what: str
    fields: tuple[SaidBefore, ...]


def changes_of(association: Association, *histories: QuerySet[Any], most: int = 50) -> list[RowChange]:
    """The latest changes in the rows of these histories, newest first; two questions for each history."""
    found = [one for history in histories for one in _changes(association, history)]
    return sorted(found, key=lambda one: one.at, reverse=True)[:most]


def _changes(association: Association, history: QuerySet[Any]) -> list[RowChange]:
    rows = list(history.select_related("history_user").order_by("id", "history_date", "history_id"))
    if not rows:
        return []
    fields = [one for one in rows[0].tracked_fields if one.name not in UNSAID]
    related = _related(association, rows, fields)
    found: list[RowChange] = []
    earlier: Any = None
    for row in rows:
        before = earlier if earlier is not None and earlier.id == row.id else None
        said = [_said(before, row, one, related) for one in fields]
        what = f"{WORDS[row.history_type]}: {row.instance_type._meta.verbose_name}"
        changed = tuple(one for one in said if one.before != one.after)
        if changed or row.history_type != "~":
            shown = () if row.history_type == "-" else changed
            found.append(RowChange(row.history_date, row.history_user, what, shown))
        earlier = row
    return found


def _said(before: Any, row: Any, field: Any, related: dict[tuple[str, int], str]) -> SaidBefore:
    values = [_words(one, field, related) if one is not None else "" for one in (before, row)]
    return SaidBefore(capfirst(str(field.verbose_name)), *values)


def _words(row: Any, field: Any, related: dict[tuple[str, int], str]) -> str:
    value = getattr(row, field.attname)
    if value is None or value == "":
        return ""
    if field.is_relation:
        return related.get((field.name, value), "")
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    if isinstance(value, bool):
        return "ja" if value else "nej"
    if isinstance(value, date):
        return long_date(value)
    return str(value)


def _related(
    association: Association, rows: Sequence[Any], fields: Sequence[Any]
) -> dict[tuple[str, int], str]:
    """What the rows that foreign keys point at are called, one question for each key that was ever filled."""
    found: dict[tuple[str, int], str] = {}
    for field in fields:
        keys = {getattr(row, field.attname) for row in rows} - {None} if field.is_relation else set()
        if keys:
            model: type[models.Model] = field.related_model
            known = model._default_manager.all()
            known = known.select_related("party") if model.__name__ == "Seat" else known
            of_keys: dict[Any, Any] = known.in_bulk(keys)
            names = {key: str(row) for key, row in of_keys.items()}
            if model is Person:
                names = names_of(of_keys.values(), association)
            found |= {(field.name, key): name for key, name in names.items()}
    return found
