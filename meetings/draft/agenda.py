"""Sv: dagordning. What those who are summoned read of a draft: the matters, what is proposed, and the papers."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from html import escape
from typing import Any

from meetings.models import Meeting
from meetings.querysets import own_protocol
from meetings.record.composing import presented
from meetings.record.paragraph import Paragraph
from meetings.record.protocol import Attachment
from meetings.rules.agenda_changes import KnownItem
from meetings.rules.paragraph_kind import ParagraphKind
from meetings.swedish import time_range

from .building import build_record
from .reading import read_draft

# Formalities and elections are worded when the meeting is held, and nobody has jäv in how it is opened.
WORDED_THEN = (ParagraphKind.FORMALITY, ParagraphKind.ELECTION)


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """A matter with its papers, of which more are to come where `papers_later`. Nothing that is decided.

    `key` is the same however it is worded and numbered; `text` is what is prepared, as HTML of the protocol. `kept` are
    the numbers of papers that guests do not see, and `left_out` how many its reader does not see for their own jäv.
    """

    key: str
    matter: Paragraph
    papers: tuple[Attachment, ...]
    papers_later: bool
    kept: frozenset[str] = frozenset()
    text: str = ""
    is_formality: bool = False
    left_out: int = 0

    @property
    def hour(self) -> str:
        """«Kl. 9.15», where one is planned."""
        hour = time_range(self.matter.planned_time) if self.matter.planned_time else ""
        return hour[:1].upper() + hour[1:]

    @property
    def about(self) -> str:
        """«Kl. 9.15. Föredragande: Åsa Lind.», or less of it."""
        said = []
        if self.hour:
            said.append(f"{self.hour}.")
        if self.matter.presenters:
            said.append(f"{presented(self.matter.presenters)}.")
        return " ".join(said)

    @property
    def to_come(self) -> str:
        if not self.papers_later:
            return ""
        return "Fler handlingar kommer senare." if self.papers else "Handlingarna kommer senare."

    @property
    def known(self) -> KnownItem:
        """As it is compared with what it was, or will be."""
        return KnownItem(
            key=self.key,
            label=self.matter.label,
            heading=self.matter.heading,
            about=" ".join(part for part in (self.about, self.to_come) if part),
            proposals=self.matter.prepared,
            papers={one.sha256: one.name for one in self.papers},
            text=self.text,
        )


@dataclass(frozen=True, slots=True)
class AgendaReader:
    """What one may read of an agenda. A guest sees the matters with these keys, all where `matters` is None, and no
    paper that is kept in the board; in `recused` the reader has declared jäv and sees no papers.
    """

    is_guest: bool = False
    matters: frozenset[str] | None = None
    recused: frozenset[str] = frozenset()

    def reads(self, items: Iterable[AgendaItem]) -> list[AgendaItem]:
        """The matters as this reader has them, in their order. A paper of a matter with jäv is in no other either."""
        every = list(items)
        out = {paper.number for one in every if one.key in self.recused for paper in one.papers}
        return [
            self._of(one, out)
            for one in every
            if not self.is_guest or self.matters is None or one.key in self.matters
        ]

    def _of(self, item: AgendaItem, out: set[str]) -> AgendaItem:
        hidden = item.kept if self.is_guest else frozenset()
        papers = tuple(one for one in item.papers if one.number not in out | hidden)
        return replace(item, papers=papers, left_out=sum(one.number in out for one in item.papers))


def read_agenda(meeting: Meeting, at: datetime) -> list[AgendaItem]:
    """The matters in their order; one that is withdrawn stands among them, without more than its heading."""
    draft = read_draft(own_protocol(meeting))
    written = build_record(draft, version=0, at=at)
    kept = frozenset(
        str(draft.attachment_numbers[one.public_id]) for one in draft.attachments if one.kept_in_board
    )
    papers: dict[str, list[Attachment]] = {}
    for paper in written.attachments:
        for number in paper.paragraphs:
            papers.setdefault(number, []).append(paper)
    begun = meeting.state not in (Meeting.State.PLANNED, Meeting.State.SUMMONED)
    told = _told(meeting) if begun else {}
    return [
        AgendaItem(
            row.public_id,
            matter,
            tuple(papers.get(matter.number, ())),
            row.papers_later and not row.withdrawn,
            kept,
            told.get(row.public_id, "") if begun else "" if row.kind in WORDED_THEN else _prepared(matter),
            row.kind in WORDED_THEN,
        )
        for row, matter in zip(draft.paragraphs, written.paragraphs, strict=True)
    ]


def _prepared(matter: Paragraph) -> str:
    """The text of the § and its sub-items before the meeting."""
    items = (f"<p><strong>{escape(one.heading)}</strong></p>{one.text}" for one in matter.sub_items)
    return "".join([matter.text, *items])


def _told(meeting: Meeting) -> dict[str, str]:
    """What the summons said: from when the meeting begins the draft says what is dealt with."""
    sent = meeting.sent_agendas.last()
    return {one["key"]: one.get("text", "") for one in sent.content["items"]} if sent else {}


def papers_of(items: Iterable[AgendaItem]) -> list[Attachment]:
    """The papers in the order of their matters, each once."""
    return list({paper.number: paper for one in items for paper in one.papers}.values())


def find_paper(items: list[AgendaItem], number: int) -> Attachment | None:
    """The paper by the number that it has on the agenda."""
    return next((paper for paper in papers_of(items) if paper.number == str(number)), None)


def as_stored(items: Iterable[KnownItem]) -> list[dict[str, Any]]:
    """What is kept of an agenda that somebody was told of, as JSON."""
    return [asdict(one) for one in items]


def from_stored(stored: Iterable[dict[str, Any]]) -> list[KnownItem]:
    return [KnownItem(**one | {"proposals": tuple(one["proposals"])}) for one in stored]
