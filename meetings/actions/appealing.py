"""Appeals, registered on their §. An open one keeps «laga kraft» from being shown; it stops nothing else."""

from datetime import date, datetime

from django.db import transaction

from meetings.errors import RuleViolation
from meetings.models import Appeal, Notice, Paragraph, Person, Protocol
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
    """An appeal on one §; its «laga kraft» is not shown while the appeal is open."""
    if not protocol.paragraphs.filter(pk=paragraph.pk).exists():
        raise RuleViolation("Paragrafen hör till ett annat protokoll.", field="paragraph")
    notice = Notice.objects.filter(protocol=protocol).first()
    if notice is None:
        raise RuleViolation("Protokollet är inte anslaget än.")
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
def close_appeal(*, appeal: Appeal, day: date, at: datetime) -> Appeal:
    """Records once that the court has decided, or that the appeal was withdrawn."""
    appeal = Appeal.objects.select_for_update(of=("self",)).get(pk=appeal.pk)
    if appeal.closed:
        raise RuleViolation(f"Överklagandet är redan avgjort den {long_date(appeal.closed)}.")
    if day < appeal.received:
        raise RuleViolation("Avgörandet kan inte ligga före överklagandet.", field="day")
    if day > day_of(at):
        raise RuleViolation("Dagen ligger i framtiden.", field="day")
    appeal.closed = day
    appeal.save(update_fields=["closed"])
    return appeal
