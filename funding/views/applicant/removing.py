"""A row of the application is taken away: at once when nothing is written in it, else after a question."""

from typing import Any

from django.contrib import messages
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from funding.actions.applying import remove_row
from funding.models import Activity, Applicant, Application, CostRow, Paper, PlanYear
from funding.record.application import ApplicantRole
from funding.views.addresses import application_written
from funding.workflow import EDITABLE_BY_APPLICANT
from meetings.errors import RuleViolation
from meetings.views.addresses import person_of

SECTION_OF = {"a": "sokande", "p": "insatsen", "l": "ekonomi", "ar": "ekonomi", "f": "bilagor"}
WRITTEN_IN_APPLICANT = (
    *("organisation", "unit", "signatory", "signatory_email", "org_number", "contact", "phone", "mobile"),
    *("email", "plusgiro", "bankgiro", "payment_reference"),
)


def row_named(application: Application, name: str) -> models.Model | None:
    """The row that an address or a button calls «a-…» (applicant), «p-…» (plan), «l-…» (cost), «ar-2026» or «f-…»."""
    kind, _, key = name.partition("-")
    rows: dict[str, models.QuerySet[Any]] = {
        "a": application.applicants.filter(public_id=key),
        "p": application.activities.filter(public_id=key),
        "l": application.cost_rows.filter(public_id=key),
        "ar": application.years.filter(
            year=int(key) if key.isascii() and key.isdigit() and len(key) == 4 else 0
        ),
        "f": application.papers.filter(public_id=key, from_applicant=True),
    }
    return rows[kind].first() if kind in rows and "\x00" not in name else None


def what_is_lost(row: models.Model) -> str:
    """What goes with the row, as the question says it; empty when nothing is written in it, or it cannot go."""
    lost = ""
    if isinstance(row, Applicant) and row.role == ApplicantRole.PARTNER:
        is_written = bool(row.party_id) or any(getattr(row, name) for name in WRITTEN_IN_APPLICANT)
        lost = f"samverkanspartnern {row}" if is_written else ""
    elif isinstance(row, Activity) and (row.when or row.what or row.responsible):
        lost = f"aktiviteten {row.what or row.when}".strip()
    elif isinstance(row, CostRow) and row.kind == CostRow.Kind.FREE:
        is_written = bool(row.label) or row.amounts.exclude(amount=0).exists()
        lost = f"kostnaden {row.label}".strip() if is_written else ""
    elif isinstance(row, PlanYear):
        lost = f"år {row.year} med alla dess belopp" if row.is_written else ""
    elif isinstance(row, Paper):
        lost = f"bilagan {row}"
    return lost


@require_http_methods(["GET", "HEAD", "POST"])
def application_row_remove(request: HttpRequest, slug: str, public_id: str, row: str) -> HttpResponse:
    """Asks before a row goes with what is written in it; a version that was sent keeps its own."""
    application = application_written(request, slug, public_id)
    found = row_named(application, row)
    if found is None:
        raise Http404
    if application.status not in EDITABLE_BY_APPLICANT:
        return redirect("application_detail", slug, public_id)
    section = SECTION_OF[row.partition("-")[0]]
    if request.method == "POST":
        what = what_is_lost(found)
        try:
            remove_row(application=application, row=found, by=person_of(request), at=timezone.now())
        except RuleViolation as violation:
            messages.error(request, violation.sentence)
        else:
            messages.success(request, f"Borttaget: {what}." if what else "Raden är borttagen.")
        return redirect("application_edit", slug, public_id, section)
    context = {
        "association": application.association,
        "application": application,
        "what": what_is_lost(found) or "raden",
        "section": section,
    }
    return render(request, "funding/application_row_remove.html", context)
