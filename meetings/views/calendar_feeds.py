"""The buttons beside a calendar's secret address."""

from django.contrib import messages
from django.http import HttpRequest
from django.utils import timezone

from meetings.actions.calendar_feeds import end_feed, make_feed
from meetings.letters import absolute
from meetings.models import Body, CalendarFeed, Person


def feed_address(*, person: Person | None = None, body: Body | None = None) -> str:
    """The whole address under which the calendar is read; empty when it has none."""
    found = CalendarFeed.objects.filter(person=person, body=body).first()
    return absolute("calendar_by_key", found.key) if found else ""


def change_feed(request: HttpRequest, *, person: Person | None = None, body: Body | None = None) -> None:
    """Makes a new address of the person's calendar or the body's; with `end` in the post it only ends the old one."""
    if "end" in request.POST:
        end_feed(person=person, body=body)
        messages.success(request, "Kalenderadressen gäller inte längre.")
        return
    make_feed(person=person, body=body, at=timezone.now())
    messages.success(request, "Kalenderadressen är klar. En tidigare adress gäller inte längre.")
