"""The application section by section: saved by the page, or by itself while one writes."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from funding.actions import applying
from funding.models import Application, Programme
from funding.reads.cases import open_request
from funding.reads.content import content_of
from funding.rules.completeness import missing, total_of
from funding.rules.parts import own_units, shortfall
from funding.templatetags.funding_text import sum_of
from funding.views.addresses import application_written
from funding.workflow import EDITABLE_BY_APPLICANT
from meetings.actions.writing import digest, text_of
from meetings.errors import RuleViolation
from meetings.models import Person
from meetings.views.addresses import person_of
from meetings.views.refusals import refuse

from .layout import economy_in_words, layout_of
from .removing import row_named, what_is_lost
from .section_form import SectionForm
from .stored_fields import SECTIONS, stored_fields_of

HEADINGS = {
    "sokande": "Sökande och partner",
    "insatsen": "Insatsen",
    "mal": "Mål och genomförande",
    "kriterier": "Kriterier",
    "ekonomi": "Ekonomi",
    "bilagor": "Bilagor",
    "granska": "Granska och skicka",
}
NAMES = list(HEADINGS)
GONE = "Raden är borttagen av en kollega. Kopiera det du skrev innan du lämnar sidan."


@require_http_methods(["GET", "HEAD", "POST"])
def application_edit(request: HttpRequest, slug: str, public_id: str, section: str) -> HttpResponse:
    """One section. A post saves what is right of it and tells what is not; `do` adds or removes a row."""
    application = application_written(request, slug, public_id)
    if section not in SECTIONS:
        raise Http404
    if application.status not in EDITABLE_BY_APPLICANT:
        return redirect("application_detail", slug, public_id)
    if request.method != "POST":
        return render(request, "funding/application_edit.html", _context(application, section, None))
    form = SectionForm(request.POST, stored_fields=stored_fields_of(application, section))
    # Whatever it answers: what is right is saved though another field is wrong.
    form.is_valid()
    person = person_of(request)
    try:
        form.tell(
            applying.save_changes(application=application, changes=form.changes, by=person, at=timezone.now())
        )
    except RuleViolation as violation:
        refuse(form, violation)
    except ObjectDoesNotExist:
        form.add_error(None, GONE)
    if request.headers.get("X-Autosave"):
        return _told(application, section, form)
    if form.errors:
        context = _context(application, section, form)
        return render(request, "funding/application_edit.html", context, status=422)
    return _onwards(request, application, section, person)


def _told(application: Application, section: str, form: SectionForm) -> JsonResponse:
    """What the page needs to go on without being loaded again; 409 when a colleague has written in a field.

    `digests` are those of the fields that were sent and saved, never of one that the page shows an older text of.
    """
    fresh = application.__class__.objects.select_related("association", "call").get(pk=application.pk)
    content = content_of(fresh)
    lacks = missing(content)
    answer: dict[str, Any] = {
        "saved": _clock(timezone.now()),
        "errors": {
            name: list(map(str, errors)) for name, errors in form.errors.items() if name not in form.conflicts
        },
        "conflicts": {
            name: {
                "value": text_of(conflict.current),
                "digest": digest(conflict.current),
                "by": conflict.by or "En kollega",
                "own": conflict.is_own,
                "at": _clock(conflict.at) if conflict.at else "",
            }
            for name, conflict in form.conflicts.items()
        },
        "suspected": form.suspected,
        "digests": {
            one.name: digest(one.value)
            for one in stored_fields_of(fresh, section)
            if one.name in form.data_names and form.stands_as(one)
        },
        "parted": {
            name: {"value": form.data[name], "digest": digest(form.cleaned_data[name])}
            for name in form.parted
            if name in form.cleaned_data and name not in form.conflicts
        },
        "missing": len(lacks),
        "here": [one.what for one in lacks if one.section == section],
    }
    if section == "ekonomi":
        economy = content.economy
        answer["sums"] = {
            "rows": [sum_of(row.sum) for row in economy.rows],
            "totals": [[*map(sum_of, amounts), sum_of(whole)] for _, amounts, whole in economy.lines],
            "words": economy_in_words(economy, content.first_day, content.last_day),
        }
    return JsonResponse(answer, status=409 if form.conflicts else 200)


def _clock(moment: datetime) -> str:
    return f"{timezone.localtime(moment):%H.%M}"


def _onwards(request: HttpRequest, application: Application, section: str, person: Person) -> HttpResponse:
    """Leads to the next section, or back to this one with a row more or less."""
    slug, public_id = application.association.slug, application.public_id
    here = ("application_edit", slug, public_id, section)
    do, _, which = request.POST.get("do", "").partition(":")
    if not do:
        if request.POST.get("stay"):
            messages.success(request, "Sparat. Ansökan är inte inskickad.")
            return redirect(*here)
        following = NAMES[NAMES.index(section) + 1]
        name = {"bilagor": "application_papers", "granska": "application_review"}.get(following)
        return (
            redirect(name, slug, public_id)
            if name
            else redirect("application_edit", slug, public_id, following)
        )
    if do == "ta-bort" and (row := row_named(application, which)) and what_is_lost(row):
        return redirect("application_row_remove", slug, public_id, which)
    try:
        anchor = _row(application, do, which, person)
    except RuleViolation as violation:
        messages.error(request, violation.sentence)
        anchor = ""
    response = redirect(*here)
    response["Location"] += f"#{anchor}" if anchor else ""
    return response


def _row(application: Application, do: str, which: str, person: Person) -> str:
    """Adds or removes a row, and returns where on the page to go."""
    programme = Programme.objects.filter(association=application.association).first()
    at = timezone.now()
    add: dict[str, Callable[[], str]] = {
        "partner": lambda: (
            "a-"
            + applying.add_partner(
                application=application, most=programme.most_partners if programme else 8, by=person, at=at
            ).public_id
        ),
        "aktivitet": lambda: "p-" + applying.add_activity(application=application).public_id,
        "kostnad": lambda: "l-" + applying.add_cost_row(application=application).public_id,
        "ar": lambda: f"ar-{applying.add_year(application=application).year}",
    }
    if do == "lagg-till" and which in add:
        return add[which]()
    if do == "ta-bort" and (row := row_named(application, which)):
        applying.remove_row(application=application, row=row, by=person, at=at)
    return ""


def _context(application: Application, section: str, form: SectionForm | None) -> dict[str, Any]:
    form = form or SectionForm(stored_fields=stored_fields_of(application, section))
    return section_context(application, section) | {
        "form": form,
        "layout": layout_of(application, section, form),
    }


def section_context(application: Application, section: str) -> dict[str, Any]:
    """What every page of the form shows: the sections, what is missing, and that saved is not sent."""
    content = content_of(application)
    lacks = missing(content)
    whole = total_of(content)
    kinds = {party.code: party.kind for party in application.association.parties.all()}
    programme = Programme.objects.filter(association=application.association).first()
    return {
        "association": application.association,
        "application": application,
        "content": content,
        "section": section,
        "heading": HEADINGS[section],
        "sections": [
            (name, label, sum(one.section == name for one in lacks)) for name, label in HEADINGS.items()
        ],
        "missing": lacks,
        "stopping": [one for one in lacks if one.stops],
        "later": [
            (name, label, here)
            for name, label in HEADINGS.items()
            if (here := [one for one in lacks if one.section == name and not one.stops])
        ],
        "done": max(0, whole - len(lacks)),
        "whole": whole,
        "asked": open_request(application),
        "own_units": own_units(content.applicants),
        "shortfall": shortfall(
            (kinds.get(one.party or "") for one in content.applicants),
            wants_two=programme.wants_two_parts if programme else False,
        ),
    }
