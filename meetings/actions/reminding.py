"""Reminders, by hand or by themselves."""

from contextlib import suppress
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Max, OuterRef, Q, QuerySet, Subquery

from meetings import letters
from meetings.actions.locking import lock_meeting
from meetings.actions.signing import hindrance, waiting_signatories
from meetings.actions.telling_boards import remind_of_taking_down, send_posting_again
from meetings.errors import RuleViolation
from meetings.models import (
    Person,
    Posting,
    PostingPeriod,
    ProtocolVersion,
    Reminder,
    Signatory,
    Signature,
    StandIn,
)
from meetings.querysets import latest_version, state_of, verification_day
from meetings.reads.notices import dates_of
from meetings.rules.deadlines import posting_deadline
from meetings.rules.reminding import too_soon
from meetings.swedish import day_of
from meetings.workflow import ProtocolState

DAY, WEEK = timedelta(days=1), timedelta(weeks=1)


@transaction.atomic
def remind(*, signatory: Signatory, at: datetime, by: Person | None = None) -> Reminder:
    """A letter to one whose signature is waited for now, or who is to sign in the place of one who is.

    Raises RuleViolation for anyone else, for `by` themselves, for one whom no letter reaches, and soon after the
    person's last reminder.
    """
    version = signatory.version
    lock_meeting(version.protocol.meeting)
    if state_of(version.protocol) != ProtocolState.FROZEN or version != latest_version(version.protocol):
        raise RuleViolation(f"{signatory.name} behöver inte påminnas.")
    if by and signatory.person_id == by.pk:
        raise RuleViolation("Du behöver ingen påminnelse: skriv under direkt.")
    waiting = waiting_signatories(version)
    stand_in = StandIn.objects.filter(signatory=signatory).select_related("replaces").first()
    steps_in = stand_in is not None and not hindrance(version, signatory.person)
    if signatory not in waiting and not steps_in:
        raise RuleViolation(f"{signatory.name} behöver inte påminnas.")
    # Under the meeting's lock: two presses at once would both find that nothing was sent.
    if sentence := _hindrance(signatory, at):
        raise RuleViolation(sentence)
    protocol = version.protocol
    last_day = verification_day(protocol)
    letters.write_to(
        signatory.person,
        "sign_reminder" if signatory in waiting else "step_in",
        protocol=version.protocol,
        signatory=signatory,
        last_day=last_day,
        late=day_of(at) > last_day,
        stand_in=stand_in,
    )
    return Reminder.objects.create(signatory=signatory, at=at, sent_by=by)


@transaction.atomic
def remind_all(*, version: ProtocolVersion, at: datetime, by: Person | None = None) -> list[Reminder]:
    """Everyone else whose signature is waited for now, one letter a person; not those reminded just before, and
    those whom no letter reaches.

    Raises RuleViolation when nobody is left.
    """
    lock_meeting(version.protocol.meeting)
    people: dict[int, Signatory] = {}
    for signatory in waiting_signatories(version):
        if not by or signatory.person_id != by.pk:
            people.setdefault(signatory.person_id, signatory)
    hindered = {key: _hindrance(one, at) for key, one in people.items()}
    if people and all(hindered.values()):
        raise RuleViolation(" ".join(hindered.values()))
    return [remind(signatory=one, at=at, by=by) for key, one in people.items() if not hindered[key]]


def _hindrance(signatory: Signatory, at: datetime) -> str:
    """A reminder that reaches nobody is none: its row would say what never happened."""
    unwritten = letters.unwritten(signatory.person, signatory.name)
    return unwritten or too_soon(signatory.name, _last_reminder(signatory), at)


def _last_reminder(signatory: Signatory) -> datetime | None:
    """When the person was last reminded of this version, in whatever role."""
    own = Reminder.objects.filter(signatory__version=signatory.version, signatory__person=signatory.person)
    last: datetime | None = own.aggregate(last=Max("at"))["last"]
    return last


def remind_all_due(*, at: datetime) -> None:
    """The morning's reminders: signatures after the association's interval, boards before their last day."""
    for version in _out_for_verification():
        if _is_due(version, at):
            with suppress(RuleViolation):  # somebody signed or asked for a change this very moment
                remind_all(version=version, at=at)
    today = day_of(at)
    unanswered = Posting.objects.filter(mandatory=True, periods__isnull=True).exclude(email="")
    for posting in unanswered.select_related("notice"):
        last_day = posting_deadline(posting.notice.verified)
        reminded = posting.reminded_at and day_of(posting.reminded_at)
        if reminded != today and posting.notice.posted < today and (today <= last_day or not reminded):
            with suppress(RuleViolation):  # the board was written to a moment ago
                send_posting_again(posting=posting, at=at)
    _remind_of_taking_down(at)


def _remind_of_taking_down(at: datetime) -> None:
    """Boards the day before the notice may come down, and once more when a week has passed without an answer.

    A morning when nothing ran is made up for by the next.
    """
    today = day_of(at)
    standing = PostingPeriod.objects.filter(last_day=None, posting__mandatory=True).exclude(posting__email="")
    for period in standing.select_related("posting__notice"):
        posting = period.posting
        dates = dates_of(posting.notice)
        reminded = day_of(posting.reminded_at) if posting.reminded_at else date.min
        times = (dates.keep_up_until - DAY, dates.keep_up_until + WEEK)
        if not dates.preliminary and any(reminded < day <= today for day in times):
            with suppress(RuleViolation):
                remind_of_taking_down(posting=posting, at=at)


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
    if _is_referred(version, day_of(at)):
        return False
    asked = Signature.objects.filter(signatory__version=version, signatory__role=Signatory.Role.SECRETARY)
    reminded = Reminder.objects.filter(signatory__version=version)
    moments = [*asked.values_list("at", flat=True), *reminded.values_list("at", flat=True)]
    interval = timedelta(days=version.protocol.meeting.body.association.reminder_days)
    return at - max([version.frozen_at, *moments]) >= interval


def _is_referred(version: ProtocolVersion, today: date) -> bool:
    """Whether the next meeting is to take the protocol up; then nobody is hurried to sign it."""
    referrals = version.referrals.filter(Q(meeting__isnull=True) | Q(meeting__date__gte=today))
    return referrals.exists()
