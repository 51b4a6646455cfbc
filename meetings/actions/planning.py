"""Planning a meeting: it starts from the standard agenda, the mandates and the last meeting's guests."""

from contextlib import nullcontext
from copy import copy
from datetime import date, datetime, time

from django.db import transaction
from django.db.models import Max

from meetings.access import works_in_chancellery
from meetings.actions.approving_agenda import approval_hindrance
from meetings.actions.asking_for_items import tell_of_meeting
from meetings.actions.assigning import follow_closed
from meetings.actions.chairing import refuse_as_chair, refuse_verifier_as_chair
from meetings.actions.changing import add_referred_item
from meetings.actions.contradictions import refusing_contradictions
from meetings.actions.dissenting import await_motivations
from meetings.actions.filling import fill_untouched
from meetings.actions.following_up import tell_chair_of_late
from meetings.actions.hours import refusing_impossible_days
from meetings.actions.locking import lock_body, lock_draft, lock_meeting, lock_series
from meetings.actions.recording import record, record_all
from meetings.actions.replying import take_over_replies
from meetings.actions.seating import NOT_BEGUN, chair_on, seat_anew
from meetings.actions.summoning import call_off, changed_facts, summon, summon_again
from meetings.actions.telling_plan import tell_of_plan
from meetings.draft.series import has_later_numbered
from meetings.errors import RuleViolation
from meetings.models import (
    Attendee,
    Body,
    Decision,
    Meeting,
    Paragraph,
    Person,
    Protocol,
    ProtocolParagraph,
    ProtocolVersion,
    Referral,
    Role,
)
from meetings.rules.hours import hours_hindrance
from meetings.rules.summoning import is_late
from meetings.swedish import day_of
from meetings.text.phrases import phrase_html
from meetings.workflow import MEETING_TRANSITIONS

MOST_IN_A_DAY = 9  # the address has one digit for it
FIRST_YEAR = 2004  # lagen (2003:1210) gäller från den 1 januari 2004
MOST_YEARS_AHEAD = 10


@transaction.atomic
def create_meeting(
    *,
    body: Body,
    date: date,
    start: time,
    place: str,
    mode: str = Meeting.Mode.ON_SITE,
    by: Person,
    at: datetime,
) -> Meeting:
    """A planned meeting with its standard agenda, an attendee for each mandate and its own protocol.

    The chair is the body's chair that day; the secretary is `by` when they work in the chancellery. Raises
    RuleViolation for a year out of reach and for a day before a meeting of the § series that has its numbers.
    """
    _refuse_unreasonable(date, at)
    body = lock_body(body)
    meeting = Meeting(
        body=body,
        date=date,
        sequence=_next_sequence(body, date),
        start=start,
        place=place,
        mode=mode,
        chair=chair_on(body, date),
        secretary=by if works_in_chancellery(by, body.association) else None,
    )
    _refuse_before_frozen(meeting)
    record(meeting, by=by, at=at)
    Protocol.objects.create(meeting=meeting)
    _fill_agenda(meeting, by=by, at=at)
    _fill_attendees(meeting, by=by, at=at)
    _take_up_referrals(meeting, by=by, at=at)
    return meeting


EDITABLE = (
    "date",
    "start",
    "end",
    "end_date",
    "place",
    "mode",
    "is_public",
    "title",
    "registry_number",
    "chair",
    "secretary",
    "verification_plan",
    "next_meeting",
    "next_meeting_start",
    "publish",
)
SUMMONED_WITH = ("summoned_at", "asked_at", "calendar_sequence", "late_summons_why")
HOURS = {"date", "start", "end", "end_date"}


@transaction.atomic
def edit_meeting(
    *, meeting: Meeting, by: Person, at: datetime, tells: bool = False, **changes: object
) -> Meeting:
    """Set any of EDITABLE; a new day takes the next sequence of that day.

    Those who are summoned are told; with `tells` also those who are to be, of one that is only planned.

    Raises RuleViolation when frozen, for a chair who may not lead the body or who verifies its protocol, when
    a vote would come out otherwise under another chair, and for hours that leave a pause outside the meeting.
    """
    if "date" in changes:
        lock_body(meeting.body)
    meeting = lock_draft(meeting)
    told = copy(meeting)
    if unknown := set(changes) - set(EDITABLE):
        raise ValueError(f"not editable: {unknown}")
    for name in {"date", "end_date", "next_meeting"} & set(changes):
        _refuse_unreasonable(changes[name], at, field=name)  # type: ignore[arg-type]
    if changes.get("date", meeting.date) != meeting.date:
        _move(meeting, changes["date"])  # type: ignore[arg-type]
    chair = changes.get("chair", meeting.chair)
    if chair != meeting.chair:
        refuse_as_chair(meeting, chair)  # type: ignore[arg-type]
        refuse_verifier_as_chair(meeting, chair)  # type: ignore[arg-type]
    with refusing_contradictions(meeting) if chair != meeting.chair else nullcontext():
        with refusing_impossible_days(meeting, field="end_date"):
            for field, value in changes.items():
                setattr(meeting, field, value)
            _refuse_backwards(meeting)
        if "next_meeting" in changes and meeting.next_meeting and meeting.next_meeting < meeting.date:
            raise RuleViolation("Nästa sammanträde ligger före det här.", field="next_meeting")
        record(meeting, by=by, at=at, fields=[*changes, "sequence"])
        if HOURS & set(changes):
            _follow_hours(meeting, by=by, at=at)
    _tell_changed(meeting, told, tells=tells, by=by, at=at)
    return meeting


@transaction.atomic
def pass_meeting_to(
    *,
    meeting: Meeting,
    state: str,
    late_summons_why: str = "",
    tells: bool = False,
    by: Person,
    at: datetime,
) -> Meeting:
    """Summon to it, open, close, cancel or plan again. Raises RuleViolation for a step that the table does not know,
    and for a summons that the chair is to approve first.

    `late_summons_why` is the reason why the summons goes out later than the body's own period, where it does. With
    `tells` those who are to be summoned are told that one which is only planned is called off.
    """
    # lock_draft refuses a cancelled meeting, and that is the one which is planned again.
    meeting = lock_meeting(meeting) if state == Meeting.State.PLANNED else lock_draft(meeting)
    if state not in MEETING_TRANSITIONS[meeting.state]:
        raise RuleViolation(
            f"Ett sammanträde som är {meeting.get_state_display().lower()} kan inte bli "
            f"{Meeting.State(state).label.lower()}."
        )
    if state == Meeting.State.PLANNED:
        _refuse_before_frozen(meeting)
    held = ProtocolVersion.objects.filter(protocol__meeting=meeting)
    if state == Meeting.State.CANCELLED and held.exists():
        raise RuleViolation(
            "Sammanträdet har ett protokoll som har varit ute för justering och kan inte ställas in."
        )
    if state in (Meeting.State.SUMMONED, Meeting.State.OPEN):
        fill_untouched(meeting, by=by, at=at)
    if state == Meeting.State.SUMMONED:
        if sentence := approval_hindrance(meeting, at):
            raise RuleViolation(sentence)
        meeting.calendar_sequence += meeting.summoned_at is not None
        meeting.summoned_at = meeting.asked_at = at
        meeting.late_summons_why = (
            late_summons_why if is_late(meeting.date, meeting.body.summons_period, day_of(at)) else ""
        )
    elif state != Meeting.State.CANCELLED and meeting.state == Meeting.State.SUMMONED:
        take_over_replies(meeting, by=by, at=at)
    before, meeting.state = meeting.state, state
    record(meeting, by=by, at=at, fields=["state", *SUMMONED_WITH])
    if state == Meeting.State.SUMMONED:
        summon(meeting=meeting, by=by, at=at)
        tell_chair_of_late(meeting, by=by, at=at)
    elif state == Meeting.State.CANCELLED:
        _tell_cancelled(meeting, before, tells=tells, by=by, at=at)
    follow_closed(meeting, by=by, at=at)
    return meeting


def _tell_changed(meeting: Meeting, before: Meeting, *, tells: bool, by: Person, at: datetime) -> None:
    """Those who were summoned or with `tells` are to be, and those who were asked to write for it."""
    if meeting.state == Meeting.State.SUMMONED:
        summon_again(meeting=meeting, before=before, by=by, at=at)
    elif tells and meeting.state == Meeting.State.PLANNED and (said := changed_facts(before, meeting)):
        tell_of_plan(meeting, said, before=before, at=at)
    tell_of_meeting(meeting, before=before, at=at)


def _tell_cancelled(meeting: Meeting, before: str, *, tells: bool, by: Person, at: datetime) -> None:
    """Those who were summoned or with `tells` are to be, and those who were asked to write for it."""
    if before == Meeting.State.SUMMONED:
        call_off(meeting=meeting, by=by, at=at)
    elif tells and before == Meeting.State.PLANNED:
        tell_of_plan(meeting, (), before=meeting, at=at)
    tell_of_meeting(meeting, at=at)


def _refuse_unreasonable(day: date | None, at: datetime, *, field: str = "date") -> None:
    """Refuses a typing error such as the year 0204 or 9999, from which no legal day can be counted."""
    if day and not FIRST_YEAR <= day.year <= at.year + MOST_YEARS_AHEAD:
        raise RuleViolation(f"Kontrollera årtalet {day.year}.", field=field)


def _refuse_backwards(meeting: Meeting) -> None:
    end, end_date = meeting.end, meeting.end_date
    if end_date and end_date < meeting.date:
        raise RuleViolation("Sista dagen ligger före den första.", field="end_date")
    if end and end <= meeting.start and not (end_date and end_date > meeting.date):
        raise RuleViolation("Sluttiden ligger före starttiden.", field="end")


def _follow_hours(meeting: Meeting, *, by: Person, at: datetime) -> None:
    """What follows the meeting's days: its pauses, the last days for motivations, and who is called to it."""
    pauses = [(one.began, one.ended) for one in meeting.adjournments.all()]
    if sentence := hours_hindrance(meeting.began, meeting.known_end, pauses):
        raise RuleViolation(sentence)
    await_motivations(meeting, by=by, at=at)
    if meeting.state in NOT_BEGUN:
        seat_anew(meeting, by=by, at=at)


def _move(meeting: Meeting, day: date) -> None:
    """The body's row is locked: nobody else takes a place in the day."""
    if ProtocolVersion.objects.filter(protocol__meeting=meeting).exists():
        raise RuleViolation(
            "Dagen kan inte ändras när ett av sammanträdets protokoll har varit ute för justering.",
            field="date",
        )
    meeting.date, meeting.sequence = day, _next_sequence(meeting.body, day)
    _refuse_before_frozen(meeting)


def _next_sequence(body: Body, day: date) -> int:
    taken: int = Meeting.objects.filter(body=body, date=day).aggregate(last=Max("sequence"))["last"] or 0
    if taken >= MOST_IN_A_DAY:
        raise RuleViolation(f"Organet har redan {taken} sammanträden den dagen.", field="date")
    return taken + 1


def _refuse_before_frozen(meeting: Meeting) -> None:
    """It or its §§ would have numbers that a later meeting already holds. Nobody takes any meanwhile."""
    lock_series(meeting.body, meeting.date.year)
    if has_later_numbered(meeting):
        raise RuleViolation(
            "Ett senare protokoll i serien har redan fått sina nummer. Välj en senare dag.", field="date"
        )


def _fill_agenda(meeting: Meeting, *, by: Person, at: datetime) -> None:
    protocol = meeting.protocols.get()
    items = list(meeting.body.standard_items.all())
    for position, item in enumerate((item for item in items if not item.is_closing), start=1):
        paragraph = Paragraph(
            meeting=meeting,
            position=position,
            kind=item.kind,
            heading=item.heading,
            tag=item.tag,
            text=phrase_html(item.text),
            fills=item.fills,
        )
        record(paragraph, by=by, at=at)
        ProtocolParagraph.objects.create(protocol=protocol, paragraph=paragraph)
        for order, line in enumerate(filter(None, map(str.strip, item.decisions.splitlines())), start=1):
            prepared = Decision(paragraph=paragraph, position=order, text=line, is_prepared=True)
            record(prepared, by=by, at=at)
    if closing := "".join(phrase_html(item.text) for item in items if item.is_closing):
        meeting.closing = closing
        record(meeting, by=by, at=at, fields=["closing"])


def _take_up_referrals(meeting: Meeting, *, by: Person, at: datetime) -> None:
    waiting = Referral.objects.filter(
        meeting__isnull=True,
        version__protocol__meeting__body=meeting.body,
        version__protocol__meeting__date__lt=meeting.date,
        version__protocol__verification__isnull=True,
    )
    for referral in waiting.select_related("version__protocol__meeting"):
        add_referred_item(referral, meeting, by=by, at=at)
        referral.save(update_fields=["meeting", "item"])


def _fill_attendees(meeting: Meeting, *, by: Person, at: datetime) -> None:
    seat_anew(meeting, by=by, at=at)
    seated = meeting.attendees.values("person_id")
    staff = Person.objects.filter(
        roles__association=meeting.body.association, roles__kind__in=[Role.Kind.MANAGER, Role.Kind.SECRETARY]
    ).distinct()
    guests = [
        Attendee(meeting=meeting, person=one, title=one.title, kind=Attendee.Kind.GUEST)
        for one in staff.exclude(pk__in=seated)
    ]
    record_all(guests, by=by, at=at)
