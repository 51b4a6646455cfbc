"""The right column of the editor: who is in and decides in the § being written in, and how the meeting runs."""

import json
from dataclasses import dataclass

from meetings.draft.checklist import attendance_of
from meetings.draft.header import header_rows
from meetings.draft.people import participants
from meetings.draft.reading import Draft
from meetings.models import Attendee, Meeting, Movement
from meetings.rules.numbering import number_range
from meetings.rules.presence import Roll
from meetings.rules.substitution import Deputy, EmptySeat, suggestions
from meetings.swedish import sections, sort_key, time_range

from .paragraph import label

GUEST, MEMBER, DEPUTY = Attendee.Kind.GUEST, Attendee.Kind.MEMBER, Attendee.Kind.DEPUTY
BROKEN = "förbindelsen bröts"
CHOICES: list[tuple[str, str]] = [
    (Attendee.Presence.ON_SITE, "På plats"),
    (Attendee.Presence.REMOTE, "Distans"),
    (Attendee.Presence.ABSENT, "Frånvarande"),
]
ADVISING_CHOICES = [(Attendee.Presence.ON_SITE, "Närvarande"), *CHOICES[1:]]


@dataclass(frozen=True)
class PersonLine:
    """One attendee as the panel shows it; `key` goes back in a request's body, never in an address.

    `presence` and `start_seat` are those the meeting begins with, `mode` and `seat` those of the § now; `state`
    is how they take part in it, in words, and `choices` what can be said of one of whom nothing is said.
    """

    key: int
    name: str
    kind: str
    presence: str
    code: str
    notes: str
    state: str
    mode: str
    seat: int | None
    start_seat: int | None
    lost: bool
    recused: bool
    counts: bool
    choices: list[tuple[str, str]]

    @property
    def is_unsaid(self) -> bool:
        return not self.presence and not self.mode


@dataclass(frozen=True)
class SuggestionLine:
    """«Gunnar Hallin tjänstgör för Astrid Norling», with the reason."""

    deputy: int
    seat: int
    sentence: str
    reason: str


@dataclass(frozen=True)
class Side:
    """`here` is the label of the § that is being written in, `now` its public id, `following` the next one's."""

    figure: str
    quorum: str
    is_quorate: bool
    here: str
    now: str
    following: str
    is_first: bool
    members: list[PersonLine]
    serving: list[PersonLine]
    deputies: list[PersonLine]
    guests: list[PersonLine]
    suggestions: list[SuggestionLine]
    empty_now: str
    empty_from_start: str
    unset: int
    verifiers: list[str]
    deputy_verifiers: list[str]
    header_rows: list[dict[str, object]]
    state: str
    is_adjourned: bool
    adjournments: list[tuple[int, str]]

    @property
    def others(self) -> list[PersonLine]:
        return [*self.deputies, *self.guests]

    @property
    def others_unset(self) -> int:
        return sum(one.is_unsaid for one in self.others)


def side_of(draft: Draft, now: str) -> Side:
    """`now` is the public id of the § that is being written in; the first one when it is none of the meeting's."""
    meeting, rolls = draft.meeting, draft.rolls
    at = next((at for at, one in enumerate(draft.paragraphs) if one.public_id == now), 0)
    here = draft.paragraphs[at] if draft.paragraphs else None
    roll = rolls.by_paragraph[here.pk] if here else rolls.at_start
    lines = [_line(one, draft, roll, at) for one in sorted(rolls.attendees.values(), key=_order)]
    following = draft.paragraphs[at + 1 : at + 2]
    return Side(
        figure=_figure(draft, roll, lines),
        quorum=_quorum(draft, roll),
        is_quorate=roll.has_quorum,
        here=label(meeting.body, draft.numbers[here.pk]) if here else "",
        now=here.public_id if here else "",
        following=following[0].public_id if following else "",
        is_first=at == 0,
        members=[line for line in lines if line.kind == MEMBER],
        serving=[line for line in lines if line.kind == DEPUTY and line.seat is not None],
        deputies=[line for line in lines if line.kind == DEPUTY and line.seat is None],
        guests=[line for line in lines if line.kind == GUEST],
        suggestions=_suggestions(draft, rolls.without_recusals[here.pk] if here else roll, roll),
        empty_now=_empty(draft, rolls.without_recusals[here.pk] if here else roll),
        empty_from_start=_empty(draft, rolls.at_start),
        unset=len(attendance_of(rolls).unset),
        verifiers=[one.person.name for one in meeting.verifiers.all() if not one.is_deputy],
        deputy_verifiers=[one.person.name for one in meeting.verifiers.all() if one.is_deputy],
        header_rows=header_rows(draft, participants(draft)),
        state=_state(meeting),
        is_adjourned=any(one.end is None for one in meeting.adjournments.all()),
        adjournments=[(one.pk, time_range(one.start, one.end)) for one in meeting.adjournments.all()],
    )


def _figure(draft: Draft, roll: Roll, lines: list[PersonLine]) -> str:
    if draft.meeting.body.under_kl:
        return f"{roll.present} av {roll.seats}"
    return f"{sum(one.counts for one in lines)} närvarande"


def _quorum(draft: Draft, roll: Roll) -> str:
    if not draft.meeting.body.under_kl:
        return ""
    return "beslutsför" if roll.has_quorum else "inte beslutsför"


def _order(one: Attendee) -> tuple[bool, int, str]:
    return (one.kind == GUEST, one.mandate_id or one.pk, sort_key(one.display_name))


def _line(one: Attendee, draft: Draft, roll: Roll, at: int) -> PersonLine:
    is_guest = one.kind == GUEST
    keys = draft.guests_at.get(one.pk, set())
    numbers = sorted(draft.numbers[key] for key in keys if key in draft.numbers)
    seat = next((key for key, who in roll.serving.items() if who == one.pk), None)
    moved = [row for row in draft.rolls.movements if row.attendee_id == one.pk]
    before = [row for row in moved if row.paragraph_id in draft.rolls.order[: at + 1]]
    notes = [
        one.title if is_guest else "",
        one.organisation,
        sections(number_range(numbers)) if numbers else "",
        f"tjänstgör för {draft.rolls.serves_in_words(seat)}" if one.kind == DEPUTY and isinstance(seat, int) else "",
    ]  # fmt: skip
    return PersonLine(
        key=one.pk,
        name=one.display_name,
        kind=one.kind,
        presence=one.presence,
        code=one.mandate.seat.party.code if one.mandate else "",
        notes=", ".join(filter(None, notes)),
        state=_presence(one.presence) if is_guest else _state_in(one, draft, roll, bool(before)),
        mode=str(roll.modes.get(one.pk, "")),
        seat=seat if isinstance(seat, int) else None,
        start_seat=one.serving_seat_id,
        lost=bool(before) and before[-1].kind == Movement.Kind.LEFT and before[-1].cause == BROKEN,
        recused=one.pk in roll.recused,
        counts=one.is_present if is_guest else one.pk in roll.modes,
        choices=CHOICES if draft.meeting.body.under_kl else ADVISING_CHOICES,
    )


def _state_in(one: Attendee, draft: Draft, roll: Roll, moved: bool) -> str:
    if one.pk in roll.recused:
        return "jäv"
    if one.pk in roll.modes:
        return _presence(str(roll.modes[one.pk]))
    if moved:
        return "har gått"
    later = [
        row
        for row in draft.rolls.movements
        if row.attendee_id == one.pk and row.kind == Movement.Kind.ARRIVED
    ]
    if later and later[0].paragraph_id in draft.numbers:
        return f"kommer till {label(draft.meeting.body, draft.numbers[later[0].paragraph_id])}"
    return _presence(one.presence)


def _presence(presence: str) -> str:
    match presence:
        case Attendee.Presence.UNSET:
            return ""
        case _:
            return Attendee.Presence(presence).label.lower()


def _suggestions(draft: Draft, roll: Roll, with_recusals: Roll) -> list[SuggestionLine]:
    """Who could serve for whom in the §; jäv has its own substitute, who is not offered twice."""
    rolls = draft.rolls
    if not draft.meeting.body.under_kl or not any(roll.modes):
        return []
    empty = []
    for seat in rolls.seats:
        member = rolls.member_of(seat.pk)
        unsaid = member and member.presence == Attendee.Presence.UNSET and member.pk not in roll.modes
        if seat.pk not in roll.serving and not unsaid:
            empty.append(
                EmptySeat(seat=seat.pk, party=seat.party_id, member=member.display_name if member else "")
            )
    busy = {*roll.serving.values(), *with_recusals.serving.values(), *with_recusals.recused}
    free = [
        Deputy(
            id=one.pk,
            name=one.display_name,
            seat=one.mandate.seat_id,
            party=one.mandate.seat.party_id,
            order=one.mandate.service_order,
        )
        for one in rolls.attendees.values()
        if one.kind == DEPUTY and one.mandate and one.pk in roll.modes and one.pk not in busy
    ]
    names = {one.id: one.name for one in free}
    return [
        SuggestionLine(
            deputy=one.deputy,  # type: ignore[arg-type]
            seat=one.seat,  # type: ignore[arg-type]
            sentence=f"{names[one.deputy]} tjänstgör {_place(rolls.serves_in_words(one.seat))}",  # type: ignore[arg-type]
            reason=one.reason,
        )
        for one in suggestions(empty, free)
    ]


def _place(served: str) -> str:
    return f"på {served}" if served.startswith("vakant") else f"för {served}"


def _empty(draft: Draft, roll: Roll) -> str:
    """Seats without anyone who decides, as JSON: `[{"seat", "place"}]`."""
    rolls = draft.rolls
    found = [
        {"seat": seat.pk, "place": _place(rolls.serves_in_words(seat.pk))}
        for seat in rolls.seats
        if seat.pk not in roll.serving
    ]
    return json.dumps(found, ensure_ascii=False)


def _state(meeting: Meeting) -> str:
    pause = next((one for one in meeting.adjournments.all() if one.end is None), None)
    if pause:
        return f"Ajournerat {time_range(pause.start)}"
    match meeting.state:
        case Meeting.State.OPEN:
            return f"Pågår sedan {time_range(meeting.start)}"
        case Meeting.State.CLOSED:
            return f"Avslutat {time_range(meeting.end)}" if meeting.end else "Avslutat"
        case _:
            return f"{meeting.get_state_display()}, börjar {time_range(meeting.start)}"
