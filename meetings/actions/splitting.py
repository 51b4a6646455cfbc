"""Making §§ of a whole document or agenda."""

from collections.abc import Collection, Sequence
from datetime import datetime

from django.db import transaction

from meetings.actions.drafting import add_paragraph, remove_paragraph
from meetings.actions.locking import lock_draft
from meetings.errors import RuleViolation
from meetings.models import Meeting, Paragraph, Person
from meetings.paper.fonts import refuse_unsupported
from meetings.text.agenda import Section
from meetings.text.richtext import clean, clean_line


@transaction.atomic
def add_sections(
    *, meeting: Meeting, sections: Sequence[Section], after: Paragraph | None = None, by: Person, at: datetime
) -> list[Paragraph]:
    """Adds a § for each section, in order after `after` or last; all of them or none.

    One that holds a decision is for that; the page asks what each of the others is for.
    Raises RuleViolation for a frozen protocol, or what a § cannot hold.
    """
    lock_draft(meeting)
    made: list[Paragraph] = []
    for section in sections:
        heading, text = clean_line(section.heading), clean(section.text)
        decisions = [clean_line(one) for one in section.decisions]
        refuse_unsupported(" ".join([heading, text, *decisions]))
        after = add_paragraph(
            meeting=meeting,
            after=after,
            kind=Paragraph.Kind.DECISION if decisions else "",
            heading=heading,
            text=text,
            decisions=decisions,
            by=by,
            at=at,
        )
        made.append(after)
    return made


@transaction.atomic
def remove_sections(*, meeting: Meeting, public_ids: Collection[str], by: Person, at: datetime) -> None:
    """Takes the §§ away again. Raises RuleViolation when one of them is not there to take away."""
    rows = list(meeting.paragraphs.filter(public_id__in=public_ids, removed_at=None))
    if len(rows) != len(set(public_ids)):
        raise RuleViolation("Någon av paragraferna är redan borttagen.")
    for row in rows:
        remove_paragraph(paragraph=row, by=by, at=at)
