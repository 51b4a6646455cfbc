"""The payments of measures as they are read: numbered, each with what it is, who noted it and what it corrects."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from funding.models import Measure, Payment
from meetings.models import Association

_SHOWN = Payment.objects.select_related(
    "by",
    "corrects",
    "measure__purpose",
    "measure__decided_in",
    "requisition__measure__purpose",
    "requisition__measure__decided_in",
)


@dataclass(frozen=True)
class PaymentRow:
    """`number` is its place among the measure's, as they were noted, from 1; `corrects` that of the wrong one."""

    number: int
    payment: Payment
    corrects: int | None
    is_undone: bool

    @property
    def what(self) -> str:
        return what_of(self.payment)


def what_of(payment: Payment) -> str:
    """«Utbetalning», «Återförd utbetalning»; «Rättelse av återbetalning» for the opposite of a wrong row."""
    wrong, name = payment.corrects, payment.get_kind_display()
    if wrong and payment.amount == -wrong.amount and payment.kind not in ("failed", "reversed"):
        return f"Rättelse av {wrong.get_kind_display().lower()}"
    return name


def payments_of(measure: Measure) -> list[PaymentRow]:
    """All of the measure's, in the order in which they were noted."""
    found = list(_SHOWN.filter(Q(requisition__measure=measure) | Q(measure=measure)).order_by("id"))
    numbers = {one.pk: number for number, one in enumerate(found, start=1)}
    undone = {one.corrects_id for one in found}
    return [
        PaymentRow(numbers[one.pk], one, numbers.get(one.corrects_id or 0), one.pk in undone) for one in found
    ]


def payments_of_year(association: Association, year: int) -> QuerySet[Payment]:
    """Those of a year of the budget, whatever day they were made, by day."""
    of_requisition = Q(requisition__measure__association=association, requisition__year=year)
    of_measure = Q(measure__association=association, year=year)
    return _SHOWN.filter(of_requisition | of_measure).order_by("day", "id")


def measure_of(payment: Payment) -> Measure:
    """The measure that a payment or repayment is of."""
    measure = payment.requisition.measure if payment.requisition else payment.measure
    assert measure  # noqa: S101 -- payment_of_requisition_or_measure
    return measure


def year_of(payment: Payment) -> int:
    """The year of the budget that it is of, whatever day it is made."""
    year = payment.requisition.year if payment.requisition else payment.year
    assert year  # noqa: S101 -- payment_of_requisition_or_measure
    return year
