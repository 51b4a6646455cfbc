"""Sv: expediering. Who gets what of a verified protocol; sent in one press, and listed."""

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from django import forms
from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST, require_safe

from meetings.access import can_edit
from meetings.actions.dispatching import (
    dispatch,
    drop_stopped_dispatches,
    note_dispatch_posted,
    try_dispatches_again,
)
from meetings.hooks import WHOLE, Receiver
from meetings.models import Dispatch, Paragraph, Protocol, Verification
from meetings.models.validators import printable
from meetings.reads.dispatches import SENT, dispatched_rows, suggested, under_way
from meetings.swedish import section
from meetings.views.addresses import ProtocolAddress, association_edited, person_of
from meetings.views.chancellery.summonses import PostedForm
from meetings.views.chancellery.verification import protocol_read
from meetings.views.refusals import goes_through
from meetings.views.stored_files import sealed_document


class DispatchForm(forms.Form):
    """Those who are suggested, each to tick, and one more. `receivers` are those who are chosen."""

    chosen = forms.MultipleChoiceField(label="Mottagare", required=False)
    what = forms.ChoiceField(label="Vad", required=False)
    name = forms.CharField(label="Mottagare", required=False, max_length=200, validators=[printable])
    email = forms.EmailField(
        label="E-postadress", required=False, help_text="Tom: skriv ut filen och posta den."
    )

    def __init__(self, data: Any = None, *, offered: list[Receiver], paragraphs: list[Paragraph]) -> None:
        super().__init__(data)
        self.offered = {one.key: one for one in offered}
        self.paragraphs = {one.public_id: one for one in paragraphs}
        self.fields["chosen"].choices = [(key, one.name) for key, one in self.offered.items()]  # type: ignore[attr-defined]
        self.fields["what"].required_by_some = True  # type: ignore[attr-defined]
        self.fields["what"].choices = [  # type: ignore[attr-defined]
            (WHOLE, "Hela protokollet"),
            *((key, _called(one)) for key, one in self.paragraphs.items()),
        ]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("email") and not cleaned.get("name"):
            self.add_error("name", "Skriv vem mottagaren är.")
        return cleaned

    def receivers(self) -> list[Receiver]:
        found = [self.offered[key] for key in self.cleaned_data["chosen"]]
        if self.cleaned_data["name"]:
            paragraph = self.paragraphs.get(self.cleaned_data["what"])
            found.append(
                Receiver(paragraph, self.cleaned_data["name"], email=self.cleaned_data["email"].lower())
            )
        return found

    def groups(self) -> Iterator[tuple[str, list[dict[str, object]]]]:
        """The suggestions of the whole protocol, then of each §; ticked unless they have it in another way."""
        ticked = set(self.data.getlist("chosen")) if self.is_bound else None  # type: ignore[attr-defined]
        order = {key: place for place, key in enumerate(["", *self.paragraphs])}
        left = (one for one in self.offered.values() if one.has_it != SENT)
        each = sorted(left, key=lambda one: order[_id(one)])
        for _, members in groupby(each, key=_id):
            rows = list(members)
            title = _called(rows[0].paragraph) if rows[0].paragraph else "Hela protokollet"
            yield (
                title,
                [
                    {
                        "receiver": one,
                        "is_ticked": one.key in ticked if ticked is not None else not one.has_it,
                    }
                    for one in rows
                ],
            )


def _id(receiver: Receiver) -> str:
    return receiver.paragraph.public_id if receiver.paragraph else ""


def _called(paragraph: Paragraph) -> str:
    number = f"{section(paragraph.number)} " if paragraph.number else ""
    return f"{number}{paragraph.heading}"


@require_http_methods(["GET", "HEAD", "POST"])
def dispatch_page(request: HttpRequest, slug: str, body: str, key: ProtocolAddress) -> HttpResponse:
    """Whom to send it, and who has been sent it; the auditor reads the list."""
    protocol = protocol_read(request, slug, body, key)
    if request.method == "POST":
        association_edited(request, slug)
    verification = _verified(protocol)
    paragraphs = list(protocol.paragraphs.order_by("position"))
    may = can_edit(person_of(request), protocol.meeting.body.association)
    form = DispatchForm(
        request.POST if request.method == "POST" else None,
        offered=suggested(verification, timezone.localdate()) if may else [],
        paragraphs=paragraphs,
    )
    if goes_through(
        request,
        form,
        "Expedieringen är beställd. Varje mejl går när filen är gjord.",
        lambda: dispatch(
            verification=verification, receivers=form.receivers(), by=person_of(request), at=timezone.now()
        ),
    ):
        return redirect(f"{reverse('dispatch_page', args=[slug, body, key])}#expedierat")
    context = {
        "dispatches": dispatched_rows(verification),
        "asked": under_way(verification),
        "association": protocol.meeting.body.association,
        "slug": slug,
        "body": body,
        "key": key,
        "meeting": protocol.meeting,
        "can_edit": may,
        "form": form,
        "groups": list(form.groups()),
    }
    return render(request, "meetings/dispatch_page.html", context, status=422 if form.errors else 200)


@require_GET
def dispatch_state(request: HttpRequest, slug: str, body: str, key: ProtocolAddress) -> HttpResponse:
    """How far it has come, for a page that shows it and asks again."""
    verification = _verified(protocol_read(request, slug, body, key))
    context = {"asked": under_way(verification), "slug": slug, "body": body, "key": key, "is_alone": True}
    may = can_edit(person_of(request), verification.protocol.meeting.body.association)
    return render(request, "meetings/dispatch_state.html", {**context, "can_edit": may})


@require_POST
def dispatch_again(request: HttpRequest, slug: str, body: str, key: ProtocolAddress) -> HttpResponse:
    """What could not be made is tried again, or left."""
    association_edited(request, slug)
    verification = _verified(protocol_read(request, slug, body, key))
    if "drop" in request.POST:
        drop_stopped_dispatches(verification=verification)
        messages.success(request, "Det som inte gick att göra är borttaget och skickas inte.")
    else:
        try_dispatches_again(verification=verification, at=timezone.now())
    return redirect(f"{reverse('dispatch_page', args=[slug, body, key])}#expedierat")


@require_safe
def dispatch_pdf(
    request: HttpRequest, slug: str, body: str, key: ProtocolAddress, public_id: str
) -> FileResponse:
    """The file as it was sent."""
    one = _one(protocol_read(request, slug, body, key), public_id)
    what = f"protokollsutdrag-{key}-paragraf-{one.paragraph.number}" if one.paragraph else f"protokoll-{key}"
    return sealed_document(one.file, f"{what}.pdf")


@require_http_methods(["GET", "HEAD", "POST"])
def dispatch_posted(
    request: HttpRequest, slug: str, body: str, key: ProtocolAddress, public_id: str
) -> HttpResponse:
    """Says which day it was posted, after a question."""
    association = association_edited(request, slug)
    one = _one(protocol_read(request, slug, body, key), public_id)
    form = PostedForm(
        request.POST if request.method == "POST" else None, initial={"day": timezone.localdate()}
    )
    if goes_through(
        request,
        form,
        "Noterat som postat.",
        lambda: note_dispatch_posted(
            dispatch=one, day=form.cleaned_data["day"], by=person_of(request), at=timezone.now()
        ),
    ):
        return redirect("dispatch_page", slug, body, key)
    context = {
        "association": association,
        "slug": slug,
        "body": body,
        "key": key,
        "dispatch": one,
        "form": form,
    }
    return render(request, "meetings/dispatch_posted.html", context, status=422 if form.errors else 200)


def _verified(protocol: Protocol) -> Verification:
    found = getattr(protocol, "verification", None)
    if found is None:
        raise Http404
    return found  # type: ignore[no-any-return]


def _one(protocol: Protocol, public_id: str) -> Dispatch:
    rows = Dispatch.objects.filter(verification__protocol=protocol).select_related("file", "paragraph")
    return get_object_or_404(rows, public_id=public_id)
