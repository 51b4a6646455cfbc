"""Measures with their money: granted, requisitioned, paid and repaid, per year, in a few queries for all of them."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import F, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce

from funding.models import Approval, Grant, Measure, Payment, Requisition
from funding.reads.standing import ANNULLED, STAYED
from funding.record.agreement import YearAmount
from funding.rules.periods import outside_in_words
from funding.rules.spending import ZERO, Spending, total_of
from meetings.models import Association
from meetings.rules.labelled import Labelled

type ByYear = dict[int, Spending]


def measures_of(association: Association) -> QuerySet[Measure]:
    return Measure.objects.filter(association=association).select_related(
        "purpose", "application", "decided_in__meeting__body"
    )


# Of a requisition: what two have approved of it, or all that it asks for.
COUNTED = Coalesce(
    Subquery(
        Approval.objects.filter(requisition=OuterRef("pk"), step=Approval.Step.ATTEST).values("amount")[:1]
    ),
    F("amount"),
)


def _sum(what: Combinable, which: Q | None = None) -> Sum:
    return Sum(what, filter=which, default=ZERO)


_AMOUNT, _REPAID = F("amount"), Q(kind=Payment.Kind.REPAID)
GRANTED = {
    # A § that takes away takes nothing once a court has annulled it; see rules.spending for one that gives.
    "granted": _sum(_AMOUNT, ~Q(ANNULLED, amount__lt=0)),
    "annulled": _sum(_AMOUNT, Q(ANNULLED, amount__gt=0)),
    "stayed": _sum(_AMOUNT, Q(STAYED, amount__gt=0)),
}
MOVED = {
    "paid": _sum(_AMOUNT, ~_REPAID),
    "returned": _sum(-_AMOUNT, Q(kind__in=[Payment.Kind.FAILED, Payment.Kind.REVERSED])),
    "repaid": _sum(-_AMOUNT, _REPAID),
}


def spendings_of(measures: Iterable[Measure]) -> dict[int, ByYear]:
    """What is granted, requisitioned, paid and repaid, by the key of each measure and then by year.

    No other function sums money of measures: every page, file and answer takes its figures from here.
    """
    closed = {one.pk: bool(one.closed_at) for one in measures}
    keys = list(closed)
    # What is refused, returned or taken back is free to requisition again.
    asked = Requisition.objects.filter(measure__in=keys, refused_at=None)
    paid = Payment.objects.filter(Q(requisition__measure__in=keys) | Q(measure__in=keys))
    own = ("measure", "year")
    of_paid = (Coalesce("requisition__measure", "measure"), Coalesce("requisition__year", "year"))
    tables: list[tuple[QuerySet[Any], tuple[Any, Any], dict[str, Sum]]] = [
        (Grant.objects.filter(measure__in=keys), own, GRANTED),
        (asked, own, {"requisitioned": _sum(COUNTED)}),
        (paid, of_paid, MOVED),
    ]
    sums: dict[tuple[int, int], dict[str, Decimal]] = defaultdict(dict)
    for found, by, named in tables:
        for measure, year, *totals in found.order_by().values_list(*by).annotate(**named):
            sums[measure, year] |= zip(named, totals, strict=True)
    result: dict[int, ByYear] = {key: {} for key in keys}
    for (measure, year), values in sorted(sums.items()):
        annulled, stayed = values.pop("annulled", ZERO), values.pop("stayed", ZERO)
        result[measure][year] = Spending(**values).without(
            annulled=annulled, stayed=stayed, is_closed=closed[measure]
        )
    return result


@dataclass(frozen=True)
class MeasureRow:
    """A measure with what is spent of it each year and in all."""

    measure: Measure
    years: ByYear

    @property
    def whole(self) -> Spending:
        return total_of(self.years.values())


def rows_of(measures: Iterable[Measure]) -> list[MeasureRow]:
    found = list(measures)
    spendings = spendings_of(found)
    return [MeasureRow(one, spendings[one.pk]) for one in found]


def outside_of(row: MeasureRow) -> str:
    """Which of what remains can never be requisitioned, since the measure does not run then; empty when all can."""
    left = [(year, spent.remaining) for year, spent in row.years.items()]
    return outside_in_words(left, first=row.measure.first_day, last=row.measure.last_day)


def spending_of(measure: Measure, year: int) -> Spending:
    return spendings_of([measure])[measure.pk].get(year, Spending())


def granted_amounts(measure: Measure) -> tuple[YearAmount, ...]:
    """What is granted each year, as an agreement says it: not what a court has annulled, and no year with nothing."""
    standing = Grant.objects.filter(~ANNULLED, measure=measure).order_by("year")
    years = standing.values_list("year").annotate(total=Sum("amount"))
    return tuple(YearAmount(year=year, amount=total) for year, total in years if total)


class RequisitionState(Labelled):
    """How far a requisition has come; the first five are passed in this order."""

    SENT = "sent", "Inskickad"
    REVIEWED = "reviewed", "Granskad"
    ATTESTED = "attested", "Attesterad"
    PART_PAID = "part_paid", "Delvis utbetald"
    PAID = "paid", "Utbetald"
    REFUSED = "refused", "Avvisad"
    RETURNED = "returned", "Behöver ändras"
    TAKEN_BACK = "taken_back", "Återtagen"

    @property
    def tone(self) -> str:
        """How it looks wherever it stands (components/status.html)."""
        return (
            "done"
            if self == self.PAID
            else "stopped"
            if self in (self.REFUSED, self.TAKEN_BACK)
            else "waiting"
        )


ENDED = (RequisitionState.REFUSED, RequisitionState.RETURNED, RequisitionState.TAKEN_BACK)
SETTLED = (RequisitionState.PAID, *ENDED)


def with_payments(requisitions: QuerySet[Requisition]) -> QuerySet[Requisition]:
    """With what tells how far each has come."""
    return requisitions.prefetch_related("approvals", "payments")


def read_again(requisition: Requisition) -> Requisition:
    """As it is now, with what tells how far it has come; ask it under the measure's lock."""
    found = Requisition.objects.select_related("measure__application__association")
    return with_payments(found).get(pk=requisition.pk)


def approved_amount(requisition: Requisition) -> Decimal:
    """What may be paid of it, when two have approved it; prefetch with `with_payments` for many."""
    amounts = (one.amount for one in requisition.approvals.all() if one.amount is not None)
    asked: Decimal = requisition.amount
    return next(amounts, asked)


def paid_of(requisition: Requisition) -> Decimal:
    """What has been paid of it and not come back; prefetch with `with_payments` for many."""
    return sum((one.amount for one in requisition.payments.all()), Decimal(0))


def requisition_state(requisition: Requisition) -> RequisitionState:
    """How far the requisition has come, told from its rows; prefetch with `with_payments` for many."""
    if requisition.refused_at:
        return RequisitionState(requisition.ending or RequisitionState.REFUSED)
    if paid := paid_of(requisition):
        is_whole = paid == approved_amount(requisition)
        return RequisitionState.PAID if is_whole else RequisitionState.PART_PAID
    steps = {one.step for one in requisition.approvals.all()}
    if Approval.Step.ATTEST in steps:
        return RequisitionState.ATTESTED
    return RequisitionState.REVIEWED if Approval.Step.REVIEW in steps else RequisitionState.SENT
