"""The editor itself, and the draft as those who may not write in it read it."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django_prose_editor.widgets import importmap as prose_editor
from js_asset import Media, Script

from meetings import access
from meetings.actions.freezing import freeze_protocol
from meetings.actions.writing import digest
from meetings.documents.protocol import render_protocol
from meetings.draft.building import build_record
from meetings.draft.checklist import findings_of, to_confirm
from meetings.draft.reading import read_draft
from meetings.models import Meeting
from meetings.paper.storage import read
from meetings.querysets import latest_version
from meetings.record.protocol import ProtocolRecord
from meetings.record.reading import as_json, read_record
from meetings.views.scripts import modules
from meetings.workflow import ProtocolState

from .answer import PAGE, answer, ask, page_context, settle
from .desk import PUBLIC_ID, Desk, asks_draft, reads_draft
from .forms import FreezeForm

EDITOR_MEDIA = Media(
    importmap=prose_editor | modules("autosave", "editor"),
    js=[Script("js/editor/main.js", type="module")],
)

CONFIRM_LEAD = "Det här ser ut som personuppgifter. Det kommer ut på webben om du går vidare."
LOCKED_SENTENCES = {
    ProtocolState.FROZEN: "Protokollet är ute för justering och kan inte ändras här.",
    ProtocolState.VERIFIED: "Protokollet är justerat och kan inte ändras.",
}


@reads_draft
def draft_edit(request: HttpRequest, desk: Desk) -> HttpResponse:
    """The page where the whole protocol is written; for the auditor, or when it is locked, only read."""
    if desk.is_locked or not access.can_edit(desk.person, desk.association):
        return _read_only(request, desk)
    context = page_context(desk)
    return render(
        request,
        PAGE,
        context
        | {
            "config": _config(desk, context),
            "media": EDITOR_MEDIA,
            "requested": desk.state == ProtocolState.CHANGES_REQUESTED,
        },
    )


@reads_draft
def draft_reading(request: HttpRequest, desk: Desk) -> HttpResponse:
    """The draft as it will stand when it is frozen, as a part of the editor's page."""
    return render(request, "meetings/editor/read.html#document", _document(desk))


@reads_draft
@xframe_options_sameorigin
def draft_preview(request: HttpRequest, desk: Desk) -> HttpResponse:
    """The draft as PDF; nothing is stored."""
    snapshot = as_json(_as_it_stands(desk))
    response = HttpResponse(render_protocol(snapshot, files=read).pdf, content_type="application/pdf")
    name = f"utkast-{desk.meeting.body.slug}-{desk.meeting.key}.pdf"
    response["Content-Disposition"] = f'inline; filename="{name}"'
    return response


@reads_draft
def draft_state(request: HttpRequest, desk: Desk) -> HttpResponse:
    """The side lists as they are now, and the §§ asked for with `paragraf`; `{"locked": true}` when it is frozen."""
    if desk.is_locked:
        return JsonResponse({"locked": True})
    wanted = request.GET.getlist("paragraf")[:100]
    known = desk.meeting.paragraphs.filter(public_id__in=[one for one in wanted if PUBLIC_ID.fullmatch(one)])
    return answer(request, desk, changed=known)


@asks_draft
def draft_freeze(request: HttpRequest, desk: Desk) -> HttpResponse:
    """«Klar för justering»: 200 `{"go": address}`, or the dialog with what is missing or must be confirmed."""
    found = findings_of(read_draft(desk.protocol), today=timezone.localdate())
    form = FreezeForm(request.POST if request.method == "POST" else None, asked=to_confirm(found))
    if settle(
        form,
        lambda values: freeze_protocol(
            protocol=desk.protocol, confirmed=values.get("confirmed", ()), by=desk.person, at=timezone.now()
        ),
    ):
        return JsonResponse({"go": _after_freeze(desk)})
    title = "Klar för justering" if desk.meeting.body.under_kl else "Färdigställ"
    return ask(request, title=title, form=form, button=title, lead=CONFIRM_LEAD if form.asked else "")


def _after_freeze(desk: Desk) -> str:
    try:
        return reverse("verification_status", args=desk.address)
    except NoReverseMatch:
        return reverse("draft_edit", args=desk.address)


def _read_only(request: HttpRequest, desk: Desk) -> HttpResponse:
    if desk.meeting.state == Meeting.State.CANCELLED:
        sentence = "Mötet är inställt."
    else:
        sentence = LOCKED_SENTENCES.get(desk.state, "Du läser ett utkast. Bara kansliet kan ändra i det.")
    return render(
        request,
        "meetings/editor/read.html",
        _document(desk) | {"sentence": sentence, "locked": desk.is_locked, "status_url": _after_freeze(desk)},
    )


def _document(desk: Desk) -> dict[str, object]:
    """What is frozen is read from its snapshot, a draft from its live rows."""
    version = latest_version(desk.protocol) if desk.is_locked else None
    document = read_record(version.snapshot) if version else _as_it_stands(desk)
    anchors = {f"bilaga-{attachment.number}" for attachment in document.attachments}
    return {
        "association": desk.association,
        "meeting": desk.meeting,
        "protocol": document,
        "anchors": anchors,
    }


def _as_it_stands(desk: Desk) -> ProtocolRecord:
    return build_record(read_draft(desk.protocol), version=0, at=timezone.now())


def _config(desk: Desk, context: dict[str, object]) -> dict[str, object]:
    """What the page's script needs to know: addresses and what placeholders show."""
    base = reverse("draft_edit", args=desk.address)
    sheet = context["sheet"]
    return {
        "base": base,
        "person": desk.person.public_id,
        "login": reverse("account_login"),
        "values": sheet.values,  # type: ignore[attr-defined]
        "empty": digest(""),
    }
