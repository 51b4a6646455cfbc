"""What those who are summoned have answered, who steps in for whom, and whether the board will be quorate."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from meetings.swedish import number_word

from .labelled import Labelled
from .quorum import has_quorum
from .substitution import Deputy, EmptySeat, suggestions

AT_ONCE = timedelta(days=2)  # less is left than this: every deputy is asked, and the first to answer serves


class ReplyKind(Labelled):
    """Sv: svar på kallelse."""

    COMING = "coming", "Kommer"
    REMOTE = "remote", "Deltar på distans"
    ABSENT = "absent", "Har förhinder"


class DeputyCalling(Labelled):
    """Sv: hur ersättare kallas in when somebody cannot come. The board decides how deputies serve (KL 6:17)."""

    OFFICE = "office", "Kansliet frågar dem"
    AUTOMATIC = "automatic", "De frågas av sig själva"
    MEMBER = "member", "Ledamoten ringer själv"


COMES = (ReplyKind.COMING, ReplyKind.REMOTE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Summoned:
    """One with a mandate that day. `says` is a ReplyKind, "" before an answer; `order` is a deputy's service order.

    `answer_by` is how long a deputy who was asked to serve has to answer; None for one who was not asked.
    """

    id: int
    name: str
    seat: int
    party: int
    is_member: bool
    order: int = 0
    says: str = ""
    said_at: datetime | None = None
    answer_by: datetime | None = None


class SeatState(Labelled):
    """Sv: hur det ser ut för en plats."""

    MEMBER = "member", "Ledamoten kommer"
    DEPUTY = "deputy", "Ersättare tjänstgör"
    ASKED = "asked", "Ersättare tillfrågad"
    TO_ASK = "to_ask", "Ersättare att fråga"
    NOBODY = "nobody", "Ingen ersättare kvar"
    UNKNOWN = "unknown", "Inget svar än"


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatOutlook:
    """One seat: its ledamot (None when vacant), how it looks, and the deputy that it is about, with why."""

    seat: Hashable
    member: Summoned | None
    state: SeatState
    deputy: Summoned | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Outlook:
    """Every seat of the body, in order."""

    seats: tuple[SeatOutlook, ...]

    @property
    def filled(self) -> int:
        return self.count(SeatState.MEMBER, SeatState.DEPUTY)

    @property
    def is_quorate(self) -> bool:
        """Whether those who have said that they come are enough (KL 6:27)."""
        return has_quorum(self.filled, len(self.seats))

    def count(self, *states: SeatState) -> int:
        return sum(one.state in states for one in self.seats)

    def serving(self) -> dict[int, Hashable]:
        """The seat that each deputy is going to serve, by the deputy's id."""
        return {one.deputy.id: one.seat for one in self.seats if one.state == SeatState.DEPUTY and one.deputy}

    def coming(self) -> set[int]:
        """The ids of those who are going to decide."""
        members = {one.member.id for one in self.seats if one.state == SeatState.MEMBER and one.member}
        return members | set(self.serving())


def outlook(
    seats: Sequence[tuple[int, int]],
    summoned: Sequence[Summoned],
    *,
    at: datetime,
    begins: datetime,
) -> Outlook:
    """How each of `seats`, (seat, party) in order, looks at `at`, when the meeting begins at `begins`.

    A deputy who was asked and has said that they come keeps the seat, the first to answer first. Then comes the order
    of rules.substitution among all who have not said no; when less than two days are left, those who come before it.
    """
    members: dict[Hashable, Summoned] = {one.seat: one for one in summoned if one.is_member}
    found: dict[Hashable, SeatOutlook] = {
        one.seat: SeatOutlook(
            seat=one.seat, member=one, state=SeatState.MEMBER if one.says else SeatState.UNKNOWN
        )
        for one in members.values()
        if one.says != ReplyKind.ABSENT
    }
    states: dict[Hashable, SeatState] = {
        one.id: state for one in summoned if not one.is_member and (state := _state_of(one, at)) is not None
    }
    rounds = [
        [one]
        for one in sorted(
            (one for one in summoned if one.answer_by and one.says in COMES and one.id in states),
            key=lambda one: one.said_at or begins,
        )
    ]
    each = (SeatState.DEPUTY, SeatState.ASKED, SeatState.TO_ASK)
    for together in [each] if begins - at >= AT_ONCE else [[one] for one in each]:
        rounds.append([one for one in summoned if states.get(one.id) in together])
    for deputies in rounds:
        taken = {one.deputy.id for one in found.values() if one.deputy}
        free: dict[Hashable, Summoned] = {one.id: one for one in deputies if one.id not in taken}
        empty = [
            EmptySeat(seat=seat, party=party, member=members[seat].name if seat in members else "")
            for seat, party in seats
            if seat not in found
        ]
        for one in suggestions(empty, [_as_deputy(deputy) for deputy in free.values()]):
            found[one.seat] = SeatOutlook(
                seat=one.seat,
                member=members.get(one.seat),
                state=states[one.deputy],
                deputy=free[one.deputy],
                reason=one.reason,
            )
    return Outlook(
        tuple(
            found.get(seat) or SeatOutlook(seat=seat, member=members.get(seat), state=SeatState.NOBODY)
            for seat, _ in seats
        )
    )


def to_ask(
    seats: Sequence[tuple[int, int]],
    summoned: Sequence[Summoned],
    *,
    at: datetime,
    begins: datetime,
) -> list[Summoned]:
    """The deputies to ask now: one a seat that nobody takes, and all that are left when less than two days are."""
    now = [
        one.deputy
        for one in outlook(seats, summoned, at=at, begins=begins).seats
        if one.state == SeatState.TO_ASK and one.deputy
    ]
    if not now or begins - at >= AT_ONCE:
        return now
    return [one for one in summoned if not one.is_member and not one.says and one.answer_by is None]


def answer_by(*, at: datetime, begins: datetime, hours: int) -> datetime:
    """How long a deputy who is asked at `at` has to answer: `hours`, and never beyond the beginning."""
    return min(at + timedelta(hours=hours), begins)


def outlook_sentence(seen: Outlook) -> str:
    """«Fem av åtta platser är besatta: styrelsen blir beslutsför. Två har inte svarat.»"""
    filled, seats = seen.filled, len(seen.seats)
    words = number_word(filled).capitalize() if filled else "Ingen"
    so = "det räcker" if seen.is_quorate else "det räcker inte"
    sentence = (
        f"{words} av {number_word(seats)} platser är {'besatta' if filled > 1 else 'besatt'} enligt svaren: "
        f"{so} för att besluta."
    )
    if unsaid := seen.count(SeatState.UNKNOWN):
        sentence += f" {number_word(unsaid).capitalize()} har inte svarat."
    return sentence


def _state_of(deputy: Summoned, at: datetime) -> SeatState | None:
    """What a seat would be with the deputy; None for one who has said no, or whose time to answer has passed."""
    if deputy.says:
        return SeatState.DEPUTY if deputy.says in COMES else None
    if deputy.answer_by is None:
        return SeatState.TO_ASK
    return SeatState.ASKED if at < deputy.answer_by else None


def _as_deputy(one: Summoned) -> Deputy:
    return Deputy(id=one.id, name=one.name, seat=one.seat, party=one.party, order=one.order)
