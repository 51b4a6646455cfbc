"""Autosave: one field at a time, never over somebody else's words."""

from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone

from meetings.actions.writing import FIELDS, RICH, TextConflict, digest, save_text
from meetings.draft.reading import read_draft
from meetings.models import Decision, Paragraph, Reservation, Statement, SubItem

from .desk import PUBLIC_ID, Desk, refused, writes_draft
from .paragraph import Row, shown, values_of

GONE = "Stycket är borttaget av någon annan. Texten ligger kvar här: kopiera den innan du lämnar sidan."

WITHIN_PARAGRAPH: dict[str, Any] = {
    "sub_item": SubItem,
    "decision": Decision,
    "reservation": Reservation,
    "statement": Statement,
}


@writes_draft
def draft_text_save(request: HttpRequest, desk: Desk) -> HttpResponse:
    """POST key, value, base → 200 `{digest, value, at}`; 409 with the other's text; 410, 422 a sentence."""
    name, _, rest = request.POST.get("key", "").partition("/")
    identity, _, field = rest.partition("/")
    row = row_of(desk, name, identity)
    if row is None:
        return refused(GONE, status=410)
    if field not in FIELDS[type(row)]:
        return refused("Det fältet kan inte sparas.")
    now = timezone.now()
    try:
        saved = save_text(
            row=row,
            field=field,
            value=request.POST.get("value", ""),
            base=request.POST.get("base", ""),
            by=desk.person,
            at=now,
        )
    except TextConflict as conflict:
        return _conflict(desk, row, field, conflict)
    except ObjectDoesNotExist:
        return refused(GONE, status=410)
    return JsonResponse({"digest": saved.digest, "value": saved.value, "at": _clock(now)})


def row_of(desk: Desk, name: str, identity: str) -> Row | None:
    """The row that a key names in this meeting; None when there is no such row."""
    if not PUBLIC_ID.fullmatch(identity):
        return None
    match name:
        case "meeting":
            return desk.meeting if identity == desk.meeting.key else None
        case "paragraph":
            return Paragraph.objects.filter(meeting=desk.meeting, public_id=identity).first()
        case "sub_item" | "decision" | "reservation" | "statement":
            rows = WITHIN_PARAGRAPH[name].objects.filter(paragraph__meeting=desk.meeting)
            return rows.select_related("paragraph__meeting").filter(public_id=identity).first()
    return None


def _conflict(desk: Desk, row: Row, field: str, conflict: TextConflict) -> HttpResponse:
    rich = field in RICH and not isinstance(row, Decision)
    html = shown(conflict.current, values_of(read_draft(desk.protocol))) if rich else ""
    return JsonResponse(
        {
            "value": conflict.current,
            "html": html,
            "digest": digest(conflict.current),
            "by": conflict.by or "Någon annan",
            "at": _clock(conflict.at) if conflict.at else "",
        },
        status=409,
    )


def _clock(moment) -> str:  # type: ignore[no-untyped-def]
    local = timezone.localtime(moment)
    return f"{local.hour}.{local.minute:02}"
