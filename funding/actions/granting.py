"""What has been decided becomes money that can be requisitioned."""

from datetime import datetime
from decimal import Decimal

from django.db import transaction

from funding.actions.matters import refuse_amounts
from funding.actions.measuring import lock_measure
from funding.actions.memos import Amounts
from funding.actions.reporting import plan_reports
from funding.actions.stepping import add_event, lock_case
from funding.actions.supplementing import supplement_agreement
from funding.models import BoardDecision, DecidedAmount, Grant, Measure, Placement
from funding.reads.measures import spending_of
from meetings.actions.recording import record
from meetings.errors import RuleViolation
from meetings.models import Person
from meetings.swedish import kronor, section

KINDS = {
    Placement.Kind.GRANT: Grant.Kind.FIRST,
    Placement.Kind.SUPPLEMENT: Grant.Kind.SUPPLEMENT,
    Placement.Kind.CARRY_OVER: Grant.Kind.CARRY_OVER,
    Placement.Kind.REDUCTION: Grant.Kind.REDUCTION,
    Placement.Kind.EARLY_END: Grant.Kind.REDUCTION,
    Placement.Kind.PROLONGATION: Grant.Kind.SUPPLEMENT,
}


def grant_decided(
    *,
    decision: BoardDecision,
    placement: Placement,
    by: Person | None,
    at: datetime,
    measure_kind: str = "",
) -> Measure:
    """The measure of a granted application, with the decided amounts; any other § changes the one there is.

    Kind, focus, method and ESF are those of the §, and fixed from now on; `measure_kind` is said where a § from before
    they were asked has none. Runs in the decision's transaction. Raises RuleViolation for a measure that is closed.
    """
    case = decision.application
    measure = Measure.objects.filter(application=case).first()
    if measure is None:
        measure = _start(placement, decision, measure_kind, at=at)
        record(measure, by=by, at=at)
    elif measure.closed_at:
        raise RuleViolation("Insatsen är avslutad.")
    else:
        _change(measure, placement, by=by, at=at)
    grant_amounts(decision, measure, by=by, at=at)
    if placement.kind != Placement.Kind.GRANT:
        supplement_agreement(measure=measure, by=by or placement.placed_by, at=at)
    return measure


def _change(measure: Measure, placement: Placement, *, by: Person | None, at: datetime) -> None:
    """The § gives the measure another last day, or other content; its reports are then planned anew."""
    if not (placement.last_day or placement.content):
        return
    measure.last_day = placement.last_day or measure.last_day
    measure.content = placement.content or measure.content
    record(measure, by=by, at=at, fields=["last_day", "content"])
    if measure.reports.exists():
        plan_reports(measure=measure, by=by, at=at)


def grant_amounts(decision: BoardDecision, measure: Measure, *, by: Person | None, at: datetime) -> None:
    """The decided amounts become money of the measure.

    Raises RuleViolation when more would be taken than is left to requisition.
    """
    measure = lock_measure(measure)
    # What is carried to a year comes before what is carried from one, or a sum would be missing meanwhile.
    for one in decision.amounts.exclude(amount=0).order_by("-amount"):
        if one.amount < 0 and (left := spending_of(measure, one.year).remaining) + one.amount < 0:
            raise RuleViolation(
                f"För {one.year} återstår {kronor(left)} att rekvirera, så {kronor(-one.amount)} kan inte tas därifrån."
            )
        Grant.objects.create(
            measure=measure,
            year=one.year,
            amount=one.amount,
            kind=KINDS[Placement.Kind(decision.kind)],
            paragraph=decision.paragraph,
            at=at,
            by=by,
        )


def _start(placement: Placement, decision: BoardDecision, measure_kind: str, *, at: datetime) -> Measure:
    case = decision.application
    # A § from before its own fields were asked has the memo's.
    memo = getattr(case, "memo", None)
    told = placement if placement.measure_kind or memo is None else memo
    kind = placement.measure_kind or (memo.kind if memo else "") or measure_kind
    if kind not in Measure.Kind:
        raise RuleViolation("Ange insatsens slag: paragrafen säger det inte.", field="measure_kind")
    return Measure(
        association=case.association,
        application=case,
        name=case.name,
        content=case.description,
        kind=kind,
        focus=told.focus,
        method=told.method,
        has_esf=told.has_esf,
        purpose=placement.purpose,
        first_day=placement.first_day or case.first_day,
        last_day=placement.last_day or case.last_day,
        decided_in=decision.paragraph,
        created_at=at,
    )


@transaction.atomic
def enter_figures(*, decision: BoardDecision, amounts: Amounts, by: Person, at: datetime) -> None:
    """Enters what a verified § grants, where its own words hold («Protokollets lydelse gäller»).

    One that only says when a measure ends, or what it is about, is read without amounts. Raises RuleViolation when
    that is done already, and for the person who let the words hold: two have then read the §. The database refuses
    that too (guards.DECIDES_ONE_SUM).
    """
    case = lock_case(decision.application)
    placement = Placement.objects.get(paragraph=decision.paragraph_id)
    if not placement.wording_reason or decision.amounts.exists():
        raise RuleViolation("Beloppen är redan angivna.")
    if by.pk == placement.wording_by_id:
        raise RuleViolation(
            "Du lät protokollets lydelse gälla. Någon annan läser paragrafen och anger beloppen."
        )
    refuse_amounts(Placement.Kind(placement.kind), amounts)
    said = [one for one in amounts if one[1]]
    if not said and placement.kind == Placement.Kind.GRANT:
        raise RuleViolation("Skriv beloppen som paragrafen beviljar.")
    for year, amount in said or [(decision.meeting_date.year, Decimal(0))]:
        DecidedAmount.objects.create(decision=decision, year=year, amount=amount, entered_by=by)
    measure = Measure.objects.get(application=case)
    grant_amounts(decision, measure, by=by, at=at)
    if placement.kind != Placement.Kind.GRANT:
        supplement_agreement(measure=measure, by=by, at=at)
    what = f"{section(decision.number)} lästes enligt protokollet: inga belopp ändras."
    if said:
        total = kronor(sum((amount for _, amount in said), Decimal(0)))
        what = f"Beloppen i {section(decision.number)} angavs enligt protokollet: {total}."
    add_event(case, by=by, at=at, what=what)
