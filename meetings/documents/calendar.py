"""A meeting as a calendar file (RFC 5545): one event, the same at every change of it."""

from datetime import datetime, timedelta
from uuid import NAMESPACE_URL, uuid5

from django.conf import settings
from icalendar import Calendar, Event

from meetings.models import Meeting
from meetings.swedish import STOCKHOLM

USUAL_LENGTH = timedelta(hours=2)  # of a meeting whose end nobody has said


def calendar_file(meeting: Meeting, *, address: str, at: datetime, is_off: bool = False) -> str:
    """The meeting as it is known at `at`; `is_off` takes it out of the calendar. `address` is where its agenda is read.

    METHOD is PUBLISH: to a request the reader's program would offer an answer by mail, which nobody reads
    (RFC 5546 3.2). SEQUENCE counts what has been told before, so that the latest counts in whatever order they come.
    """
    begins = meeting.began.replace(tzinfo=STOCKHOLM)
    ends = meeting.ended.replace(tzinfo=STOCKHOLM) if meeting.ended else begins + USUAL_LENGTH
    association = meeting.body.association
    event = Event()
    event.add("uid", f"{uuid5(NAMESPACE_URL, f'{settings.SITE_URL}/meeting/{meeting.pk}')}")
    event.add("sequence", meeting.calendar_sequence)
    event.add("dtstamp", at)
    event.add("dtstart", begins)
    event.add("dtend", ends)
    event.add("summary", f"{meeting.body.name}, {association.name}")
    if meeting.place:
        event.add("location", meeting.place)
    event.add("description", f"Dagordning och handlingar: {address}")
    event.add("url", address)
    event.add("status", "CANCELLED" if is_off else "CONFIRMED")
    calendar = Calendar()
    calendar.add("prodid", "-//Finsam protokoll//SV")
    calendar.add("version", "2.0")
    calendar.add("method", "CANCEL" if is_off else "PUBLISH")
    calendar.add_component(event)
    calendar.add_missing_timezones()
    return str(calendar.to_ical().decode())
