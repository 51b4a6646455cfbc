"""Opening, adjourning and closing the meeting, with the times the protocol says."""

from collections.abc import Collection
from datetime import date, datetime, time

from django.db import transaction

from meetings.actions.assigning import follow_closed
from meetings.actions.dissenting import await_motivations
from meetings.actions.hours import refusing_impossible_days
from meetings.actions.locking import lock_draft
from meetings.actions.recording import record, record_deletion
from meetings.actions.seating import seat_anew
from meetings.draft.ballots import done_in
from meetings.errors import RuleViolation
from meetings.models import Adjournment, Meeting, Paragraph, Person
from meetings.rules.hours import hours_hindrance, pause_hindrance


@transaction.atomic
def open_meeting(*, meeting: Meeting, by: Person, at: datetime) -> Meeting:
    """Opens the meeting: from now on a § that is added is an «extra ärende», if a summons went out without it."""
    meeting = lock_draft(meeting)
    if meeting.state == Meeting.State.OPEN:
        raise RuleViolation("Sammanträdet är redan öppnat.")
    seat_anew(meeting, by=by, at=at)
    meeting.state = Meeting.State.OPEN
    record(meeting, by=by, at=at, fields=["state"])
    return meeting


@transaction.atomic
def adjourn(
    *,
    meeting: Meeting,
    start: time,
    by: Person,
    at: datetime,
    end: time | None = None,
    day: date | None = None,
    end_day: date | None = None,
) -> Adjournment:
    """Begins a pause on `day`, by default the meeting's first; without `end` it goes on until `resume`.

    A pause that ends before it began, on the clock, has ended the next day when `end_day` says so. Raises
    RuleViolation for one that is not within the meeting or overlaps another.
    """
    meeting = lock_draft(meeting)
    pause = Adjournment(meeting=meeting, start=start, end=end)
    # None is the meeting's first day, whichever that is: a pause moves with its meeting.
    pause.start_day = day if day != meeting.date else None
    pause.end_day = end_day if end_day != pause.began.date() else None
    _refuse_backwards(pause)
    _refuse_outside(meeting, pause)
    record(pause, by=by, at=at)
    _reach(meeting, pause, by=by, at=at)
    return pause


@transaction.atomic
def resume(*, meeting: Meeting, end: time, by: Person, at: datetime, day: date | None = None) -> Adjournment:
    """Ends the pause, on `day`, by default the day it began; the meeting then lasts to that day at least."""
    meeting = lock_draft(meeting)
    pause = meeting.adjournments.filter(end__isnull=True).first()
    if pause is None:
        raise RuleViolation("Sammanträdet är inte ajournerat.")
    pause.end, pause.end_day = end, day if day != pause.began.date() else None
    _refuse_backwards(pause)
    _refuse_outside(meeting, pause)
    record(pause, by=by, at=at, fields=["end", "end_day"])
    _reach(meeting, pause, by=by, at=at)
    return pause


def _refuse_backwards(pause: Adjournment) -> None:
    if pause.ended and pause.ended <= pause.began:
        raise RuleViolation("Ajourneringen slutar före den börjar. Välj dagen då sammanträdet återupptogs.")


def _refuse_outside(meeting: Meeting, pause: Adjournment) -> None:
    """A pause outside the meeting, or in another pause."""
    own = (pause.began, pause.ended)
    others = [(one.began, one.ended) for one in meeting.adjournments.all() if one.pk != pause.pk]
    outside = hours_hindrance(meeting.began, meeting.known_end, [own])
    if sentence := outside or pause_hindrance(own, others):
        raise RuleViolation(sentence)


def _reach(meeting: Meeting, pause: Adjournment, *, by: Person, at: datetime) -> None:
    """The meeting's last day is no earlier than the day of the pause."""
    last = (pause.ended or pause.began).date()
    if last > meeting.last_day:
        with refusing_impossible_days(meeting, field="day"):
            meeting.end_date = last
        record(meeting, by=by, at=at, fields=["end_date"])
        await_motivations(meeting, by=by, at=at)


@transaction.atomic
def remove_adjournment(*, adjournment: Adjournment, by: Person, at: datetime) -> None:
    """Takes a pause away that was registered by mistake, and the day that the meeting was only thought to last to."""
    meeting = lock_draft(adjournment.meeting)
    last = (adjournment.ended or adjournment.began).date()
    record_deletion(adjournment, by=by, at=at)
    if meeting.state != Meeting.State.CLOSED and meeting.end_date == last:
        others = [(one.ended or one.began).date() for one in meeting.adjournments.all()]
        with refusing_impossible_days(meeting, field="day"):
            meeting.end_date = max((day for day in others if day > meeting.date), default=None)
        record(meeting, by=by, at=at, fields=["end_date"])
        await_motivations(meeting, by=by, at=at)


@transaction.atomic
def close_meeting(
    *,
    meeting: Meeting,
    end: time,
    by: Person,
    at: datetime,
    not_handled: Collection[Paragraph] = (),
    day: date | None = None,
) -> Meeting:
    """Writes when the meeting ended, on `day` or its last day so far.

    §§ that were not reached become «inte behandlad» and wait for another meeting. Raises RuleViolation for an end
    before the start or before a pause was over, and while the meeting is adjourned. What the decisions ask somebody to
    do begins here.
    """
    meeting = lock_draft(meeting)
    day = day or meeting.last_day
    ended = datetime.combine(day, end)
    if ended <= meeting.began:
        raise RuleViolation(
            "Sluttiden ligger före starttiden. Slutade sammanträdet nästa dag, välj den dagen."
        )
    pauses = [(one.began, one.ended) for one in meeting.adjournments.all()]
    if sentence := hours_hindrance(meeting.began, ended, pauses):
        raise RuleViolation(sentence)
    for paragraph in not_handled:
        if paragraph.meeting_id != meeting.pk or paragraph.removed_at:
            raise RuleViolation("Paragrafen hör inte till sammanträdet.")
        paragraph.refresh_from_db()
        _refuse_handled(paragraph)
        paragraph.not_handled = True
        record(paragraph, by=by, at=at, fields=["not_handled"])
    meeting.state, meeting.end = Meeting.State.CLOSED, end
    with refusing_impossible_days(meeting, field="day"):
        meeting.end_date = day if day > meeting.date else None
    record(meeting, by=by, at=at, fields=["state", "end", "end_date"])
    await_motivations(meeting, by=by, at=at)
    follow_closed(meeting, by=by, at=at)
    return meeting


@transaction.atomic
def reopen_meeting(*, meeting: Meeting, by: Person, at: datetime) -> Meeting:
    """Opens a meeting again that was closed by mistake."""
    meeting = lock_draft(meeting)
    if meeting.state != Meeting.State.CLOSED:
        raise RuleViolation("Sammanträdet är inte avslutat.")
    meeting.state = Meeting.State.OPEN
    record(meeting, by=by, at=at, fields=["state"])
    return meeting


@transaction.atomic
def set_not_handled(*, paragraph: Paragraph, not_handled: bool, by: Person, at: datetime) -> None:
    meeting = lock_draft(paragraph.meeting)
    paragraph = Paragraph.objects.get(pk=paragraph.pk, meeting=meeting)
    if not_handled:
        _refuse_handled(paragraph)
    paragraph.not_handled = not_handled
    record(paragraph, by=by, at=at, fields=["not_handled"])


def _refuse_handled(paragraph: Paragraph) -> None:
    if done := done_in(paragraph):
        raise RuleViolation(f"En paragraf med {done} är behandlad.")
