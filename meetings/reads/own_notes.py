"""A person's own notes beside what they were written about: for that person's page, and nobody else's."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from meetings.draft.agenda import AgendaItem
from meetings.models import Meeting, OwnNote, Person
from meetings.record.protocol import Attachment
from meetings.rules.own_notes import NotedThing, place_notes


@dataclass(frozen=True)
class OwnNoteField:
    """A place to write a note in: what it is about, and the note that is there, if any.

    `paper` is empty for the matter itself; `number` is the paper's on the agenda, empty for one that is gone.
    """

    thing: NotedThing
    heading: str
    number: str
    note: OwnNote | None

    @property
    def key(self) -> str:
        """The same as long as the matter and the paper's content are."""
        return f"{self.thing.item}.{self.thing.sha256}"

    @property
    def earlier_key(self) -> str:
        """That of the paper which this one has replaced, where the note was written about that."""
        written = self.note and f"{self.note.item_public_id}.{self.note.sha256}"
        return "" if not written or written == self.key else written

    @property
    def is_about_earlier(self) -> bool:
        """Whether the paper was another when the note was written."""
        return bool(self.note) and self.note.sha256 != self.thing.sha256  # type: ignore[union-attr]

    @property
    def text(self) -> str:
        return self.note.text if self.note else ""

    @property
    def about(self) -> str:
        """«Bilaga 2, Budgetförslag», or the heading of the matter."""
        if not self.thing.sha256:
            return self.heading or "Ett ärende"
        return f"Bilaga {self.number}, {self.thing.name}" if self.number else self.thing.name or "En handling"


@dataclass(frozen=True)
class NotesOfMeeting:
    """`on_agenda` has a field for each matter and paper there, by key; `gone` the notes of what is not there."""

    on_agenda: dict[tuple[str, str], OwnNoteField]
    gone: list[OwnNoteField]

    def about(self, item: AgendaItem, paper: Attachment | None = None) -> OwnNoteField | None:
        """The field of a matter, or of one of its papers where that has its field."""
        found = self.on_agenda.get((item.key, paper.sha256 if paper else ""))
        return found if found and found.number == (paper.number if paper else "") else None

    @property
    def written(self) -> list[OwnNoteField]:
        """Those that say something, in the order of the agenda."""
        return [one for one in self.on_agenda.values() if one.note]


def notes_of(meeting: Meeting, person: Person, items: Sequence[AgendaItem]) -> NotesOfMeeting:
    """The person's notes of the meeting, each where it belongs on the agenda as `items` has it; one query."""
    rows = {thing_of(row): row for row in OwnNote.objects.filter(meeting=meeting, person=person)}
    fields = list(_fields(items))
    placed = place_notes(rows, [one.thing for one in fields])
    on_agenda = {
        (one.thing.item, one.thing.sha256): OwnNoteField(
            one.thing, one.heading, one.number, rows[placed[one.thing]] if one.thing in placed else None
        )
        for one in fields
    }
    still = set(placed.values())
    gone = [OwnNoteField(thing, row.heading, "", row) for thing, row in rows.items() if thing not in still]
    return NotesOfMeeting(on_agenda, gone)


def thing_of(row: OwnNote) -> NotedThing:
    return NotedThing(row.item_public_id, row.sha256, row.paper)


def _fields(items: Sequence[AgendaItem]) -> Iterator[OwnNoteField]:
    """A paper that several matters refer to has its note at the first of them."""
    seen: set[str] = set()
    for each in items:
        yield OwnNoteField(NotedThing(each.key), each.matter.heading, "", None)
        for paper in each.papers:
            if paper.sha256 not in seen:
                seen.add(paper.sha256)
                yield OwnNoteField(
                    NotedThing(each.key, paper.sha256, paper.name), each.matter.heading, paper.number, None
                )
