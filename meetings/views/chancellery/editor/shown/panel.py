"""The right column of the editor: who is in and decides in the § being written in, and how the meeting runs."""

import json
from dataclasses import dataclass

from django.utils import timezone

from meetings.draft.checklist import attendance_of
from meetings.draft.header import header_rows
from meetings.draft.people import participants
from meetings.draft.reading import Draft
from meetings.models import Attendee, Meeting
from meetings.record.protocol import HeaderRow
from meetings.rules.presence import Roll
from meetings.swedish import time_range

from ..substitutes import substitutes
from .paragraph import paragraph_label
from .people import PersonLine, choices_in, person_lines

GUEST, MEMBER, DEPUTY = Attendee.Kind.GUEST, Attendee.Kind.MEMBER, Attendee.Kind.DEPUTY


@dataclass(frozen=True)
class SuggestionLine:
    """«Gunnar Hallin tjänstgör för Astrid Norling», with the reason."""

    deputy: int
    seat: int
    sentence: str
    reason: str


@dataclass(frozen=True)
class Panel:
    """`current` is the public id of the § that is being written in and `following` the next one's."""

    attendance: str
    quorum: str
    is_short: bool
    current_label: str
    current: str
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
    header_rows: tuple[HeaderRow, ...]
    state: str
    is_adjourned: bool
    adjournments: list[tuple[int, str]]
    choices: list[tuple[str, str]]

    @property
    def letters(self) -> list[tuple[str, str]]:
        """The letter of each button beside a name, and what it stands for."""
        return [(words[0], words.lower()) for _, words in self.choices]

    @property
    def others(self) -> list[PersonLine]:
        return [*self.deputies, *self.guests]

    @property
    def others_unset(self) -> int:
        return sum(one.is_unsaid for one in self.others)


def panel_of(draft: Draft, current: str) -> Panel:
    """`current` is the public id of the § that is being written in; the first one when it is none of the meeting's."""
    meeting, rolls = draft.meeting, draft.rolls
    at = next((at for at, one in enumerate(draft.paragraphs) if one.public_id == current), 0)
    here = draft.paragraphs[at] if draft.paragraphs else None
    roll = rolls.by_paragraph[here.pk] if here else rolls.at_start
    lines = person_lines(draft, roll, at)
    following = draft.paragraphs[at + 1 : at + 2]
    unset = len(attendance_of(rolls).unset)
    return Panel(
        attendance=_attendance(draft, roll, lines),
        quorum=_quorum(draft, roll, unset),
        is_short=not roll.has_quorum and not unset,
        current_label=paragraph_label(meeting.body, draft.numbers[here.pk]) if here else "",
        current=here.public_id if here else "",
        following=following[0].public_id if following else "",
        is_first=at == 0,
        members=[line for line in lines if line.kind == MEMBER],
        serving=[line for line in lines if line.kind == DEPUTY and line.seat is not None],
        deputies=[line for line in lines if line.kind == DEPUTY and line.seat is None],
        guests=[line for line in lines if line.kind == GUEST],
        suggestions=_suggestions(draft, rolls.without_recusals[here.pk] if here else roll, roll),
        empty_now=_empty(draft, rolls.without_recusals[here.pk] if here else roll),
        empty_from_start=_empty(draft, rolls.at_start),
        unset=unset,
        verifiers=[rolls.name(one.person) for one in meeting.verifiers.all() if not one.is_deputy],
        deputy_verifiers=[rolls.name(one.person) for one in meeting.verifiers.all() if one.is_deputy],
        header_rows=header_rows(draft, participants(draft), timezone.localdate()),
        state=_state(meeting),
        is_adjourned=any(one.end is None for one in meeting.adjournments.all()),
        adjournments=[(one.pk, one.in_words) for one in meeting.adjournments.all()],
        choices=choices_in(meeting.body),
    )


def _attendance(draft: Draft, roll: Roll, lines: list[PersonLine]) -> str:
    if draft.meeting.body.under_kl:
        return f"{roll.present} av {roll.seats}"
    return f"{sum(one.counts for one in lines)} närvarande"


def _quorum(draft: Draft, roll: Roll, unset: int) -> str:
    if not draft.meeting.body.under_kl:
        return ""
    if roll.has_quorum:
        return "beslutsför"
    if unset:  # before a meeting that is no lack of a quorum
        return "närvaro är inte angiven för alla" if roll.present else "närvaro är inte angiven"
    return "inte beslutsför"


def _suggestions(draft: Draft, roll: Roll, with_recusals: Roll) -> list[SuggestionLine]:
    """Who could serve for whom in the §; jäv has its own substitute, who is not offered twice."""
    rolls = draft.rolls
    if not draft.meeting.body.under_kl or not any(roll.modes):
        return []
    empty = []
    for seat in rolls.seats:
        member = rolls.member_of(seat.pk)
        is_unsaid = member and member.presence == Attendee.Presence.UNSET and member.pk not in roll.modes
        if seat.pk not in roll.serving and not is_unsaid:
            empty.append((seat, rolls.name(member) if member else ""))
    busy = {*roll.serving.values(), *with_recusals.serving.values(), *with_recusals.recused}
    free = [
        one
        for one in rolls.attendees.values()
        if one.kind == DEPUTY and one.mandate and one.pk in roll.modes and one.pk not in busy
    ]
    return [
        SuggestionLine(
            deputy=one.deputy.pk,
            seat=one.seat.pk,
            sentence=f"{rolls.name(one.deputy)} tjänstgör {_place(rolls.serves_in_words(one.seat.pk))}",
            reason=one.reason,
        )
        for one in substitutes(empty, free)
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
        return f"Ajournerat {pause.in_words}"
    match meeting.state:
        case Meeting.State.OPEN:
            return f"Pågår sedan {time_range(meeting.start)}"
        case Meeting.State.CLOSED:
            return f"Avslutat {time_range(meeting.end)}" if meeting.end else "Avslutat"
        case _:
            return f"{meeting.get_state_display()}, börjar {time_range(meeting.start)}"
