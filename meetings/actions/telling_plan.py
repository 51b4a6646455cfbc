"""A meeting that is planned, and not summoned, is moved or called off: those who are to be there are told."""

from collections.abc import Sequence
from datetime import datetime

from meetings import letters
from meetings.models import Meeting
from meetings.reads.people import in_office_of
from meetings.swedish import long_date, time_range


def tell_of_plan(meeting: Meeting, changes: Sequence[str], *, before: Meeting, at: datetime) -> None:
    """Each ledamot and ersättare, on the day it was to be and on the day it is to be; with no `changes` it is off.

    Their calendars follow by themselves (reads.calendars). Runs in the caller's transaction.
    """
    body = meeting.body
    people = {one.pk: one for day in (before.date, meeting.date) for one in in_office_of(body, day)}
    for person in people.values():
        letters.send(
            "plan_changed",
            to=person.email,
            association=body.association,
            may_wait_for=person,
            person=person,
            meeting=meeting,
            day=long_date(before.date),
            hours=time_range(before.start, before.end),
            changes=changes,
        )
