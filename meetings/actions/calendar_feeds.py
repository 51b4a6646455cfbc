"""Sv: kalenderadress. Made, exchanged for another, and taken away."""

from datetime import datetime

from django.db import transaction

from meetings.models import Body, CalendarFeed, Person


@transaction.atomic
def make_feed(*, person: Person | None = None, body: Body | None = None, at: datetime) -> CalendarFeed:
    """A new address for the meetings of the person, or of the body; the one there was leads nowhere from now on."""
    end_feed(person=person, body=body)
    return CalendarFeed.objects.create(person=person, body=body, made_at=at)


def end_feed(*, person: Person | None = None, body: Body | None = None) -> None:
    """Nobody reads the calendar by its address any more; nothing when it has none."""
    CalendarFeed.objects.filter(person=person, body=body).delete()
