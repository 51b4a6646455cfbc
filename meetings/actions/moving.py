"""Who comes, goes and serves while the meeting runs: each change takes effect when its § begins."""

from datetime import datetime, time

from django.db import transaction

from meetings.actions.contradictions import refusing_contradictions
from meetings.actions.locking import lock_draft, lock_paragraph
from meetings.actions.recording import record, record_deletion
from meetings.draft.rolls import order_of, rolls_of
from meetings.errors import RuleViolation
from meetings.models import Attendee, Meeting, Movement, Paragraph, Person, Seat
from meetings.rules import presence
from meetings.text.richtext import clean_line


@transaction.atomic
def register_arrival(
    *,
    attendee: Attendee,
    paragraph: Paragraph,
    by: Person,
    at: datetime,
    mode: str = Attendee.Presence.ON_SITE,
    time: time | None = None,
    cause: str = "",
    mode_reason: str = "",
) -> Movement:
    """Here from the § on. A ledamot takes the seat back from a deputy who served it (KL 6:17).

    `mode_reason` says why somebody takes part by sound only (Finsam 19 a §).
    """
    if mode not in Attendee.Presence or mode in (Attendee.Presence.UNSET, Attendee.Presence.ABSENT):
        raise RuleViolation("Välj på plats eller på distans.")
    made = _add(attendee, paragraph, Movement.Kind.ARRIVED, by=by, at=at, mode=mode, time=time, cause=cause)
    if mode == Attendee.Presence.REMOTE_AUDIO:
        attendee.mode_reason = clean_line(mode_reason)[:200]
        record(attendee, by=by, at=at, fields=["mode_reason"])
    return made


@transaction.atomic
def register_departure(
    *,
    attendee: Attendee,
    paragraph: Paragraph,
    by: Person,
    at: datetime,
    time: time | None = None,
    cause: str = "",
) -> Movement:
    """Registers that somebody leaves at the §, and no longer serves.

    A lost connection is a departure (Finsam 19 a §).
    """
    return _add(attendee, paragraph, Movement.Kind.LEFT, by=by, at=at, time=time, cause=cause)


@transaction.atomic
def start_serving(
    *, deputy: Attendee, seat: Seat, paragraph: Paragraph, by: Person, at: datetime, time: time | None = None
) -> Movement:
    """Lets the deputy decide for the seat from the § on, until its ledamot comes back or somebody ends it."""
    return _add(deputy, paragraph, Movement.Kind.SERVING, by=by, at=at, seat=seat, time=time)


@transaction.atomic
def stop_serving(
    *, deputy: Attendee, paragraph: Paragraph, by: Person, at: datetime, time: time | None = None
) -> Movement:
    return _add(deputy, paragraph, Movement.Kind.RELIEVED, by=by, at=at, time=time)


@transaction.atomic
def edit_movement(*, movement: Movement, time: time | None, cause: str, by: Person, at: datetime) -> None:
    """Changes when it happened, and why. Another person or another event is another movement."""
    _lock(movement.paragraph)
    movement.refresh_from_db()
    movement.time, movement.cause = time, clean_line(cause)[:200]
    record(movement, by=by, at=at, fields=["time", "cause"])


@transaction.atomic
def remove_movement(*, movement: Movement, by: Person, at: datetime) -> None:
    """Removes a movement that was registered by mistake; what came after counts as if it had never been."""
    meeting = _lock(movement.paragraph)
    with refusing_contradictions(meeting):
        record_deletion(movement, by=by, at=at)


def _lock(paragraph: Paragraph) -> Meeting:
    """Who is in the room stands in the meeting's own protocol too, also from a § that is verified at once."""
    lock_draft(paragraph.meeting)
    return lock_paragraph(paragraph)


def _add(
    attendee: Attendee, paragraph: Paragraph, kind: str, *, by: Person, at: datetime, **values: object
) -> Movement:
    meeting = _lock(paragraph)
    if attendee.meeting_id != meeting.pk or paragraph.meeting_id != meeting.pk:
        raise RuleViolation("Personen eller paragrafen hör till ett annat sammanträde.")
    if attendee.kind == Attendee.Kind.GUEST:
        raise RuleViolation("För övriga deltagare anges vilka paragrafer de är med vid.")
    movement = Movement(meeting=meeting, attendee=attendee, paragraph=paragraph, kind=kind, **values)
    order = order_of(meeting)
    if paragraph.pk not in order:
        raise RuleViolation("Paragrafen är borttagen.")
    known = rolls_of(meeting, order)
    if hindrance := presence.hindrance(
        presence.Movement(
            who=attendee.pk,
            at=order.index(paragraph.pk),
            change=presence.MovementKind(kind),
            mode=movement.mode,
            seat=movement.seat_id,
        ),
        seats=known.seat_keys,
        participants=known.participants,
        movements=known.rule_movements,
        recusals=known.rule_recusals,
        paragraphs=len(order),
    ):
        raise RuleViolation(hindrance)
    with refusing_contradictions(meeting):
        record(movement, by=by, at=at)
    return movement
