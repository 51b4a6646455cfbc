"""Opening, adjourning and closing the meeting, with the times the protocol says."""

from collections.abc import Collection
from datetime import datetime, time

from django.db import transaction

from meetings.actions.locking import lock_draft
from meetings.actions.recording import record, record_deletion
from meetings.errors import RuleViolation
from meetings.models import Adjournment, Meeting, Paragraph, Person


@transaction.atomic
def open_meeting(*, meeting: Meeting, by: Person, at: datetime) -> Meeting:
    """Opens the meeting: from now on an added § is an «extra ärende»."""
    meeting = lock_draft(meeting)
    if meeting.state == Meeting.State.OPEN:
        raise RuleViolation("Mötet är redan öppnat.")
    meeting.state = Meeting.State.OPEN
    record(meeting, by=by, at=at, fields=["state"])
    return meeting


@transaction.atomic
def adjourn(
    *, meeting: Meeting, start: time, by: Person, at: datetime, end: time | None = None
) -> Adjournment:
    """Begins a pause; without `end` it goes on until `resume`."""
    meeting = lock_draft(meeting)
    if end and end <= start:
        raise RuleViolation("Ajourneringen slutar före den börjar.")
    one_day = not (meeting.end_date and meeting.end_date > meeting.date)
    if one_day and start < meeting.start:
        raise RuleViolation("Ajourneringen börjar före sammanträdet.")
    for other in meeting.adjournments.all():
        if other.end is None:
            raise RuleViolation("Mötet är redan ajournerat. Återuppta det först.")
        if one_day and start < other.end and (end or start) > other.start:
            raise RuleViolation("Mötet är redan ajournerat under den tiden.")
    pause = Adjournment(meeting=meeting, start=start, end=end)
    record(pause, by=by, at=at)
    return pause


@transaction.atomic
def resume(*, meeting: Meeting, end: time, by: Person, at: datetime) -> Adjournment:
    meeting = lock_draft(meeting)
    pause = meeting.adjournments.filter(end__isnull=True).first()
    if pause is None:
        raise RuleViolation("Mötet är inte ajournerat.")
    if end <= pause.start:
        raise RuleViolation("Ajourneringen slutar före den börjar.")
    pause.end = end
    record(pause, by=by, at=at, fields=["end"])
    return pause


@transaction.atomic
def remove_adjournment(*, adjournment: Adjournment, by: Person, at: datetime) -> None:
    lock_draft(adjournment.meeting)
    record_deletion(adjournment, by=by, at=at)


@transaction.atomic
def close_meeting(
    *, meeting: Meeting, end: time, by: Person, at: datetime, not_handled: Collection[Paragraph] = ()
) -> Meeting:
    """Writes when the meeting ended; §§ that were not reached become «inte behandlad» and wait for another meeting."""
    meeting = lock_draft(meeting)
    if meeting.adjournments.filter(end__isnull=True).exists():
        raise RuleViolation("Mötet är ajournerat. Återuppta det innan det avslutas.")
    several_days = meeting.end_date and meeting.end_date > meeting.date
    if end <= meeting.start and not several_days:
        raise RuleViolation("Sluttiden ligger före starttiden.")
    for paragraph in not_handled:
        if paragraph.meeting_id != meeting.pk or paragraph.removed_at:
            raise RuleViolation("Paragrafen hör inte till sammanträdet.")
        if paragraph.decisions.filter(is_prepared=False).exclude(text="").exists():
            raise RuleViolation("En paragraf med beslut är behandlad.")
        paragraph.refresh_from_db()
        paragraph.not_handled = True
        record(paragraph, by=by, at=at, fields=["not_handled"])
    meeting.state, meeting.end = Meeting.State.CLOSED, end
    record(meeting, by=by, at=at, fields=["state", "end"])
    return meeting


@transaction.atomic
def reopen_meeting(*, meeting: Meeting, by: Person, at: datetime) -> Meeting:
    """Opens a meeting again that was closed by mistake."""
    meeting = lock_draft(meeting)
    if meeting.state != Meeting.State.CLOSED:
        raise RuleViolation("Mötet är inte avslutat.")
    meeting.state = Meeting.State.OPEN
    record(meeting, by=by, at=at, fields=["state"])
    return meeting


@transaction.atomic
def set_not_handled(*, paragraph: Paragraph, not_handled: bool, by: Person, at: datetime) -> None:
    meeting = lock_draft(paragraph.meeting)
    paragraph = Paragraph.objects.get(pk=paragraph.pk, meeting=meeting)
    if not_handled and paragraph.decisions.filter(is_prepared=False).exclude(text="").exists():
        raise RuleViolation("En paragraf med beslut är behandlad.")
    paragraph.not_handled = not_handled
    record(paragraph, by=by, at=at, fields=["not_handled"])
