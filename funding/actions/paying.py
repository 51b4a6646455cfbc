"""Payments, which are made in the bank and noted here; what failed, came back or was noted wrong is a row after it."""

from datetime import date, datetime
from decimal import Decimal

from django.db import transaction

from funding import letters
from funding.actions.measuring import lock_measure, refuse_unfounded
from funding.actions.stepping import add_event
from funding.models import Application, Approval, Measure, Payment, Requisition
from funding.reads.exports import in_file, waiting_order
from funding.reads.measures import (
    RequisitionState,
    approved_amount,
    paid_of,
    read_again,
    requisition_state,
    spending_of,
)
from funding.reads.payments import measure_of, year_of
from meetings.errors import RuleViolation
from meetings.models import Person
from meetings.swedish import day_of, kronor, long_date

Kind = Payment.Kind
PAYABLE = (RequisitionState.ATTESTED, RequisitionState.PART_PAID)


@transaction.atomic
def register_payment(
    *,
    requisition: Requisition,
    day: date,
    reference: str,
    by: Person,
    at: datetime,
    amount: Decimal | None = None,
) -> Payment:
    """Notes a payment of what is approved and not paid yet, or of `amount` of it.

    What waits in a payment file is paid by it: the amount is that of the file. Raises RuleViolation before two have
    approved it, for more than is left, for a day before the attest or to come, and for one when a court kept the
    decision from being carried out.
    """
    lock_measure(requisition.measure)
    requisition = read_again(requisition)
    if requisition_state(requisition) not in PAYABLE:
        raise RuleViolation("Två personer måste granska och attestera rekvisitionen först.")
    whole = approved_amount(requisition)
    left = whole - paid_of(requisition)
    order = waiting_order(requisition)
    amount = (order.amount if order else left) if amount is None else amount
    if order and amount != order.amount:
        raise RuleViolation(
            f"{kronor(order.amount)} ligger i betalfil {order.export.number}.", field="amount"
        )
    if not 0 < amount <= left:
        raise RuleViolation(f"Skriv ett belopp större än noll och högst {kronor(left)}.", field="amount")
    _refuse_day(day, attested_on(requisition), "Rekvisitionen attesterades", at=at)
    if order is None:  # what the bank has already is noted as it was
        refuse_unfounded(requisition.measure, requisition.year, day, amount)
    payment = Payment.objects.create(
        requisition=requisition, day=day, amount=amount, reference=reference.strip(), at=at, by=by
    )
    if order:
        order.payment = payment
        order.save(update_fields=["payment"])
    if requisition.measure.application:
        letters.to_editors(
            requisition.measure.application,
            "requisition_paid",
            requisition=requisition,
            payment=payment,
            left=left - amount,
            whole=whole,
        )
    return payment


@transaction.atomic
def register_return(
    *, payment: Payment, kind: str, day: date, note: str, by: Person, at: datetime
) -> Payment:
    """Notes that a payment failed or was reversed: all of it is to be paid again, and the applicant is told.

    Raises RuleViolation for what is undone already, has been repaid since, or is no payment.
    """
    measure = lock_measure(measure_of(payment))
    if payment.kind != Kind.PAID or payment.amount < 0 or kind not in (Kind.FAILED, Kind.REVERSED):
        raise RuleViolation("Bara en utbetalning kan misslyckas eller återföras.")
    _refuse_undone(payment)
    _refuse_day(day, payment.day, "Betalningen gjordes", at=at)
    _refuse_unpaid(measure, year_of(payment), payment.amount)
    undone = _undo(payment, kind=kind, day=day, note=note, by=by, at=at)
    undone.save(force_insert=True)
    if measure.application:
        letters.to_editors(
            measure.application,
            "requisition_unpaid",
            requisition=payment.requisition,
            payment=payment,
            failed=kind == Kind.FAILED,
        )
    return undone


@transaction.atomic
def correct_payment(
    *,
    payment: Payment,
    note: str,
    by: Person,
    at: datetime,
    day: date | None = None,
    amount: Decimal | None = None,
    reference: str = "",
) -> list[Payment]:
    """Corrects a row that was noted wrong: its opposite, made today; and the right one when there is a `day`.

    `amount` is more than nothing, also for a repayment. Both rows point at the wrong one, and all three stay. Raises
    RuleViolation without a reason, for a row that is corrected already, and for figures that could not have been noted
    in the first place.
    """
    measure = lock_measure(measure_of(payment))
    if not note.strip():
        raise RuleViolation("Skriv vad som var fel.", field="note")
    _refuse_undone(payment)
    sign = 1 if payment.amount > 0 else -1
    right = abs(payment.amount) if amount is None else amount
    opposite = _undo(payment, kind=_kind_of_opposite(payment), day=day_of(at), note=note, by=by, at=at)
    rows = [opposite]
    if day:
        if right <= 0:
            raise RuleViolation("Skriv ett belopp större än noll.", field="amount")
        first = (
            attested_on(payment.requisition)
            if payment.requisition
            else first_paid_on(measure, year_of(payment))
        )
        said = "Rekvisitionen attesterades" if payment.requisition else "Det första betalades ut"
        _refuse_day(day, first, said, at=at)
        rows.append(
            Payment(
                requisition=payment.requisition,
                measure=payment.measure,
                year=payment.year,
                kind=payment.kind,
                day=day,
                amount=sign * right,
                reference=reference.strip(),
                corrects=payment,
                at=at,
                by=by,
            )
        )
    change = sum((one.amount for one in rows), Decimal(0))
    _refuse_unbalanced(measure, payment, change)
    if change > 0 and day and payment.requisition:
        refuse_unfounded(measure, payment.requisition.year, day, change)
    # In one statement: the database counts when both rows are there (guards.PAYMENT_BALANCES).
    Payment.objects.bulk_create(rows)
    if measure.application:
        what = f"{_noted(payment)} rättades: {note.strip()}"
        add_event(measure.application, by=by, at=at, what=what, is_internal=True)
        if payment.kind == Kind.PAID and payment.requisition:
            _tell_corrected(measure.application, payment, rows)
    return rows


def _tell_corrected(application: Application, wrong: Payment, rows: list[Payment]) -> None:
    """The applicant was told the wrong figures when they were noted, and gets the right ones, if any, of `rows`."""
    assert wrong.requisition  # noqa: S101 -- a repayment is told by whoever asked for it
    requisition = read_again(wrong.requisition)
    letters.to_editors(
        application,
        "payment_corrected",
        requisition=requisition,
        wrong=wrong,
        right=rows[1] if rows[1:] else None,
        left=approved_amount(requisition) - paid_of(requisition),
    )


@transaction.atomic
def register_repayment(
    *, measure: Measure, year: int, day: date, amount: Decimal, note_text: str, by: Person, at: datetime
) -> Payment:
    """Notes money that is back in the association's account. It does not become free to requisition again.

    Raises RuleViolation for more than has been paid for the year, and for a day before that or to come.
    """
    measure = lock_measure(measure)
    if amount <= 0:
        raise RuleViolation("Skriv ett belopp större än noll.", field="amount")
    _refuse_unpaid(measure, year, amount)
    _refuse_day(day, first_paid_on(measure, year), "Det första betalades ut", at=at)
    repayment = Payment.objects.create(
        measure=measure,
        year=year,
        kind=Kind.REPAID,
        day=day,
        amount=-amount,
        note=note_text.strip(),
        at=at,
        by=by,
    )
    if measure.application:
        add_event(measure.application, by=by, at=at, what=f"{kronor(amount)} betalades tillbaka för {year}.")
    return repayment


def attested_on(requisition: Requisition) -> date | None:
    """The day from which it may be paid; None before the attest."""
    attests = (one for one in requisition.approvals.all() if one.step == Approval.Step.ATTEST)
    return next((day_of(one.at) for one in attests), None)


def first_paid_on(measure: Measure, year: int) -> date | None:
    """The day from which something can be repaid; None when nothing is paid."""
    first = (
        Payment.objects.filter(requisition__measure=measure, requisition__year=year).order_by("day").first()
    )
    return first.day if first else None


def _undo(payment: Payment, *, kind: str, day: date, note: str, by: Person, at: datetime) -> Payment:
    return Payment(
        requisition=payment.requisition,
        measure=payment.measure,
        year=payment.year,
        kind=kind,
        day=day,
        amount=-payment.amount,
        note=note.strip(),
        corrects=payment,
        at=at,
        by=by,
    )


def _kind_of_opposite(payment: Payment) -> str:
    """What was wrongly noted as failed is paid after all."""
    return Kind.REPAID if payment.kind == Kind.REPAID else Kind.PAID


def _noted(payment: Payment) -> str:
    return f"{payment.get_kind_display()} den {long_date(payment.day)} på {kronor(abs(payment.amount))}"


def _refuse_undone(payment: Payment) -> None:
    if payment.corrections.exists():
        raise RuleViolation("Betalningen är redan rättad, misslyckad eller återförd.")


def _refuse_day(day: date, first: date | None, said: str, *, at: datetime) -> None:
    if day > day_of(at):
        raise RuleViolation("Dagen har inte varit än.", field="day")
    if first and day < first:
        raise RuleViolation(f"{said} den {long_date(first)}. Skriv den dagen eller en senare.", field="day")


def _refuse_unpaid(measure: Measure, year: int, amount: Decimal) -> None:
    """More cannot come back than has gone out and not come back already."""
    if amount > spending_of(measure, year).used:
        raise RuleViolation(f"Så mycket har inte betalats ut för {year}.", field="amount")


def _refuse_unbalanced(measure: Measure, payment: Payment, change: Decimal) -> None:
    """What the database would refuse, in a sentence."""
    spending = spending_of(measure, year_of(payment))
    if spending.used + change < 0:
        raise RuleViolation("Mer är återbetalt än det som då vore utbetalt. Rätta återbetalningen först.")
    if payment.requisition:
        requisition = read_again(payment.requisition)
        if requisition.refused_at:
            raise RuleViolation("Rekvisitionen är avgjord utan att betalas ut.")
        if paid_of(requisition) + change < 0:
            raise RuleViolation(
                "Mer än rekvisitionen har betalat ut kan inte ha kommit tillbaka.", field="amount"
            )
        most = approved_amount(requisition)
        if (order := waiting_order(requisition)) and paid_of(requisition) + change + order.amount > most:
            raise RuleViolation(in_file(order), field="amount")
        if paid_of(requisition) + change > most:
            raise RuleViolation(f"Högst {kronor(most)} är godkända av rekvisitionen.", field="amount")
    elif spending.repaid - change < 0 or spending.used + change < 0:
        raise RuleViolation(f"Så mycket har inte betalats ut för {year_of(payment)}.", field="amount")
