"""Who was at each sammanträde that is over, as what, how and for how long: a constant number of questions."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import Prefetch, QuerySet

from meetings.models import Adjournment, Attendee, Meeting, Movement, Paragraph, Person, Recusal, Seat
from meetings.rules import presence
from meetings.rules.distance import AT_A_DISTANCE, Mode
from meetings.rules.fee_time import days_of, minutes_by_day, placed, spans_of
from meetings.rules.fees import FeeRole

ON_SITE, AT_DISTANCE, BOTH = "På plats", "På distans", "På plats och på distans"


@dataclass(frozen=True)
class Attended:
    """One person at one sammanträde. `lacks_time` says that an arrival or a departure has no clock."""

    meeting: Meeting
    attendee: Attendee
    person: Person
    role: FeeRole
    is_chair: bool
    mode: str
    days: Mapping[date, int]
    lacks_time: bool


def attended_in(meetings: QuerySet[Meeting]) -> list[Attended]:
    """Everybody with a mandate who was there for a while, earliest sammanträde first; of those that are closed."""
    found = (
        meetings.filter(state=Meeting.State.CLOSED, end__isnull=False)
        .select_related("body")
        .prefetch_related(
            Prefetch(
                "attendees",
                Attendee.objects.exclude(kind=Attendee.Kind.GUEST)
                .filter(person__isnull=False)
                .select_related("person", "mandate__seat__party"),
            ),
            Prefetch("adjournments", Adjournment.objects.filter(end__isnull=False)),
            "movements",
            Prefetch(
                "paragraphs",
                Paragraph.objects.filter(removed_at__isnull=True).only("pk", "meeting", "position"),
            ),
        )
        .order_by("date", "start", "sequence", "pk")
    )
    meetings_found = list(found)
    recusals: defaultdict[int, list[Recusal]] = defaultdict(list)
    substitutes = Recusal.objects.filter(paragraph__meeting__in=meetings_found, substitute__isnull=False)
    for one in substitutes.select_related("paragraph").order_by("pk"):
        recusals[one.paragraph.meeting_id].append(one)
    seats: defaultdict[int, list[int]] = defaultdict(list)
    held = Seat.objects.filter(body__in={one.body_id for one in meetings_found}).order_by("number")
    for body, seat in held.values_list("body", "pk"):
        seats[body].append(seat)
    return [
        one
        for meeting in meetings_found
        for one in _Course(meeting, seats[meeting.body_id], recusals[meeting.pk]).attended()
    ]


@dataclass
class _Course:
    """One sammanträde as rules.presence follows it, with the moments of what happened."""

    meeting: Meeting
    seats: Sequence[int]
    recusals: Sequence[Recusal]
    movements: list[Movement] = field(init=False)
    moments: list[datetime | None] = field(init=False)

    def __post_init__(self) -> None:
        paragraphs = sorted(self.meeting.paragraphs.all(), key=lambda one: (one.position, one.pk))
        self.order = {one.pk: at for at, one in enumerate(paragraphs)}
        known = [one for one in self.meeting.movements.all() if one.paragraph_id in self.order]
        self.movements = sorted(known, key=lambda one: (self.order[one.paragraph_id], one.pk))
        self.began, self.ended = self.meeting.began, self.meeting.ended or self.meeting.began
        self.moments = placed([one.time for one in self.movements], self.began, self.ended)

    def attended(self) -> Iterable[Attended]:
        attendees = list(self.meeting.attendees.all())
        serving = self._serving(attendees)
        pauses = [(one.began, one.ended) for one in self.meeting.adjournments.all() if one.ended]
        parts = days_of(self.began, self.ended, pauses)
        for one in attendees:
            own = [
                (row, moment)
                for row, moment in zip(self.movements, self.moments, strict=True)
                if row.attendee_id == one.pk
                and row.kind in (presence.MovementKind.ARRIVED, presence.MovementKind.LEFT)
            ]
            moves = [(row.kind == presence.MovementKind.ARRIVED, moment) for row, moment in own]
            days = minutes_by_day(parts, spans_of(one.is_present, moves, self.began, self.ended))
            if one.person is None or not any(days.values()):
                continue
            arrivals = [row.mode for row, _ in own if row.kind == presence.MovementKind.ARRIVED]
            yield Attended(
                meeting=self.meeting,
                attendee=one,
                person=one.person,
                role=_role(one, serving),
                is_chair=one.person_id == self.meeting.chair_id,
                mode=_mode([*([one.presence] if one.is_present else []), *arrivals]),
                days=days,
                lacks_time=any(moment is None for _, moment in own),
            )

    def _serving(self, attendees: Iterable[Attendee]) -> set[object]:
        """Keys of those who decided in some §, or from the beginning where there are none."""
        rolls = presence.rolls(
            seats=self.seats,
            participants=[
                presence.Participant(
                    id=one.pk,
                    is_member=one.kind == Attendee.Kind.MEMBER,
                    seat=one.mandate.seat_id if one.mandate else None,
                    mode=one.presence if one.is_present else "",
                    serves=one.serving_seat_id,
                )
                for one in attendees
            ],
            movements=[
                presence.Movement(
                    who=one.attendee_id,
                    at=self.order[one.paragraph_id],
                    change=presence.MovementKind(one.kind),
                    mode=one.mode,
                    seat=one.seat_id,
                )
                for one in self.movements
            ],
            recusals=[
                presence.Recusal(
                    who=one.attendee_id, at=self.order[one.paragraph_id], substitute=one.substitute_id
                )
                for one in self.recusals
                if one.is_out and one.paragraph_id in self.order
            ],
            paragraphs=max(1, len(self.order)),
        )
        return {who for roll in rolls for who in roll.deciding}


def _role(attendee: Attendee, serving: set[object]) -> FeeRole:
    if attendee.kind == Attendee.Kind.MEMBER:
        return FeeRole.MEMBER
    return FeeRole.SERVING if attendee.pk in serving else FeeRole.WAITING


def _mode(modes: Sequence[str]) -> str:
    far = {mode in AT_A_DISTANCE for mode in modes if mode not in (Mode.UNSET, Mode.ABSENT)}
    if far == {True, False}:
        return BOTH
    return AT_DISTANCE if far == {True} else ON_SITE
