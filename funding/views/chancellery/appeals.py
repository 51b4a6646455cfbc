"""Appeals of a case's decisions: what the court does is entered step by step, and all of it stays."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from funding.models import Application
from funding.reads.standing import SectionStanding, standings_of
from funding.rules.verdict import CaseOutcome
from funding.views.addresses import case_edited
from funding.views.appeal_steps import enter_step, form_of, steps_of
from meetings.views.addresses import person_of
from meetings.views.refusals import goes_through


def standings_in(case: Application) -> list[SectionStanding]:
    """Of the decisions that settle something, the first first."""
    settling = [one for one in CaseOutcome if one.may_be_appealed]
    decisions = case.decisions.filter(outcome__in=settling, letter__isnull=False).select_related(
        "paragraph__meeting__body__association"
    )
    return standings_of([one.paragraph for one in decisions], timezone.localdate())


@require_http_methods(["GET", "HEAD", "POST"])
def case_appeal(request: HttpRequest, slug: str, public_id: str) -> HttpResponse:
    """Asks what has happened, and which day; the history is above."""
    case = case_edited(request, slug, public_id)
    standings = standings_in(case)
    if not standings:
        raise Http404
    steps = steps_of(standings)
    form = form_of(request.POST if request.method == "POST" else None, steps)
    if goes_through(
        request,
        form,
        "Det är registrerat, och den sökande har fått ett mejl.",
        lambda: enter_step(form.cleaned_data, steps, by=person_of(request)),
    ):
        return redirect("case_detail", slug, public_id)
    context = {"association": case.association, "case": case, "form": form, "standings": standings}
    return render(request, "funding/case_appeal.html", context, status=422 if form.errors else 200)
