"""Rows of the log of reads: what people read, took out and put back."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Model

from meetings.models import Association, AuditEntry, Person
from meetings.models.guards import LEAST_DAYS_OF_A_READ
from meetings.noted import Noted

# The editor asks for its parts again and again: what one person reads of one thing at one sitting is one row.
SITTING = timedelta(minutes=15)


def write_reads(noted: Iterable[Noted], *, page: str, file_format: str, by: Person, at: datetime) -> None:
    """Add a row for each thing that an answer showed; `file_format` («PDF») when it was handed out as a file, else "".

    A file is a row each time, what was read on a page only when the person has not read it within SITTING.
    """
    for one in noted:
        seen = AuditEntry.objects.filter(
            person=by,
            subject=one.subject,
            row=one.row,
            at__gt=at - SITTING,
            kind=AuditEntry.Kind.READ,
            what=one.what,
        )
        if file_format or not seen.exists():
            AuditEntry.objects.create(
                association_id=one.association,
                at=at,
                person=by,
                kind=AuditEntry.Kind.EXPORTED if file_format else AuditEntry.Kind.READ,
                what=one.what,
                subject=one.subject,
                row=one.row,
                title=one.title[:300],
                page=page,
                file_format=file_format,
            )


def note_restored(association: Association, what: str, row: Model, *, by: Person, at: datetime) -> AuditEntry:
    """Something of `row` was put back as it was; written in the transaction that does it."""
    return AuditEntry.objects.create(
        association=association,
        at=at,
        person=by,
        kind=AuditEntry.Kind.RESTORED,
        what=what[:200],
        subject=row._meta.label_lower,
        row=row.pk,
        title=str(row)[:300],
    )


def forget_old_reads(*, at: datetime) -> int:
    """Remove the rows older than READS_KEPT_DAYS; how many. The database refuses to let a newer one go."""
    days = max(settings.READS_KEPT_DAYS, LEAST_DAYS_OF_A_READ)
    removed, _ = AuditEntry.objects.filter(at__lt=at - timedelta(days=days)).delete()
    return removed
