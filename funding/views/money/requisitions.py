"""Requisitions and reports as the chancellery handles them."""

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from funding.actions.paying import PAYABLE, correct_payment, register_payment, register_return
from funding.actions.reporting import approve_report, is_outside, return_report, withdraw_report
from funding.actions.requisitioning import approve_requisition, refuse_requisition, return_requisition
from funding.models import Approval, Payment, Requisition
from funding.reads.exports import waiting_order
from funding.reads.measures import (
    SETTLED,
    RequisitionState,
    approved_amount,
    paid_of,
    requisition_state,
    rows_of,
)
from funding.reads.payees import changing, payee_of
from funding.reads.payments import PaymentRow, payments_of
from funding.reads.reports import costs_of, sum_of
from funding.reads.requisitions import advance_is_agreed, same_period
from funding.reads.standing import unsettled
from funding.rules.periods import Period
from meetings.access import can_edit
from meetings.errors import RuleViolation
from meetings.reads.people import names_of
from meetings.views.addresses import association_edited, association_read, person_of
from meetings.views.refusals import goes_through
from meetings.views.stored_files import stored_file

from .addresses import measure_edited, report_of, requisition_of
from .forms import ApprovalForm, CorrectionForm, PaymentForm, RefusalForm, ReturnForm

NEXT = {RequisitionState.SENT: Approval.Step.REVIEW, RequisitionState.REVIEWED: Approval.Step.ATTEST}


@require_safe
def requisition_detail(request: HttpRequest, slug: str, public_id: str) -> HttpResponse:
    """What it asks for, what is left, who has approved it; and the next thing to do."""
    association = association_read(request, slug)
    requisition = requisition_of(request, association, public_id)
    return _page(request, requisition)


@require_POST
def requisition_approve(request: HttpRequest, slug: str, public_id: str) -> HttpResponse:
    """Reviews the requisition, or a part of it; or attests one that somebody else has reviewed."""
    requisition = requisition_of(request, association_edited(request, slug), public_id)
    step = request.POST.get("step", "")
    if step not in Approval.Step.values:
        raise Http404
    is_review = step == Approval.Step.REVIEW
    # The attest has no figures of its own: it is of what was reviewed.
    form = ApprovalForm(
        request.POST if is_review and "amount" in request.POST else {"amount": requisition.amount}
    )
    if goes_through(
        request,
        form,
        "Granskad." if is_review else "Attesterad.",
        lambda: approve_requisition(
            requisition=requisition, step=step, by=person_of(request), at=timezone.now(), **form.cleaned_data
        ),
    ):
        return redirect("requisition_detail", slug, public_id)
    return _page(request, requisition, review=form)


@require_POST
def requisition_refuse(request: HttpRequest, slug: str, public_id: str) -> HttpResponse:
    """Refuses the requisition; or returns it to be changed, when that is the button that was pressed."""
    requisition = requisition_of(request, association_edited(request, slug), public_id)
    form = RefusalForm(request.POST)
    is_return = request.POST.get("do") == "return"
    said = "Rekvisitionen är tillbakaskickad." if is_return else "Rekvisitionen är avvisad."
    act = return_requisition if is_return else refuse_requisition
    if goes_through(
        request,
        form,
        f"{said} Beloppet kan rekvireras igen.",
        lambda: act(requisition=requisition, by=person_of(request), at=timezone.now(), **form.cleaned_data),
    ):
        return redirect("requisition_detail", slug, public_id)
    return _page(request, requisition, refusal=form)


@require_POST
def requisition_pay(request: HttpRequest, slug: str, public_id: str) -> HttpResponse:
    requisition = requisition_of(request, association_edited(request, slug), public_id)
    form = PaymentForm(request.POST)
    if goes_through(
        request,
        form,
        "Utbetalningen är registrerad.",
        lambda: register_payment(
            requisition=requisition, by=person_of(request), at=timezone.now(), **form.cleaned_data
        ),
    ):
        return redirect("requisition_detail", slug, public_id)
    return _page(request, requisition, payment=form)


@require_http_methods(["GET", "HEAD", "POST"])
def payment_correct(request: HttpRequest, slug: str, public_id: str, number: int) -> HttpResponse:
    """Notes that a payment failed or was reversed, or corrects what was noted of it; all rows stay."""
    measure = measure_edited(request, slug, public_id)
    rows = payments_of(measure)
    is_row = 1 <= number <= len(rows)
    if not is_row or (rows[number - 1].is_undone and request.method != "POST"):
        raise Http404
    if rows[number - 1].is_undone:
        messages.warning(request, "Raden är redan rättad, misslyckad eller återförd. Inget mer sparades.")
        return redirect("measure_detail", slug, public_id)
    row = rows[number - 1]
    payment, does = row.payment, request.POST.get("do")
    can_fail = payment.kind == Payment.Kind.PAID and payment.amount > 0
    by, at = person_of(request), timezone.now()
    # Two forms on a page, and fields of the same names: each has ids of its own, or a label names the other's field.
    returned = ReturnForm(
        request.POST if does == "return" else None,
        initial={"day": timezone.localdate()},
        auto_id="returned_%s",
    )
    initial = {"day": payment.day, "amount": abs(payment.amount), "reference": payment.reference}
    corrected = CorrectionForm(
        request.POST if does == "correct" else None, initial=initial, auto_id="corrected_%s"
    )
    done = goes_through(
        request,
        returned,
        "Beloppet ska betalas ut igen.",
        lambda: register_return(payment=payment, by=by, at=at, **returned.cleaned_data),
    ) or goes_through(
        request,
        corrected,
        "Betalningen är rättad. Den felaktiga raden står kvar.",
        lambda: correct_payment(payment=payment, by=by, at=at, **corrected.cleaned_data),
    )
    if done:
        return redirect("measure_detail", slug, public_id)
    context = {
        "association": measure.association,
        "measure": measure,
        "row": row,
        "can_fail": can_fail,
        "returned": returned,
        "corrected": corrected,
    }
    is_wrong = returned.errors or corrected.errors
    return render(request, "funding/payment_correct.html", context, status=422 if is_wrong else 200)


@require_safe
def requisition_ledger(request: HttpRequest, slug: str, public_id: str) -> FileResponse:
    """The extract of the ledger, or the invoice, as a file."""
    requisition = requisition_of(request, association_read(request, slug), public_id)
    if requisition.ledger is None:
        raise Http404
    ledger = requisition.ledger
    return stored_file(ledger.sha256, requisition.ledger_name, ledger.media_type)


@require_http_methods(["GET", "HEAD", "POST"])
def report_detail(request: HttpRequest, slug: str, public_id: str) -> HttpResponse:
    """A report to read; a post approves it or, with a reason, returns it."""
    reads = association_read(request, slug)
    report = report_of(request, reads, public_id)
    may_edit = can_edit(person_of(request), reads)
    form = RefusalForm(request.POST if request.POST.get("do") in ("return", "withdraw") else None)
    if request.method == "POST":
        if not may_edit:
            raise Http404
        try:
            if request.POST.get("do") == "approve":
                approve_report(report=report, by=person_of(request), at=timezone.now())
                messages.success(request, "Rapporten är godkänd.")
                return redirect("report_detail", slug, public_id)
            if form.is_valid() and request.POST.get("do") == "withdraw":
                withdraw_report(report=report, by=person_of(request), at=timezone.now(), **form.cleaned_data)
                messages.success(request, "Rapporten är borttagen.")
                return redirect("measure_detail", slug, report.measure.public_id)
            if form.is_valid():
                return_report(report=report, by=person_of(request), at=timezone.now(), **form.cleaned_data)
                messages.success(request, "Rapporten är tillbakaskickad.")
                return redirect("report_detail", slug, public_id)
        except RuleViolation as violation:
            messages.error(request, violation.sentence)
    costs = costs_of(report)
    context = {
        "association": reads,
        "report": report,
        "measure": report.measure,
        "is_outside": not report.sent_at and is_outside(report, report.measure),
        "costs": costs,
        "cost_sum": sum_of(costs),
        "row": rows_of([report.measure])[0],
        "participants": report.participants.all(),
        "form": form,
        "can_edit": may_edit,
        "today": timezone.localdate(),
    }
    return render(request, "funding/report_detail.html", context, status=422 if form.errors else 200)


def _page(
    request: HttpRequest,
    requisition: Requisition,
    *,
    review: ApprovalForm | None = None,
    refusal: RefusalForm | None = None,
    payment: PaymentForm | None = None,
) -> HttpResponse:
    measure = requisition.measure
    state = requisition_state(requisition)
    person, today = person_of(request), timezone.localdate()
    approvals = list(requisition.approvals.all())
    concerned = [requisition.sent_by, *(one.person for one in approvals), requisition.refused_by]
    called = names_of((one for one in concerned if one), measure.association)
    left = approved_amount(requisition) - paid_of(requisition)
    period = Period(requisition.first_day, requisition.last_day)
    order = waiting_order(requisition)
    may_end = state not in SETTLED and state != RequisitionState.PART_PAID and order is None
    context = {
        "association": measure.association,
        "requisition": requisition,
        "measure": measure,
        "replaced_by": getattr(requisition, "replaced_by", None),
        "state": state,
        "settled": SETTLED,
        "row": rows_of([measure])[0],
        "standings": unsettled(measure, today, requisition.year),
        "payee": payee_of(measure),
        "changing": "" if requisition.supplier else changing(measure),
        "approved": approved_amount(requisition),
        "left": left,
        "payments": _payments(requisition),
        "order": order,
        "same_period": [
            (one, requisition_state(one)) for one in same_period(measure, period) if one.pk != requisition.pk
        ],
        "is_early": period.last > today,
        "is_advance": advance_is_agreed(measure),
        "approvals": [(one, called[one.person_id]) for one in approvals],
        "sent_by": called[requisition.sent_by_id],
        "refused_by": called.get(requisition.refused_by_id or 0, ""),
        "next": NEXT.get(state),
        "can_pay": state in PAYABLE,
        "can_end": may_end or refusal is not None,  # what was refused is said where it was asked
        "has_approved": any(one.person_id == person.pk for one in approvals),
        "review": review or ApprovalForm(initial={"amount": requisition.amount}),
        "refusal": refusal or RefusalForm(),
        "payment": payment or PaymentForm(initial={"day": today, "amount": left}),
        "can_edit": can_edit(person, measure.association),
    }
    is_wrong = any(one and one.errors for one in (review, refusal, payment))
    return render(request, "funding/requisition_detail.html", context, status=422 if is_wrong else 200)


def _payments(requisition: Requisition) -> list[PaymentRow]:
    rows = payments_of(requisition.measure)
    return [one for one in rows if one.payment.requisition_id == requisition.pk]
