"""What the editor answers after a change: the parts of the page that may have changed, as JSON."""

from collections.abc import Iterable
from typing import Any

from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone

from meetings.documents.building import read_draft
from meetings.models import Paragraph

from .draft_desk import Desk
from .draft_sheet import Sheet, sheet_of
from .draft_side import side_of

PAGE = "meetings/draft_edit.html"


def page_context(desk: Desk) -> dict[str, Any]:
    """Everything the editor's templates name; a constant number of queries."""
    draft = read_draft(desk.protocol)
    today = timezone.localdate()
    return {
        "association": desk.association,
        "meeting": draft.meeting,
        "body": draft.meeting.body,
        "sheet": sheet_of(draft, desk.protocol, today=today),
        "side": side_of(draft),
        "kinds": Paragraph.Kind.choices,
    }


def answer(
    request: HttpRequest,
    desk: Desk,
    *,
    changed: Iterable[Paragraph] = (),
    focus: str = "",
    say: str = "",
    undo: dict[str, Any] | None = None,
) -> JsonResponse:
    """The side lists as they now are, and each `changed` § anew.

    `focus` is the id of the element to go to, `say` is read out, `undo` is `{"label", "url", "data"}`.
    """
    context = page_context(desk)
    sheet: Sheet = context["sheet"]
    wanted = {paragraph.public_id for paragraph in changed}
    return JsonResponse(
        {
            "paragraphs": {
                box.public_id: render_to_string(
                    "meetings/draft_paragraph.html", context | {"p": box}, request
                )
                for box in sheet.paragraphs
                if box.public_id in wanted
            },
            "order": [[box.public_id, box.number] for box in sheet.paragraphs],
            "list": render_to_string("meetings/draft_list.html", context, request),
            "side": render_to_string("meetings/draft_side.html", context, request),
            "head": render_to_string("meetings/draft_head.html", context, request),
            "values": sheet.values,
            "digests": sheet.digests,
            "focus": focus,
            "say": say,
            "undo": undo,
        }
    )


def ask(
    request: HttpRequest, *, title: str, form: BaseForm, button: str = "Spara", lead: str = ""
) -> HttpResponse:
    """A form for the editor's dialog; 422 with the errors when it was sent."""
    context = {"title": title, "form": form, "button": button, "lead": lead}
    return render(request, "meetings/draft_dialog.html", context, status=422 if form.is_bound else 200)
