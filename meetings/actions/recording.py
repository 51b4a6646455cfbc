"""Saving with who and when in the row's history."""

from datetime import datetime

from django.db import models

from meetings.models import Person


def record(row: models.Model, *, by: Person | None, at: datetime, fields: list[str] | None = None) -> None:
    """Insert the row, or save the named fields, with `by` and `at` in its history."""
    _sign(row, by, at)
    if fields is None:
        row.save(force_insert=row.pk is None)
    else:
        row.save(update_fields=fields)


def record_deletion(row: models.Model, *, by: Person | None, at: datetime) -> None:
    """Delete the row; its history tells who did it."""
    _sign(row, by, at)
    row.delete()


def _sign(row: models.Model, by: Person | None, at: datetime) -> None:
    row._history_user = by  # type: ignore[attr-defined]
    row._history_date = at  # type: ignore[attr-defined]
