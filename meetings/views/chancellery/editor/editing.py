"""What every view of the editor begins with: a request about one draft, and the rows that it may name."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, time
from functools import cached_property
from typing import TypedDict

from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, QueryDict
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone

from meetings.draft.names import identity, known_people
from meetings.draft.rolls import Rolls, order_of, rolls_of
from meetings.draft.series import numbers_of
from meetings.models import (
    Association,
    Attachment,
    Attendee,
    Body,
    Meeting,
    Movement,
    Paragraph,
    Person,
    Protocol,
)
from meetings.rules.presence import Roll
from meetings.swedish import section
from meetings.workflow import LOCKED, ProtocolState

PUBLIC_ID = re.compile(r"[A-Za-z0-9_-]{1,20}")


class Signed(TypedDict):
    """Who does it and when, as every action asks."""

    by: Person
    at: datetime


class Undo(TypedDict):
    """A press that takes back what was done: its label, its address and what it posts."""

    label: str
    url: str
    data: dict[str, object]


@dataclass(frozen=True)
class Editing:
    """A request about a meeting's own protocol, by a person who may make it."""

    request: HttpRequest
    association: Association
    meeting: Meeting
    protocol: Protocol
    state: ProtocolState
    person: Person

    @property
    def query(self) -> QueryDict:
        return self.request.GET

    @property
    def posted(self) -> QueryDict:
        return self.request.POST

    @property
    def current(self) -> str:
        """The public id of the § that is being written in, or ""."""
        current = self.posted.get("nu") or self.query.get("nu", "")
        return current if PUBLIC_ID.fullmatch(current) else ""

    @property
    def tab(self) -> str:
        """What the page that asks calls itself, or ""."""
        tab = self.posted.get("flik") or self.query.get("flik", "")
        return tab if PUBLIC_ID.fullmatch(tab) else ""

    @property
    def address(self) -> list[str]:
        """The arguments that every address of the editor begins with."""
        return [self.association.slug, self.meeting.body.slug, self.meeting.key]

    @property
    def is_locked(self) -> bool:
        return self.state in LOCKED or self.meeting.state == Meeting.State.CANCELLED

    @property
    def signed(self) -> Signed:
        return {"by": self.person, "at": timezone.now()}

    @cached_property
    def rolls(self) -> Rolls:
        """Who is in and decides in each §, as it was when the request came."""
        return rolls_of(self.meeting, order_of(self.meeting))

    def names_of(self, people: Iterable[Person]) -> dict[int, str]:
        """What each is called beside everybody in the meeting, by key."""
        people = list(people)
        known = known_people(self.rolls.attendees.values(), [(one, "") for one in people])
        return {one.pk: known[identity(one)].name for one in people}

    def taking_part(self, paragraph: Paragraph) -> list[Attendee]:
        """Those who decide in the § and do take part in its decision, by seat."""
        absent = set(paragraph.abstentions.values_list("attendee_id", flat=True))
        return [one for one in self.rolls.deciding(paragraph) if one.pk not in absent]

    def in_the_room(self, paragraph: Paragraph) -> list[Attendee]:
        """Those with a mandate who are in the §, whoever leaves for jäv, ledamöter first."""
        modes = self.without_recusals(paragraph).modes
        return [one for key, one in self.rolls.attendees.items() if key in modes]

    def without_recusals(self, paragraph: Paragraph) -> Roll:
        return self.rolls.without_recusals.get(paragraph.pk, self.rolls.at_start)

    def row[Row: Model](self, model: type[Row], public_id: str) -> Row:
        """The row of this meeting with the public id, removed §§ too, or 404."""
        # PostgreSQL refuses a NUL with an error, so the form of the id is looked at first.
        if not PUBLIC_ID.fullmatch(public_id):
            raise Http404
        meeting = "meeting" if model in (Paragraph, Attachment) else "paragraph__meeting"
        rows = model._default_manager.select_related(f"{meeting}__body__association")
        return get_object_or_404(rows, **{meeting: self.meeting, "public_id": public_id})

    @property
    def time_of_day(self) -> time | None:
        """Now while the meeting runs; None when the protocol is written at another time."""
        local, meeting = timezone.localtime(), self.meeting
        if meeting.state != Meeting.State.OPEN or not meeting.date <= local.date() <= meeting.last_day:
            return None
        return local.time().replace(second=0, microsecond=0)

    def undo(self, name: str, *ids: str, **posted: object) -> Undo:
        """The press that takes back what was done, by the name of its address."""
        return {"label": "Ångra", "url": reverse(name, args=[*self.address, *ids]), "data": posted}

    def paragraph(self, public_id: str) -> Paragraph:
        return self.row(Paragraph, public_id)

    def paragraph_or_none(self, public_id: str) -> Paragraph | None:
        """The § that a request may leave out."""
        return self.paragraph(public_id) if public_id else None

    def attendee(self, key: str) -> Attendee:
        return by_key(self.meeting.attendees.select_related("person", "meeting__body__association"), key)

    def with_numbers(self) -> list[tuple[Paragraph, int]]:
        """Every § in order with its number as things stand."""
        numbers = numbers_of(self.meeting)
        rows = Paragraph.objects.select_related("meeting__body__association").in_bulk(list(numbers))
        return [(rows[key], number) for key, number in numbers.items()]

    def numbered(self) -> list[tuple[Paragraph, str]]:
        """Every § in order with «§ 43»."""
        return [(one, section(number)) for one, number in self.with_numbers()]

    def titled(self) -> list[tuple[Paragraph, str]]:
        """Every § in order with «§ 43 Rubrik»."""
        return [(one, f"{number} {one.heading}".strip()) for one, number in self.numbered()]

    def number(self, paragraph: Paragraph) -> str:
        """«§ 43» as things stand, «punkt 4» where the document has no §; "" for a removed one."""
        number = numbers_of(self.meeting).get(paragraph.pk)
        if not number:
            return ""
        has_sections = self.meeting.body.heading_numbers == Body.HeadingNumbers.PARAGRAPH
        return section(number) if has_sections else f"punkt {number}"


def by_key[Row: Model](rows: QuerySet[Row], key: str) -> Row:
    """The row with the integer key that a request wrote, or 404. Such keys never stand in an address."""
    if not (key.isascii() and key.isdigit() and len(key) < 18):
        raise Http404
    return get_object_or_404(rows, pk=int(key))


def among[Row: Model](rows: QuerySet[Row], public_id: str) -> Row | None:
    """The one of `rows` that a request names; None when it names none, or one that is gone."""
    return rows.filter(public_id=public_id).first() if PUBLIC_ID.fullmatch(public_id) else None


def chosen(attendees: Iterable[Attendee], keys: Iterable[str]) -> list[Attendee]:
    """Those whose key was sent, in the order offered."""
    wanted = set(keys)
    return [one for one in attendees if str(one.pk) in wanted]


# What an address or its query names, for the tables of dialogs and presses.


def named[Row: Model](model: type[Row]) -> Callable[[Editing, str], Row]:
    """Finds a row by the public id in the address."""
    return lambda editing, public_id: editing.row(model, public_id)


def the_meeting(editing: Editing) -> Meeting:
    return editing.meeting


def attendee_in_query(editing: Editing) -> Attendee:
    return editing.attendee(editing.query.get("attendee", ""))


def movement_in_request(editing: Editing) -> Movement:
    """`handelse` is posted by the panel's «Ångra», and stands in the query of the dialog."""
    key = editing.posted.get("handelse", "") or editing.query.get("handelse", "")
    rows = editing.meeting.movements.select_related(
        "attendee__person", "paragraph__meeting__body__association"
    )
    return by_key(rows, key)


def protocol_in_query(editing: Editing) -> Protocol:
    """An immediate protocol of the meeting."""
    public_id = editing.query.get("protocol", "")
    if not PUBLIC_ID.fullmatch(public_id):
        raise Http404
    return get_object_or_404(Protocol, meeting=editing.meeting, number__gt=1, public_id=public_id)
