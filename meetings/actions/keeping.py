"""What the chancellery keeps between meetings: one row of a register at a time, with who and when."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime

from django.db import DatabaseError, IntegrityError, models, transaction

from meetings.actions.recording import record, record_deletion
from meetings.errors import RuleViolation
from meetings.models import Person

TOO_LATE = "Någon annan hann före med en uppgift som krockar. Inget sparades."


@contextmanager
def refused_in_words() -> Iterator[None]:
    """What the database refuses inside is a RuleViolation, and nothing of it is saved."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        raise RuleViolation(TOO_LATE) from error
    except DatabaseError as error:
        raise RuleViolation("Uppgifterna går inte att ändra. Inget sparades.") from error


def keep(row: models.Model, *, by: Person, at: datetime, fields: Sequence[str] | None = None) -> None:
    """Save a row that its form has found right: a new one, or the named fields of one that is there.

    Raises RuleViolation when somebody else was quicker with what cannot be together with it.
    """
    names = {one.name for one in row._meta.concrete_fields}
    with refused_in_words():
        record(row, by=by, at=at, fields=[name for name in fields if name in names] if fields else None)


def take_away(row: models.Model, *, by: Person, at: datetime) -> int:
    """Delete a row that nothing depends on; the answer is the key of its last version, to put it back by.

    Raises RuleViolation for one that is in use.
    """
    key, history = row.pk, type(row).history  # type: ignore[attr-defined]  # every register has one
    try:
        with transaction.atomic():
            record_deletion(row, by=by, at=at)
    except (models.ProtectedError, IntegrityError) as error:
        raise RuleViolation("Raden används redan och kan inte tas bort.") from error
    return int(history.filter(id=key, history_type="-").latest("history_id").history_id)


def put_back(row: models.Model, *, by: Person, at: datetime) -> None:
    """Save a row again, as it was when it was taken away. Raises RuleViolation when its place is taken."""
    with refused_in_words():
        if type(row)._default_manager.filter(pk=row.pk).exists():
            return
        record(row, by=by, at=at, fields=None)
