"""What the editor's templates show of a §: its texts, and what happened in it with the dialog that edits it."""

from dataclasses import dataclass, field

from django.utils.safestring import SafeString

from meetings.actions.writing import digest
from meetings.record import paragraph as record
from meetings.record.protocol import ProtocolRecord
from meetings.record.vote import Vote


@dataclass(frozen=True)
class TextBox:
    """A text that is edited in place. `key` names it in the page, in saves and in the browser's own store."""

    key: str
    value: str
    base: str
    html: SafeString

    @property
    def name(self) -> str:
        """The key as an element's id."""
        return self.key.replace("/", "-")


@dataclass(frozen=True)
class DecisionLine:
    public_id: str
    text: TextBox
    notes: str


@dataclass(frozen=True)
class AttachmentLine:
    public_id: str
    number: int
    name: str
    kind: str
    size: int
    publish: bool
    referred: bool


@dataclass(frozen=True)
class EventLine:
    """One sentence of the protocol that is not typed: pressed, it opens the dialog `ask`."""

    name: str
    sentence: str
    ask: str


@dataclass(frozen=True)
class VoteBox:
    name: str
    vote: Vote
    ask: str


@dataclass(frozen=True)
class DissentBox:
    """A reservation or a statement, its text edited in place. `awaited` says until when a text may come."""

    name: str
    heading: str
    sentence: str
    ask: str
    text: TextBox
    awaited: str = ""


@dataclass(frozen=True)
class Handling:
    """What has happened in a §, in the order the protocol tells it."""

    presenters: EventLine | None = None
    links: list[EventLine] = field(default_factory=list)
    movements: list[EventLine] = field(default_factory=list)
    recusals: list[EventLine] = field(default_factory=list)
    proposals: list[EventLine] = field(default_factory=list)
    propositions: list[str] = field(default_factory=list)
    votes: list[VoteBox] = field(default_factory=list)
    not_taking_part: EventLine | None = None
    elections: list[EventLine] = field(default_factory=list)
    reservations: list[DissentBox] = field(default_factory=list)
    statements: list[DissentBox] = field(default_factory=list)


@dataclass(frozen=True)
class SubItemBox:
    public_id: str
    letter: str
    heading: TextBox
    text: TextBox
    prepared: list[DecisionLine]
    decisions: list[DecisionLine]
    deferral: str
    is_ready: bool


@dataclass(frozen=True)
class ParagraphBox:
    """One § of the sheet. `is_ready`: something is prepared and nothing is decided, so the gavel may fall."""

    public_id: str
    number: int
    label: str
    kind: str
    withdrawn: bool
    not_handled: bool
    is_extra: bool
    deferral: str
    chair: str
    immediate: str
    heading: TextBox
    tag: TextBox
    registry_number: TextBox
    text: TextBox
    text_after: TextBox
    working_note: TextBox
    sub_items: list[SubItemBox]
    prepared: list[DecisionLine]
    decisions: list[DecisionLine]
    is_ready: bool
    handling: Handling
    attachments: list[AttachmentLine]
    missing: list[str] = field(default_factory=list)

    document = None

    @property
    def title(self) -> str:
        return self.heading.value

    @property
    def boxes(self) -> list[TextBox]:
        """Every text that the page shows in the §: some only when they are written."""
        rare = [self.tag, self.registry_number, self.text_after, self.working_note]
        own = [self.heading, self.text, *(box for box in rare if box.value)]
        for item in self.sub_items:
            lines = [*item.prepared, *item.decisions]
            own += [item.heading, item.text, *(line.text for line in lines)]
        own += [line.text for line in [*self.prepared, *self.decisions]]
        return own + [one.text for one in [*self.handling.reservations, *self.handling.statements]]

    @property
    def stamp(self) -> str:
        """What the § shows beside its texts: another stamp says that somebody has changed it."""
        handling = self.handling
        shown = (
            self.withdrawn, self.not_handled, self.is_extra, self.deferral, self.chair, self.kind, self.is_ready,
            handling.presenters, handling.links, handling.movements, handling.recusals, handling.proposals,
            handling.propositions, [(one.name, one.vote) for one in handling.votes], handling.not_taking_part,
            handling.elections,
            [(one.name, one.sentence, one.awaited) for one in [*handling.reservations, *handling.statements]],
        )  # fmt: skip
        return repr(shown)

    @property
    def digest(self) -> str:
        return digest(self.stamp)


@dataclass(frozen=True)
class LockedBox:
    """A § that is verified immediately: read, with a link to its own verification."""

    public_id: str
    number: int
    label: str
    paragraph: record.Paragraph
    document: ProtocolRecord
    url: str
    state: str

    withdrawn = False
    missing: tuple[str, ...] = ()
    boxes: tuple[TextBox, ...] = ()

    @property
    def title(self) -> str:
        return self.paragraph.heading

    @property
    def stamp(self) -> str:
        return f"{self.state} {self.paragraph!r}"

    @property
    def digest(self) -> str:
        return digest(self.stamp)
