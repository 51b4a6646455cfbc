"""Reservations, and statements without dissent (KL 4:27)."""

from datetime import datetime

from django.db import transaction

from meetings.actions.contradictions import frozen_paragraphs
from meetings.actions.locking import lock_paragraph
from meetings.actions.recording import record, record_all, record_deletion
from meetings.draft.rolls import order_of, rolls_of
from meetings.errors import RuleViolation
from meetings.models import Attendee, Meeting, Paragraph, Person, Reservation, Statement
from meetings.rules import participation
from meetings.rules.deadlines import motivation_deadline
from meetings.text.richtext import clean_line


@transaction.atomic
def add_reservation(
    *,
    paragraph: Paragraph,
    attendee: Attendee,
    by: Person,
    at: datetime,
    lead: str = "",
    announced_in_time: bool = False,
) -> Reservation:
    """By one who took part in the decision, announced before the meeting ended; a motivation may come later.

    After the meeting is closed `announced_in_time` says that it was. Raises RuleViolation otherwise.
    """
    meeting = lock_paragraph(paragraph)
    order = order_of(meeting)
    if paragraph.pk not in order:
        raise RuleViolation("Paragrafen är borttagen.")
    abstaining = set(paragraph.abstentions.values_list("attendee_id", flat=True))
    deciding = rolls_of(meeting, order).by_paragraph[paragraph.pk].deciding
    closed = meeting.state == Meeting.State.CLOSED and not announced_in_time
    if hindrance := participation.reservation_hindrance(
        attendee.pk, took_part=participation.took_part(deciding, abstaining), meeting_closed=closed
    ):
        raise RuleViolation(f"{attendee}: {hindrance}")
    if paragraph.reservations.filter(attendee=attendee).exists():
        raise RuleViolation(f"{attendee} har redan reserverat sig i paragrafen.")
    reservation = Reservation(
        paragraph=paragraph,
        attendee=attendee,
        lead=clean_line(lead)[:300],
        awaited_until=motivation_deadline(meeting.last_day, meeting.body.reservation_days),
    )
    record(reservation, by=by, at=at)
    return reservation


def await_motivations(meeting: Meeting, *, by: Person, at: datetime) -> None:
    """Gives each reservation its last day anew when the meeting ends another day; nothing else changes that day.

    Runs in the transaction that holds the meeting's row.
    """
    day = motivation_deadline(meeting.last_day, meeting.body.reservation_days)
    rows = Reservation.objects.filter(paragraph__meeting=meeting).exclude(awaited_until=day)
    moved = list(rows.exclude(paragraph__in=frozen_paragraphs(meeting)))
    for reservation in moved:
        reservation.awaited_until = day
    record_all(moved, by=by, at=at, fields=["awaited_until"])


@transaction.atomic
def edit_reservation(
    *, reservation: Reservation, lead: str, without_text: bool, by: Person, at: datetime
) -> Reservation:
    """Changes the introducing sentence, or says that the protocol goes on without a motivation."""
    lock_paragraph(reservation.paragraph)
    reservation.refresh_from_db()
    if without_text and reservation.text:
        raise RuleViolation("Reservationen har en motivering. Ta bort texten om den inte ska vara med.")
    reservation.lead, reservation.without_text = clean_line(lead)[:300], without_text
    record(reservation, by=by, at=at, fields=["lead", "without_text"])
    return reservation


@transaction.atomic
def add_statement(
    *, paragraph: Paragraph, attendee: Attendee, kind: str, by: Person, at: datetime
) -> Statement:
    """Adds a särskilt yttrande or a protokollsanteckning; its text is written in place.

    Raises RuleViolation for one who is not there in the §, for a guest, and for a deputy who does not serve unless the
    board has decided that a deputy's opinion may be noted (KL 6:17).
    """
    meeting = lock_paragraph(paragraph)
    if kind not in Statement.Kind.values:
        raise RuleViolation("Välj särskilt yttrande eller protokollsanteckning.")
    if attendee.meeting_id != paragraph.meeting_id:
        raise RuleViolation("Personen deltar inte i det här sammanträdet.")
    roll = rolls_of(meeting, order_of(meeting)).by_paragraph.get(paragraph.pk)
    if meeting.body.under_kl and (
        hindrance := participation.statement_hindrance(
            is_guest=attendee.kind == Attendee.Kind.GUEST,
            is_there=roll is not None and attendee.pk in roll.modes,
            serves=roll is not None and attendee.pk in roll.deciding,
            deputies_noted=bool(meeting.body.deputies_noted_in),
        )
    ):
        raise RuleViolation(f"{attendee}: {hindrance}")
    statement = Statement(paragraph=paragraph, attendee=attendee, kind=kind)
    record(statement, by=by, at=at)
    return statement


@transaction.atomic
def remove_dissent(*, row: Reservation | Statement, by: Person, at: datetime) -> None:
    lock_paragraph(row.paragraph)
    record_deletion(row, by=by, at=at)
