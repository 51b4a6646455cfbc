"""What the editor answers after a change: the parts of the page that may have changed, as JSON."""

from collections.abc import Callable, Iterable
from typing import Any

from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone

from meetings.draft.reading import read_draft
from meetings.errors import RuleViolation
from meetings.models import Meeting, Paragraph
from meetings.reads.deferred import waiting_for
from meetings.views.refusals import refuse

from .desk import Desk
from .sheet import Sheet, sheet_of
from .side import side_of

PAGE = "meetings/editor/edit.html"


def page_context(desk: Desk) -> dict[str, Any]:
    """Everything the editor's templates name; a constant number of queries."""
    draft = read_draft(desk.protocol)
    today = timezone.localdate()
    return {
        "association": desk.association,
        "meeting": draft.meeting,
        "body": draft.meeting.body,
        "sheet": sheet_of(draft, desk.protocol, today=today),
        "side": side_of(draft, desk.now),
        "waiting": _waiting(draft.meeting),
    }


def _waiting(meeting: Meeting) -> int:
    """How many matters could be taken up here."""
    return len(waiting_for(meeting.body, before=meeting.date))


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
                    "meetings/editor/paragraph.html", context | {"p": box}, request
                )
                for box in sheet.paragraphs
                if box.public_id in wanted
            },
            "order": [[box.public_id, box.number, box.label] for box in sheet.paragraphs],
            "list": render_to_string("meetings/editor/list.html", context, request),
            "side": render_to_string("meetings/editor/side.html", context, request),
            "head": render_to_string("meetings/editor/head.html", context, request),
            "values": sheet.values,
            "digests": sheet.digests,
            "stamps": sheet.stamps,
            "focus": focus,
            "say": say,
            "undo": undo,
        }
    )


def ask(
    request: HttpRequest,
    *,
    title: str,
    form: BaseForm,
    button: str = "Spara",
    lead: str = "",
    remove: str = "",
    template: str = "meetings/editor/dialog.html",
    **more: Any,
) -> HttpResponse:
    """A form for the editor's dialog; 422 with the errors when it was sent. `remove` is an address to POST to."""
    context = {"title": title, "form": form, "button": button, "lead": lead, "remove": remove} | more
    return render(request, template, context, status=422 if form.is_bound else 200)


def settle(form: BaseForm, do: Callable[[dict[str, Any]], object]) -> bool:
    """Whether the form was sent, was right and the action did it; what the rules refuse is said in the form."""
    if not form.is_bound or not form.is_valid():
        return False
    try:
        do(form.cleaned_data)  # type: ignore[attr-defined]
    except RuleViolation as error:
        refuse(form, error)
        return False
    return True
