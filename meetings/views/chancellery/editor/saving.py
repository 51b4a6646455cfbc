"""Autosave: one text at a time, never over somebody else's words."""

from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.http import HttpResponse, JsonResponse
from django.utils import timezone

from meetings.actions.writing import FIELDS, RICH, TextConflict, Written, digest, save_text
from meetings.draft.reading import read_draft
from meetings.models import Decision, Paragraph, Reservation, Statement, SubItem
from meetings.swedish import clock

from .access import writes_draft
from .editing import PUBLIC_ID, Editing
from .response import refused
from .shown.texts import values_of, with_values

GONE = "Stycket är borttaget av någon annan. Texten ligger kvar här: kopiera den innan du lämnar sidan."

WITHIN_PARAGRAPH: dict[str, Any] = {
    "sub_item": SubItem,
    "decision": Decision,
    "reservation": Reservation,
    "statement": Statement,
}


@writes_draft
def draft_text_save(editing: Editing) -> HttpResponse:
    """POST key, value, base → 200 `{digest, value, at, read_at}`; 409 with the other's text; 410, 422 a sentence."""
    row, field = written_in(editing, editing.posted.get("key", ""))
    if row is None:
        return refused(GONE, status=410)
    if field not in FIELDS[type(row)]:
        return refused("Det fältet kan inte sparas.")
    signed = editing.signed
    try:
        saved = save_text(
            row=row,
            field=field,
            value=editing.posted.get("value", ""),
            base=editing.posted.get("base", ""),
            **signed,
        )
    except TextConflict as conflict:
        return _conflict(editing, row, field, conflict)
    # A colleague may have removed the row between the two questions.
    except ObjectDoesNotExist:
        return refused(GONE, status=410)
    at = clock(timezone.localtime(signed["at"]).time())
    told = {"digest": saved.digest, "value": saved.value, "at": at, "read_at": timezone.now().timestamp()}
    return JsonResponse(told)


def written_in(editing: Editing, key: str) -> tuple[Written | None, str]:
    """The row and the field that «decision/Ab3…/text» names; None when the meeting has no such row."""
    name, _, rest = key.partition("/")
    identity, _, field = rest.partition("/")
    return _row(editing, name, identity), field


def _row(editing: Editing, name: str, identity: str) -> Written | None:
    meeting = editing.meeting
    if not PUBLIC_ID.fullmatch(identity):
        return None
    if name == "meeting":
        return meeting if identity == meeting.key else None
    if name == "paragraph":
        return Paragraph.objects.filter(meeting=meeting, public_id=identity).first()
    if name not in WITHIN_PARAGRAPH:
        return None
    rows = WITHIN_PARAGRAPH[name].objects.filter(paragraph__meeting=meeting, public_id=identity)
    row: Written | None = rows.select_related("paragraph__meeting").first()
    return row


def _conflict(editing: Editing, row: Written, field: str, conflict: TextConflict) -> HttpResponse:
    html = ""
    if field in RICH and not isinstance(row, Decision):
        html = with_values(conflict.current, values_of(read_draft(editing.protocol)))
    return JsonResponse(
        {
            "value": conflict.current,
            "html": html,
            "digest": digest(conflict.current),
            "by": conflict.by or "Någon annan",
            "own": conflict.conflict.is_own,
            "at": clock(timezone.localtime(conflict.at).time()) if conflict.at else "",
        },
        status=409,
    )
