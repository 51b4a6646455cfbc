"""Who is called to a planned meeting, and who leads it, as the register says of its day."""

from datetime import date, datetime

from django.db.models import Q, QuerySet

from meetings.actions.locking import lock_meeting
from meetings.actions.recording import record, record_all, record_deletion
from meetings.actions.summoning import summon_new
from meetings.models import Association, Attendee, Body, Mandate, Meeting, Office, Person, ProtocolVersion
from meetings.reads.people import held_in

NOT_BEGUN = (Meeting.State.PLANNED, Meeting.State.SUMMONED)


def follow_register(association: Association, *, by: Person | None, at: datetime) -> None:
    """Seats every meeting that has not begun anew, after a change of mandates or offices and in its transaction."""
    begun = ProtocolVersion.objects.filter(protocol__meeting__body__association=association)
    waiting = Meeting.objects.filter(body__association=association, state__in=NOT_BEGUN)
    for row in waiting.exclude(pk__in=begun.values("protocol__meeting")).order_by("pk"):
        meeting = lock_meeting(row)
        seat_anew(meeting, by=by, at=at)
        # Whom somebody has picked to lead stays: only the place of a chair is another chair's.
        if _was_led_by_the_chair(meeting) and chair_on(meeting.body, meeting.date) != meeting.chair:
            _lead_anew(meeting, by=by, at=at)
        if by and meeting.state == Meeting.State.SUMMONED:
            summon_new(meeting=meeting, by=by, at=at)


def seat_anew(meeting: Meeting, *, by: Person | None, at: datetime) -> None:
    """One line in the attendance for each mandate that holds on the meeting's day, and no chair without one.

    A line stays where something is said of it already: the checklist tells of it. The meeting's row is locked.
    """
    wanted = {one.pk: one for one in mandates_on(meeting.body, meeting.date)}
    people = {one.person_id for one in wanted.values()}
    for row in meeting.attendees.all():
        held = wanted.get(row.mandate_id or 0)
        is_in_place = (
            held.person_id == row.person_id if held else not row.mandate_id and row.person_id not in people
        )
        if not is_in_place and _is_untouched(row, meeting):
            record_deletion(row, by=by, at=at)
    kept = list(meeting.attendees.all())
    there, taken = {one.person_id for one in kept}, {one.mandate_id for one in kept}
    called = [one for one in wanted.values() if one.person_id not in there and one.pk not in taken]
    rows = [
        Attendee(meeting=meeting, mandate=one, person=one.person, kind=Attendee.Kind(one.kind))
        for one in called
    ]
    record_all(rows, by=by, at=at)
    if meeting.body.under_kl and meeting.chair_id and meeting.chair_id not in people:
        _lead_anew(meeting, by=by, at=at)


def _lead_anew(meeting: Meeting, *, by: Person | None, at: datetime) -> None:
    meeting.chair = chair_on(meeting.body, meeting.date)
    record(meeting, by=by, at=at, fields=["chair"])


def _was_led_by_the_chair(meeting: Meeting) -> bool:
    """Whether nobody leads the meeting, or one who was the body's chair and is in its presidium no longer that day."""
    offices = meeting.body.offices.filter(person=meeting.chair_id)
    if meeting.chair_id is None or offices.filter(_holds(meeting.date)).exists():
        return meeting.chair_id is None
    return offices.filter(kind=Office.Kind.CHAIR, last_day__lt=meeting.date).exists()


def _is_untouched(row: Attendee, meeting: Meeting) -> bool:
    """Whether nobody has said anything of the line: whether they come, what they present, that they verify."""
    # From the other side, which is the same whether one row or many may point here; its history is no such row.
    related = [one for one in row._meta.related_objects if one.get_accessor_name()]
    return (
        row.presence == Attendee.Presence.UNSET
        and not any(
            one.related_model._default_manager.filter(**{one.field.name: row}).exists() for one in related
        )
        and not meeting.verifiers.filter(person=row.person_id).exists()
    )


def mandates_on(body: Body, day: date) -> QuerySet[Mandate]:
    """The mandates of the body that hold that day, in the order of the attendance."""
    return held_in(body, day).select_related("person").order_by("-kind", "seat__number", "service_order")


def chair_on(body: Body, day: date) -> Person | None:
    """The body's chair that day; of a board only one who has a mandate in it then (Finsam 17 §)."""
    held = body.offices.filter(_holds(day), kind=Office.Kind.CHAIR).select_related("person").first()
    if held is None or (body.under_kl and not mandates_on(body, day).filter(person=held.person).exists()):
        return None
    return held.person


def _holds(day: date) -> Q:
    return Q(first_day__lte=day) & (Q(last_day__isnull=True) | Q(last_day__gte=day))
