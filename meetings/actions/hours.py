"""The hours of a meeting are such as can be, whichever way they are changed."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.utils.timezone import localtime

from meetings.errors import RuleViolation
from meetings.models import Meeting, ProtocolVersion
from meetings.rules.hours import days_hindrance, locked_hindrance


@contextmanager
def refusing_impossible_days(meeting: Meeting, *, field: str) -> Iterator[None]:
    """Around a change of `meeting`, whose row is locked. Raises RuleViolation when it would last too long, or no longer
    last when a § of it was locked to be verified at once."""
    before = meeting.began, meeting.last_day
    yield
    after = meeting.began, meeting.last_day
    if after == before:
        return
    versions = ProtocolVersion.objects.filter(protocol__meeting=meeting, protocol__number__gt=1)
    locked = [localtime(each).replace(tzinfo=None) for each in versions.values_list("frozen_at", flat=True)]
    if sentence := days_hindrance(meeting.date, meeting.last_day) or locked_hindrance(locked, before, after):
        raise RuleViolation(sentence, field=field)
