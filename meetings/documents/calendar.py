"""Meetings as calendar files (RFC 5545): each is one event, the same at every change of it and wherever it stands."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import NAMESPACE_URL, uuid5

from django.conf import settings
from icalendar import Calendar, Event

from meetings.models import Meeting
from meetings.swedish import STOCKHOLM

USUAL_LENGTH = timedelta(hours=2)  # of a meeting whose end nobody has said
ASKED_AGAIN = timedelta(hours=4)  # how often a program reads a feed, where it asks us (RFC 7986 5.7)


@dataclass(frozen=True)
class ListedMeeting:
    """A meeting of a feed: the address of its page, what that page is, and when the meeting was last changed."""

    meeting: Meeting
    address: str
    about: str
    changed_at: datetime


def calendar_file(meeting: Meeting, *, address: str, at: datetime, is_off: bool = False) -> str:
    """The meeting as it is known at `at`; `is_off` takes it out of the calendar. `address` is where its agenda is read.

    METHOD is PUBLISH: to a request the reader's program would offer an answer by mail, which nobody reads
    (RFC 5546 3.2). SEQUENCE counts what has been told before, so that the latest counts in whatever order they come.
    """
    calendar = _calendar()
    calendar.add("method", "CANCEL" if is_off else "PUBLISH")
    about = f"Dagordning och handlingar: {address}"
    calendar.add_component(_event(meeting, address, about, at, is_off=is_off))
    return _written(calendar)


def calendar_feed(meetings: Iterable[ListedMeeting], *, name: str) -> str:
    """The meetings in a calendar called `name` that a program reads again and again.

    A cancelled meeting stays, as one that is off: what is only missing some programs keep.
    """
    calendar = _calendar()
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)  # what most programs read instead
    calendar.add("refresh-interval", ASKED_AGAIN, parameters={"VALUE": "DURATION"})
    for one in meetings:
        is_off = one.meeting.state == Meeting.State.CANCELLED
        calendar.add_component(_event(one.meeting, one.address, one.about, one.changed_at, is_off=is_off))
    return _written(calendar)


def _calendar() -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", "-//Finsam protokoll//SV")
    calendar.add("version", "2.0")
    return calendar


def _event(meeting: Meeting, address: str, about: str, at: datetime, *, is_off: bool) -> Event:
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
    event.add("description", about)
    event.add("url", address)
    event.add("status", "CANCELLED" if is_off else "CONFIRMED")
    return event


def _written(calendar: Calendar) -> str:
    calendar.add_missing_timezones()
    return str(calendar.to_ical().decode())
