"""From an address to a row the person may see; anything else is a 404."""

from dataclasses import dataclass
from datetime import date
from typing import cast

from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from meetings import access
from meetings.models import Association, Meeting, Person, Protocol

IMMEDIATE = "-omedelbart"


@dataclass(frozen=True)
class DayAndSequence:
    """2024-05-30, or 2024-05-30-2 for the second meeting that day; written as in the address."""

    day: date
    sequence: int

    def __str__(self) -> str:
        return self.day.isoformat() + (f"-{self.sequence}" if self.sequence > 1 else "")


@dataclass(frozen=True)
class ProtocolAddress:
    """The meeting's day, and which of its protocols; written as Protocol.key."""

    meeting: DayAndSequence
    number: int

    def __str__(self) -> str:
        order = f"-{self.number - 1}" if self.number > 2 else ""
        return str(self.meeting) + (f"{IMMEDIATE}{order}" if self.number > 1 else "")


class MeetingKey:
    """`<meeting:key>` in an address."""

    regex = r"\d{4}-\d{2}-\d{2}(?:-[2-9])?"

    def to_python(self, value: str) -> DayAndSequence:
        return DayAndSequence(date.fromisoformat(value[:10]), int(value[11:] or 1))

    def to_url(self, value: DayAndSequence | str) -> str:
        return str(value)


class ProtocolKey:
    """`<protocol:key>`: the meeting's own protocol, or with -omedelbart, -omedelbart-2 … one verified at once."""

    regex = MeetingKey.regex + rf"(?:{IMMEDIATE}(?:-(?:[2-9]|[1-9]\d))?)?"

    def to_python(self, value: str) -> ProtocolAddress:
        meeting, immediate, order = value.partition(IMMEDIATE)
        number = int(order.removeprefix("-") or 1) + 1 if immediate else 1
        return ProtocolAddress(MeetingKey().to_python(meeting), number)

    def to_url(self, value: ProtocolAddress | str) -> str:
        return str(value)


def association_or_404(slug: str) -> Association:
    """The association of a public page."""
    return get_object_or_404(Association.objects.select_related("logo"), slug=slug)


def association_entered(request: HttpRequest, slug: str) -> Association:
    """The association of a page behind login; 404 to whoever has nothing to do with it."""
    association = association_or_404(slug)
    if not access.can_enter(person_of(request), association):
        raise Http404
    return association


def association_edited(request: HttpRequest, slug: str) -> Association:
    """The association, for what only the chancellery does; 404 to others."""
    association = association_or_404(slug)
    if not access.can_edit(person_of(request), association):
        raise Http404
    return association


def association_read(request: HttpRequest, slug: str) -> Association:
    """The association, for what the chancellery and the auditor read, drafts included; 404 to others."""
    association = association_or_404(slug)
    if not access.can_read_drafts(person_of(request), association):
        raise Http404
    return association


def meeting_or_404(meetings: QuerySet[Meeting], body: str, key: DayAndSequence) -> Meeting:
    """One of `meetings` by its body's slug and its day."""
    return get_object_or_404(
        meetings.select_related("body__association", "chair", "secretary"),
        body__slug=body,
        date=key.day,
        sequence=key.sequence,
    )


def protocol_or_404(protocols: QuerySet[Protocol], body: str, key: ProtocolAddress) -> Protocol:
    """One of `protocols` by its body's slug, its meeting's day and its number."""
    people = ("meeting__chair", "meeting__secretary")
    return get_object_or_404(
        protocols.select_related("meeting__body__association", *people),
        meeting__body__slug=body,
        meeting__date=key.meeting.day,
        meeting__sequence=key.meeting.sequence,
        number=key.number,
    )


def person_of(request: HttpRequest) -> Person:
    """The signed-in person; LoginRequiredMiddleware has seen to it that there is one."""
    return cast(Person, request.user)
