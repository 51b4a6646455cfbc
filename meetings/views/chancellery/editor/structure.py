"""Adding, moving and removing §§."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from meetings.actions.drafting import (
    add_paragraph,
    edit_paragraph,
    move_paragraph,
    remove_paragraph,
    restore_paragraph,
    withdraw_paragraph,
)
from meetings.draft.series import numbers_of
from meetings.errors import RuleViolation
from meetings.models import Body, Paragraph
from meetings.swedish import section

from .answer import answer, ask, settle
from .desk import Desk, asks_draft, reads_draft, writes_draft
from .forms import ParagraphForm


@writes_draft
def draft_paragraph_add(request: HttpRequest, desk: Desk) -> HttpResponse:
    """POST `after` (a § of the meeting, or none for last) and `kind`."""
    after = request.POST.get("after", "")
    kind = request.POST.get("kind", "")
    paragraph = add_paragraph(
        meeting=desk.meeting,
        after=desk.paragraph(after) if after else None,
        kind=kind if kind in Paragraph.Kind.values else Paragraph.Kind.DECISION,
        by=desk.person,
        at=timezone.now(),
    )
    return answer(
        request,
        desk,
        changed=[paragraph],
        focus=f"paragraph-{paragraph.public_id}-heading",
        say=f"Ny paragraf, {number_of(desk, paragraph)}.",
    )


@writes_draft
def draft_paragraph_move(request: HttpRequest, desk: Desk, paragraph: str) -> HttpResponse:
    """POST `index`, from 0 among the §§, or `step` -1 or 1."""
    row = desk.paragraph(paragraph)
    order = list(numbers_of(desk.meeting))
    if row.pk not in order:
        raise RuleViolation("Paragrafen är borttagen.")
    index = _place(request, order.index(row.pk), len(order))
    move_paragraph(paragraph=row, index=index, by=desk.person, at=timezone.now())
    return answer(request, desk, say=f"Flyttad, nu {number_of(desk, row)}.")


@writes_draft
def draft_paragraph_remove(request: HttpRequest, desk: Desk, paragraph: str) -> HttpResponse:
    row = desk.paragraph(paragraph)
    number = number_of(desk, row)
    index = list(numbers_of(desk.meeting)).index(row.pk) if number else 0
    remove_paragraph(paragraph=row, by=desk.person, at=timezone.now())
    return answer(
        request,
        desk,
        say=f"{number} {row.heading or 'utan rubrik'} är borttagen.",
        undo={
            "label": "Ångra",
            "url": reverse("draft_paragraph_restore", args=[*desk.address, row.public_id]),
            "data": {"index": index},
        },
    )


@writes_draft
def draft_paragraph_restore(request: HttpRequest, desk: Desk, paragraph: str) -> HttpResponse:
    """POST `index`, or nothing for last."""
    row = desk.paragraph(paragraph)
    index = request.POST.get("index", "")
    restore_paragraph(
        paragraph=row,
        index=int(index) if index.isascii() and index.isdigit() and len(index) < 6 else None,
        by=desk.person,
        at=timezone.now(),
    )
    return answer(
        request,
        desk,
        changed=[row],
        focus=f"paragraph-{row.public_id}-heading",
        say=f"Tillbaka som {number_of(desk, row)}.",
    )


@writes_draft
def draft_paragraph_withdraw(request: HttpRequest, desk: Desk, paragraph: str) -> HttpResponse:
    """POST `withdrawn` 1 or 0: «utgår», with the number kept."""
    row = desk.paragraph(paragraph)
    withdrawn = request.POST.get("withdrawn") == "1"
    withdraw_paragraph(paragraph=row, withdrawn=withdrawn, by=desk.person, at=timezone.now())
    state = "utgår" if withdrawn else "utgår inte längre"
    return answer(request, desk, changed=[row], say=f"{number_of(desk, row)} {state}.")


@asks_draft
def draft_paragraph_edit(request: HttpRequest, desk: Desk, paragraph: str) -> HttpResponse:
    """Kind and chair of a §."""
    row = desk.paragraph(paragraph)
    form = ParagraphForm(request.POST if request.method == "POST" else None, paragraph=row)
    if settle(
        form, lambda values: edit_paragraph(paragraph=row, by=desk.person, at=timezone.now(), **values)
    ):
        return answer(request, desk, changed=[row], say="Sparat.")
    return ask(request, title=f"{number_of(desk, row)} {row.heading}".strip(), form=form)


def _place(request: HttpRequest, current: int, count: int) -> int:
    value = request.POST.get("index") or request.POST.get("step") or "0"
    try:
        number = int(value[:7])
    except ValueError:
        raise RuleViolation("Platsen går inte att läsa.") from None
    wanted = number if request.POST.get("index") else current + number
    return max(0, min(wanted, count - 1))


def number_of(desk: Desk, paragraph: Paragraph) -> str:
    """«§ 43» as things stand, «punkt 4» where the document has no §; empty for a removed one."""
    number = numbers_of(desk.meeting).get(paragraph.pk)
    if not number:
        return ""
    numbered = desk.meeting.body.heading_numbers == Body.HeadingNumbers.PARAGRAPH
    return section(number) if numbered else f"punkt {number}"


@reads_draft
def draft_removed(request: HttpRequest, desk: Desk) -> HttpResponse:
    """The removed §§, latest first, to put back."""
    rows = desk.meeting.paragraphs.filter(removed_at__isnull=False).order_by("-removed_at")
    return render(request, "meetings/editor/removed.html", {"paragraphs": rows})
