"""Making §§ of a whole document or agenda."""

from collections.abc import Collection, Sequence
from datetime import datetime

from django.db import transaction

from meetings.actions.drafting import add_decision, add_paragraph, add_sub_item, remove_paragraph
from meetings.actions.locking import lock_draft
from meetings.actions.recording import record
from meetings.errors import RuleViolation
from meetings.models import Meeting, Paragraph, Person, SubItem
from meetings.paper.fonts import refuse_unsupported
from meetings.text.agenda import Section, SectionPart
from meetings.text.richtext import clean, clean_line


@transaction.atomic
def add_sections(
    *, meeting: Meeting, sections: Sequence[Section], after: Paragraph | None = None, by: Person, at: datetime
) -> list[Paragraph]:
    """Adds a § for each section, in order after `after` or last; all of them or none. They take the place of `after`
    when nothing is written in it.

    One whose kind neither its decisions nor its heading tells is asked about by the page.
    Raises RuleViolation for a frozen protocol, or what a § cannot hold.
    """
    lock_draft(meeting)
    blank = after if after and _is_blank(after) else None
    made: list[Paragraph] = []
    for section in sections:
        after = _add_section(section, meeting, after, by=by, at=at)
        made.append(after)
    if blank:
        remove_paragraph(paragraph=blank, by=by, at=at)
    return made


def _add_section(
    section: Section, meeting: Meeting, after: Paragraph | None, *, by: Person, at: datetime
) -> Paragraph:
    text_after = _text("".join(section.after))
    paragraph = add_paragraph(
        meeting=meeting,
        after=after,
        kind=section.kind or "",
        heading=_line(section.heading),
        text=_text(section.text),
        by=by,
        at=at,
    )
    if text_after:
        paragraph.text_after = text_after
        record(paragraph, by=by, at=at, fields=["text_after"])
    _add_sentences(section, paragraph, None, by=by, at=at)
    for one in section.items:
        item = add_sub_item(
            paragraph=paragraph, heading=_line(one.heading), text=_text(one.text), by=by, at=at
        )
        _add_sentences(one, paragraph, item, by=by, at=at)
    return paragraph


def _add_sentences(
    part: SectionPart, paragraph: Paragraph, item: SubItem | None, *, by: Person, at: datetime
) -> None:
    for is_prepared, sentences in ((True, part.proposals), (False, part.decisions)):
        for sentence in sentences:
            add_decision(
                paragraph=paragraph,
                sub_item=item,
                text=_line(sentence),
                is_prepared=is_prepared,
                by=by,
                at=at,
            )


def _line(words: str) -> str:
    refuse_unsupported(words)
    return clean_line(words)


def _text(html: str) -> str:
    refuse_unsupported(html)
    return clean(html)


def _is_blank(paragraph: Paragraph) -> bool:
    texts = ("heading", "text", "text_after", "working_note", "tag", "registry_number")
    return not any(getattr(paragraph, name) for name in texts) and not any(
        rows.exists()
        for rows in (
            paragraph.decisions.exclude(text=""),
            paragraph.sub_items,
            paragraph.attachments,
            paragraph.movements,
            paragraph.ballots,
            paragraph.proposals,
        )
    )


@transaction.atomic
def remove_sections(*, meeting: Meeting, public_ids: Collection[str], by: Person, at: datetime) -> None:
    """Takes the §§ away again. Raises RuleViolation when one of them is not there to take away."""
    rows = list(meeting.paragraphs.filter(public_id__in=public_ids, removed_at=None))
    if len(rows) != len(set(public_ids)):
        raise RuleViolation("Någon av paragraferna är redan borttagen.")
    for row in rows:
        remove_paragraph(paragraph=row, by=by, at=at)
