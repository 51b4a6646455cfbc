"""A body's meetings of a year, planned in one table from those of the year before."""

import datetime

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from meetings.actions.planning_a_year import plan_year
from meetings.models import Body, Meeting
from meetings.querysets import held_meetings
from meetings.rules.summoning import same_days
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
    year = next((one for one in years if str(one) == request.GET.get("ar")), _next_to_plan(body, years))
    last = _of_year(body, year - 1)
    form = YearPlanForm(
        request.POST if request.method == "POST" else None,
        body=body,
        year=year,
        proposed=_proposed(list(last), year, today),
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
        "planned": _of_year(body, year),
    }
    return render(request, "meetings/meeting_plan_year.html", context, status=422 if form.errors else 200)


def _of_year(body: Body, year: int) -> QuerySet[Meeting]:
    return held_meetings(Meeting.objects.filter(body=body, date__year=year)).order_by("date", "sequence")


def _next_to_plan(body: Body, years: list[int]) -> int:
    """The first year without meetings; the last of them when each has some."""
    return next((year for year in years if not _of_year(body, year).exists()), years[-1])


def _proposed(last: list[Meeting], year: int, today: datetime.date) -> list[tuple[datetime.date, Meeting]]:
    """Last year's days moved to the same weekday of the week, those that have passed already left out."""
    like = {day: one for one in last for day in same_days([one.date], year)}
    return [(day, like[day]) for day in sorted(like) if day >= today]
