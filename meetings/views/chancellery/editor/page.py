"""The editor itself, and the draft as those who may not write in it read it."""

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.clickjacking import xframe_options_sameorigin

from meetings import access
from meetings.actions.writing import digest
from meetings.documents.protocol import render_protocol
from meetings.draft.building import build_record
from meetings.draft.reading import read_draft
from meetings.models import Meeting
from meetings.paper.storage import stored_bytes
from meetings.querysets import latest_version
from meetings.reads.frozen import frozen_record
from meetings.reads.writers import other_writers
from meetings.record.protocol import ProtocolRecord
from meetings.record.reading import as_json
from meetings.rules.placeholders import WRITTEN_OUT
from meetings.swedish import time_range
from meetings.workflow import ProtocolState

from .access import reads_draft, writes_draft
from .editing import PUBLIC_ID, Editing
from .response import Done, page_context, page_parts, shown_writer
from .shown.blank import NEW, blank_decision, blank_item, blank_paragraph

LOCKED_SENTENCES = {
    ProtocolState.FROZEN: "Protokollet är ute för justering och kan inte ändras här.",
    ProtocolState.VERIFIED: "Protokollet är justerat och kan inte ändras.",
}


@reads_draft
def draft_edit(editing: Editing) -> HttpResponse:
    """The page where the whole protocol is written; for the auditor, or when it is locked, only read."""
    if editing.is_locked or not access.can_edit(editing.person, editing.association):
        return _read_only(editing)
    context = page_context(editing)
    more = {
        "blank": {
            "paragraph": blank_paragraph(editing.meeting),
            "item": blank_item(),
            "decisions": [blank_decision()],
        },
        # What the page's script needs to know.
        "config": _config(editing)
        | {
            "login": reverse("account_login"),
            "values": context["edited"].values,
            "empty": digest(""),
            "newRow": NEW,
            "reference": WRITTEN_OUT.pattern,
        },
        "requested": editing.state == ProtocolState.CHANGES_REQUESTED,
    }
    return render(editing.request, "meetings/editor/edit.html", context | more)


def _config(editing: Editing) -> dict[str, object]:
    """By what the page's own store in the browser is known."""
    return {"base": reverse("draft_edit", args=editing.address), "person": editing.person.public_id}


@reads_draft
def draft_reading(editing: Editing) -> HttpResponse:
    """The draft as it will stand when it is frozen, as a part of the editor's page."""
    return render(editing.request, "meetings/editor/read.html#document", _document(editing))


@reads_draft
@xframe_options_sameorigin
def draft_preview(editing: Editing) -> HttpResponse:
    """The draft as PDF; nothing is stored."""
    snapshot = as_json(_as_it_stands(editing))
    response = HttpResponse(render_protocol(snapshot, files=stored_bytes).pdf, content_type="application/pdf")
    name = f"utkast-{editing.meeting.body.slug}-{editing.meeting.key}.pdf"
    response["Content-Disposition"] = f'inline; filename="{name}"'
    return response


@reads_draft
def draft_state(editing: Editing) -> HttpResponse:
    """The lists as they are now, and the §§ asked for with `paragraf`; when it is frozen
    `{"locked": true, "sentence"}`, who did it."""
    if editing.is_locked:
        return JsonResponse({"locked": True, "sentence": _who_locked(editing)})
    wanted = [one for one in editing.query.getlist("paragraf")[:100] if PUBLIC_ID.fullmatch(one)]
    known = editing.meeting.paragraphs.filter(public_id__in=wanted)
    return page_parts(editing, Done(changed=list(known)))


@writes_draft
def draft_writer(editing: Editing) -> HttpResponse:
    """POST what every POST of the page tells of itself, and nothing else; gives `{"writers": [...]}`."""
    if editing.is_locked:
        return JsonResponse({"locked": True, "sentence": _who_locked(editing)})
    attendees = editing.rolls.attendees.values()
    others = other_writers(editing.meeting, attendees, by=editing.person, tab=editing.tab, at=timezone.now())
    return JsonResponse({"writers": [shown_writer(one) for one in others]})


def _who_locked(editing: Editing) -> str:
    """«Eva Lindmark låste protokollet kl. 10.12.», or why else nobody may write."""
    version = latest_version(editing.protocol)
    if editing.meeting.state == Meeting.State.CANCELLED or version is None:
        return "Mötet är inställt."
    [name] = editing.names_of([version.frozen_by]).values()
    return f"{name} låste protokollet {time_range(timezone.localtime(version.frozen_at).time())}."


def _read_only(editing: Editing) -> HttpResponse:
    if editing.meeting.state == Meeting.State.CANCELLED:
        sentence = "Mötet är inställt."
    else:
        sentence = LOCKED_SENTENCES.get(editing.state, "Du läser ett utkast. Bara kansliet kan ändra i det.")
    context = _document(editing) | {
        "sentence": sentence,
        "locked": editing.is_locked,
        "status_url": reverse("verification_status", args=editing.address),
        # Whoever wrote in it has perhaps words left in the browser.
        "config": _config(editing) if access.can_edit(editing.person, editing.association) else None,
    }
    return render(editing.request, "meetings/editor/read.html", context)


def _document(editing: Editing) -> dict[str, object]:
    """The document of the page: what is frozen is read from its snapshot, a draft from its live rows."""
    version = latest_version(editing.protocol) if editing.is_locked else None
    document = frozen_record(version) if version else _as_it_stands(editing)
    return {
        "association": editing.association,
        "meeting": editing.meeting,
        "protocol": document,
        "anchors": {f"bilaga-{attachment.number}" for attachment in document.attachments},
    }


def _as_it_stands(editing: Editing) -> ProtocolRecord:
    return build_record(read_draft(editing.protocol), version=0, at=timezone.now())
