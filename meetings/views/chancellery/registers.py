"""A whole table into the register after an election: look first, then save all of it or nothing."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from meetings.actions.registering import draft_mandates, register_mandates
from meetings.errors import RuleViolation
from meetings.importing.mandates import COLUMNS, Draft
from meetings.models import Body
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
    draft: Draft | None = None
    if data is not None and form.is_valid():
        try:
            if "save" in data:
                saved = register_mandates(by=person_of(request), at=timezone.now(), **form.cleaned_data)
                messages.success(request, _said(saved))
                return redirect("admin:meetings_mandate_changelist")
        except RuleViolation as violation:
            refuse(form, violation)
        draft = _draft(form)
    context = {
        "association": association,
        "form": form,
        "draft": draft,
        "columns": [headings[0] for headings in COLUMNS.values()],
        "bad_rows": sum(bool(line.errors) for line in draft.lines) if draft else 0,
        "has_bodies": bool(bodies),
    }
    return render(request, "meetings/mandate_paste.html", context)


def _draft(form: MandatePasteForm) -> Draft | None:
    values = form.cleaned_data
    try:
        return draft_mandates(body=values["body"], text=values["text"], replace=values["replace"])
    except RuleViolation as violation:
        form.add_error("text", violation.sentence)
        return None


def _said(draft: Draft) -> str:
    added, ended = draft.changes, len(draft.ends_mandates)
    first = "Ett uppdrag är inlagt." if added == 1 else f"{_count(added)} uppdrag är inlagda."
    last = (
        "" if not ended else " Ett äldre avslutades." if ended == 1 else f" {_count(ended)} äldre avslutades."
    )
    return first + last


def _count(number: int) -> str:
    return number_word(number).capitalize()
