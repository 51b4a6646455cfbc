"""What somebody may try in a meeting, each a function that takes who, where and how as numbers."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from meetings.actions.attending import set_presence, set_serving
from meetings.actions.deciding import decide_as_prepared, defer, take_back_decision
from meetings.actions.dissenting import add_reservation
from meetings.actions.drafting import edit_paragraph, move_paragraph, remove_paragraph, restore_paragraph
from meetings.actions.moving import (
    register_arrival,
    register_departure,
    remove_movement,
    start_serving,
    stop_serving,
)
from meetings.actions.recusing import register_recusal, remove_recusal, set_not_taking_part
from meetings.actions.voting import Slips, vote_by_slips, vote_openly
from meetings.models import Attendee, Paragraph, Recusal
from tests.worlds.boards import at
from tests.worlds.running_meeting import Held

LETTERS = {"j": "yes", "n": "no", "a": "abstain"}


@dataclass
class Step:
    """What somebody tries: numbers choose the people, the § and the details."""

    what: str
    who: int
    where: int
    other: int
    said: str


@dataclass
class Room:
    """The meeting and the rows that a step is about."""

    held: Held
    step: Step

    @property
    def rows(self) -> list[Paragraph]:
        return list(self.held.meeting.paragraphs.select_related("chair").order_by("pk"))

    @property
    def paragraph(self) -> Paragraph:
        return self.rows[self.step.where % len(self.rows)]

    def person(self, number: int) -> Attendee:
        people = list(self.held.meeting.attendees.exclude(kind="guest").order_by("pk"))
        return people[number % len(people)]

    @property
    def attendee(self) -> Attendee:
        return self.person(self.step.who)

    @property
    def seat(self) -> Any:
        return list(self.held.board.seats.values())[self.step.other % 4]

    @property
    def deciding(self) -> list[Attendee]:
        return self.held.rolls().deciding(self.paragraph)

    def choices(self) -> dict[Attendee, str]:
        """One letter each of those who decide and take part; the last letter again for more."""
        out = set(self.paragraph.abstentions.values_list("attendee_id", flat=True))
        voters = [one for one in self.deciding if one.pk not in out]
        said = self.step.said.ljust(len(voters), self.step.said[-1])
        return {one: LETTERS[letter] for one, letter in zip(voters, said, strict=False)}


def common(room: Room) -> dict[str, Any]:
    return {"by": room.held.by, "at": at()}


def be_there(room: Room) -> None:
    modes = ("on_site", "remote", "absent")
    set_presence(attendee=room.attendee, presence=modes[room.step.other % 3], **common(room))


def come(room: Room) -> None:
    register_arrival(attendee=room.attendee, paragraph=room.paragraph, **common(room))


def go(room: Room) -> None:
    register_departure(attendee=room.attendee, paragraph=room.paragraph, **common(room))


def serve(room: Room) -> None:
    start_serving(deputy=room.attendee, seat=room.seat, paragraph=room.paragraph, **common(room))


def serve_from_start(room: Room) -> None:
    set_serving(deputy=room.attendee, seat=room.seat if room.step.where else None, **common(room))


def stop(room: Room) -> None:
    stop_serving(deputy=room.attendee, paragraph=room.paragraph, **common(room))


def undo_movement(room: Room) -> None:
    if movement := room.held.meeting.movements.last():
        remove_movement(movement=movement, **common(room))


def recuse(room: Room) -> None:
    register_recusal(
        paragraph=room.paragraph,
        attendee=room.attendee,
        how=Recusal.How.values[(len(room.step.said) + 1) % 3],
        substitute=room.person(room.step.other),
        chair=room.person(room.step.other + 1).person,
        verified_by=room.person(room.step.other + 2).person,
        **common(room),
    )


def undo_recusal(room: Room) -> None:
    if recusal := room.paragraph.recusals.first():
        remove_recusal(recusal=recusal, **common(room))


def stay_out(room: Room) -> None:
    set_not_taking_part(paragraph=room.paragraph, attendees=[room.attendee], **common(room))


def vote(room: Room) -> None:
    paragraph = room.paragraph
    ballot = paragraph.ballots.first() if room.step.other % 2 else None
    if paragraph.kind != Paragraph.Kind.ELECTION:
        vote_openly(paragraph=paragraph, choices=room.choices(), ballot=ballot, **common(room))
        return
    slips = Slips(options=[("A", room.step.who), ("B", room.step.other)], blank=len(room.step.said) % 2)
    vote_by_slips(
        paragraph=paragraph, slips=slips, lot="A", lot_how="Ur en skål.", ballot=ballot, **common(room)
    )


def vote_as_told(room: Room) -> None:
    """Whoever it is about votes too, allowed or not, and another's vote is missing."""
    choices = room.choices() | {room.attendee: "yes"}
    choices.pop(room.person(room.step.other), None)
    vote_openly(paragraph=room.paragraph, choices=choices, **common(room))


def reserve(room: Room) -> None:
    add_reservation(paragraph=room.paragraph, attendee=room.attendee, **common(room))


def decide(room: Room) -> None:
    if room.step.other % 2:
        take_back_decision(paragraph=room.paragraph, **common(room))
    decide_as_prepared(paragraph=room.paragraph, **common(room))


def put_off(room: Room) -> None:
    defer(row=room.paragraph, kind="postponed", **common(room))


def lead(room: Room) -> None:
    kind = list(Paragraph.Kind)[room.step.other % 4]
    changes = {"kind": kind} if len(room.step.said) % 2 else {"chair": room.attendee.person}
    edit_paragraph(paragraph=room.paragraph, **changes, **common(room))


def reorder(room: Room) -> None:
    match room.step.other % 3:
        case 0:
            move_paragraph(paragraph=room.paragraph, index=room.step.who, **common(room))
        case 1:
            remove_paragraph(paragraph=room.paragraph, **common(room))
        case _:
            restore_paragraph(paragraph=room.paragraph, **common(room))


ACTIONS: dict[str, Callable[[Room], None]] = {
    one.__name__: one
    for one in (
        be_there, come, go, serve, serve_from_start, stop, undo_movement, recuse, undo_recusal, stay_out, vote,
        vote_as_told, reserve, decide, put_off, lead, reorder,
    )
}  # fmt: skip
