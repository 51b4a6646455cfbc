"""The applicant's side of a measure: what is left, requisitions and reports."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from funding.actions.reporting import save_report, send_report
from funding.actions.requisitioning import send_requisition, take_back_requisition
from funding.actions.uploading import stored_upload
from funding.models import Measure, Report, Requisition
from funding.reads.measures import (
    MeasureRow,
    RequisitionState,
    outside_of,
    requisition_state,
    rows_of,
    with_payments,
)
from funding.reads.payees import changing, payee_of
from funding.reads.reports import claimed_of, costs_of, sum_of
from funding.reads.requisitions import advance_is_agreed
from funding.reads.standing import unsettled
from funding.rules.periods import Period, next_period
from funding.rules.spending import Spending
from meetings.errors import RuleViolation
from meetings.views.addresses import person_of
from meetings.views.refusals import refuse

from .addresses import own_measure_of
from .forms import ReportForm, RequisitionForm

KEPT = ("first_day", "last_day", "amount", "reference", "note")


@require_safe
def own_measure(request: HttpRequest, slug: str, public_id: str) -> HttpResponse:
    measure = own_measure_of(request, slug, public_id)
    [row] = rows_of([measure])
    requisitions = [
        (one, requisition_state(one))
        for one in with_payments(measure.requisitions.all()).select_related("replaces", "replaced_by")
    ]
    context = {
        "association": measure.association,
        "measure": measure,
        "row": row,
        "outside": outside_of(row),
        "requisitions": [
            (
                one,
                state,
                state == RequisitionState.SENT,
                state == RequisitionState.RETURNED and not hasattr(one, "replaced_by"),
            )
            for one, state in requisitions
        ],
        "standings": [one for one in unsettled(measure, timezone.localdate()) if one.standing.stops_money],
        "reports": measure.reports.all(),
        "payee": payee_of(measure),
        "changing": changing(measure),
        "claimed": claimed_of(measure),
        "is_signed": measure.agreements.filter(sealed_at__isnull=False).exists(),
        "today": timezone.localdate(),
    }
    return render(request, "funding/own_measure.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def own_requisition(request: HttpRequest, slug: str, public_id: str) -> HttpResponse:
    """Asks for money; the form is filled with the next period and what is left of its year.

    With `?ersatter=` it is filled with a requisition that was returned, which the new one replaces.
    """
    measure = own_measure_of(request, slug, public_id)
    [row] = rows_of([measure])
    replaces = _returned(measure, request.GET.get("ersatter", ""))
    period = _next_period(measure, row)
    initial: dict[str, object] = {}
    if period:
        left = row.years.get(period.first.year, Spending()).remaining
        # A day to come would only be refused where the agreement says «i efterskott».
        is_open = period.last <= timezone.localdate() or advance_is_agreed(measure)
        last = period.last if is_open else None
        initial = {"first_day": period.first, "last_day": last, "amount": left or None}
    if replaces:
        initial = {name: getattr(replaces, name) for name in KEPT}
    posted = request.method == "POST"
    form = RequisitionForm(
        request.POST if posted else None, request.FILES if posted else None, initial=initial
    )
    if posted and form.is_valid():
        given, at = form.cleaned_data, timezone.now()
        try:
            ledger, name = stored_upload(
                association=measure.association,
                file_name=given["ledger"].name,
                data=given["ledger"].read(),
                at=at,
            )
            send_requisition(
                measure=measure,
                period=Period(given["first_day"], given["last_day"]),
                amount=given["amount"],
                ledger=ledger,
                ledger_name=name,
                reference=given["reference"],
                note=given["note"],
                replaces=replaces,
                is_sure=form.is_meant,
                by=person_of(request),
                at=at,
            )
        except RuleViolation as violation:
            if violation.field == "is_sure":
                form.ask()
            violation.field = "ledger" if violation.field == "file" else violation.field
            refuse(form, violation)
        else:
            messages.success(request, "Rekvisitionen är inskickad.")
            return redirect("own_measure", slug, public_id)
    context = {
        "association": measure.association,
        "measure": measure,
        "row": row,
        "form": form,
        "replaces": replaces,
        "payee": payee_of(measure),
        "changing": changing(measure),
        "is_advance": advance_is_agreed(measure),
    }
    return render(request, "funding/own_requisition.html", context, status=422 if form.errors else 200)


@require_POST
def own_take_back(request: HttpRequest, slug: str, public_id: str, number: int) -> HttpResponse:
    """Takes back a requisition that nobody has reviewed."""
    measure = own_measure_of(request, slug, public_id)
    requisition = get_object_or_404(measure.requisitions, number=number)
    try:
        take_back_requisition(requisition=requisition, by=person_of(request), at=timezone.now())
    except RuleViolation as violation:
        messages.error(request, violation.sentence)
    else:
        messages.success(request, "Rekvisitionen är återtagen. Beloppet kan rekvireras igen.")
    return redirect("own_measure", slug, public_id)


def _returned(measure: Measure, number: str) -> Requisition | None:
    """The requisition to be changed; a 404 for any other."""
    if not number:
        return None
    found = measure.requisitions.filter(ending=Requisition.Ending.RETURNED, replaced_by=None)
    return get_object_or_404(found, number=int(number) if number.isdecimal() and len(number) < 6 else 0)


def _next_period(measure: Measure, row: MeasureRow) -> Period | None:
    """The half-year after the latest requisition, in a year with money left."""
    if not (measure.first_day and measure.last_day):
        return None
    latest = measure.requisitions.filter(refused_at=None).order_by("last_day").last()
    period = next_period(measure.first_day, measure.last_day, after=latest.last_day if latest else None)
    while period and not row.years.get(period.first.year, Spending()).remaining:
        period = next_period(measure.first_day, measure.last_day, after=period.last)
    return period


@require_http_methods(["GET", "HEAD", "POST"])
def own_report(request: HttpRequest, slug: str, public_id: str, report: str) -> HttpResponse:
    """A report to write, save and send; one that is sent is only read."""
    measure = own_measure_of(request, slug, public_id)
    found = get_object_or_404(measure.reports.prefetch_related("participants"), public_id=report)
    if found.sent_at:
        if request.method == "POST":
            messages.warning(request, "Rapporten är redan inskickad, så det du skrev nu är inte sparat.")
            return redirect("own_report", slug, public_id, report)
        sent = {
            "association": measure.association,
            "measure": measure,
            "report": found,
            "costs": found.costs.all(),
            "cost_sum": sum_of(found.costs.all()),
            "participants": found.participants.all(),
        }
        return render(request, "funding/own_report_sent.html", sent)
    costs = costs_of(found)
    form = ReportForm(
        request.POST if request.method == "POST" else None,
        initial={"activities": found.activities, "results": found.results, "deviations": found.deviations},
        report=found,
        costs=costs,
    )
    if request.method == "POST" and form.is_valid():
        try:
            _save(request, found, form)
        except RuleViolation as violation:
            refuse(form, violation)
        else:
            if "send" in request.POST:
                messages.success(request, "Rapporten är inskickad.")
                return redirect("own_measure", slug, public_id)
            messages.success(request, "Sparat. Rapporten är inte inskickad.")
            return redirect("own_report", slug, public_id, report)
    context = {
        "association": measure.association,
        "measure": measure,
        "report": found,
        "row": rows_of([measure])[0],
        "is_over": found.last_day <= timezone.localdate(),
        "form": form,
        "cost_sum": sum_of(costs),
    }
    return render(request, "funding/own_report.html", context, status=422 if form.errors else 200)


def _save(request: HttpRequest, report: Report, form: ReportForm) -> None:
    person, at = person_of(request), timezone.now()
    save_report(
        report=report,
        texts=form.cleaned_data,
        outcomes=form.outcomes,
        participants=form.participants,
        by=person,
        at=at,
    )
    if "send" in request.POST:
        send_report(report=report, by=person, at=at)
