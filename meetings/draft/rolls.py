"""Who is in the room and who decides, § by §, from the live rows."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from meetings.draft.names import Known, identity, known_people
from meetings.models import Attendee, Meeting, Movement, Paragraph, Person, Recusal, Seat
from meetings.rules import presence
from meetings.rules.presence import Roll


@dataclass(frozen=True)
class Rolls:
    """The meeting's mandates § by §. Keys are those of attendees, seats and paragraphs.

    `people` is what everybody is called, also those who are no attendees but named in the same document.
    """

    seats: list[Seat]
    attendees: dict[int, Attendee]
    movements: list[Movement]
    recusals: list[Recusal]
    order: list[int] = field(repr=False)
    people: Known = field(repr=False)

    def name(self, one: Attendee | Person) -> str:
        """The name that nobody else in the meeting has: «Astrid Norling», «Anna Andersson (FK)» of two."""
        return self.people[identity(one)].name

    @cached_property
    def by_paragraph(self) -> dict[int, Roll]:
        """The roll of each §, recusals counted."""
        return dict(zip(self.order, self._rolls(self.rule_recusals), strict=True))

    @cached_property
    def without_recusals(self) -> dict[int, Roll]:
        """Who is in the meeting, whoever leaves the room for jäv."""
        return dict(zip(self.order, self._rolls([]), strict=True))

    @cached_property
    def at_start(self) -> Roll:
        """The roll before any §, for a meeting without §§ too."""
        return presence.rolls(
            seats=self.seat_keys, participants=self.participants, movements=[], recusals=[], paragraphs=1
        )[0]

    @property
    def course(self) -> presence.Course:
        """All that happened, as rules.presence follows it."""
        return {
            "seats": self.seat_keys,
            "participants": self.participants,
            "movements": self.rule_movements,
            "recusals": self.rule_recusals,
            "paragraphs": len(self.order),
        }

    @property
    def seat_keys(self) -> list[int]:
        return [seat.pk for seat in self.seats]

    @cached_property
    def participants(self) -> list[presence.Participant]:
        return [
            presence.Participant(
                id=one.pk,
                is_member=one.kind == Attendee.Kind.MEMBER,
                seat=one.mandate.seat_id if one.mandate else None,
                mode=one.presence if one.is_present else "",
                serves=one.serving_seat_id,
            )
            for one in self.attendees.values()
            if one.kind != Attendee.Kind.GUEST
        ]

    @cached_property
    def rule_movements(self) -> list[presence.Movement]:
        index = {key: at for at, key in enumerate(self.order)}
        return [
            presence.Movement(
                who=one.attendee_id,
                at=index[one.paragraph_id],
                change=presence.MovementKind(one.kind),
                mode=one.mode,
                seat=one.seat_id,
            )
            for one in sorted(self.movements, key=lambda one: (index.get(one.paragraph_id, -1), one.pk))
            if one.paragraph_id in index
        ]

    @cached_property
    def rule_recusals(self) -> list[presence.Recusal]:
        index = {key: at for at, key in enumerate(self.order)}
        return [
            presence.Recusal(who=one.attendee_id, at=index[one.paragraph_id], substitute=one.substitute_id)
            for one in self.recusals
            if one.is_out and one.paragraph_id in index
        ]

    def deciding(self, paragraph: Paragraph) -> list[Attendee]:
        """Those who decide in the §, by seat; everyone at the start for a § that is not in the order."""
        roll = self.by_paragraph.get(paragraph.pk, self.at_start)
        return [self.attendees[key] for key in roll.deciding]  # type: ignore[index]

    def member_of(self, seat: int) -> Attendee | None:
        """The ledamot of a seat in this meeting; None for a vacant one."""
        return next(
            (
                one
                for one in self.attendees.values()
                if one.kind == Attendee.Kind.MEMBER and one.mandate and one.mandate.seat_id == seat
            ),
            None,
        )

    def serves_in_words(self, seat: int) -> str:
        """«Astrid Norling», or «vakant plats (RVN)»."""
        member = self.member_of(seat)
        if member:
            return self.name(member)
        return next(
            (f"vakant plats ({one.party.code})" for one in self.seats if one.pk == seat), "vakant plats"
        )

    def _rolls(self, recusals: Sequence[presence.Recusal]) -> list[Roll]:
        course = self.course
        course["recusals"] = recusals
        return presence.rolls(**course)


def rolls_of(meeting: Meeting, order: Sequence[int], others: Iterable[tuple[Person, str]] = ()) -> Rolls:
    """`order` is the keys of the meeting's §§ as they stand, `others` those named who may be no attendees, each
    with what they are; a constant number of queries."""
    attendees = list(meeting.attendees.select_related("person", "mandate__seat__party").order_by("id"))
    return Rolls(
        seats=list(meeting.body.seats.select_related("party").order_by("number")),
        attendees={one.pk: one for one in attendees},
        movements=list(meeting.movements.order_by("id")),
        recusals=list(Recusal.objects.filter(paragraph__meeting=meeting).order_by("id")),
        order=list(order),
        people=known_people(attendees, others),
    )


def order_of(meeting: Meeting) -> list[int]:
    """Keys of the §§ of the whole meeting in order, whatever protocol they belong to."""
    live = meeting.paragraphs.filter(removed_at__isnull=True).order_by("position")
    return list(live.values_list("pk", flat=True))
