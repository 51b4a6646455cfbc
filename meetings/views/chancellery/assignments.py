"""Beslutsuppdrag: the list, each with its trace, and what is reported and changed. Who has one reads and reports it."""

from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from meetings import access
from meetings.actions.assigning import add_assignment, change_assignment
from meetings.actions.following_up import reopen_assignment, report_assignment, write_off_assignment
from meetings.draft.reading import read_draft
from meetings.models import Assignment, Association, Decision, Meeting
from meetings.noted import note_read
from meetings.querysets import own_protocol
from meetings.reads.assignments import (
    AssignmentRow,
    assignments_in,
    decisions_of,
    may_report,
    notes_of,
    row_of,
    rows_of,
)
from meetings.rules.assignments import AssignmentState
from meetings.views.addresses import (
    DayAndSequence,
    association_edited,
    association_entered,
    association_read,
    meeting_or_404,
    person_of,
)
from meetings.views.chancellery.assignment_forms import (
    AssignmentForm,
    AssignmentReportForm,
    AssignmentSearch,
    WriteOffForm,
    closing_name,
)
from meetings.views.csv_file import csv_file
from meetings.views.refusals import done_or_said, goes_through
from meetings.views.stored_files import stored_file

HEAD = (
    "Vad",
    "Ansvarig",
    "Ansvarig enligt beslutet",
    "Tillsammans med",
    "Senast",
    "Läge",
    "Avslutat",
    "Avslutat av",
    "Organ",
    "Möte",
    "Paragraf",
)


@require_GET
def assignment_list(request: HttpRequest, slug: str) -> HttpResponse:
    association = association_read(request, slug)
    form = AssignmentSearch(request.GET, bodies=association.bodies.all())
    context = {
        "association": association,
        "form": form,
        "rows": _chosen(association, form),
        "query": request.GET.urlencode(),
        "is_searched": any(request.GET.get(name) for name in form.fields),
    }
    return render(request, "meetings/assignment_list.html", context)


@require_GET
def assignment_list_csv(request: HttpRequest, slug: str) -> HttpResponse:
    """The same rows as a file, for the auditor."""
    association = association_read(request, slug)
    note_read(request, association, "Beslutsuppdragen", association)
    form = AssignmentSearch(request.GET, bodies=association.bodies.all())
    rows = [_cells(row) for row in _chosen(association, form)]
    return csv_file(f"beslutsuppdrag-{timezone.localdate()}.csv", HEAD, rows)


@require_GET
def assignment_detail(request: HttpRequest, slug: str, public_id: str) -> HttpResponse:
    """What it is and all that has happened; for who reads drafts, and for who has it."""
    association, assignment = _read(request, slug, public_id)
    person, today = person_of(request), timezone.localdate()
    is_open = assignment.state == AssignmentState.OPEN
    context = {
        "association": association,
        "row": row_of(assignment, today),
        "notes": notes_of(assignment),
        "closed_by": closing_name(assignment.closed_by),
        "reads_drafts": access.can_read_drafts(person, association),
        "can_edit": access.can_edit(person, association),
        "can_report": is_open and may_report(person, assignment, today),
        "may_reopen": assignment.state in (AssignmentState.DONE, AssignmentState.WRITTEN_OFF),
    }
    return render(request, "meetings/assignment_detail.html", context)


@require_GET
def assignment_file(request: HttpRequest, slug: str, public_id: str, note: str) -> FileResponse:
    _, assignment = _read(request, slug, public_id)
    found = get_object_or_404(assignment.notes.select_related("file"), public_id=note, file__isnull=False)
    if found.file is None:
        raise Http404
    return stored_file(found.file.sha256, found.file_name, found.file.media_type)


@require_http_methods(["GET", "HEAD", "POST"])
def assignment_report(request: HttpRequest, slug: str, public_id: str) -> HttpResponse:
    """For the office, and for who has it."""
    association, assignment = _read(request, slug, public_id)
    person = person_of(request)
    if not may_report(person, assignment, timezone.localdate()):
        raise Http404
    form = AssignmentReportForm(
        request.POST if request.method == "POST" else None, request.FILES or None, assignment=assignment
    )
    if goes_through(
        request,
        form,
        "Tack, det är noterat.",
        lambda: report_assignment(assignment=assignment, by=person, at=timezone.now(), **form.said()),
    ):
        return redirect("assignment_detail", slug, public_id)
    return _asked(request, "meetings/assignment_report.html", association, assignment, form)


@require_http_methods(["GET", "HEAD", "POST"])
def assignment_change(request: HttpRequest, slug: str, public_id: str) -> HttpResponse:
    association = association_edited(request, slug)
    assignment = _one(request, association, public_id)
    form = AssignmentForm(request.POST if request.method == "POST" else None, assignment=assignment)
    signed: dict[str, Any] = {"by": person_of(request), "at": timezone.now()}
    if goes_through(
        request,
        form,
        "Beslutsuppdraget är ändrat.",
        lambda: change_assignment(assignment=assignment, **signed, **form.said()),
    ):
        return redirect("assignment_detail", slug, public_id)
    return _asked(request, "meetings/assignment_change.html", association, assignment, form)


@require_http_methods(["GET", "HEAD", "POST"])
def assignment_write_off(request: HttpRequest, slug: str, public_id: str) -> HttpResponse:
    association = association_edited(request, slug)
    assignment = _one(request, association, public_id)
    form = WriteOffForm(request.POST if request.method == "POST" else None)
    signed: dict[str, Any] = {"by": person_of(request), "at": timezone.now()}
    if goes_through(
        request,
        form,
        "Beslutsuppdraget är avskrivet. Det kan öppnas igen.",
        lambda: write_off_assignment(assignment=assignment, **signed, **form.cleaned_data),
    ):
        return redirect("assignment_detail", slug, public_id)
    return _asked(request, "meetings/assignment_write_off.html", association, assignment, form)


@require_POST
def assignment_reopen(request: HttpRequest, slug: str, public_id: str) -> HttpResponse:
    assignment = _one(request, association_edited(request, slug), public_id)
    done_or_said(
        request,
        "Beslutsuppdraget är öppet igen.",
        lambda: reopen_assignment(assignment=assignment, by=person_of(request), at=timezone.now()),
    )
    return redirect("assignment_detail", slug, public_id)


@require_GET
def meeting_decisions(request: HttpRequest, slug: str, body: str, key: DayAndSequence) -> HttpResponse:
    """Each decision of a meeting with its beslutsuppdrag, and where to add one."""
    association = association_read(request, slug)
    meeting = meeting_or_404(Meeting.objects.filter(body__association=association), body, key)
    draft = read_draft(own_protocol(meeting))
    note_read(request, association, "Besluten", meeting)
    context = {
        "association": association,
        "meeting": meeting,
        "paragraphs": decisions_of(draft, timezone.localdate()),
        "can_add": access.can_edit(person_of(request), association) and meeting.state == Meeting.State.CLOSED,
    }
    return render(request, "meetings/meeting_decisions.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def assignment_add(
    request: HttpRequest, slug: str, body: str, key: DayAndSequence, decision: str
) -> HttpResponse:
    association = association_edited(request, slug)
    meeting = meeting_or_404(Meeting.objects.filter(body__association=association), body, key)
    found = get_object_or_404(
        Decision.objects.select_related("paragraph__meeting"),
        paragraph__meeting=meeting,
        public_id=decision,
        is_prepared=False,
    )
    note_read(request, association, "Besluten", meeting)
    blank = Assignment(association=association, decided_due=found.due, due=found.due)
    form = AssignmentForm(request.POST if request.method == "POST" else None, assignment=blank)
    signed: dict[str, Any] = {"by": person_of(request), "at": timezone.now()}
    if goes_through(
        request,
        form,
        "Beslutsuppdraget är tillagt.",
        lambda: add_assignment(decision=found, **signed, **form.said()),
    ):
        return redirect("meeting_decisions", slug, body, meeting.key)
    sentence = read_draft(own_protocol(meeting)).line(found.text)
    context = {
        "association": association,
        "meeting": meeting,
        "decision": found,
        "sentence": sentence,
        "form": form,
    }
    return render(request, "meetings/assignment_add.html", context, status=422 if form.errors else 200)


def _one(request: HttpRequest, association: Association, public_id: str) -> Assignment:
    assignment: Assignment = get_object_or_404(assignments_in(association), public_id=public_id)
    note_read(request, association, "Beslutsuppdrag", assignment.paragraph.meeting)
    return assignment


def _read(request: HttpRequest, slug: str, public_id: str) -> tuple[Association, Assignment]:
    """404 to whoever neither reads drafts nor has it."""
    association = association_entered(request, slug)
    assignment = get_object_or_404(assignments_in(association), public_id=public_id)
    person = person_of(request)
    may_read = access.can_read_drafts(person, association)
    if not (may_read or may_report(person, assignment, timezone.localdate())):
        raise Http404
    note_read(request, association, "Beslutsuppdrag", assignment.paragraph.meeting)
    return association, assignment


def _asked(
    request: HttpRequest, template: str, association: Association, assignment: Assignment, form: object
) -> HttpResponse:
    row = row_of(assignment, timezone.localdate())
    context = {"association": association, "row": row, "form": form}
    has_errors = bool(getattr(form, "errors", None))
    return render(request, template, context, status=422 if has_errors else 200)


def _chosen(association: Association, form: AssignmentSearch) -> list[AssignmentRow]:
    found = form.chosen(assignments_in(association))
    return rows_of(found, association, timezone.localdate())


def _cells(row: AssignmentRow) -> tuple[object, ...]:
    one, paragraph = row.assignment, row.assignment.paragraph
    return (
        one.text,
        row.who,
        one.decided_responsible,
        one.together,
        one.due or "",
        row.state,
        timezone.localdate(one.ended_at) if one.ended_at else "",
        closing_name(one.closed_by),
        one.body.name,
        paragraph.meeting.date,
        paragraph.number or "",
    )
