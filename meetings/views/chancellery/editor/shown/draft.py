"""The whole draft as the editor's page shows it: its §§, what is left, and what placeholders stand for."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from meetings.draft.checklist import findings_of
from meetings.draft.reading import Draft
from meetings.models import Paragraph
from meetings.reads.seals import seal_findings

from .findings import Remaining, missing_of, remaining_of
from .immediate import Apart, immediate_paragraphs
from .paragraph import edited_paragraph
from .parts import EditedParagraph, LockedParagraph
from .texts import EditedText, edited_text, values_of

type AnyParagraph = EditedParagraph | LockedParagraph


@dataclass(frozen=True)
class EditedDraft:
    """The whole draft as the page shows it."""

    paragraphs: list[AnyParagraph]
    closing: EditedText
    remaining: Remaining
    values: dict[str, Any]

    @property
    def digests(self) -> dict[str, dict[str, str]]:
        """What now stands in each text of each §, so that a page can see that somebody else has changed it."""
        return {
            paragraph.public_id: {text.key: text.base for text in paragraph.texts}
            for paragraph in self.paragraphs
        }

    @property
    def stamps(self) -> dict[str, str]:
        """The same for all that is not text."""
        return {paragraph.public_id: paragraph.digest for paragraph in self.paragraphs}


def edited_draft(draft: Draft, *, today: date) -> EditedDraft:
    """With what remains to be done; a constant number of queries, and some for each protocol of its own."""
    findings = [*findings_of(draft, today=today), *seal_findings(draft.meeting.body.association, today)]
    missing = missing_of(findings)
    values = values_of(draft)
    apart = immediate_paragraphs(draft)
    for one in apart.values():
        if isinstance(one, tuple):
            values["attachments"] |= values_of(one[0])["attachments"]
    paragraphs = [
        _paragraph(draft, row, apart.get(row.pk), values, missing.get(draft.number(row), []))
        for row in draft.paragraphs
    ]
    return EditedDraft(
        paragraphs=paragraphs,
        closing=edited_text(draft.meeting, "closing", values),
        remaining=remaining_of(findings, {str(one.number): one.public_id for one in paragraphs}),
        values=values,
    )


def _paragraph(
    draft: Draft, row: Paragraph, apart: Apart | None, values: dict[str, Any], missing: list[str]
) -> AnyParagraph:
    if isinstance(apart, LockedParagraph):
        return apart
    return edited_paragraph(*(apart or (draft, row)), values, missing)
