"""A ledamot, or an auditor, raises a matter and follows it (KL 4:20–21)."""

from typing import Any

from django import forms
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from meetings.actions.raising import raise_item, withdraw_item, write_item
from meetings.models import Association, Body, Meeting, RaisedItem
from meetings.noted import note_read
from meetings.reads.raised_items import (
    RaisedRow,
    bodies_to_raise_in,
    meetings_to_raise_in,
    raised_by,
    rows_of,
)
from meetings.rules.raising import RaisedKind, RaisedState, RaisedStep
from meetings.swedish import long_date_with_weekday
from meetings.views.addresses import association_entered, person_of
from meetings.views.raised_form import RaisedForm
from meetings.views.refusals import done_or_said, goes_through
from meetings.views.stored_files import stored_file

type Place = tuple[Body, RaisedKind, Meeting | None]


class RaiseForm(RaisedForm):
    """The same, and for which meeting."""

    place = forms.ChoiceField(label="Möte", error_messages={"required": "Välj ett möte."})
    field_order = ("place", "heading", "text", "proposals", "papers")

    def __init__(self, *args: Any, places: dict[str, tuple[str, Place]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.places = places
        self.fields["place"].choices = [(key, words) for key, (words, _) in places.items()]  # type: ignore[attr-defined]

    def said(self) -> dict[str, Any]:
        """As the action takes it."""
        body, kind, meeting = self.places[self.cleaned_data["place"]][1]
        return {"body": body, "kind": kind, "meeting": meeting, "words": self.words()}


@require_http_methods(["GET", "HEAD", "POST"])
def item_raise(request: HttpRequest, slug: str) -> HttpResponse:
    """For whoever holds a mandate in a body that decides, and for an auditor; 404 to others."""
    association = association_entered(request, slug)
    person, at = person_of(request), timezone.now()
    places = _places(request, association)
    if not places:
        raise Http404
    form = RaiseForm(
        request.POST if request.method == "POST" else None,
        request.FILES or None,
        places=places,
        initial={"place": request.GET.get("mote", "")},
    )
    if goes_through(
        request,
        form,
        "Tack, ärendet är anmält. Kansliet har fått ett mejl.",
        lambda: raise_item(person=person, by=person, at=at, **form.said()),
    ):
        return redirect("board_home", slug)
    is_audit = all(kind == RaisedKind.AUDITOR for _, (_, kind, _) in places.values())
    context = {"association": association, "slug": slug, "form": form, "is_audit": is_audit}
    return render(request, "meetings/raised/item_raise.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def own_item(request: HttpRequest, slug: str, public_id: str) -> HttpResponse:
    """What the person has raised and what has become of it; while it is not on the agenda it can be changed and sent
    again."""
    association, row = _own(request, slug, public_id)
    item, person = row.item, person_of(request)
    is_sent = request.method == "POST" and row.is_open
    form = RaisedForm(request.POST if is_sent else None, request.FILES if is_sent else None, item=item)
    if is_sent and goes_through(
        request,
        form,
        "Tack, ändringen är skickad.",
        lambda: write_item(item=item, words=form.words(), by=person, at=timezone.now(), is_sent=True),
    ):
        return redirect("own_item", slug, public_id)
    context = {
        "association": association,
        "slug": slug,
        "row": row,
        "item": item,
        "form": form,
        "files": item.files.all(),
        "events": item.events.select_related("by"),
        "returned": item.events.filter(kind=RaisedStep.RETURNED).last()
        if item.state == RaisedState.RETURNED
        else None,
    }
    return render(request, "meetings/raised/own_item.html", context, status=422 if form.errors else 200)


@require_safe
def own_item_file(request: HttpRequest, slug: str, public_id: str, file: str) -> FileResponse:
    _, row = _own(request, slug, public_id)
    found = get_object_or_404(row.item.files.select_related("file"), public_id=file)
    return stored_file(found.file.sha256, found.file_name, found.file.media_type)


@require_POST
def own_item_withdraw(request: HttpRequest, slug: str, public_id: str) -> HttpResponse:
    _, row = _own(request, slug, public_id)
    signed: dict[str, Any] = {"by": person_of(request), "at": timezone.now()}
    done_or_said(request, "Ärendet är återtaget.", lambda: withdraw_item(item=row.item, **signed))
    return redirect("own_item", slug, public_id)


def _places(request: HttpRequest, association: Association) -> dict[str, tuple[str, Place]]:
    """Where the person may raise a matter, by the key that the form sends back: each meeting to come, and the next."""
    today = timezone.localdate()
    kinds = {
        body.pk: (body, kind) for body, kind in bodies_to_raise_in(person_of(request), association, today)
    }
    found: dict[str, tuple[str, Place]] = {}
    for meeting in meetings_to_raise_in([body for body, _ in kinds.values()], today):
        body, kind = kinds[meeting.body_id]
        words = f"{body.name} {long_date_with_weekday(meeting.date)}"
        found[f"{body.slug}-{meeting.key}"] = (words, (body, kind, meeting))
    for body, kind in kinds.values():
        found[body.slug] = (f"{body.name}, nästa möte som planeras", (body, kind, None))
    return found


def _own(request: HttpRequest, slug: str, public_id: str) -> tuple[Association, RaisedRow]:
    association = association_entered(request, slug)
    item: RaisedItem = get_object_or_404(raised_by(person_of(request), association), public_id=public_id)
    note_read(request, association, "Anmält ärende", item)
    [row] = rows_of([item], association, timezone.localdate())
    return association, row
