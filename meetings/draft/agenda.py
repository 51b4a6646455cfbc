"""Sv: dagordning. What those who are summoned read of a draft: the matters, what is proposed, and the papers."""

from dataclasses import dataclass
from datetime import datetime

from meetings.models import Meeting
from meetings.querysets import own_protocol
from meetings.record.composing import presented
from meetings.record.paragraph import Paragraph
from meetings.record.protocol import Attachment
from meetings.swedish import time_range

from .building import build_record
from .reading import read_draft


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """A matter with its papers, of which more are to come where `papers_later`. Nothing that is decided."""

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


def read_agenda(meeting: Meeting, at: datetime) -> list[AgendaItem]:
    """The matters in their order; one that is withdrawn stands among them, without more than its heading."""
    draft = read_draft(own_protocol(meeting))
    written = build_record(draft, version=0, at=at)
    return [
        AgendaItem(
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
