"""The people of a meeting as the snapshot and the header name them: one line for each capacity, with its §§."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from meetings.draft.reading import Draft
from meetings.draft.recorded_words import MODES
from meetings.models import Attendee, Body, Office, Person
from meetings.record.protocol import Attendee as RecordedAttendee
from meetings.rules.distance import AT_A_DISTANCE, Mode
from meetings.rules.numbering import number_range
from meetings.rules.presence import Roll
from meetings.swedish import sections, sort_key

DECIDING, OTHER, ABSENT = "deciding", "other", "absent"
OFFICE_TITLES = {Office.Kind.CHAIR: "ordförande", Office.Kind.VICE_CHAIR: "vice ordförande"}
_RANKS = {"ordförande": 0, "vice ordförande": 1}
_WITHOUT_OFFICE, _GUEST = 2, 10


@dataclass(frozen=True)
class AttendanceLine:
    """One line of the attendance, ready for the snapshot. `unsaid` when nobody has filled in the attendance."""

    name: str
    party: str | None
    role: str
    mode: str
    group: str
    serving_for: str | None
    paragraphs: list[str] | None
    organisation: str
    mode_reason: str
    rank: tuple[int, str]
    written: int
    unsaid: bool = False

    @property
    def recorded(self) -> RecordedAttendee:
        return RecordedAttendee(
            name=self.name,
            party=self.party,
            role=self.role,
            mode=MODES[self.mode],
            serving_for=self.serving_for,
            paragraphs=None if self.paragraphs is None else tuple(self.paragraphs),
            group=self.group,
            organisation=self.organisation,
            mode_reason=self.mode_reason,
        )

    @property
    def is_remote(self) -> bool:
        return self.mode in AT_A_DISTANCE

    @property
    def is_guest(self) -> bool:
        return self.rank[0] == _GUEST

    @property
    def first_paragraph(self) -> int:
        """The number of the first § of the visit; 0 for one who was there throughout."""
        return int(self.paragraphs[0]) if self.paragraphs else 0

    @property
    def company(self) -> tuple[object, ...]:
        """What guests share who stand in one line; of anybody else only that one's own."""
        if not (self.is_guest and self.organisation):
            return (id(self),)
        return (self.organisation, self.paragraphs, self.mode, self.mode_reason)

    def says(self, mark: str) -> bool:
        """Whether the name itself says it, since somebody else bears the same."""
        return self.name.endswith(f"({mark})")

    def titled(self, title_position: str, *, begins: bool = True) -> str:
        """«Astrid Norling, ordförande» or «Ordförande Astrid Norling», whose capital is of what begins a line.

        A ledamot has no title.
        """
        title = "" if self.role == "ledamot" else self.role
        if not title:
            return self.name
        if title_position == Body.TitlePosition.BEFORE:
            return f"{title[0].upper() if begins else title[0]}{title[1:]} {self.name}"
        return f"{self.name}, {title}"

    def mode_in_words(self, distance_is_said: bool) -> str:
        """«, på distans, enbart ljud (strömavbrott)»; where `distance_is_said` already, only sound alone."""
        if not self.is_remote:
            return ""
        by_sound = self.mode == Mode.REMOTE_AUDIO
        words = [] if distance_is_said else ["på distans"]
        words += ["enbart ljud"] if by_sound else []
        reason = f" ({self.mode_reason.rstrip('.')})" if by_sound and self.mode_reason else ""
        return "".join(f", {word}" for word in words) + reason


def lines(
    people: Sequence[AttendanceLine], title_position: str, *, distance_is_said: bool = False
) -> Iterator[str]:
    """«Astrid Norling, ordförande (RVN), § 37–41», one for each, or with the title before the name.

    Guests from one organisation who were there for the same §§ have one line: «A och B, Projektet (§ 63)».
    """
    for _, together in groupby(people, key=lambda one: one.company):
        yield _line_of(list(together), title_position, distance_is_said)


def _line_of(together: Sequence[AttendanceLine], title_position: str, distance_is_said: bool) -> str:
    first = together[0]
    line = _joined([one.titled(title_position, begins=one is first) for one in together])
    if first.serving_for:
        line += f" för {first.serving_for}"
    if first.organisation:
        line += f", {first.organisation}"
    if first.party and not first.says(first.party) and not line.endswith(f" ({first.party})"):
        line += f" ({first.party})"
    line += first.mode_in_words(distance_is_said)
    numbers = sections(number_range(first.paragraphs or []))
    if not numbers:
        return line
    return f"{line}, {numbers}" if line.endswith(")") else f"{line} ({numbers})"


def _joined(names: Sequence[str]) -> str:
    """«A, B och C»; «A, chef; B, handläggare och C» where a comma already parts a name from its title."""
    *first, last = names
    mark = "; " if any(", " in name for name in first) else ", "
    return f"{mark.join(first)} och {last}" if first else last


def participants(draft: Draft) -> list[AttendanceLine]:
    """Everyone in the meeting, in the order the body has chosen: deciding, others, absent.

    Guests come in the order of their §§ and as they were written, unless the body orders every name by last name.
    A ledamot has one line, with the §§ when not there for all that the protocol shows. An ersättare has a line
    for each seat served and one for the §§ without serving. Who leaves the room for jäv is still in the meeting.
    """
    titles = _titles(draft.meeting.body, draft.meeting.date, draft.meeting.chair)
    found: list[AttendanceLine] = []
    for attendee in draft.rolls.attendees.values():
        office = titles.get(attendee.person_id or 0, "")
        if attendee.kind == Attendee.Kind.GUEST:
            found += _guest(draft, attendee, draft.guests_at.get(attendee.pk))
        elif attendee.kind == Attendee.Kind.DEPUTY:
            found += _deputy(draft, attendee, office)
        else:
            found.append(_member(draft, attendee, office))
    groups = [DECIDING, OTHER, ABSENT]
    return sorted(found, key=lambda one: (groups.index(one.group), _order(draft.meeting.body, one)))


def _guest(draft: Draft, attendee: Attendee, keys: set[int] | None) -> Iterable[AttendanceLine]:
    shown = {paragraph.pk for paragraph in draft.paragraphs}
    if keys and not keys & shown:
        return  # only there for a § of another protocol
    numbers = sorted((str(draft.numbers[key]) for key in keys & shown), key=int) if keys else None
    group = OTHER if attendee.is_present else ABSENT
    mode = attendee.presence or Mode.ABSENT
    yield _line(draft, attendee, role=attendee.title, mode=mode, group=group, paragraphs=numbers, rank=_GUEST)


def _member(draft: Draft, attendee: Attendee, office: str) -> AttendanceLine:
    there = [
        (number, roll.modes[attendee.pk]) for number, roll, _ in _rolls(draft) if attendee.pk in roll.modes
    ]
    role, rank = office or "ledamot", _RANKS.get(office, _WITHOUT_OFFICE)
    if not there:
        return _line(draft, attendee, role=role, group=ABSENT, rank=rank)
    numbers = _all_or(draft, [number for number, _ in there])
    return _line(draft, attendee, role=role, mode=there[0][1], group=DECIDING, paragraphs=numbers, rank=rank)


def _deputy(draft: Draft, attendee: Attendee, office: str) -> Iterable[AttendanceLine]:
    rank = _RANKS.get(office, _WITHOUT_OFFICE)
    spans: dict[int | None, list[str]] = {}
    modes: dict[int | None, str] = {}
    for number, roll, with_recusals in _rolls(draft):
        if attendee.pk in roll.modes:
            recused = attendee.pk in with_recusals.recused
            seat = _seat(roll if recused else with_recusals, attendee.pk)
            spans.setdefault(seat, []).append(number)
            modes.setdefault(seat, roll.modes[attendee.pk])
    for seat, numbers in spans.items():
        yield _line(
            draft,
            attendee,
            role="ersättare" if seat is None else "tjänstgörande ersättare",
            mode=modes[seat],
            group=OTHER if seat is None else DECIDING,
            serving_for=None if seat is None else draft.rolls.serves_in_words(seat),
            paragraphs=_all_or(draft, numbers),
            rank=rank,
        )
    if not spans:
        yield _line(draft, attendee, role="ersättare", group=ABSENT, rank=rank)


def _line(
    draft: Draft,
    attendee: Attendee,
    *,
    role: str,
    group: str,
    rank: int,
    mode: str = Mode.ABSENT,
    serving_for: str | None = None,
    paragraphs: list[str] | None = None,
) -> AttendanceLine:
    return AttendanceLine(
        name=draft.rolls.name(attendee),
        party=None if attendee.mandate is None else attendee.mandate.seat.party.code,
        role=role,
        mode=str(mode),
        group=group,
        serving_for=serving_for,
        paragraphs=paragraphs,
        organisation=attendee.organisation,
        mode_reason=attendee.mode_reason if mode == Mode.REMOTE_AUDIO else "",
        rank=(rank, _last_name(attendee)),
        written=attendee.pk,
        unsaid=attendee.presence == Mode.UNSET,
    )


def _rolls(draft: Draft) -> list[tuple[str, Roll, Roll]]:
    """The number of each § with its roll, as if nobody were recused and as it was; "" for a meeting without §§."""
    rolls = draft.rolls
    if not draft.paragraphs:
        return [("", rolls.at_start, rolls.at_start)]
    return [
        (draft.number(one), rolls.without_recusals[one.pk], rolls.by_paragraph[one.pk])
        for one in draft.paragraphs
    ]


def _seat(roll: Roll, attendee: int) -> int | None:
    """The seat that the attendee decides for."""
    seats = (seat for seat, who in roll.serving.items() if who == attendee)
    return next((seat for seat in seats if isinstance(seat, int)), None)


def _all_or(draft: Draft, numbers: list[str]) -> list[str] | None:
    """None for every § that the protocol shows."""
    return None if len(numbers) >= len(draft.paragraphs) else numbers


def _titles(body: Body, day: date, chair: Person | None) -> dict[int, str]:
    titles: dict[int, str] = {
        office.person_id: OFFICE_TITLES[Office.Kind(office.kind)]
        for office in body.offices.all()
        if office.first_day <= day and (office.last_day is None or office.last_day >= day)
    }
    if chair:
        titles = {key: title for key, title in titles.items() if title != "ordförande"}
        titles[chair.pk] = "ordförande"
    return titles


def _order(body: Body, one: AttendanceLine) -> tuple[Any, ...]:
    rank, last_name = one.rank
    if one.is_guest:
        by_name = body.name_order == Body.NameOrder.NAME
        return (rank, one.first_paragraph, sort_key(last_name) if by_name else one.written)
    match body.name_order:
        case Body.NameOrder.OFFICE_PARTY:
            return (rank, sort_key(one.party or ""), sort_key(last_name))
        case Body.NameOrder.PARTY:
            return (0, sort_key(one.party or ""), rank, sort_key(last_name))
        case Body.NameOrder.NAME:
            return (0, sort_key(last_name))
        case _:
            return (rank, sort_key(last_name))


def _last_name(attendee: Attendee) -> str:
    person = attendee.person
    return person.last_name if person else attendee.name.rsplit(" ", 1)[-1]
