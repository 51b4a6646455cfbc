"""Appeals, registered on their §. An open one keeps «laga kraft» from being shown; it stops nothing else."""

from datetime import date, datetime

from django.db import transaction

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
    return Appeal.objects.create(
        protocol=protocol,
        paragraph=paragraph,
        received=received,
        case_number=case_number.strip(),
        note=note.strip(),
        registered_by=by,
        registered_at=at,
    )


@transaction.atomic
def close_appeal(*, appeal: Appeal, day: date, outcome: str, at: datetime) -> Appeal:
    """Records once how it ended, an Appeal.Outcome, and when that was final."""
    appeal = Appeal.objects.select_for_update(of=("self",)).get(pk=appeal.pk)
    if appeal.closed:
        raise RuleViolation(f"Överklagandet är redan avgjort den {long_date(appeal.closed)}.")
    if day < appeal.received:
        raise RuleViolation("Avgörandet kan inte ligga före överklagandet.", field="day")
    if day > day_of(at):
        raise RuleViolation("Dagen ligger i framtiden.", field="day")
    appeal.closed, appeal.outcome = day, Appeal.Outcome(outcome)
    appeal.save(update_fields=["closed", "outcome"])
    return appeal
