"""Answers to a summons: given, withdrawn by a later one, and taken over when the meeting begins."""

from datetime import datetime, timedelta

from django.db import transaction

from meetings import letters
from meetings.actions.attending import set_presence, set_serving, usual_presence
from meetings.actions.locking import lock_meeting
from meetings.errors import RuleViolation
from meetings.models import (
    Attendee,
    DeclaredRecusal,
    DeputyCall,
    GuestAddress,
    GuestLink,
    Meeting,
    Person,
    ReadAgenda,
    Reply,
    ReplyLink,
    Seat,
)
from meetings.reads.people import held_in
from meetings.reads.replies import MeetingReplies, begins, replies_to
from meetings.rules.link_tokens import hash_token, new_token
from meetings.rules.replies import COMES, DeputyCalling, ReplyKind, answer_by
from meetings.swedish import day_of, long_date, minute, time_range

# Some months: who asks why a seat was empty has the protocol, and a note can say more than should be kept.
KEPT = timedelta(days=90)
PRESENCE = {
    ReplyKind.REMOTE: Attendee.Presence.REMOTE,
    ReplyKind.ABSENT: Attendee.Presence.ABSENT,
}


@transaction.atomic
def reply(*, meeting: Meeting, person: Person, kind: str, note: str = "", by: Person, at: datetime) -> Reply:
    """The person, or `by` for them, says whether they come; a later answer takes the place of an earlier one.

    Where the body's deputies are asked by themselves, they are; one who is no longer needed is told. Raises
    RuleViolation for a meeting that is not summoned or has begun, for one who is not summoned to it, and for a
    distance that the board has not decided on (Finsam 19 a §).
    """
    meeting = lock_meeting(meeting)
    if sentence := reply_hindrance(meeting, person):
        raise RuleViolation(sentence)
    if kind not in ReplyKind:
        raise RuleViolation("Välj ett av svaren.", field="kind")
    if kind == ReplyKind.REMOTE and not may_take_part_remotely(meeting):
        raise RuleViolation(
            "Styrelsen har inte beslutat om deltagande på distans (Finsam 19 a §).", field="kind"
        )
    before = replies_to(meeting, at)
    row = Reply.objects.create(meeting=meeting, person=person, kind=kind, note=note.strip(), by=by, at=at)
    after = replies_to(meeting, at)
    _release(before, after)
    if meeting.body.deputy_calling == DeputyCalling.AUTOMATIC:
        _ask(after, by=None)
    return row


def reply_hindrance(meeting: Meeting, person: Person) -> str:
    """Why the person does not answer a summons to the meeting, in one sentence; empty when they may."""
    if meeting.state == Meeting.State.CANCELLED:
        return "Sammanträdet är inställt."
    if meeting.state != Meeting.State.SUMMONED:
        return (
            "Kallelsen är inte skickad än."
            if meeting.state == Meeting.State.PLANNED
            else "Sammanträdet har börjat. Närvaron står i protokollet."
        )
    if not held_in(meeting.body, meeting.date).filter(person=person).exists():
        return f"{person} har inget uppdrag i organet den {long_date(meeting.date)}."
    return ""


def may_take_part_remotely(meeting: Meeting) -> bool:
    """A board only where it has decided so (Finsam 19 a §); other bodies as the meeting is held."""
    if meeting.body.under_kl:
        return meeting.body.distance_decided_on is not None
    return meeting.mode != Meeting.Mode.ON_SITE


@transaction.atomic
def ask_deputies(*, meeting: Meeting, by: Person | None, at: datetime) -> list[DeputyCall]:
    """Asks the deputies whose turn it is; `by` is None when they are asked by themselves.

    Raises RuleViolation when the meeting is not summoned, and when there is nobody to ask.
    """
    meeting = lock_meeting(meeting)
    if meeting.state != Meeting.State.SUMMONED:
        raise RuleViolation("Ersättare frågas mellan kallelsen och sammanträdet.")
    asked = _ask(replies_to(meeting, at), by=by)
    if not asked:
        raise RuleViolation("Det finns ingen ersättare att fråga nu.")
    return asked


def ask_deputies_due(*, at: datetime) -> None:
    """Goes on to the next deputy, where they are asked by themselves and one has not answered in time."""
    meetings = Meeting.objects.filter(
        state=Meeting.State.SUMMONED,
        body__deputy_calling=DeputyCalling.AUTOMATIC,
        date__gte=day_of(at),
        replies__kind=ReplyKind.ABSENT,
    )
    for meeting in meetings.select_related("body").distinct().order_by("pk"):
        with transaction.atomic():
            locked = lock_meeting(meeting)
            if locked.state == Meeting.State.SUMMONED:
                _ask(replies_to(locked, at), by=None)


def take_over_replies(meeting: Meeting, *, by: Person, at: datetime) -> None:
    """The attendance as it was answered, for those of whom nobody has said anything. Runs in the caller's transaction,
    which opens the meeting."""
    replies = replies_to(meeting, at)
    serving = replies.outlook.serving()
    rows = meeting.attendees.filter(presence=Attendee.Presence.UNSET).select_related("mandate")
    waiting = {one.person_id: one for one in rows if one.mandate_id}
    for person, row in waiting.items():
        said = replies.latest.get(person or 0)
        if said is None:
            continue
        presence = PRESENCE.get(ReplyKind(said.kind), usual_presence(meeting))
        set_presence(attendee=row, presence=presence, by=by, at=at)
    seats = Seat.objects.in_bulk(list(serving.values()))
    for person, seat in serving.items():
        if person in waiting:
            set_serving(deputy=waiting[person], seat=seats[seat], by=by, at=at)


def reply_address(meeting: Meeting, person: Person, *, at: datetime) -> str:
    """A new link for a letter: it answers for the person alone, in this meeting, until it begins."""
    token = new_token()
    ReplyLink.objects.create(meeting=meeting, person=person, token_hash=hash_token(token), at=at)
    return letters.absolute("reply_by_link", token)


def link_of(token: str) -> ReplyLink | None:
    """What the link was made for; None for one that was never made, or is forgotten."""
    links = ReplyLink.objects.select_related("meeting__body__association", "person")
    return links.filter(token_hash=hash_token(token)).first()


def forget_old_replies(*, at: datetime) -> None:
    """Removes answers, questions, links, guests' addresses and what each has read some time after the meeting."""
    old = {"meeting__date__lt": day_of(at - KEPT)}
    for model in (Reply, DeputyCall, ReplyLink, ReadAgenda):
        model.objects.filter(**old).delete()
    until = day_of(at - KEPT)
    GuestAddress.objects.filter(attendee__meeting__date__lt=until).delete()
    GuestLink.objects.filter(attendee__meeting__date__lt=until).delete()
    DeclaredRecusal.objects.filter(paragraph__meeting__date__lt=until).delete()


def _ask(replies: MeetingReplies, *, by: Person | None) -> list[DeputyCall]:
    meeting, at = replies.meeting, replies.at
    if at >= begins(meeting):
        return []
    asked = []
    until = answer_by(at=at, begins=begins(meeting), hours=meeting.body.deputy_hours)
    for one in replies.to_ask:
        person = replies.people[one.id]
        asked.append(DeputyCall.objects.create(meeting=meeting, person=person, answer_by=until, at=at, by=by))
        _write(
            "deputy_asked",
            meeting,
            person,
            until=minute(until),
            address=reply_address(meeting, person, at=at) if person.email else "",
        )
    return asked


def _release(before: MeetingReplies, after: MeetingReplies) -> None:
    """Tells deputies who were going to serve and are not any longer, without having said so themselves."""
    still = after.outlook.serving()
    for person in before.outlook.serving():
        said = after.latest.get(person)
        if person not in still and said and said.kind in COMES:
            _write("deputy_released", after.meeting, after.people[person])


def _write(template: str, meeting: Meeting, person: Person, *, until: str = "", address: str = "") -> None:
    letters.send(
        template,
        to=person.email,
        association=meeting.body.association,
        person=person,
        meeting=meeting,
        hours=time_range(meeting.start, meeting.end),
        until=until,
        address=address,
    )
