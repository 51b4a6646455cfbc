"""One § of the record: what was decided and by whom, as data, and the blocks that are printed of it."""

import datetime

from meetings.record.blocks import Block
from meetings.record.handling import (
    EarlierParagraph,
    Election,
    Immediate,
    Movement,
    Proposal,
    Recusal,
    Reservation,
    Statement,
)
from meetings.record.shape import Clock, Frozen, Html, Number, Sha256
from meetings.record.vote import Vote


class Decision(Frozen, frozen=True):
    text: str
    outcome: str = ""
    responsible: str = ""
    due: datetime.date | None = None


class Deferral(Frozen, frozen=True):
    """`kind` is bordlagd, återremitterad or hänskjuten."""

    kind: str
    reason: str = ""
    to: str | None = None


class SubItem(Frozen, frozen=True):
    """Sv: delärende. `letter` is «a», or empty where the body has none."""

    heading: str
    text: Html = ""
    decisions: tuple[str, ...] = ()
    attachments: tuple[Number, ...] = ()
    deferral: Deferral | None = None
    prepared: tuple[str, ...] = ()
    letter: str = ""


class YearSum(Frozen, frozen=True):
    """Kronor of a year with two decimals, «200000.00»; below zero when taken back or carried from the year."""

    year: int
    amount: str


class Figures(Frozen, frozen=True):
    """What a § grants, and for what, as data that its sentence was made from.

    `wording` is why the protocol's own words hold instead: then `amounts` are not what is paid.
    """

    amounts: tuple[YearSum, ...] = ()
    measure_kind: str = ""
    focus: str = ""
    method: str = ""
    purpose: str = ""
    first_day: datetime.date | None = None
    last_day: datetime.date | None = None
    conditions: str = ""
    wording: str = ""


class AttachmentReference(Frozen, frozen=True):
    number: Number
    name: str
    sha256: Sha256


class Paragraph(Frozen, frozen=True):
    """`label` is «§ 43», «7.» or empty, as the document numbers its headings; `blocks` is what is printed under
    the heading. The other fields are the same as data.
    """

    number: Number
    heading: str
    kind: str = ""
    registry_number: str = ""
    text: Html = ""
    text_after: Html = ""
    sub_items: tuple[SubItem, ...] = ()
    proposals: tuple[Proposal, ...] = ()
    propositions: tuple[str, ...] = ()
    decisions: tuple[Decision, ...] = ()
    votes: tuple[Vote, ...] = ()
    took_part: tuple[str, ...] = ()
    not_taking_part: tuple[str, ...] = ()
    reservations: tuple[Reservation, ...] = ()
    statements: tuple[Statement, ...] = ()
    recusals: tuple[Recusal, ...] = ()
    attachments: tuple[AttachmentReference, ...] = ()
    immediately_verified: bool = False
    deferral: Deferral | None = None
    tag: str = ""
    chair: str | None = None
    withdrawn: bool = False
    prepared: tuple[str, ...] = ()
    presenters: tuple[str, ...] = ()
    receivers: tuple[str, ...] = ()
    is_extra: bool = False
    not_handled: bool = False
    planned_time: Clock | None = None
    elections: tuple[Election, ...] = ()
    corrects: EarlierParagraph | None = None
    origin: EarlierParagraph | None = None
    movements: tuple[Movement, ...] = ()
    immediate: Immediate | None = None
    took_part_people: tuple[int, ...] = ()
    not_taking_part_people: tuple[int, ...] = ()
    presenters_people: tuple[int, ...] = ()
    chair_person: int | None = None
    figures: Figures | None = None
    label: str = ""
    blocks: tuple[Block, ...] = ()

    @property
    def is_stub(self) -> bool:
        """Whether only its number and heading stand here: it has an immediate protocol of its own."""
        return self.immediate is not None

    @property
    def title(self) -> str:
        """«§ 41 Ekonomisk rapport», «3. Ekonomi», or the heading alone."""
        return f"{self.label} {self.heading}" if self.label else self.heading
