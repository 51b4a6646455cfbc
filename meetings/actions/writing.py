"""Saving what is typed, field by field, without ever overwriting somebody else's text silently."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from meetings.actions.locking import lock_draft, lock_paragraph
from meetings.actions.recording import record
from meetings.errors import RuleViolation
from meetings.models import Decision, Meeting, Paragraph, Person, Reservation, Statement, SubItem
from meetings.paper.fonts import refuse_unsupported
from meetings.text.richtext import clean, clean_line

type Written = Meeting | Paragraph | SubItem | Decision | Reservation | Statement

RICH = frozenset({"text", "text_after", "closing", "working_note"})
FIELDS: dict[type[Written], tuple[str, ...]] = {
    Meeting: ("closing",),
    Paragraph: ("heading", "tag", "registry_number", "text", "text_after", "working_note"),
    SubItem: ("heading", "text"),
    Decision: ("text",),
    Reservation: ("text",),
    Statement: ("text",),
}


@dataclass(frozen=True)
class Saved:
    """What now stands in the field; `digest` is sent with the next save as its base."""

    value: str
    digest: str


class TextConflict(Exception):
    """Somebody else has changed the field since `base`; nothing was saved."""

    def __init__(self, current: str, by: str, at: datetime | None) -> None:
        super().__init__(by)
        self.current, self.by, self.at = current, by, at


def digest(value: str) -> str:
    """Sixteen hexadecimal digits that tell one text from another."""
    return hashlib.sha256(value.encode()).hexdigest()[:16]


@transaction.atomic
def save_text(*, row: Written, field: str, value: str, base: str, by: Person, at: datetime) -> Saved:
    """Clean and save one field if it still is what the writer began from (`base`, a digest).

    Raises TextConflict when it is not, RuleViolation for a frozen protocol, a character that the
    document cannot print, or a text that is too long.
    """
    rich = field in RICH and not isinstance(row, Decision)
    if field not in FIELDS[type(row)]:
        raise RuleViolation("Det fältet kan inte sparas.")
    if isinstance(row, Meeting):
        lock_draft(row)
    else:
        lock_paragraph(row if isinstance(row, Paragraph) else row.paragraph)
    row = type(row).objects.get(pk=row.pk)
    current: str = getattr(row, field)
    cleaned = clean(value) if rich else clean_line(value)
    if field != "working_note":
        refuse_unsupported(cleaned)
    limit = getattr(row._meta.get_field(field), "max_length", None)
    if limit and len(cleaned) > limit:
        raise RuleViolation(f"Texten är för lång. Högst {limit} tecken får plats.")
    if cleaned == current:
        return Saved(current, digest(current))
    if base != digest(current):
        last = row.history.exclude(history_user=by).first()
        raise TextConflict(
            current, str(last.history_user or "") if last else "", last.history_date if last else None
        )
    setattr(row, field, cleaned)
    record(row, by=by, at=at, fields=[field])
    return Saved(cleaned, digest(cleaned))
