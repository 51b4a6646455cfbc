"""Who else writes in a draft, and what is said of them where somebody writes and where the draft is locked."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q
from django.utils import timezone

from meetings.draft.names import identity, known_people
from meetings.draft.reading import Draft
from meetings.models import Attendee, Body, Meeting, Person, Writer
from meetings.swedish import section, time_range

OPEN_FOR = timedelta(seconds=50)  # an open page tells of itself every fifteen seconds
WRITES_FOR = timedelta(minutes=2)  # since the last key
UNSAVED_FOR = timedelta(minutes=15)  # one without contact cannot tell when its text is saved


@dataclass(frozen=True)
class OtherWriter:
    """Another page of the editor than the one that asks. `name` is "" when it is one's own."""

    tab: str
    paragraph: str  # the public id of a §, or ""
    name: str
    is_writing: bool

    @property
    def here(self) -> str:
        """«Eva Lindmark skriver här», said at the §."""
        what = "skriver" if self.is_writing else "är"
        return f"{self.name} {what} här" if self.name else f"Du {what} här i en annan flik"


def other_writers(
    meeting: Meeting, attendees: Iterable[Attendee], *, by: Person, tab: str, at: datetime
) -> list[OtherWriter]:
    """The open pages of the draft but the page `tab` of `by`, in a query."""
    rows = [one for one in _believed(meeting, at) if one.is_open and (one.person, one.tab) != (by, tab)]
    names = _names(attendees, rows, by)
    return [
        OtherWriter(
            tab=one.tab,
            paragraph=one.paragraph.public_id if one.paragraph else "",
            name=names.get(one.person_id, ""),
            is_writing=one.is_unsaved or _has_just_typed(one, at),
        )
        for one in rows
    ]


def writers_to_ask(
    draft: Draft, *, by: Person, at: datetime, paragraphs: Collection[int] | None = None
) -> dict[str, str]:
    """Whose words a lock of the draft would cut off: a sentence by tab, in a query.

    They are those who have just typed and those whose text is not saved, in one of `paragraphs` (keys) or anywhere;
    of one's own other pages only the latter.
    """
    rows = [
        one
        for one in _believed(draft.meeting, at)
        if (one.is_unsaved or (one.person != by and _has_just_typed(one, at)))
        and (paragraphs is None or one.paragraph_id in paragraphs)
    ]
    names = _names(draft.rolls.attendees.values(), rows, by)
    return {one.tab: _sentence(one, names.get(one.person_id, ""), _place(draft, one)) for one in rows}


def _believed(meeting: Meeting, at: datetime) -> list[Writer]:
    rows = meeting.writers.filter(
        Q(is_open=True, at__gt=at - OPEN_FOR)
        | Q(typed_at__gt=at - WRITES_FOR)
        | Q(is_unsaved=True, at__gt=at - UNSAVED_FOR)
    )
    return list(rows.select_related("person", "paragraph").order_by("id"))


def _has_just_typed(one: Writer, at: datetime) -> bool:
    return one.typed_at is not None and one.typed_at > at - WRITES_FOR


def _names(attendees: Iterable[Attendee], rows: list[Writer], by: Person) -> dict[int, str]:
    """What each of the others is called beside everybody in the meeting, by key."""
    people = [one.person for one in rows if one.person != by]
    known = known_people(attendees, [(one, "") for one in people])
    return {one.pk: known[identity(one)].name for one in people}


def _place(draft: Draft, one: Writer) -> str:
    number = draft.numbers.get(one.paragraph_id) if one.paragraph_id else None
    if number is None:
        return "protokollet"
    has_sections = draft.meeting.body.heading_numbers == Body.HeadingNumbers.PARAGRAPH
    return section(number) if has_sections else f"punkt {number}"


def _sentence(one: Writer, name: str, place: str) -> str:
    if not name:
        return f"Du har text i {place} i en annan flik. Den är inte sparad."
    if one.is_unsaved or one.typed_at is None:
        return f"{name} skriver i {place}. Texten är inte sparad."
    return f"{name} skrev i {place} {time_range(timezone.localtime(one.typed_at).time())}."
