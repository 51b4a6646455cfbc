"""The list of meetings, and planning a new one."""

from datetime import date, time
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from meetings.access import can_edit
from meetings.actions.planning import create_meeting
from meetings.errors import RuleViolation
from meetings.models import Association, Body, Meeting
from meetings.querysets import held_meetings
from meetings.reads.meeting_rows import MeetingRow, meeting_rows
from meetings.views.addresses import association_edited, association_read, person_of
from meetings.views.refusals import refuse

from .meeting_forms import MeetingCreateForm


@require_GET
def meeting_list(request: HttpRequest, slug: str) -> HttpResponse:
    """Meetings to come, those being written or verified, and earlier ones a year at a time."""
    association = association_read(request, slug)
    rows = meeting_rows(association, timezone.localdate())
    past = [row for row in reversed(rows) if row.group == "past"]
    years = list(dict.fromkeys(row.meeting.date.year for row in past))
    year = _year(request.GET.get("ar", ""), years)
    context = {
        "association": association,
        "coming": [row for row in rows if row.group == "coming"],
        "current": [row for row in rows if row.group in ("draft", "out")],
        "past": [row for row in past if row.meeting.date.year == year],
        "years": years,
        "year": year,
        "several_bodies": _several_bodies(rows),
        "can_edit": can_edit(person_of(request), association),
    }
    return render(request, "meetings/meeting_list.html", context)


@require_http_methods(["GET", "POST"])
def meeting_create(request: HttpRequest, slug: str) -> HttpResponse:
    """A meeting starts from the standard agenda and the mandates; place and time from the last one."""
    association = association_edited(request, slug)
    bodies = Body.objects.filter(association=association)
    data = request.POST if request.method == "POST" else None
    initial = _initial(association, request.GET.get("organ", ""))
    form = MeetingCreateForm(data, bodies=bodies, today=timezone.localdate(), initial=initial)
    if data is not None and form.is_valid():
        try:
            meeting = create_meeting(by=person_of(request), at=timezone.now(), **form.values())
        except RuleViolation as violation:
            refuse(form, violation)
        else:
            messages.success(request, "Mötet är planerat. Dagordningen och de närvarande är ifyllda.")
            return redirect("meeting_detail", slug, meeting.body.slug, meeting.key)
    context = {"association": association, "form": form, "has_bodies": bool(bodies)}
    return render(request, "meetings/meeting_create.html", context)


def _initial(association: Association, body: str) -> dict[str, Any]:
    meetings = held_meetings(Meeting.objects.filter(body__association=association)).select_related("body")
    if body:
        # PostgreSQL answers a NUL with an error.
        meetings = meetings.filter(body__slug=body.replace("\x00", ""))
    last = meetings.order_by("date", "sequence").last()
    if last is None:
        return {"mode": Meeting.Mode.ON_SITE, "start": time(9, 0)}
    planned = last.next_meeting if last.next_meeting and last.next_meeting > last.date else None
    return {
        "body": last.body.slug,
        "date": planned,
        "start": last.start,
        "place": last.place,
        "mode": last.mode,
    }


def _year(asked: str, years: list[int]) -> int:
    if asked.isascii() and asked.isdigit() and len(asked) == 4 and int(asked) in years:
        return int(asked)
    return years[0] if years else date.min.year


def _several_bodies(rows: list[MeetingRow]) -> bool:
    return len({row.meeting.body_id for row in rows}) > 1
