"""The parts of a § that the editor's templates show: its texts, and what happened in it with the dialog for each."""

from dataclasses import dataclass, field

from meetings.actions.writing import digest
from meetings.record import paragraph as record
from meetings.record.vote import Vote

from .texts import EditedText


@dataclass(frozen=True)
class EditedDecision:
    """`text.html` is the sentence with the values of its placeholders; empty when it has none."""

    public_id: str
    text: EditedText
    notes: str


@dataclass(frozen=True)
class ShownAttachment:
    public_id: str
    number: int
    name: str
    kind: str
    size: int
    publish: bool
    kept_in_board: bool
    referred: bool


@dataclass(frozen=True)
class EventLine:
    """One sentence of the protocol that is not typed: pressed, it opens the dialog `ask`."""

    name: str
    sentence: str
    ask: str


@dataclass(frozen=True)
class ShownVote:
    """`account` says it all in words and opens the dialog."""

    vote: Vote
    account: EventLine


@dataclass(frozen=True)
class EditedDeferral:
    """How the § says that its matter is put off: an att-sats that stands among its decisions, or a line of its own."""

    line: EventLine
    is_decision: bool


@dataclass(frozen=True)
class EditedDissent:
    """A reservation or a statement, its text edited in place. `awaited` says until when a text may come."""

    name: str
    heading: str
    sentence: str
    ask: str
    text: EditedText
    awaited: str = ""


@dataclass(frozen=True)
class Events:
    """What has happened in a §, in the order the protocol tells it."""

    presenters: EventLine | None = None
    receivers: EventLine | None = None
    links: list[EventLine] = field(default_factory=list)
    movements: list[EventLine] = field(default_factory=list)
    recusals: list[EventLine] = field(default_factory=list)
    proposals: list[EventLine] = field(default_factory=list)
    propositions: EventLine | None = None
    votes: list[ShownVote] = field(default_factory=list)
    not_taking_part: EventLine | None = None
    elections: list[EventLine] = field(default_factory=list)
    reservations: list[EditedDissent] = field(default_factory=list)
    statements: list[EditedDissent] = field(default_factory=list)


@dataclass(frozen=True)
class EditedSubItem:
    public_id: str
    letter: str
    heading: EditedText
    text: EditedText
    prepared: list[EditedDecision]
    decisions: list[EditedDecision]
    deferral: EditedDeferral | None
    deferral_dialog: str
    is_ready: bool


@dataclass(frozen=True)
class EditedParagraph:
    """One §. `kinds` is what it may be, (value, word, guessed from the heading), while nobody has said; `is_ready`:
    something is prepared and nothing is decided, so the chair may decide with one press; `figures_address`: where the
    figures that another app keeps of it are changed; `fills`: what it is filled with by itself, in words."""

    public_id: str
    number: int
    label: str
    kind: str
    kinds: list[tuple[str, str, bool]]
    withdrawn: bool
    not_handled: bool
    is_extra: bool
    deferral: EditedDeferral | None
    deferral_dialog: str
    chair: str
    immediate: str
    heading: EditedText
    tag: EditedText
    registry_number: EditedText
    text: EditedText
    text_after: EditedText
    working_note: EditedText
    sub_items: list[EditedSubItem]
    prepared: list[EditedDecision]
    decisions: list[EditedDecision]
    is_ready: bool
    events: Events
    attachments: list[ShownAttachment]
    figures_address: str = ""
    fills: str = ""
    missing: list[str] = field(default_factory=list)

    is_locked = False

    @property
    def title(self) -> str:
        return self.heading.value

    @property
    def texts(self) -> list[EditedText]:
        """Every text that the page shows in the §: some only when they are written."""
        rare = [self.tag, self.registry_number, self.text_after, self.working_note]
        own = [self.heading, self.text, *(one for one in rare if one.value)]
        for item in self.sub_items:
            lines = [*item.prepared, *item.decisions]
            own += [item.heading, item.text, *(line.text for line in lines)]
        own += [line.text for line in [*self.prepared, *self.decisions]]
        return own + [one.text for one in [*self.events.reservations, *self.events.statements]]

    @property
    def stamp(self) -> str:
        """What the § shows beside its texts: another stamp says that somebody has changed it."""
        events = self.events
        shown = (
            self.withdrawn, self.not_handled, self.is_extra, self.deferral, self.chair, self.kind, self.is_ready,
            events.presenters, events.receivers, events.links, events.movements, events.recusals, events.proposals,
            events.propositions, events.votes, events.not_taking_part,
            events.elections,
            [(one.name, one.sentence, one.awaited) for one in [*events.reservations, *events.statements]],
        )  # fmt: skip
        return repr(shown)

    @property
    def digest(self) -> str:
        return digest(self.stamp)


@dataclass(frozen=True)
class LockedParagraph:
    """A § that is verified immediately: read, with a link to its own verification."""

    public_id: str
    number: int
    label: str
    paragraph: record.Paragraph
    url: str
    state: str

    is_locked = True
    withdrawn = False
    missing: tuple[str, ...] = ()
    texts: tuple[EditedText, ...] = ()

    @property
    def title(self) -> str:
        return self.paragraph.heading

    @property
    def stamp(self) -> str:
        return f"{self.state} {self.paragraph!r}"

    @property
    def digest(self) -> str:
        return digest(self.stamp)
