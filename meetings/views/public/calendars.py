"""Calendars that programs read: the public meetings, and by a secret address those of a person or a body."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from meetings.documents.calendar import ListedMeeting, calendar_feed
from meetings.letters import absolute
from meetings.models import Announcement
from meetings.reads.announcements import latest_announcements
from meetings.reads.calendars import feed_of_key, meetings_of_feed
from meetings.views.addresses import association_or_404


@require_safe
@login_not_required
def public_calendar(request: HttpRequest, slug: str) -> HttpResponse:
    """Those that are announced, as they are now."""
    association = association_or_404(slug)
    announced = [_announced(slug, one) for one in latest_announcements(association)]
    return _calendar(announced, f"{association.name}, offentliga sammanträden", f"{slug}.ics")


@require_safe
@login_not_required
def calendar_by_key(request: HttpRequest, token: str) -> HttpResponse:
    feed = feed_of_key(token)
    if feed is None:
        raise Http404
    name = f"{feed.body.name}, {feed.body.association.name}" if feed.body else "Mina sammanträden"
    meetings = [_listed(one) for one in meetings_of_feed(feed, timezone.localdate())]
    return _calendar(meetings, name, "sammantraden.ics")


def _calendar(meetings: list[ListedMeeting], name: str, file_name: str) -> HttpResponse:
    text = calendar_feed(meetings, name=name)
    response = HttpResponse(text, content_type="text/calendar; charset=utf-8")
    response.headers["Content-Disposition"] = f'inline; filename="{file_name}"'
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _announced(slug: str, announcement: Announcement) -> ListedMeeting:
    address = absolute("announcement_detail", slug, announcement.public_id)
    return ListedMeeting(announcement.meeting, address, f"Tillkännagivandet: {address}", announcement.at)


def _listed(meeting: Any) -> ListedMeeting:
    """`meeting` as `meetings_of_feed` reads it. Its agenda can be read from when the summons is out."""
    slug = meeting.body.association.slug
    if meeting.summoned_at is None:
        address = absolute("board_home", slug)
        return ListedMeeting(meeting, address, "Kallelsen är inte skickad än.", meeting.changed_at)
    address = absolute("meeting_agenda", slug, meeting.body.slug, meeting.key)
    return ListedMeeting(meeting, address, f"Dagordning och handlingar: {address}", meeting.changed_at)
