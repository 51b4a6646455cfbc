"""Measures for the chancellery: the whole chain from budget to payment, and the association's own activities."""

from decimal import Decimal
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from funding.actions.measuring import (
    add_grants,
    claim_back,
    close_measure,
    create_measure,
    edit_measure,
)
from funding.actions.paying import register_repayment
from funding.actions.requisitioning import send_requisition
from funding.actions.uploading import stored_upload
from funding.models import Grant, Measure, Purpose
from funding.reads.measures import measures_of, outside_of, requisition_state, rows_of, with_payments
from funding.reads.payees import changing, payee_of
from funding.reads.payments import payments_of
from funding.reads.published import published_measures
from funding.reads.reports import begun_unsent, reconciliation_of
from funding.reads.standing import deciding_sections, standings_of
from funding.rules.own_activity import OwnActivityStep
from funding.rules.periods import Period
from funding.rules.standing import Standing
from meetings.access import can_edit
from meetings.errors import RuleViolation
from meetings.models import Association
from meetings.querysets import verified_sections
from meetings.swedish import kronor
from meetings.views.addresses import association_edited, association_or_404, association_read, person_of
from meetings.views.refusals import goes_through, refuse

from .addresses import measure_edited, measure_read, told_elsewhere
from .forms import GrantForm, InvoiceForm, MeasureEndForm, MeasureForm, OwnMeasureForm, RepaymentForm


@require_safe
def measure_list(request: HttpRequest, slug: str) -> HttpResponse:
    """Lists all measures with what is left of each."""
    association = association_read(request, slug)
    rows = rows_of(measures_of(association))
    context = {
        "association": association,
        "running": [one for one in rows if not one.measure.closed_at],
        "closed": [one for one in rows if one.measure.closed_at],
        "can_edit": can_edit(person_of(request), association),
    }
    return render(request, "funding/measure_list.html", context)


@require_safe
def measure_detail(request: HttpRequest, slug: str, public_id: str) -> HttpResponse:
    """Shows every krona of a measure: decision, agreement, requisitions, payments; and its reports."""
    measure = measure_read(request, slug, public_id)
    [row] = rows_of([measure])
    requisitions = with_payments(measure.requisitions.all())
    standings = standings_of(deciding_sections(measure), timezone.localdate())
    context = {
        "association": measure.association,
        "measure": measure,
        "row": row,
        "grants": measure.grants.select_related("paragraph__meeting__body").order_by(
            "at", "paragraph", "year"
        ),
        "agreements": measure.agreements.filter(replaced_at__isnull=True),
        "standings": standings,
        "unsettled": [one for one in standings if one.standing != Standing.STANDS],
        "outside": outside_of(row),
        "requisitions": [(one, requisition_state(one)) for one in requisitions],
        "payments": payments_of(measure),
        "payee": payee_of(measure),
        "changing": changing(measure),
        "reports": measure.reports.all(),
        "begun": begun_unsent(measure),
        "today": timezone.localdate(),
        "can_edit": can_edit(person_of(request), measure.association),
    }
    return render(request, "funding/measure_detail.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def measure_create(request: HttpRequest, slug: str) -> HttpResponse:
    """Starts an activity of the association's own, without application."""
    association = association_edited(request, slug)
    year = timezone.localdate().year
    form = OwnMeasureForm(
        request.POST if request.method == "POST" else None,
        amounts=[(one, Decimal(0)) for one in range(year - 1, year + 3)],
    )
    _offer(form, association)
    if request.method == "POST" and form.is_valid():
        given = {name: value for name, value in form.cleaned_data.items() if not name.startswith("amount_")}
        try:
            measure = create_measure(
                association=association,
                amounts=form.amounts,
                by=person_of(request),
                at=timezone.now(),
                **given,
            )
        except RuleViolation as violation:
            refuse(form, violation)
        else:
            messages.success(request, "Insatsen är upplagd.")
            return redirect("measure_detail", slug, measure.public_id)
    context = {
        "association": association,
        "form": form,
        "title": "Lägg upp förbundets egen verksamhet",
        "measure": None,
    }
    return render(request, "funding/measure_create.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def measure_edit(request: HttpRequest, slug: str, public_id: str) -> HttpResponse:
    """Changes name and purpose; what was decided is shown, and changed only by a §."""
    measure = measure_edited(request, slug, public_id)
    initial = {"name": measure.name, "purpose": measure.purpose}
    form = MeasureForm(request.POST if request.method == "POST" else None, initial=initial)
    form.fields["purpose"].queryset = Purpose.objects.filter(association=measure.association)  # type: ignore[attr-defined]
    return _done(request, measure, form, "Ändra insatsen", "Spara", "Insatsen är ändrad.", edit_measure)


@require_http_methods(["GET", "HEAD", "POST"])
def measure_grant(request: HttpRequest, slug: str, public_id: str) -> HttpResponse:
    """Registers what a § has changed of an activity of the association's own: its money, or when it ends."""
    measure = measure_edited(request, slug, public_id)
    if elsewhere := told_elsewhere(request, measure, OwnActivityStep.DECISION):
        return elsewhere
    years = {one.year for one in measure.grants.all()} | {timezone.localdate().year}
    amounts = [(year, Decimal(0)) for year in sorted(years | {max(years) + 1})]
    form = GrantForm(
        request.POST if request.method == "POST" else None,
        amounts=amounts,
        time=(measure.first_day, measure.last_day),
    )
    _offer(form, measure.association)
    if goes_through(
        request,
        form,
        "Beslutet är registrerat.",
        lambda: add_grants(
            measure=measure,
            amounts=form.amounts,
            kind=Grant.Kind(form.cleaned_data["kind"]),
            paragraph=form.cleaned_data["paragraph"],
            last_day=form.cleaned_data["last_day"],
            by=person_of(request),
            at=timezone.now(),
        ),
    ):
        return redirect("measure_detail", slug, public_id)
    return _asked(request, measure, form, "Beslut om insatsen", "Registrera")


@require_http_methods(["GET", "HEAD", "POST"])
def measure_repayment(request: HttpRequest, slug: str, public_id: str) -> HttpResponse:
    measure = measure_edited(request, slug, public_id)
    form = RepaymentForm(
        request.POST if request.method == "POST" else None, initial={"day": timezone.localdate()}
    )
    years = sorted({one.year for one in measure.grants.all()})
    form.fields["year"].choices = [(year, str(year)) for year in years]  # type: ignore[attr-defined]
    return _done(
        request,
        measure,
        form,
        "Registrera återbetalning",
        "Registrera",
        "Återbetalningen är registrerad.",
        register_repayment,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def measure_invoice(request: HttpRequest, slug: str, public_id: str) -> HttpResponse:
    """Registers an invoice of the association's own activity; it is reviewed, attested and paid like a requisition."""
    measure = measure_edited(request, slug, public_id)
    if elsewhere := told_elsewhere(request, measure, OwnActivityStep.INVOICE):
        return elsewhere
    posted = request.method == "POST"
    today = timezone.localdate()
    form = InvoiceForm(
        request.POST if posted else None,
        request.FILES if posted else None,
        initial={"first_day": today, "last_day": today},
    )
    if posted and form.is_valid():
        given = form.cleaned_data
        try:
            ledger, name = (
                stored_upload(
                    association=measure.association,
                    file_name=given["ledger"].name,
                    data=given["ledger"].read(),
                    at=timezone.now(),
                )
                if given["ledger"]
                else (None, "")
            )
            invoice = send_requisition(
                measure=measure,
                period=Period(given["first_day"], given["last_day"]),
                amount=given["amount"],
                supplier=given["supplier"],
                reference=given["reference"],
                note=given["note"],
                ledger=ledger,
                ledger_name=name,
                is_sure=form.is_meant,
                by=person_of(request),
                at=timezone.now(),
            )
        except RuleViolation as violation:
            if violation.field == "is_sure":
                form.ask()
            refuse(form, violation)
        else:
            messages.success(request, "Fakturan är registrerad. Två personer granskar och attesterar.")
            return redirect("requisition_detail", slug, invoice.public_id)
    return _asked(request, measure, form, "Registrera faktura", "Registrera")


@require_http_methods(["GET", "HEAD", "POST"])
def measure_close(request: HttpRequest, slug: str, public_id: str) -> HttpResponse:
    """Shows what was granted, paid, reported and repaid; then claims the difference back, or ends the measure."""
    measure = measure_edited(request, slug, public_id)
    form = MeasureEndForm(request.POST if request.method == "POST" else None)
    by, at, does = person_of(request), timezone.now(), request.POST.get("do")
    if does == "claim":
        try:
            amount = claim_back(measure=measure, by=by, at=at)
        except RuleViolation as violation:
            messages.error(request, violation.sentence)
        else:
            messages.success(request, f"Återkravet på {kronor(amount)} är skickat.")
        return redirect("measure_detail", slug, public_id)
    if goes_through(
        request,
        form,
        "Insatsen är avslutad.",
        lambda: close_measure(measure=measure, by=by, at=at, **form.cleaned_data),
    ):
        return redirect("measure_detail", slug, public_id)
    context = {
        "association": measure.association,
        "measure": measure,
        "ends": reconciliation_of(measure),
        "form": form,
    }
    return render(request, "funding/measure_close.html", context, status=422 if form.errors else 200)


@require_safe
@login_not_required
def measures_public(request: HttpRequest, slug: str) -> HttpResponse:
    """What the money has gone to, for anyone: no contacts, no bank details."""
    association = association_or_404(slug)
    measures = published_measures(association)
    groups = (
        ("Efter ansökan", [one for one in measures if one.measure.application_id]),
        ("Förbundets egen verksamhet", [one for one in measures if not one.measure.application_id]),
    )
    context = {"association": association, "groups": [one for one in groups if one[1]]}
    return render(request, "funding/measures_public.html", context)


def _done(
    request: HttpRequest,
    measure: Measure,
    form: forms.Form,
    title: str,
    button: str,
    said: str,
    action: Any,
) -> HttpResponse:
    """Take the form's fields to the action, or show what is wrong."""
    if goes_through(
        request,
        form,
        said,
        lambda: action(measure=measure, by=person_of(request), at=timezone.now(), **form.cleaned_data),
    ):
        return redirect("measure_detail", measure.association.slug, measure.public_id)
    return _asked(request, measure, form, title, button)


def _asked(request: HttpRequest, measure: Measure, form: forms.Form, title: str, button: str) -> HttpResponse:
    context = {
        "association": measure.association,
        "measure": measure,
        "form": form,
        "title": title,
        "button": button,
    }
    return render(request, "funding/measure_form.html", context, status=422 if form.errors else 200)


def _offer(form: forms.Form, association: Association) -> None:
    form.fields["paragraph"].queryset = verified_sections(association)  # type: ignore[attr-defined]
    if "purpose" in form.fields:
        form.fields["purpose"].queryset = Purpose.objects.filter(association=association)  # type: ignore[attr-defined]
