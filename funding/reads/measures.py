"""Measures with their money: granted, requisitioned, paid and repaid, per year, in a few queries for all of them."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import QuerySet, Sum

from funding.models import Approval, Grant, Measure, Payment, Repayment, Requisition
from funding.rules.spending import Spending, total_of
from meetings.models import Association
from meetings.rules.labelled import Labelled

type ByYear = dict[int, Spending]


def measures_of(association: Association) -> QuerySet[Measure]:
    return Measure.objects.filter(association=association).select_related(
        "purpose", "application", "decided_in__meeting__body"
    )


def spendings_of(measures: Iterable[Measure]) -> dict[int, ByYear]:
    """What is granted, requisitioned and paid, by the key of each measure and then by year."""
    keys = [one.pk for one in measures]
    sums: dict[tuple[int, int], dict[str, Decimal]] = defaultdict(dict)
    rows = {
        "granted": Grant.objects.filter(measure__in=keys).values_list("measure", "year"),
        # What is refused is free to requisition again.
        "requisitioned": Requisition.objects.filter(measure__in=keys, refused_at=None).values_list(
            "measure", "year"
        ),
        "paid": Payment.objects.filter(requisition__measure__in=keys).values_list(
            "requisition__measure", "requisition__year"
        ),
        "repaid": Repayment.objects.filter(measure__in=keys).values_list("measure", "year"),
    }
    for name, found in rows.items():
        for measure, year, total in found.annotate(total=Sum("amount")).order_by():
            sums[measure, year][name] = total
    result: dict[int, ByYear] = {key: {} for key in keys}
    for (measure, year), values in sorted(sums.items()):
        result[measure][year] = Spending(**values)
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


def spending_of(measure: Measure, year: int) -> Spending:
    return spendings_of([measure])[measure.pk].get(year, Spending())


class RequisitionState(Labelled):
    """How far a requisition has come; the first three are passed in this order."""

    SENT = "sent", "Inskickad"
    REVIEWED = "reviewed", "Granskad"
    ATTESTED = "attested", "Attesterad"
    PAID = "paid", "Utbetald"
    REFUSED = "refused", "Avvisad"


SETTLED = (RequisitionState.PAID, RequisitionState.REFUSED)


def requisition_state(requisition: Requisition) -> RequisitionState:
    """How far the requisition has come, told from its rows; prefetch `approvals` and `payment` for many."""
    if requisition.refused_at:
        return RequisitionState.REFUSED
    if hasattr(requisition, "payment"):
        return RequisitionState.PAID
    steps = {one.step for one in requisition.approvals.all()}
    if Approval.Step.ATTEST in steps:
        return RequisitionState.ATTESTED
    return RequisitionState.REVIEWED if Approval.Step.REVIEW in steps else RequisitionState.SENT
