"""From an address to a row the person may see; anything else is a 404."""

from dataclasses import dataclass
from datetime import date
from typing import cast

from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from meetings import access
from meetings.models import Association, Meeting, Person


@dataclass(frozen=True)
class DayAndSequence:
    """2024-05-30, or 2024-05-30-2 for the second meeting that day; written as in the address."""

    day: date
    sequence: int

    def __str__(self) -> str:
        return self.day.isoformat() + (f"-{self.sequence}" if self.sequence > 1 else "")


class MeetingKey:
    """`<meeting:key>` in an address."""

    regex = r"\d{4}-\d{2}-\d{2}(?:-[2-9])?"

    def to_python(self, value: str) -> DayAndSequence:
        return DayAndSequence(date.fromisoformat(value[:10]), int(value[11:] or 1))

    def to_url(self, value: DayAndSequence | str) -> str:
        return str(value)


def association_or_404(slug: str) -> Association:
    """For public pages."""
    return get_object_or_404(Association.objects.select_related("logo"), slug=slug)


def association_entered(request: HttpRequest, slug: str) -> Association:
    """For pages behind login: 404 to whoever has nothing to do with the association."""
    association = association_or_404(slug)
    if not access.can_enter(person_of(request), association):
        raise Http404
    return association


def association_edited(request: HttpRequest, slug: str) -> Association:
    """For what only the chancellery does."""
    association = association_or_404(slug)
    if not access.can_edit(person_of(request), association):
        raise Http404
    return association


def association_read(request: HttpRequest, slug: str) -> Association:
    """For what the chancellery and the auditor read, drafts included."""
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


def person_of(request: HttpRequest) -> Person:
    """The signed-in person; LoginRequiredMiddleware has seen to it that there is one."""
    return cast(Person, request.user)
