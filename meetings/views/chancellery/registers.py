"""A whole table into the register after an election: look first, then save all of it or nothing."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from meetings.actions.registering import pasted_mandates, register_mandates
from meetings.errors import RuleViolation
from meetings.importing.mandates import COLUMNS, PastedMandates
from meetings.models import Body, Mandate
from meetings.models.ordering import swedish
from meetings.reads.setting_up import steps_of
from meetings.swedish import number_word
from meetings.views.addresses import association_edited, person_of
from meetings.views.refusals import refuse

from .register_forms import MandatePasteForm


@require_http_methods(["GET", "POST"])
def mandate_paste(request: HttpRequest, slug: str) -> HttpResponse:
    """The first post answers with what would happen; a second, with nothing changed since, saves."""
    association = association_edited(request, slug)
    bodies = Body.objects.filter(association=association)
    data = request.POST if request.method == "POST" else None
    form = MandatePasteForm(data, bodies=bodies)
    pasted: PastedMandates | None = None
    if data is not None and form.is_valid():
        try:
            if "save" in data:
                saved = register_mandates(by=person_of(request), at=timezone.now(), **form.cleaned_data)
                messages.success(request, _said(saved))
                return redirect("todo", slug)
        except RuleViolation as violation:
            refuse(form, violation)
        pasted = _pasted(form)
    context = {
        "association": association,
        "form": form,
        "pasted": pasted,
        "columns": [headings[0] for headings in COLUMNS.values()],
        "bad_rows": sum(bool(line.errors) for line in pasted.lines) if pasted else 0,
        "has_bodies": bool(bodies),
        "has_people": Mandate.objects.filter(body__association=association).exists(),
        "parties": association.parties.order_by(swedish("code")),
        "steps": steps_of(association),
    }
    return render(request, "meetings/mandate_paste.html", context)


def _pasted(form: MandatePasteForm) -> PastedMandates | None:
    values = form.cleaned_data
    try:
        return pasted_mandates(body=values["body"], text=values["text"], replace=values["replace"])
    except RuleViolation as violation:
        form.add_error("text", violation.sentence)
        return None


def _said(pasted: PastedMandates) -> str:
    added, ended = pasted.changes, len(pasted.ends_mandates)
    first = "Ett uppdrag är inlagt." if added == 1 else f"{_count(added)} uppdrag är inlagda."
    last = (
        "" if not ended else " Ett äldre avslutades." if ended == 1 else f" {_count(ended)} äldre avslutades."
    )
    return first + last


def _count(number: int) -> str:
    return number_word(number).capitalize()
