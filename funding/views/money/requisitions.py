"""Requisitions and reports as the chancellery handles them."""

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from funding.actions.reporting import approve_report, return_report
from funding.actions.requisitioning import approve_requisition, refuse_requisition, register_payment
from funding.models import Approval, Requisition
from funding.reads.measures import RequisitionState, requisition_state, spending_of
from meetings.access import can_edit
from meetings.errors import RuleViolation
from meetings.reads.people import names_of
from meetings.views.addresses import association_edited, association_read, person_of
from meetings.views.refusals import goes_through
from meetings.views.stored_files import stored_file

from .addresses import report_of, requisition_of
from .forms import PaymentForm, RefusalForm

NEXT = {RequisitionState.SENT: Approval.Step.REVIEW, RequisitionState.REVIEWED: Approval.Step.ATTEST}


@require_safe
def requisition_detail(request: HttpRequest, slug: str, public_id: str) -> HttpResponse:
    """What it asks for, what is left, who has approved it; and the next thing to do."""
    association = association_read(request, slug)
    requisition = requisition_of(request, association, public_id)
    return _page(request, requisition)


@require_POST
def requisition_approve(request: HttpRequest, slug: str, public_id: str) -> HttpResponse:
    """Reviews the requisition, or attests one that somebody else has reviewed."""
    requisition = requisition_of(request, association_edited(request, slug), public_id)
    step = request.POST.get("step", "")
    if step not in Approval.Step.values:
        raise Http404
    try:
        approve_requisition(requisition=requisition, step=step, by=person_of(request), at=timezone.now())
    except RuleViolation as violation:
        messages.error(request, violation.sentence)
    else:
        messages.success(request, "Granskad." if step == Approval.Step.REVIEW else "Attesterad.")
    return redirect("requisition_detail", slug, public_id)


@require_POST
def requisition_refuse(request: HttpRequest, slug: str, public_id: str) -> HttpResponse:
    requisition = requisition_of(request, association_edited(request, slug), public_id)
    form = RefusalForm(request.POST)
    if goes_through(
        request,
        form,
        "Rekvisitionen är avvisad. Beloppet kan rekvireras igen.",
        lambda: refuse_requisition(
            requisition=requisition, by=person_of(request), at=timezone.now(), **form.cleaned_data
        ),
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
    form = RefusalForm(request.POST if request.POST.get("do") == "return" else None)
    if request.method == "POST":
        if not may_edit:
            raise Http404
        try:
            if request.POST.get("do") == "approve":
                approve_report(report=report, by=person_of(request), at=timezone.now())
                messages.success(request, "Rapporten är godkänd.")
                return redirect("report_detail", slug, public_id)
            if form.is_valid():
                return_report(report=report, by=person_of(request), at=timezone.now(), **form.cleaned_data)
                messages.success(request, "Rapporten är tillbakaskickad.")
                return redirect("report_detail", slug, public_id)
        except RuleViolation as violation:
            messages.error(request, violation.sentence)
    context = {
        "association": reads,
        "report": report,
        "measure": report.measure,
        "costs": report.costs.all(),
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
    refusal: RefusalForm | None = None,
    payment: PaymentForm | None = None,
) -> HttpResponse:
    measure = requisition.measure
    state = requisition_state(requisition)
    person = person_of(request)
    approvals = list(requisition.approvals.all())
    concerned = [requisition.sent_by, *(one.person for one in approvals), requisition.refused_by]
    called = names_of((one for one in concerned if one), measure.association)
    context = {
        "association": measure.association,
        "requisition": requisition,
        "measure": measure,
        "state": state,
        "word": state.label,
        "spending": spending_of(measure, requisition.year),
        "approvals": [(one, called[one.person_id]) for one in approvals],
        "sent_by": called[requisition.sent_by_id],
        "refused_by": called.get(requisition.refused_by_id or 0, ""),
        "next": NEXT.get(state),
        "has_approved": any(one.person_id == person.pk for one in approvals),
        "refusal": refusal or RefusalForm(),
        "payment": payment or PaymentForm(initial={"day": timezone.localdate()}),
        "can_edit": can_edit(person, measure.association),
    }
    is_wrong = bool((refusal and refusal.errors) or (payment and payment.errors))
    return render(request, "funding/requisition_detail.html", context, status=422 if is_wrong else 200)
