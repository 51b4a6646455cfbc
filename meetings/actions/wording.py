"""The standard agenda: its order."""

from datetime import datetime

from django.db import transaction

from meetings.actions.recording import record
from meetings.models import Body, Person, StandardItem


@transaction.atomic
def move_item(*, item: StandardItem, up: bool, by: Person, at: datetime) -> None:
    """The item changes places with the one before it or after it; the first and the last stay where they are."""
    Body.objects.select_for_update(of=("self",)).get(pk=item.body_id)
    rows = list(
        StandardItem.objects.filter(body=item.body_id, is_closing=item.is_closing).order_by("position", "pk")
    )
    here = next(number for number, one in enumerate(rows) if one.pk == item.pk)
    there = here - 1 if up else here + 1
    if 0 <= there < len(rows):
        rows[here], rows[there] = rows[there], rows[here]
    # Positions that were alike, or had gaps, are counted anew; only a row that moves has a line in its history.
    first = min((one.position for one in rows), default=1)
    for number, row in enumerate(rows, start=first):
        if row.position != number:
            row.position = number
            record(row, by=by, at=at, fields=["position"])
