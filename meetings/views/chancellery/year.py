"""A body's meetings of a year, planned in one table from those of the year before."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from meetings.actions.planning_a_year import plan_year
from meetings.models import Body, Meeting
from meetings.reads.year_plan import next_to_plan, of_year, proposed_for
from meetings.views.addresses import association_edited, person_of
from meetings.views.refusals import goes_through

from .year_forms import YearPlanForm


@require_http_methods(["GET", "HEAD", "POST"])
def meeting_plan_year(request: HttpRequest, slug: str) -> HttpResponse:
    """`?organ=` and `?ar=` say whose year and which; without them the first body's next year to plan."""
    association = association_edited(request, slug)
    bodies = list(Body.objects.filter(association=association))
    body = next(
        (one for one in bodies if one.slug == request.GET.get("organ")), bodies[0] if bodies else None
    )
    if body is None:
        return redirect("meeting_create", slug)
    today = timezone.localdate()
    years = [today.year, today.year + 1]
    year = next((one for one in years if str(one) == request.GET.get("ar")), next_to_plan(body, years))
    last = of_year(body, year - 1)
    form = YearPlanForm(
        request.POST if request.method == "POST" else None,
        body=body,
        year=year,
        proposed=proposed_for(list(last), year, today),
        today=today,
    )
    planned: list[Meeting] = []
    if goes_through(
        request,
        form,
        f"Årets möten är planerade: {body.name} {year}.",
        lambda: planned.extend(
            plan_year(body=body, meetings=form.meetings(), by=person_of(request), at=timezone.now())
        ),
    ):
        return redirect("meeting_list", slug)
    context = {
        "association": association,
        "bodies": bodies,
        "body": body,
        "years": years,
        "year": year,
        "form": form,
        "has_last": bool(last),
        "planned": of_year(body, year),
    }
    return render(request, "meetings/meeting_plan_year.html", context, status=422 if form.errors else 200)
