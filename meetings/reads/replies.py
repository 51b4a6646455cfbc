"""What those who are summoned to a meeting have answered, as rules.replies takes it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time

from django.db.models import Exists, OuterRef

from meetings.models import Association, DeputyCall, Meeting, Person, Reply
from meetings.reads.people import held_in, names_of
from meetings.rules.quorum import has_quorum
from meetings.rules.replies import DeputyCalling, Outlook, ReplyKind, SeatState, Summoned, outlook
from meetings.rules.replies import to_ask as deputies_to_ask
from meetings.swedish import STOCKHOLM, day_of


@dataclass(frozen=True, kw_only=True)
class MeetingReplies:
    """One meeting's answers at a moment. `seats` are (seat, party) by key; `people` and `latest` are by person."""

    meeting: Meeting
    at: datetime
    seats: list[tuple[int, int]]
    summoned: list[Summoned]
    people: dict[int, Person]
    latest: dict[int, Reply]
    calls: dict[int, DeputyCall]

    @property
    def begins(self) -> datetime:
        return begins(self.meeting)

    @property
    def outlook(self) -> Outlook:
        return outlook(self.seats, self.summoned, at=self.at, begins=self.begins)

    @property
    def to_ask(self) -> list[Summoned]:
        """The deputies to ask now."""
        return deputies_to_ask(self.seats, self.summoned, at=self.at, begins=self.begins)


def begins(meeting: Meeting) -> datetime:
    return meeting.began.replace(tzinfo=STOCKHOLM)


def replies_to(meeting: Meeting, at: datetime) -> MeetingReplies:
    """Four questions, however many are summoned. An answer to another day than today's is none."""
    mandates = list(
        held_in(meeting.body, meeting.date)
        .select_related("person", "seat")
        .order_by("seat__number", "service_order", "pk")
    )
    people = {one.person_id: one.person for one in mandates}
    names = names_of(people.values(), meeting.body.association)
    latest = {one.person_id: one for one in _since_told(meeting, meeting.replies.select_related("by"))}
    calls = {one.person_id: one for one in _since_told(meeting, meeting.deputy_calls.all())}
    summoned = []
    for one in mandates:
        reply, call = latest.get(one.person_id), calls.get(one.person_id)
        summoned.append(
            Summoned(
                id=one.person_id,
                name=names[one.person_id],
                seat=one.seat_id,
                party=one.seat.party_id,
                is_member=one.kind == one.Kind.MEMBER,
                order=one.service_order,
                says=reply.kind if reply else "",
                said_at=reply.at if reply else None,
                answer_by=call.answer_by if call else None,
            )
        )
    return MeetingReplies(
        meeting=meeting,
        at=at,
        seats=list(meeting.body.seats.order_by("number").values_list("pk", "party")),
        summoned=summoned,
        people=people,
        latest=latest,
        calls=calls,
    )


def meetings_without_enough(association: Association, today: date) -> list[MeetingReplies]:
    """Meetings to come where a deputy is to be asked or to answer today, or where nobody is left to ask; not where the
    ledamot calls the deputy."""
    coming = Meeting.objects.filter(
        body__association=association, state=Meeting.State.SUMMONED, date__gte=today
    ).exclude(body__deputy_calling=DeputyCalling.MEMBER)
    coming = coming.filter(Exists(Reply.objects.filter(meeting=OuterRef("pk"), kind=ReplyKind.ABSENT)))
    morning = datetime.combine(today, time.min, STOCKHOLM)
    rows = coming.select_related("body__association").order_by("date", "pk")
    each = [replies_to(one, morning) for one in rows]
    return [one for one in each if one.outlook.count(SeatState.TO_ASK, SeatState.NOBODY) or _ends_today(one)]


def _ends_today(replies: MeetingReplies) -> bool:
    return any(
        seat.state == SeatState.ASKED
        and seat.deputy
        and seat.deputy.answer_by
        and day_of(seat.deputy.answer_by) <= day_of(replies.at)
        for seat in replies.outlook.seats
    )


def short_of_quorum(replies: MeetingReplies) -> list[tuple[str, int, int]]:
    """The §§ that too few would decide for jäv that is known, when the meeting itself has enough:
    (label or heading, how many, seats)."""
    coming = replies.outlook.coming()
    seats = len(replies.seats)
    if not has_quorum(len(coming), seats):
        return []
    found = []
    paragraphs = replies.meeting.paragraphs.filter(removed_at=None).order_by("position")
    for paragraph in paragraphs.prefetch_related("recusals__attendee", "declarations"):
        known = {one.attendee.person_id for one in paragraph.recusals.all() if one.is_out}
        out = (known | {one.person_id for one in paragraph.declarations.all()}) & coming
        if out and not has_quorum(len(coming) - len(out), seats):
            found.append((str(paragraph), len(coming) - len(out), seats))
    return found


def _since_told[Row: (Reply, DeputyCall)](meeting: Meeting, rows: Iterable[Row]) -> list[Row]:
    """The earliest first, so that the latest of a person comes last."""
    return [one for one in rows if meeting.asked_at is None or one.at >= meeting.asked_at]
