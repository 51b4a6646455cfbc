"""Mandates, offices and roles: given, ended, and stepped into. The board's presidium is told of each."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Q

from meetings.actions.keeping import refused_in_words
from meetings.actions.mandating import presidium_told
from meetings.actions.recording import record, record_deletion
from meetings.actions.seating import follow_register
from meetings.errors import RuleViolation
from meetings.models import Association, Mandate, Office, Person, Role, Seat
from meetings.rules.succession import step_in_hindrance
from meetings.swedish import long_date


@contextmanager
def _told(association: Association, by: Person, at: datetime) -> Iterator[None]:
    """In one transaction: what is changed, the letter about it, and the planned meetings that follow it."""
    with transaction.atomic():
        # Whoever appoints at the same time waits: the letter tells what was before and what is after.
        Association.objects.select_for_update(of=("self",)).get(pk=association.pk)
        with presidium_told(association=association, by=by, at=at), refused_in_words():
            yield
        follow_register(association, by=by, at=at)


def appoint(row: Mandate | Office | Role, *, by: Person, at: datetime) -> None:
    """Save a mandate, an office or a role that its form has found right, new or corrected.

    Raises RuleViolation when the seat or the office was given to somebody else meanwhile.
    """
    association = row.association if isinstance(row, Role) else row.body.association
    with _told(association, by, at):
        if isinstance(row, Mandate):
            row.body = row.seat.body
        record(row, by=by, at=at)


def end_mandate(*, mandate: Mandate, last_day: date, by: Person, at: datetime) -> None:
    """The mandate ends that day, and so does an office that rests on it (Finsam 17 §). The row stays.

    Raises RuleViolation for a day before it began or after it ends already.
    """
    _check_end(mandate, last_day)
    with _told(mandate.body.association, by, at):
        offices = mandate.body.offices.filter(person=mandate.person_id, first_day__lte=last_day)
        for office in offices.filter(Q(last_day=None) | Q(last_day__gt=last_day)):
            office.last_day = last_day
            record(office, by=by, at=at, fields=["last_day"])
        mandate.last_day = last_day
        record(mandate, by=by, at=at, fields=["last_day"])


def end_office(*, office: Office, last_day: date, by: Person, at: datetime) -> None:
    """Raises RuleViolation for a day before it began or after it ends already."""
    _check_end(office, last_day)
    with _told(office.body.association, by, at):
        office.last_day = last_day
        record(office, by=by, at=at, fields=["last_day"])


def _check_end(row: Mandate | Office, last_day: date) -> None:
    if last_day < row.first_day:
        raise RuleViolation(f"Uppdraget började den {long_date(row.first_day)}.", field="last_day")
    if row.last_day and last_day > row.last_day:
        raise RuleViolation(f"Uppdraget slutar redan den {long_date(row.last_day)}.", field="last_day")


def step_in(*, seat: Seat, deputy: Mandate, first_day: date, by: Person, at: datetime) -> Mandate:
    """The deputy's mandate ends the day before, and a mandate as ledamot takes over its time (Finsam 15 §).

    Raises RuleViolation for a seat that is held that day, and for a deputy of another member.
    """
    with _told(seat.body.association, by, at):
        deputy = Mandate.objects.select_for_update(of=("self",)).select_related("seat").get(pk=deputy.pk)
        held = seat.mandates.filter(kind=Mandate.Kind.MEMBER).exclude(last_day__lt=first_day)
        hindrance = step_in_hindrance(
            same_party=deputy.seat.party_id == seat.party_id and deputy.body_id == seat.body_id,
            seat_is_held=held.exists(),
            deputy_from=deputy.first_day,
            deputy_until=deputy.last_day,
            first_day=first_day,
        )
        if hindrance or deputy.kind != Mandate.Kind.DEPUTY:
            raise RuleViolation(hindrance or "Personen är inte ersättare.", field="first_day")
        until, deputy.last_day = deputy.last_day, first_day - timedelta(days=1)
        record(deputy, by=by, at=at, fields=["last_day"])
        mandate = Mandate(
            body=seat.body,
            seat=seat,
            person_id=deputy.person_id,
            kind=Mandate.Kind.MEMBER,
            first_day=first_day,
            last_day=until,
        )
        record(mandate, by=by, at=at)
    return mandate


def end_role(*, role: Role, by: Person, at: datetime) -> None:
    """The role is no longer the person's; its history tells that it was.

    Raises RuleViolation for one's own: the last one to take it away would leave nobody to undo it.
    """
    if role.person_id == by.pk:
        raise RuleViolation("Din egen roll tar en kollega bort.")
    with _told(role.association, by, at):
        record_deletion(role, by=by, at=at)
