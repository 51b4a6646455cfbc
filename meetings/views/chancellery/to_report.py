"""Sv: att anmäla. The table by hand of what a body is to be told of: decisions by delegation, letters that came in."""

from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from meetings.access import can_edit
from meetings.actions.filling import change_to_report, note_to_report, remove_to_report
from meetings.models import Association, Body, MatterToReport
from meetings.views.addresses import association_edited, association_read, person_of
from meetings.views.chancellery.meeting_forms import Day, LineField
from meetings.views.refusals import goes_through

ROWS = 50
KINDS = MatterToReport.Kind


class MatterForm(forms.Form):
    """One line of the table; body and kind are chosen once."""

    body = forms.ModelChoiceField(Body.objects.none(), label="Organ", to_field_name="slug", empty_label=None)
    kind = forms.ChoiceField(label="Slag", choices=KINDS.choices, widget=forms.RadioSelect)
    day = Day(label="Dag", help_text="När beslutet fattades, eller när skrivelsen kom in.")
    who = LineField(label="Från eller av", help_text="Den som beslutade, eller den som skrivelsen kom från.")
    subject = LineField(label="Ärende", longest=300)
    number = LineField(label="Diarienummer", longest=50, required=False)

    def __init__(
        self, data: Any = None, *, association: Association, row: MatterToReport | None = None
    ) -> None:
        names = ("day", "who", "subject", "number")
        starting = {name: getattr(row, name) for name in names} if row else {"day": timezone.localdate()}
        super().__init__(data, initial=starting)
        if row:
            del self.fields["body"], self.fields["kind"]
            return
        bodies = association.bodies.order_by("pk")
        self.fields["body"].queryset = bodies  # type: ignore[attr-defined]
        if len(bodies) == 1:
            self.fields["body"].required = False
            self.fields["body"].widget = forms.HiddenInput()
            self.only = bodies[0]

    def said(self) -> dict[str, Any]:
        """As the actions take it."""
        cleaned = dict(self.cleaned_data)
        if "body" in self.fields:
            cleaned["body"] = cleaned["body"] or self.only
        return cleaned


@require_GET
def to_report_list(request: HttpRequest, slug: str) -> HttpResponse:
    """What waits for the next meeting, and below it what has been told, the latest first."""
    association = association_read(request, slug)
    every = _of(association).select_related("body", "paragraph__meeting__body")
    told = Paginator(every.reported().order_by("-day", "-pk"), ROWS)
    context = {
        "association": association,
        "waiting": [(kind, every.unreported().filter(kind=kind)) for kind in KINDS],
        "told": told.get_page(request.GET.get("sida")),
        "can_edit": can_edit(person_of(request), association),
    }
    return render(request, "meetings/to_report_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def to_report_add(request: HttpRequest, slug: str) -> HttpResponse:
    association = association_edited(request, slug)
    form = MatterForm(request.POST if request.method == "POST" else None, association=association)
    if request.method != "POST" and request.GET.get("slag") in KINDS.values:
        form.initial["kind"] = request.GET["slag"]
    if goes_through(
        request,
        form,
        "Det anmäls på nästa möte.",
        lambda: note_to_report(**form.said(), by=person_of(request), at=timezone.now()),
    ):
        return redirect("to_report_list", slug)
    context = {"association": association, "form": form, "row": None}
    return render(request, "meetings/to_report_form.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def to_report_change(request: HttpRequest, slug: str, public_id: str) -> HttpResponse:
    """Changes the line, or takes it away."""
    association = association_edited(request, slug)
    row = get_object_or_404(_of(association), public_id=public_id)
    is_removed = "remove" in request.POST
    by, at = person_of(request), timezone.now()
    form = MatterForm(
        request.POST if request.method == "POST" and not is_removed else None,
        association=association,
        row=row,
    )
    asked = forms.Form(request.POST if is_removed else None)
    if goes_through(
        request, asked, "Raden är borttagen.", lambda: remove_to_report(row=row, by=by, at=at)
    ) or goes_through(
        request, form, "Raden är ändrad.", lambda: change_to_report(row=row, **form.said(), by=by, at=at)
    ):
        return redirect("to_report_list", slug)
    refused = asked.non_field_errors()
    context = {"association": association, "form": form, "row": row, "refused": refused}
    status = 422 if form.errors or refused else 200
    return render(request, "meetings/to_report_form.html", context, status=status)


def _of(association: Association) -> Any:
    return MatterToReport.objects.filter(body__association=association).order_by("day", "pk")
