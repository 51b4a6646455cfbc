"""Appeals of the §§ about an activity of the association's own, which has no case to enter them in."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from funding.reads.standing import deciding_sections, standings_of
from funding.rules.own_activity import OwnActivityStep
from funding.views.appeal_steps import enter_step, form_of, steps_of
from meetings.views.addresses import person_of
from meetings.views.refusals import goes_through

from .addresses import measure_edited, told_elsewhere


@require_http_methods(["GET", "HEAD", "POST"])
def measure_appeal(request: HttpRequest, slug: str, public_id: str) -> HttpResponse:
    """Asks what has happened, and which day; the history is above."""
    measure = measure_edited(request, slug, public_id)
    if elsewhere := told_elsewhere(request, measure, OwnActivityStep.APPEAL):
        return elsewhere
    standings = standings_of(deciding_sections(measure), timezone.localdate())
    if not standings:
        raise Http404
    steps = steps_of(standings)
    form = form_of(request.POST if request.method == "POST" else None, steps)
    if goes_through(
        request,
        form,
        "Det är registrerat.",
        lambda: enter_step(form.cleaned_data, steps, by=person_of(request)),
    ):
        return redirect("measure_detail", slug, public_id)
    context = {"association": measure.association, "measure": measure, "form": form, "standings": standings}
    return render(request, "funding/measure_appeal.html", context, status=422 if form.errors else 200)
