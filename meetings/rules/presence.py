"""Who is in the room and who decides, § by §.

What happens takes effect when its § begins, in the order given; jäv is for its § alone. Nothing raises: an event
that cannot be is passed over, and `hindrance` says why before it is recorded.
"""

from collections.abc import Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypedDict, Unpack

from .attendance import Attendance
from .labelled import Labelled
from .quorum import has_quorum


class MovementKind(Labelled):
    """Sv: kom, gick, tjänstgör, slutade tjänstgöra."""

    ARRIVED = "arrived", "Kom"
    LEFT = "left", "Gick"
    SERVING = "serving", "Tjänstgör"
    RELIEVED = "relieved", "Slutade tjänstgöra"


@dataclass(frozen=True, slots=True, kw_only=True)
class Participant:
    """One with a mandate, and where the meeting begins for them.

    `seat` is the mandate's seat, a deputy's own too. `mode` is a Mode, "" when nobody has said.
    `serves` is the seat that a deputy serves from the start.
    """

    id: Hashable
    is_member: bool
    seat: Hashable | None = None
    mode: str = ""
    serves: Hashable | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Movement:
    """What changes when § number `at`, from 0, begins: `mode` for one who arrives, `seat` for one who serves."""

    who: Hashable
    at: int
    change: MovementKind
    mode: str = ""
    seat: Hashable | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Recusal:
    """Sv: jäv. Out of the room in one § (KL 6:30); `substitute` is the deputy who serves there instead."""

    who: Hashable
    at: int
    substitute: Hashable | None = None


@dataclass(frozen=True, slots=True)
class Roll:
    """One §: how each one in the room takes part, who decides for which seat, and who is out by jäv."""

    modes: Mapping[Hashable, str]
    serving: Mapping[Hashable, Hashable]
    recused: frozenset[Hashable]
    seats: int

    @property
    def deciding(self) -> tuple[Hashable, ...]:
        """Those who decide, in the order of the seats."""
        return tuple(self.serving.values())

    @property
    def present(self) -> int:
        """How many decide: the number that quorum counts."""
        return len(self.serving)

    @property
    def has_quorum(self) -> bool:
        """Whether the § may be handled. Jäv does not lower what is asked: KL 5:46 is not for the board."""
        return has_quorum(self.present, self.seats)


class Course(TypedDict):
    """A meeting with all that is recorded: the body's seats in order, and how many §§ there are."""

    seats: Sequence[Hashable]
    participants: Sequence[Participant]
    movements: Sequence[Movement]
    recusals: Sequence[Recusal]
    paragraphs: int


type Event = Movement | Recusal
type PassedOver = list[tuple[Event, str]]


def rolls(**course: Unpack[Course]) -> list[Roll]:
    """The roll of each §, for any events at all (KL 5:66–67, 6:17).

    A member in the room decides for the own seat, and a deputy who served it stops when the member comes. Who
    leaves stops serving. A deputy serves a seat that has no member in the room, and only one; nobody serves
    the same seat twice. After jäv everyone is back where they were.
    """
    return _follow(course)[0]


def hindrance(event: Event, **course: Unpack[Course]) -> str:
    """Why `event` cannot be recorded after what is recorded already, in one sentence; empty when it can."""
    # A copy, which is known by identity afterwards: an equal event may be recorded already.
    new = replace(event)
    if isinstance(new, Movement):
        course["movements"] = [*course["movements"], new]
    else:
        course["recusals"] = [*course["recusals"], new]
    return next((sentence for one, sentence in passed_over(**course) if one is new), "")


def passed_over(**course: Unpack[Course]) -> PassedOver:
    """Recorded events without effect, each with why: something before them was changed afterwards."""
    return _follow(course)[2]


def returns(**course: Unpack[Course]) -> tuple[Hashable, ...]:
    """Members who left and came back other than for jäv: växeltjänstgöring, for a warning.

    KL 5:20 forbids it in fullmäktige only; boards follow the same practice.
    """
    members = {person.id for person in course["participants"] if person.is_member}
    by_recusal = {(recusal.who, recusal.at) for recusal in course["recusals"]}
    gone: set[Hashable] = set()
    back: dict[Hashable, None] = {}
    for movement in _follow(course)[1]:
        if movement.change == MovementKind.LEFT and (movement.who, movement.at) not in by_recusal:
            gone.add(movement.who)
        elif movement.change == MovementKind.ARRIVED and movement.who in gone & members:
            back[movement.who] = None
    return tuple(back)


def _follow(course: Course) -> tuple[list[Roll], list[Movement], PassedOver]:
    """The rolls, the movements that took effect, in order, and the events that did not."""
    found: list[Roll] = []
    done: list[Movement] = []
    passed_over: PassedOver = []
    events: list[Event] = [*course["movements"], *course["recusals"]]
    for event in events:
        if not 0 <= event.at < course["paragraphs"]:
            passed_over.append((event, "Paragrafen finns inte i protokollet."))
    attendance = _opened(course["seats"], course["participants"])
    for at in range(course["paragraphs"]):
        recusals = [recusal for recusal in course["recusals"] if recusal.at == at]
        recused = {recusal.who for recusal in recusals}
        for movement in (movement for movement in course["movements"] if movement.at == at):
            if sentence := _move(attendance, movement, recused):
                passed_over.append((movement, sentence))
            else:
                done.append(movement)
        found.append(_roll(attendance, recusals, passed_over))
    return found, done, passed_over


def _opened(seats: Sequence[Hashable], participants: Sequence[Participant]) -> Attendance:
    """The attendance when the meeting begins: members first, then deputies who serve."""
    attendance = Attendance(
        seats=seats,
        members={person.id: person.seat for person in participants if person.is_member},
        deputies={person.id for person in participants if not person.is_member},
    )
    for person in participants:
        if person.mode:
            attendance.arrive(person.id, person.mode)
    for person in participants:
        # Everyone has arrived before anyone serves: a deputy may stand before the seat's member in the list.
        if person.serves is not None:
            attendance.serve(person.id, person.serves)
    return attendance


def _move(attendance: Attendance, movement: Movement, recused: Collection[Hashable]) -> str:
    match movement.change:
        case MovementKind.ARRIVED:
            return attendance.arrive(movement.who, movement.mode)
        case MovementKind.LEFT:
            return attendance.leave(movement.who)
        case MovementKind.SERVING if movement.who in recused:
            return "Den som är jävig får inte tjänstgöra i paragrafen (6 kap. 30 § kommunallagen)."
        case MovementKind.SERVING:
            return attendance.serve(movement.who, movement.seat)
        case MovementKind.RELIEVED:
            return attendance.relieve(movement.who)


def _roll(attendance: Attendance, recusals: Sequence[Recusal], passed_over: PassedOver) -> Roll:
    """First all who are jäviga leave, then the deputies who were chosen for them serve."""
    inside = attendance.copy()
    out: dict[Hashable, Recusal] = {}
    for recusal in recusals:
        if recusal.who in out:
            passed_over.append((recusal, "Jäv är redan antecknat för personen i paragrafen."))
        elif inside.leave(recusal.who):
            passed_over.append(
                (recusal, "Personen är inte närvarande i paragrafen, så jäv behöver inte antecknas.")
            )
        else:
            out[recusal.who] = recusal
    vacated = {who: seat for seat, who in attendance.serving.items()}
    for who, recusal in out.items():
        if recusal.substitute is None:
            continue
        if who not in vacated:
            passed_over.append((recusal, "Den jäviga beslutar inte i paragrafen, så ingen ersättare behövs."))
        elif sentence := inside.serve(recusal.substitute, vacated[who]):
            passed_over.append((recusal, sentence))
    return Roll(inside.modes, inside.serving, frozenset(out), len(inside.seats))
