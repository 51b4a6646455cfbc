"""Asking for a change: in a named § with its texts to reword, or in the protocol as a whole."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from meetings.actions.changing import request_change
from meetings.models import Decision, Paragraph
from meetings.rules.rewording import editable
from meetings.swedish import join_names
from meetings.views.addresses import ProtocolAddress
from meetings.views.board.forms import ChangeRequestForm
from meetings.views.board.open_protocol import OpenProtocol, open_protocol
from meetings.views.board.reading import reading_context
from meetings.views.refusals import goes_through


@require_http_methods(["GET", "POST"])
def change_request(request: HttpRequest, slug: str, body: str, key: ProtocolAddress) -> HttpResponse:
    """`?paragraf=43` names the §; without it the form asks which."""
    opened = open_protocol(request, slug, body, key)
    if not opened.may_request:
        messages.error(request, opened.hindrance or "Protokollet är inte ute för justering.")
        return redirect("protocol_verify", *opened.args)
    number = request.GET.get("paragraf", "")
    paragraph = _paragraph(opened, number)
    form = ChangeRequestForm(
        request.POST if request.method == "POST" else None,
        paragraphs=[one for one in opened.document.paragraphs if one.number in opened.own_numbers],
        wordings=_wordings(opened, paragraph) if paragraph else (),
        initial={"paragraph": number},
    )
    if goes_through(
        request, form, "Din begäran är skickad till sekreteraren.", lambda: _request(opened, form)
    ):
        return redirect("protocol_verify", *opened.args)
    context = reading_context(opened) | {
        "form": form,
        "paragraph": paragraph,
        "number": number if paragraph else "",
        "signed_names": join_names(signer.name for signer in opened.standing.signed),
    }
    return render(request, "meetings/change_request.html", context)


def _paragraph(opened: OpenProtocol, number: str) -> Paragraph | None:
    """The working row of a § of the version; it is locked, so its number is the snapshot's."""
    if number not in opened.own_numbers:
        return None
    return opened.protocol.paragraphs.filter(number=int(number)).first()


def _wordings(opened: OpenProtocol, paragraph: Paragraph) -> list[tuple[str, str, str]]:
    """(field's name, label, text as it was read) for the §'s text and each of its own decisions."""
    read = next(one for one in opened.document.paragraphs if one.number == str(paragraph.number))
    found = [("text", "Text", editable(read.text))] if read.text else []
    rows = paragraph.decisions.filter(sub_item__isnull=True).order_by("position", "id")
    decisions = list(zip(rows, read.decisions, strict=False))
    for order, (row, decision) in enumerate(decisions, start=1):
        label = f"Beslut {order}" if len(decisions) > 1 else "Beslut"
        found.append((f"decision-{row.public_id}", label, decision.text))
    return found


@transaction.atomic
def _request(opened: OpenProtocol, form: ChangeRequestForm) -> None:
    """One request for each reworded text, or one without a proposal."""
    paragraph = _paragraph(opened, form.cleaned_data["paragraph"])
    for name, text in (form.proposals() or {"": ""}).items():
        key = name.removeprefix("decision-")
        decision = Decision.objects.filter(public_id=key).first() if name.startswith("decision-") else None
        request_change(
            version=opened.version,
            by=opened.person,
            at=timezone.now(),
            reason=form.cleaned_data["reason"],
            paragraph=paragraph,
            decision=decision,
            proposed_text=text,
        )
