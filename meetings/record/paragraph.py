"""One § of a frozen snapshot, read into dataclasses that also say its sentences.

Print and page take their words from here, so that they are the same. A key that came later has a default, and
a § without it reads as it did when it was frozen.
"""

import datetime
import re
from collections.abc import Iterable
from dataclasses import dataclass

from meetings.record.handling import (
    Election,
    Movement,
    Proposal,
    Recusal,
    Reservation,
    Statement,
    because,
)
from meetings.record.vote import Vote
from meetings.record.wording import within_sentence
from meetings.swedish import NBSP, join_names, long_date, section

_DEFERRED = {"bordlagd": "bordläggs", "återremitterad": "återremitteras", "hänskjuten": "hänskjuts"}
_IN_A_DECISION = {"bordlagd": "bordlägg", "återremitterad": "återremi", "hänskjuten": "hänskjut"}
_IN_A_TEXT = {
    "bordlagd": r"bord(?:läggs|lades|lagdes)",
    "återremitterad": r"återremittera(?:s|des)",
    "hänskjuten": r"hänskj(?:uts|öts)",
}


@dataclass(frozen=True)
class Decision:
    text: str
    outcome: str = ""
    responsible: str = ""
    due: datetime.date | None = None


@dataclass(frozen=True)
class Deferral:
    kind: str
    reason: str = ""
    to: str | None = None

    @property
    def sentence(self) -> str:
        verb = _DEFERRED.get(self.kind, f"är {self.kind}")
        to = f" till {self.to}" if self.to else ""
        return f"Ärendet {verb}{to}{because(self.reason)}."

    def unsaid(self, decisions: Iterable[str], *texts: str) -> str:
        """The sentence, empty when what was written of the matter says the same.

        A decision says it with the word alone; a text, where somebody may only have asked for it, with a whole
        sentence such as «Denna punkt bordlades».
        """
        word, verb = _IN_A_DECISION.get(self.kind), _IN_A_TEXT.get(self.kind)
        decided = [each for each in decisions if word and word in each.lower()]
        told = [each for each in texts if verb and re.search(rf"\b[A-ZÅÄÖ]\w+(?: \w+)? {verb}\b", each)]
        said = " ".join(decided + told)
        added = [each for each in (self.to, self.reason.rstrip(" .")) if each and each not in said]
        return "" if said and not added else self.sentence


@dataclass(frozen=True)
class SubItem:
    """`letter` is «a», or empty where the body has none."""

    heading: str
    text: str = ""
    decisions: tuple[str, ...] = ()
    attachments: tuple[str, ...] = ()
    deferral: Deferral | None = None
    prepared: tuple[str, ...] = ()
    letter: str = ""

    @property
    def deferred(self) -> str:
        """«Ärendet bordläggs.», empty when it is not, or when the text or a decision says so."""
        return self.deferral.unsaid(self.decisions, self.text) if self.deferral else ""


@dataclass(frozen=True)
class EarlierParagraph:
    """A § of an earlier meeting; `body` is named only when it is another body's."""

    date: datetime.date
    number: str | None = None
    body: str = ""

    @property
    def words(self) -> str:
        """«§ 41 den 30 maj 2024», «§ 3 i beredningsgruppen den 2 maj 2024»."""
        where = section(self.number) if self.number else "sammanträdet"
        body = f" i {within_sentence(self.body)}" if self.body else ""
        return f"{where}{body} den {long_date(self.date)}"


@dataclass(frozen=True)
class Immediate:
    """Of a § that has an immediate protocol of its own, named by `key`. `verified` is the day, when it is."""

    verified: datetime.date | None = None
    key: str = ""


@dataclass(frozen=True)
class AttachmentReference:
    number: str
    name: str
    sha256: str


@dataclass(frozen=True)
class Paragraph:
    """`heading_numbers` and `shows_prepared` are the document's, set when it is read."""

    number: str
    heading: str
    kind: str = ""
    registry_number: str = ""
    text: str = ""
    text_after: str = ""
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
    is_extra: bool = False
    not_handled: bool = False
    planned_time: str | None = None
    elections: tuple[Election, ...] = ()
    corrects: EarlierParagraph | None = None
    origin: EarlierParagraph | None = None
    movements: tuple[Movement, ...] = ()
    immediate: Immediate | None = None
    heading_numbers: str = "paragraph"
    shows_prepared: bool = False

    @property
    def decision_texts(self) -> tuple[str, ...]:
        return tuple(each.text for each in self.decisions)

    @property
    def deferred(self) -> str:
        """As of a sub-item; the §'s own decisions and texts count."""
        if self.deferral is None:
            return ""
        return self.deferral.unsaid(self.decision_texts, self.text, self.text_after)

    @property
    def presented(self) -> str:
        """«Föredragande: Eva Lindmark och Karl Östman», empty when nobody is named."""
        return f"Föredragande: {join_names(self.presenters)}" if self.presenters else ""

    @property
    def label(self) -> str:
        """«§ 43», «7.» or nothing, as the document numbers its headings."""
        match self.heading_numbers:
            case "none":
                return ""
            case "number":
                return f"{self.number}."
            case _:
                return section(self.number)

    @property
    def is_stub(self) -> bool:
        """Whether only its number and heading stand here: it has an immediate protocol of its own."""
        return self.immediate is not None

    @property
    def particulars(self) -> str:
        """«Dnr 2024/0012 · Extra ärende», empty when there is nothing to say."""
        number = f"Dnr{NBSP}{self.registry_number}" if self.registry_number else ""
        return " · ".join(filter(None, [number, "Extra ärende" if self.is_extra else ""]))

    @property
    def links(self) -> tuple[str, ...]:
        """«Rättar § 41 den 30 maj 2024.», «Fortsätter från § 33 den 19 april 2024.»"""
        corrects = f"Rättar {self.corrects.words}." if self.corrects else ""
        origin = f"Fortsätter från {self.origin.words}." if self.origin else ""
        return tuple(filter(None, [corrects, origin]))

    @property
    def comings_and_goings(self) -> str:
        return " ".join(each.sentence for each in self.movements)

    @property
    def not_dealt_with(self) -> str:
        if self.withdrawn:
            return "Utgår."
        return "Inte behandlad." if self.not_handled else ""

    @property
    def immediately(self) -> str:
        """How the § is verified, when it is verified at once."""
        if self.immediate is None:
            said = any("omedelbart justera" in each.text for each in self.decisions)
            return "Paragrafen justeras omedelbart." if self.immediately_verified and not said else ""
        day = self.immediate.verified
        verified = f"är omedelbart justerad den {long_date(day)}" if day else "justeras omedelbart"
        return f"Paragrafen {verified} och har ett eget protokoll."
