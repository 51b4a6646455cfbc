"""The links of the beviskedja are numbered and chained; what is removed by a decision leaves one."""

from datetime import datetime

from django.db import connection, transaction

from meetings.models import ChainLink
from meetings.models.chain import START

_LOCK = 20_240_530  # any number that nobody else locks


@transaction.atomic
def extend_chain() -> int:
    """Chain every link that is not chained yet to the one before it, in the order of writing; how many."""
    with connection.cursor() as cursor:
        # The first link of all has no row before it to lock, so a number is locked instead.
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
    last = ChainLink.objects.filter(number__isnull=False).order_by("-number").first()
    number, before = (last.number or 0, last.sha256) if last else (0, START)
    done = 0
    for link in ChainLink.objects.filter(number=None).order_by("pk").iterator():
        number, done = number + 1, done + 1
        link.number = number
        link.sha256 = before = link.chained_to(before)
        link.save(update_fields=["number", "sha256"])
    return done


def note_removal(*, table: str, row: int, decision: str, at: datetime) -> ChainLink:
    """A row of evidence is removed by a decision on gallring: its hash, the day and the decision stay.

    Must run in the transaction that removes it. Raises ChainLink.DoesNotExist for a row that is no evidence.
    """
    last = ChainLink.objects.filter(table=table, row=row).latest("pk")
    return ChainLink.objects.create(
        table=table, row=row, columns=last.columns, content=last.content, at=at, decision=decision
    )
