"""Requisitions and invoices: sent, reviewed, attested by another; or refused, returned for change, taken back."""

from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.db.models import Max

from funding import letters
from funding.actions.measuring import lock_measure, refuse_elsewhere, refuse_unfounded
from funding.models import Approval, Budget, Measure, Placement, Report, Requisition
from funding.reads.exports import in_file, waiting_order
from funding.reads.measures import (
    SETTLED,
    RequisitionState,
    approved_amount,
    read_again,
    requisition_state,
    spending_of,
)
from funding.reads.payees import waiting_change
from funding.reads.placements import unread
from funding.reads.requisitions import advance_is_agreed, doubt
from funding.reads.standing import stopped
from funding.rules.own_activity import OwnActivityStep
from funding.rules.periods import Period, hindrance
from meetings.errors import RuleViolation
from meetings.models import Person, StoredFile
from meetings.swedish import day_of, kronor, long_date

Step = Approval.Step
LESSENING = (Placement.Kind.REDUCTION, Placement.Kind.EARLY_END, Placement.Kind.CARRY_OVER)
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
    replaces: Requisition | None = None,
    is_sure: bool = False,
) -> Requisition:
    """Sends a requisition; with `supplier` it is an invoice of the association's own activity.

    `replaces` is one that was returned for change. Raises RuleViolation for an invoice of a measure that came of an
    application, which is paid by its agreement; for more than remains, a year without an adopted budget, a period
    outside the measure or not over yet, an agreement that is not signed, and while the report of an earlier period is
    late; and, on the field `is_sure`, for a file or a period that has been sent before.
    """
    measure = lock_measure(measure)
    is_invoice = bool(supplier)
    if is_invoice:
        refuse_elsewhere(measure, OwnActivityStep.INVOICE)
    if measure.closed_at:
        raise RuleViolation("Insatsen är avslutad.")
    if sentence := hindrance(period, first=measure.first_day, last=measure.last_day):
        raise RuleViolation(sentence, field="last_day")
    if sentence := unread(measure, *LESSENING):
        raise RuleViolation(sentence)
    year = period.first.year
    _refuse_amount(measure, year, amount, today=day_of(at))
    if not is_invoice:
        _refuse_unready(measure, period)
        _refuse_advance(measure, period, at=at)
        if ledger is None:
            raise RuleViolation("Bifoga utdraget ur huvudboken.", field="ledger")
    if not is_sure and (sentence := doubt(measure, period, ledger, supplier=supplier, reference=reference)):
        raise RuleViolation(sentence, field="is_sure")
    if replaces and (replaces.ending != Requisition.Ending.RETURNED or hasattr(replaces, "replaced_by")):
        raise RuleViolation("Den rekvisition som skickades tillbaka är redan ersatt.")
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
        replaces=replaces,
        sent_at=at,
        sent_by=by,
    )
    if measure.application and not is_invoice:
        letters.to_chancellery(measure.application, "requisition_sent", requisition=requisition)
    return requisition


@transaction.atomic
def approve_requisition(
    *,
    requisition: Requisition,
    step: str,
    by: Person,
    at: datetime,
    amount: Decimal | None = None,
    note: str = "",
) -> Approval:
    """Reviews it, or attests it when it is reviewed; who reviews may approve a part, `amount`, and says why.

    The attest is of what was reviewed; the rest is then free to requisition again. Raises RuleViolation when the same
    person does both, for a part without a reason, and while the report of the period before is not approved.
    """
    measure = lock_measure(requisition.measure)
    requisition = read_again(requisition)
    state = requisition_state(requisition)
    if state in SETTLED:
        raise RuleViolation("Rekvisitionen är redan avgjord.")
    if state != APPROVED_FROM[Step(step)]:
        raise RuleViolation("En kollega hann före. Se vad som gäller nu.")
    # Two pairs of eyes on each payment; the database refuses it too (guards.TWO_PERSONS).
    if any(one.person_id == by.pk for one in requisition.approvals.all()):
        raise RuleViolation("Två olika personer granskar och attesterar. Be en kollega attestera.")
    if step == Step.ATTEST and (report := _unapproved(measure, before=requisition.first_day)):
        raise RuleViolation(
            f"Rapporten för perioden till och med den {long_date(report.last_day)} är inte godkänd än."
        )
    if step == Step.ATTEST and waiting_change(measure):
        raise RuleViolation(
            "En ändring av betalningsuppgifterna väntar. Bekräfta eller avsluta den innan du attesterar."
        )
    if step == Step.ATTEST:
        refuse_unfounded(measure, requisition.year, day_of(at), approved_amount(requisition))
        reviewed = next(one for one in requisition.approvals.all() if one.step == Step.REVIEW)
        part, note = reviewed.amount, reviewed.note
    else:
        part, note = _part(requisition, amount, note)
    approval = Approval.objects.create(
        requisition=requisition, step=step, person=by, at=at, amount=part, note=note
    )
    if step == Step.ATTEST and part is not None and measure.application:
        letters.to_editors(
            measure.application, "requisition_partly", requisition=requisition, approval=approval
        )
    return approval


def _part(requisition: Requisition, amount: Decimal | None, note: str) -> tuple[Decimal | None, str]:
    """What is stored of an approved amount and its reason: nothing when it is all that was asked for."""
    if amount is None or amount == requisition.amount:
        return None, ""
    if not 0 < amount < requisition.amount:
        most = kronor(requisition.amount)
        raise RuleViolation(f"Skriv ett belopp större än noll och högst {most}.", field="amount")
    if not note.strip():
        raise RuleViolation("Skriv varför hela beloppet inte godkänns.", field="note")
    return amount, note.strip()[:500]


@transaction.atomic
def refuse_requisition(*, requisition: Requisition, reason: str, by: Person, at: datetime) -> None:
    """Refuses it: the amount is free again, and the applicant is told why."""
    _end(requisition, "", reason, by=by, at=at)


@transaction.atomic
def return_requisition(*, requisition: Requisition, reason: str, by: Person, at: datetime) -> None:
    """Returns it to be changed: the applicant is told what, and sends one that replaces it."""
    _end(requisition, Requisition.Ending.RETURNED, reason, by=by, at=at)


@transaction.atomic
def take_back_requisition(*, requisition: Requisition, by: Person, at: datetime) -> None:
    """The applicant takes it back, as long as nobody has reviewed it."""
    if requisition.approvals.exists():
        raise RuleViolation("Kansliet har granskat rekvisitionen. Be kansliet att skicka tillbaka den.")
    _end(requisition, Requisition.Ending.TAKEN_BACK, "Återtagen av den som rekvirerade.", by=by, at=at)


def _end(requisition: Requisition, ending: str, reason: str, *, by: Person, at: datetime) -> None:
    lock_measure(requisition.measure)
    requisition = read_again(requisition)
    state = requisition_state(requisition)
    if state in SETTLED or state == RequisitionState.PART_PAID:
        raise RuleViolation("Rekvisitionen är redan avgjord eller utbetald.")
    if order := waiting_order(requisition):
        raise RuleViolation(in_file(order))
    if not reason.strip():
        raise RuleViolation("Skriv varför.", field="reason")
    requisition.refused_at, requisition.refused_by = at, by
    requisition.refusal, requisition.ending = reason.strip()[:500], ending
    requisition.save(update_fields=["refused_at", "refused_by", "refusal", "ending"])
    application = requisition.measure.application
    if application and ending == Requisition.Ending.TAKEN_BACK:
        letters.to_chancellery(application, "requisition_taken_back", requisition=requisition)
    elif application:
        is_returned = ending == Requisition.Ending.RETURNED
        template = "requisition_returned" if is_returned else "requisition_refused"
        letters.to_editors(application, template, requisition=requisition)


def _refuse_amount(measure: Measure, year: int, amount: Decimal, *, today: date) -> None:
    if amount <= 0:
        raise RuleViolation("Skriv ett belopp större än noll.", field="amount")
    adopted = Budget.objects.filter(association=measure.association, year=year, adopted_in__isnull=False)
    if not adopted.exists():
        raise RuleViolation(f"Budgeten för {year} är inte fastställd än, så inget kan rekvireras.")
    # Read under the measure's lock; the database asks it again (guards.WITHIN_GRANT).
    remaining = spending_of(measure, year).remaining
    if amount > remaining:
        if sentence := stopped(measure, year, today):
            raise RuleViolation(f"{sentence} För {year} återstår {kronor(remaining)}.", field="amount")
        raise RuleViolation(f"För {year} återstår {kronor(remaining)}.", field="amount")


def _refuse_unready(measure: Measure, period: Period) -> None:
    if measure.application and not measure.agreements.filter(sealed_at__isnull=False).exists():
        raise RuleViolation("Avtalet är inte underskrivet av båda parter än.")
    unsent = measure.reports.filter(last_day__lt=period.first, sent_at=None).order_by("last_day").first()
    if unsent:
        raise RuleViolation(
            f"Rapporten för perioden till och med den {long_date(unsent.last_day)} ska vara inskickad först."
        )


def _refuse_advance(measure: Measure, period: Period, *, at: datetime) -> None:
    if period.last > day_of(at) and not advance_is_agreed(measure):
        raise RuleViolation(
            f"Perioden är inte slut förrän den {long_date(period.last)}. Avtalet säger inte att medel betalas ut i "
            "förskott.",
            field="last_day",
        )


def _unapproved(measure: Measure, *, before: date) -> Report | None:
    return measure.reports.filter(last_day__lt=before, approved_at=None).order_by("last_day").first()
