"""What the editor's page is told after a change: the parts of it that may have changed, as JSON."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.http import JsonResponse
from django.template.loader import render_to_string
from django.utils import timezone

from meetings.draft.reading import read_draft
from meetings.models import Paragraph
from meetings.reads.deferred import count_deferred_for
from meetings.reads.raised_items import waiting_for
from meetings.reads.writers import OtherWriter, other_writers

from .editing import Editing, Undo
from .shown.draft import EditedDraft, edited_draft
from .shown.panel import panel_of


@dataclass(frozen=True)
class Done:
    """What was done: what is read out, the §§ to show anew, the id of the element to go to, and what undoes it.
    `is_shown` when what is read out is more than the page itself shows."""

    said: str = ""
    changed: Sequence[Paragraph] = field(default_factory=list)
    focus: str = ""
    undo: Undo | None = None
    is_shown: bool = False


def page_context(editing: Editing) -> dict[str, Any]:
    """Everything the editor's templates name, from one read of the draft."""
    draft = read_draft(editing.protocol)
    return {
        "association": editing.association,
        "draft": draft,
        "meeting": draft.meeting,
        "body": draft.meeting.body,
        "edited": edited_draft(draft, today=timezone.localdate()),
        "panel": panel_of(draft, editing.current),
        "raised": waiting_for(draft.meeting),
        "waiting": count_deferred_for(draft.meeting.body, before=draft.meeting.date),
    }


def page_parts(editing: Editing, done: Done) -> JsonResponse:
    """The lists beside the protocol as they now are, and each § that changed. `read_at` tells the page which of two
    answers knows more, since they may arrive in the other order."""
    # Before the read: what a colleague writes meanwhile is then newer than this answer, not older.
    read_at = timezone.now().timestamp()
    context = page_context(editing)
    edited: EditedDraft = context["edited"]
    others = other_writers(
        editing.meeting,
        context["draft"].rolls.attendees.values(),
        by=editing.person,
        tab=editing.tab,
        at=timezone.now(),
    )
    wanted = {paragraph.public_id for paragraph in done.changed}

    def part(name: str, **more: object) -> str:
        return render_to_string(f"meetings/editor/{name}.html", context | more, editing.request)

    return JsonResponse(
        {
            "paragraphs": {
                one.public_id: part("paragraph", p=one)
                for one in edited.paragraphs
                if one.public_id in wanted
            },
            "order": [[one.public_id, one.number, one.label] for one in edited.paragraphs],
            "list": part("list"),
            "side": part("panel"),
            "head": part("head"),
            "values": edited.values,
            "digests": edited.digests,
            "stamps": edited.stamps,
            "writers": [shown_writer(one) for one in others],
            "read_at": read_at,
            "focus": done.focus,
            "say": done.said,
            "undo": done.undo,
            "show": done.is_shown,
        }
    )


def shown_writer(one: OtherWriter) -> dict[str, object]:
    return {
        "tab": one.tab,
        "paragraph": one.paragraph,
        "here": one.here,
        "name": one.name,
        "writing": one.is_writing,
    }


def refused(sentence: str, status: int = 422) -> JsonResponse:
    return JsonResponse({"sentence": sentence}, status=status)
