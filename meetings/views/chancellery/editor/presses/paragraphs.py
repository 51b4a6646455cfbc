"""§§ added, moved, withdrawn, removed and put back."""

from django.http import HttpResponse
from django.shortcuts import render

from meetings.actions.drafting import (
    add_paragraph,
    edit_paragraph,
    move_paragraph,
    remove_paragraph,
    restore_paragraph,
    withdraw_paragraph,
)
from meetings.actions.pausing import set_not_handled
from meetings.draft.series import numbers_of
from meetings.errors import RuleViolation
from meetings.models import Paragraph
from meetings.rules.paragraph_kind import ParagraphKind

from ..access import reads_draft, writes_draft
from ..editing import Editing, among
from ..response import Done


@writes_draft
def draft_paragraph_add(editing: Editing) -> Done:
    """POST `after` (a § of the meeting, or none for last), `kind`, and `id` when the page has the row in place."""
    kind = editing.posted.get("kind", "")
    row = add_paragraph(
        meeting=editing.meeting,
        after=among(editing.meeting.paragraphs.all(), editing.posted.get("after", "")),
        public_id=editing.posted.get("id", ""),
        kind=kind if kind in Paragraph.Kind else "",
        **editing.signed,
    )
    return Done(f"Ny paragraf, {editing.number(row)}.", [row], focus=_heading_of(row))


@writes_draft
def draft_paragraph_kind(editing: Editing, paragraph: str) -> Done:
    """POST `kind`: what a new § is, by one press."""
    row, kind = editing.paragraph(paragraph), editing.posted.get("kind", "")
    if kind not in Paragraph.Kind:
        raise RuleViolation("Välj vad paragrafen är.")
    edit_paragraph(paragraph=row, kind=kind, asks_kind=False, **editing.signed)
    return Done(f"{editing.number(row)}: {ParagraphKind(kind).label.lower()}.", [row], focus=_heading_of(row))


@writes_draft
def draft_paragraph_move(editing: Editing, paragraph: str) -> Done:
    """POST `index`, from 0 among the §§, or `step` -1 or 1."""
    row = editing.paragraph(paragraph)
    order = list(numbers_of(editing.meeting))
    if row.pk not in order:
        raise RuleViolation("Paragrafen är borttagen.")
    index = _place(editing, order.index(row.pk), len(order))
    move_paragraph(paragraph=row, index=index, **editing.signed)
    return Done(f"Flyttad, nu {editing.number(row)}.")


@writes_draft
def draft_paragraph_remove(editing: Editing, paragraph: str) -> Done:
    row = editing.paragraph(paragraph)
    number = editing.number(row)
    index = list(numbers_of(editing.meeting)).index(row.pk) if number else 0
    remove_paragraph(paragraph=row, **editing.signed)
    said = f"{number} {row.heading or 'utan rubrik'} är borttagen."
    return Done(said, undo=editing.undo("draft_paragraph_restore", row.public_id, index=index))


@writes_draft
def draft_paragraph_restore(editing: Editing, paragraph: str) -> Done:
    """POST `index`, or nothing for last."""
    row, index = editing.paragraph(paragraph), editing.posted.get("index", "")
    restore_paragraph(
        paragraph=row,
        index=int(index) if index.isascii() and index.isdigit() and len(index) < 6 else None,
        **editing.signed,
    )
    return Done(f"Tillbaka som {editing.number(row)}.", [row], focus=_heading_of(row))


@writes_draft
def draft_paragraph_withdraw(editing: Editing, paragraph: str) -> Done:
    """POST `withdrawn` 1 or 0: «utgår», with the number kept."""
    row = editing.paragraph(paragraph)
    withdrawn = editing.posted.get("withdrawn") == "1"
    withdraw_paragraph(paragraph=row, withdrawn=withdrawn, **editing.signed)
    return Done(f"{editing.number(row)} {'utgår' if withdrawn else 'utgår inte längre'}.", [row])


@writes_draft
def draft_not_handled(editing: Editing, paragraph: str) -> Done:
    """POST `not_handled` 1 or 0: not reached, which is no bordläggning."""
    row = editing.paragraph(paragraph)
    not_handled = editing.posted.get("not_handled") == "1"
    set_not_handled(paragraph=row, not_handled=not_handled, **editing.signed)
    said = "inte behandlad; den väntar till ett annat möte" if not_handled else "behandlad"
    return Done(f"{editing.number(row)} är {said}.", [row])


@reads_draft
def draft_removed(editing: Editing) -> HttpResponse:
    """The removed §§, latest first, to put back."""
    rows = editing.meeting.paragraphs.filter(removed_at__isnull=False).order_by("-removed_at")
    return render(editing.request, "meetings/editor/removed.html", {"paragraphs": rows})


def _place(editing: Editing, current: int, count: int) -> int:
    index, step = editing.posted.get("index"), editing.posted.get("step") or "0"
    try:
        wanted = int(index[:7]) if index else current + int(step[:7])
    except ValueError:
        raise RuleViolation("Platsen går inte att läsa.") from None
    return max(0, min(wanted, count - 1))


def _heading_of(row: Paragraph) -> str:
    return f"paragraph-{row.public_id}-heading"
