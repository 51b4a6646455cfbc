"""Saving with who and when in the row's history."""

from collections.abc import Sequence
from datetime import datetime

from django.db import models
from simple_history.utils import bulk_create_with_history, bulk_update_with_history

from meetings.models import Person


def record(row: models.Model, *, by: Person | None, at: datetime, fields: list[str] | None = None) -> None:
    """Insert the row, or save the named fields, with `by` and `at` in its history."""
    _sign(row, by, at)
    if fields is None:
        row.save(force_insert=row.pk is None)
    else:
        row.save(update_fields=fields)


def record_all(
    rows: Sequence[models.Model], *, by: Person | None, at: datetime, fields: list[str] | None = None
) -> None:
    """Do what `record` does to each of many rows of one model, in two queries."""
    if not rows:
        return
    signed = {"default_user": by, "default_date": at}
    if fields is None:
        bulk_create_with_history(rows, type(rows[0]), **signed)
    else:
        bulk_update_with_history(rows, type(rows[0]), fields, **signed)


def record_deletion(row: models.Model, *, by: Person | None, at: datetime) -> None:
    """Delete the row; its history tells who did it."""
    _sign(row, by, at)
    row.delete()


def _sign(row: models.Model, by: Person | None, at: datetime) -> None:
    # What simple-history asks the row for. It would else take the user of the request, which a job does not have,
    # and the clock, which `at` is not.
    row._history_user = by  # type: ignore[attr-defined]
    row._history_date = at  # type: ignore[attr-defined]
