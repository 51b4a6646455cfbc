"""Sv: dagordning. What those who are summoned read of a draft: the matters, what is proposed, and the papers."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from meetings.models import Meeting
from meetings.querysets import own_protocol
from meetings.record.composing import presented
from meetings.record.paragraph import Paragraph
from meetings.record.protocol import Attachment
from meetings.rules.agenda_changes import KnownItem
from meetings.swedish import time_range

from .building import build_record
from .reading import read_draft


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """A matter with its papers, of which more are to come where `papers_later`. Nothing that is decided.

    `key` is the same however it is worded and numbered.
    """

    key: str
    matter: Paragraph
    papers: tuple[Attachment, ...]
    papers_later: bool

    @property
    def about(self) -> str:
        """«Kl. 9.15. Föredragande: Åsa Lind.», or less of it."""
        said = []
        if self.matter.planned_time:
            hour = time_range(self.matter.planned_time)
            said.append(f"{hour[0].upper()}{hour[1:]}.")
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
        )


def read_agenda(meeting: Meeting, at: datetime) -> list[AgendaItem]:
    """The matters in their order; one that is withdrawn stands among them, without more than its heading."""
    draft = read_draft(own_protocol(meeting))
    written = build_record(draft, version=0, at=at)
    return [
        AgendaItem(
            row.public_id,
            matter,
            tuple(paper for paper in written.attachments if matter.number in paper.paragraphs),
            row.papers_later and not row.withdrawn,
        )
        for row, matter in zip(draft.paragraphs, written.paragraphs, strict=True)
    ]


def find_paper(items: list[AgendaItem], number: int) -> Attachment | None:
    """The paper by the number that it has on the agenda."""
    each = (paper for one in items for paper in one.papers)
    return next((paper for paper in each if paper.number == str(number)), None)


def as_stored(items: Iterable[KnownItem]) -> list[dict[str, Any]]:
    """What is kept of an agenda that somebody was told of, as JSON."""
    return [asdict(one) for one in items]


def from_stored(stored: Iterable[dict[str, Any]]) -> list[KnownItem]:
    return [KnownItem(**one | {"proposals": tuple(one["proposals"])}) for one in stored]
