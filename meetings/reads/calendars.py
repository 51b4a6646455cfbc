"""Which meetings stand in a calendar that a program reads by its address."""

from datetime import date, timedelta

from django.db.models import OuterRef, Q, QuerySet, Subquery

from meetings.models import CalendarFeed, Meeting, Person
from meetings.querysets import held_by

BACK = timedelta(days=366)  # what was longer ago a calendar has kept, or does not need


def feed_of_key(key: str) -> CalendarFeed | None:
    """The feed that has the key, unless it is of an account that is closed."""
    found = CalendarFeed.objects.filter(key=key).select_related("person", "body__association").first()
    return None if found and found.person and not found.person.is_active else found


def meetings_of_feed(feed: CalendarFeed, today: date) -> QuerySet[Meeting]:
    """Those of the body, or those of the person in every association, from a year back."""
    if feed.body:
        return _since(Meeting.objects.filter(body=feed.body), today)
    return _since(_of_person(feed.person), today) if feed.person else Meeting.objects.none()


def _of_person(person: Person) -> QuerySet[Meeting]:
    """Where the person has a mandate that day, or leads it or keeps its minutes."""
    return Meeting.objects.filter(held_by(person) | Q(chair=person) | Q(secretary=person))


def _since(meetings: QuerySet[Meeting], today: date) -> QuerySet[Meeting]:
    """Each with `changed_at`, when somebody last changed it: the same until then, so that nothing is sent twice."""
    changes = Meeting.history.filter(id=OuterRef("pk")).order_by("-history_date")
    recent = meetings.filter(date__gte=today - BACK).annotate(
        changed_at=Subquery(changes.values("history_date")[:1])
    )
    return recent.select_related("body__association").order_by("date", "sequence")
