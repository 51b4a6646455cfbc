"""Who is in the meeting, one line each, as they stand in the § that is being written in."""

from dataclasses import dataclass

from meetings.draft.reading import Draft
from meetings.models import Attendee, Body, Movement
from meetings.rules.numbering import number_range
from meetings.rules.presence import Roll
from meetings.swedish import sections, sort_key

from .paragraph import paragraph_label

GUEST, DEPUTY = Attendee.Kind.GUEST, Attendee.Kind.DEPUTY
CUT_OFF = "förbindelsen bröts"
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
    is_cut_off: bool
    is_recused: bool
    counts: bool
    choices: list[tuple[str, str]]

    @property
    def is_unsaid(self) -> bool:
        return not self.presence and not self.mode


def choices_in(body: Body) -> list[tuple[str, str]]:
    """What can be said by one press of somebody's presence: stored value and words."""
    return CHOICES if body.under_kl else ADVISING_CHOICES


def person_lines(draft: Draft, roll: Roll, at: int) -> list[PersonLine]:
    """Everyone in the order of the mandates, guests last. `roll` is that of § number `at`, from 0."""
    attendees = sorted(draft.rolls.attendees.values(), key=_order)
    return [_line(draft, one, roll, at) for one in attendees]


def _order(one: Attendee) -> tuple[bool, int, str]:
    return (one.kind == GUEST, one.mandate_id or one.pk, sort_key(one.display_name))


def _line(draft: Draft, one: Attendee, roll: Roll, at: int) -> PersonLine:
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
        name=draft.rolls.name(one),
        kind=one.kind,
        presence=one.presence,
        code=one.mandate.seat.party.code if one.mandate else "",
        notes=", ".join(filter(None, notes)),
        state=_in_words(one.presence) if is_guest else _state_in(draft, one, roll, has_moved=bool(before)),
        mode=str(roll.modes.get(one.pk, "")),
        seat=seat if isinstance(seat, int) else None,
        start_seat=one.serving_seat_id,
        is_cut_off=bool(before) and before[-1].kind == Movement.Kind.LEFT and before[-1].cause == CUT_OFF,
        is_recused=one.pk in roll.recused,
        counts=one.is_present if is_guest else one.pk in roll.modes,
        choices=choices_in(draft.meeting.body),
    )


def _state_in(draft: Draft, one: Attendee, roll: Roll, *, has_moved: bool) -> str:
    if one.pk in roll.recused:
        return "jäv"
    if one.pk in roll.modes:
        return _in_words(str(roll.modes[one.pk]))
    if has_moved:
        return "har gått"
    later = [
        row
        for row in draft.rolls.movements
        if row.attendee_id == one.pk and row.kind == Movement.Kind.ARRIVED
    ]
    if later and later[0].paragraph_id in draft.numbers:
        return f"kommer till {paragraph_label(draft.meeting.body, draft.numbers[later[0].paragraph_id])}"
    return _in_words(one.presence)


def _in_words(presence: str) -> str:
    return "" if presence == Attendee.Presence.UNSET else Attendee.Presence(presence).label.lower()
