"""Appeals, registered on their §. An open one keeps «laga kraft» from being shown; an inhibition stops the decision."""

from datetime import date, datetime

from django.db import transaction

from meetings import hooks
from meetings.errors import RuleViolation
from meetings.models import Appeal, Paragraph, Person, Protocol
from meetings.swedish import day_of, long_date


@transaction.atomic
def register_appeal(
    *,
    protocol: Protocol,
    paragraph: Paragraph,
    received: date,
    by: Person,
    at: datetime,
    case_number: str = "",
    note: str = "",
) -> Appeal:
    """An appeal on one §; its «laga kraft» is not shown while the appeal is open.

    One that comes before the protocol is verified and announced is registered too. Raises RuleViolation for a § of
    another protocol and for an impossible day.
    """
    if not protocol.paragraphs.filter(pk=paragraph.pk).exists():
        raise RuleViolation("Paragrafen hör till ett annat protokoll.", field="paragraph")
    if received > day_of(at):
        raise RuleViolation("Dagen ligger i framtiden.", field="received")
    if received < protocol.meeting.date:
        raise RuleViolation("Överklagandet kan inte ha kommit in före sammanträdet.", field="received")
    appeal = Appeal.objects.create(
        protocol=protocol,
        paragraph=paragraph,
        received=received,
        case_number=case_number.strip(),
        note=note.strip(),
        registered_by=by,
        registered_at=at,
    )
    _tell(appeal, by=by, at=at)
    return appeal


@transaction.atomic
def stay_decision(*, appeal: Appeal, day: date, by: Person, at: datetime) -> Appeal:
    """Records once that the court decided on inhibition: the decision is not in force until it is lifted.

    Raises RuleViolation for an appeal that is decided, and for an impossible day.
    """
    appeal = _open(appeal)
    if appeal.stayed:
        raise RuleViolation(f"Inhibition beslutades redan den {long_date(appeal.stayed)}.")
    _refuse_day(day, appeal.received, "Domstolen kan inte ha beslutat före överklagandet.", at=at)
    appeal.stayed = day
    appeal.save(update_fields=["stayed"])
    _tell(appeal, by=by, at=at)
    return appeal


@transaction.atomic
def lift_stay(*, appeal: Appeal, day: date, by: Person, at: datetime) -> Appeal:
    """Records once that the court lifted the inhibition: the decision is in force again.

    Raises RuleViolation without an inhibition, when it has ended, and for an impossible day.
    """
    appeal = _open(appeal)
    if not appeal.stayed or appeal.stay_lifted:
        raise RuleViolation("Det finns ingen inhibition att upphäva.")
    _refuse_day(day, appeal.stayed, "Inhibitionen kan inte ha upphävts innan den beslutades.", at=at)
    appeal.stay_lifted = day
    appeal.save(update_fields=["stay_lifted"])
    _tell(appeal, by=by, at=at)
    return appeal


@transaction.atomic
def close_appeal(*, appeal: Appeal, day: date, outcome: str, by: Person, at: datetime) -> Appeal:
    """Records once how it ended, an Appeal.Outcome, and when that was final."""
    appeal = _open(appeal)
    latest = max(filter(None, [appeal.received, appeal.stayed, appeal.stay_lifted]))
    _refuse_day(day, latest, "Avgörandet kan inte ligga före överklagandet eller en inhibition.", at=at)
    appeal.closed, appeal.outcome = day, Appeal.Outcome(outcome)
    appeal.save(update_fields=["closed", "outcome"])
    _tell(appeal, by=by, at=at)
    return appeal


def _open(appeal: Appeal) -> Appeal:
    appeal = Appeal.objects.select_for_update(of=("self",)).select_related("paragraph").get(pk=appeal.pk)
    if appeal.closed:
        raise RuleViolation(f"Överklagandet är redan avgjort den {long_date(appeal.closed)}.")
    return appeal


def _refuse_day(day: date, earliest: date, sentence: str, *, at: datetime) -> None:
    if day < earliest:
        raise RuleViolation(sentence, field="day")
    if day > day_of(at):
        raise RuleViolation("Dagen ligger i framtiden.", field="day")


def _tell(appeal: Appeal, *, by: Person, at: datetime) -> None:
    for listener in hooks.after_appeal:
        listener(appeal, by, at)
