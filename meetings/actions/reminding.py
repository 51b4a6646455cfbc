"""Reminders, by hand or by themselves."""

from contextlib import suppress
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import OuterRef, Q, QuerySet, Subquery

from meetings import letters
from meetings.actions.noticing import STOCKHOLM, send_posting_again
from meetings.actions.signing import waiting_signatories
from meetings.errors import RuleViolation
from meetings.models import Person, Posting, ProtocolVersion, Reminder, Signatory, Signature
from meetings.querysets import latest_version, state_of
from meetings.rules.deadlines import posting_deadline, verification_deadline
from meetings.workflow import ProtocolState


@transaction.atomic
def remind(*, signatory: Signatory, at: datetime, by: Person | None = None) -> Reminder:
    """A letter to one whose signature is waited for now. Raises RuleViolation for anyone else."""
    version = signatory.version
    if (
        state_of(version.protocol) != ProtocolState.FROZEN
        or version != latest_version(version.protocol)
        or signatory not in waiting_signatories(version)
    ):
        raise RuleViolation(f"{signatory.name} behöver inte påminnas.")
    last_day = verification_deadline(version.protocol.meeting.last_day)
    letters.write_to(
        signatory.person,
        "sign_reminder",
        protocol=version.protocol,
        signatory=signatory,
        last_day=last_day,
        late=at.astimezone(STOCKHOLM).date() > last_day,
    )
    return Reminder.objects.create(signatory=signatory, at=at, sent_by=by)


@transaction.atomic
def remind_all(*, version: ProtocolVersion, at: datetime, by: Person | None = None) -> list[Reminder]:
    """Everyone whose signature is waited for now, one letter a person."""
    people: dict[int, Signatory] = {}
    for signatory in waiting_signatories(version):
        people.setdefault(signatory.person_id, signatory)
    return [remind(signatory=signatory, at=at, by=by) for signatory in people.values()]


def remind_all_due(*, at: datetime) -> None:
    """The morning's reminders: signatures after the association's interval, boards before their last day."""
    for version in _out_for_verification():
        if _is_due(version, at):
            with suppress(RuleViolation):  # somebody signed or asked for a change this very moment
                remind_all(version=version, at=at)
    today = at.astimezone(STOCKHOLM).date()
    unanswered = Posting.objects.filter(mandatory=True, periods__isnull=True).exclude(email="")
    for posting in unanswered.select_related("notice"):
        last_day = posting_deadline(posting.notice.verified)
        reminded = posting.reminded_at and posting.reminded_at.astimezone(STOCKHOLM).date()
        if reminded != today and posting.notice.posted < today and (today <= last_day or not reminded):
            send_posting_again(posting=posting, at=at)


def _out_for_verification() -> QuerySet[ProtocolVersion]:
    """Latest versions that nobody has opened again or verified."""
    latest = (
        ProtocolVersion.objects.filter(protocol=OuterRef("protocol")).order_by("-number").values("pk")[:1]
    )
    return (
        ProtocolVersion.objects.filter(
            pk=Subquery(latest), change_requests__isnull=True, protocol__verification__isnull=True
        )
        .select_related("protocol__meeting__body__association")
        .defer("snapshot")
    )


def _is_due(version: ProtocolVersion, at: datetime) -> bool:
    """A whole interval since those who are waited for were asked, or reminded last."""
    if _is_referred(version, at.astimezone(STOCKHOLM).date()):
        return False
    asked = Signature.objects.filter(signatory__version=version, signatory__role=Signatory.Role.SECRETARY)
    reminded = Reminder.objects.filter(signatory__version=version)
    moments = [*asked.values_list("at", flat=True), *reminded.values_list("at", flat=True)]
    interval = timedelta(days=version.protocol.meeting.body.association.reminder_days)
    return at - max([version.frozen_at, *moments]) >= interval


def _is_referred(version: ProtocolVersion, today: date) -> bool:
    """Nobody is hurried to sign what the next meeting is to take up."""
    referrals = version.referrals.filter(Q(meeting__isnull=True) | Q(meeting__date__gte=today))
    return referrals.exists()
