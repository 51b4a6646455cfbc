"""Requisitions and invoices: sent, reviewed, attested by another, paid; or refused."""

from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.db.models import Max

from funding import letters
from funding.actions.measuring import lock_measure
from funding.models import Approval, Budget, Measure, Payment, Report, Requisition
from funding.reads.measures import SETTLED, RequisitionState, requisition_state, spending_of
from funding.rules.periods import Period, hindrance
from meetings.errors import RuleViolation
from meetings.models import Person, StoredFile
from meetings.swedish import kronor, long_date

Step = Approval.Step
APPROVED_FROM = {Step.REVIEW: RequisitionState.SENT, Step.ATTEST: RequisitionState.REVIEWED}


@transaction.atomic
def send_requisition(
    *,
    measure: Measure,
    period: Period,
    amount: Decimal,
    by: Person,
    at: datetime,
    ledger: StoredFile | None = None,
    ledger_name: str = "",
    note: str = "",
    supplier: str = "",
    reference: str = "",
) -> Requisition:
    """Sends a requisition; with `supplier` it is an invoice of the association's own activity.

    Raises RuleViolation for more than remains, a year without an adopted budget, a period outside the measure, an
    agreement that is not signed, and while the report of an earlier period is late.
    """
    measure = lock_measure(measure)
    is_invoice = bool(supplier)
    if measure.closed_at:
        raise RuleViolation("Insatsen är avslutad.")
    if sentence := hindrance(period, first=measure.first_day, last=measure.last_day):
        raise RuleViolation(sentence, field="last_day")
    year = period.first.year
    _refuse_amount(measure, year, amount)
    if not is_invoice:
        _refuse_unready(measure, period)
        if ledger is None:
            raise RuleViolation("Bifoga utdraget ur huvudboken.", field="ledger")
    number = (measure.requisitions.aggregate(last=Max("number"))["last"] or 0) + 1
    requisition = Requisition.objects.create(
        measure=measure,
        kind=Requisition.Kind.INVOICE if is_invoice else Requisition.Kind.REQUISITION,
        number=number,
        year=year,
        first_day=period.first,
        last_day=period.last,
        amount=amount,
        supplier=supplier,
        reference=reference,
        note=note,
        ledger=ledger,
        ledger_name=ledger_name,
        sent_at=at,
        sent_by=by,
    )
    if measure.application and not is_invoice:
        letters.to_chancellery(measure.application, "requisition_sent", requisition=requisition)
    return requisition


@transaction.atomic
def approve_requisition(*, requisition: Requisition, step: str, by: Person, at: datetime) -> Approval:
    """Reviews it, or attests it when it is reviewed.

    Raises RuleViolation when the same person does both, and while the report of the period before is not approved.
    """
    measure = lock_measure(requisition.measure)
    requisition = _fresh(requisition)
    state = requisition_state(requisition)
    if state in SETTLED:
        raise RuleViolation("Rekvisitionen är redan avgjord.")
    if state != APPROVED_FROM[Step(step)]:
        raise RuleViolation("En kollega hann före. Se vad som gäller nu.")
    # Two pairs of eyes on each payment; the database refuses it too (guards.TWO_PERSONS).
    if requisition.approvals.filter(person=by).exists():
        raise RuleViolation("Två olika personer granskar och attesterar. Be en kollega attestera.")
    if step == Step.ATTEST and (report := _unapproved(measure, before=requisition.first_day)):
        raise RuleViolation(
            f"Rapporten för perioden till och med den {long_date(report.last_day)} är inte godkänd än."
        )
    return Approval.objects.create(requisition=requisition, step=step, person=by, at=at)


@transaction.atomic
def refuse_requisition(*, requisition: Requisition, reason: str, by: Person, at: datetime) -> None:
    """Refuses it: the amount is free again, and the applicant is told why."""
    lock_measure(requisition.measure)
    requisition = _fresh(requisition)
    if requisition_state(requisition) in SETTLED:
        raise RuleViolation("Rekvisitionen är redan avgjord.")
    if not reason.strip():
        raise RuleViolation("Skriv varför.", field="reason")
    requisition.refused_at, requisition.refused_by, requisition.refusal = at, by, reason.strip()[:500]
    requisition.save(update_fields=["refused_at", "refused_by", "refusal"])
    if requisition.measure.application:
        letters.to_editors(requisition.measure.application, "requisition_refused", requisition=requisition)


@transaction.atomic
def register_payment(
    *, requisition: Requisition, day: date, reference: str, by: Person, at: datetime
) -> Payment:
    """Notes the payment, which is made in the bank. Raises RuleViolation before two have approved it."""
    lock_measure(requisition.measure)
    requisition = _fresh(requisition)
    if requisition_state(requisition) != RequisitionState.ATTESTED:
        raise RuleViolation("Två personer måste granska och attestera rekvisitionen först.")
    payment = Payment.objects.create(
        requisition=requisition, day=day, amount=requisition.amount, reference=reference.strip(), at=at, by=by
    )
    if requisition.measure.application:
        letters.to_editors(requisition.measure.application, "requisition_paid", requisition=requisition)
    return payment


def _fresh(requisition: Requisition) -> Requisition:
    return (
        Requisition.objects.select_related("measure__application__association", "payment")
        .prefetch_related("approvals")
        .get(pk=requisition.pk)
    )


def _refuse_amount(measure: Measure, year: int, amount: Decimal) -> None:
    if amount <= 0:
        raise RuleViolation("Skriv ett belopp större än noll.", field="amount")
    adopted = Budget.objects.filter(association=measure.association, year=year, adopted_in__isnull=False)
    if not adopted.exists():
        raise RuleViolation(f"Budgeten för {year} är inte fastställd än, så inget kan rekvireras.")
    # Read under the measure's lock; the database asks it again (guards.WITHIN_GRANT).
    remaining = spending_of(measure, year).remaining
    if amount > remaining:
        raise RuleViolation(f"För {year} återstår {kronor(remaining)}.", field="amount")


def _refuse_unready(measure: Measure, period: Period) -> None:
    if measure.application and not measure.agreements.filter(sealed_at__isnull=False).exists():
        raise RuleViolation("Avtalet är inte underskrivet av båda parter än.")
    unsent = measure.reports.filter(last_day__lt=period.first, sent_at=None).order_by("last_day").first()
    if unsent:
        raise RuleViolation(
            f"Rapporten för perioden till och med den {long_date(unsent.last_day)} ska vara inskickad först."
        )


def _unapproved(measure: Measure, *, before: date) -> Report | None:
    return measure.reports.filter(last_day__lt=before, approved_at=None).order_by("last_day").first()
