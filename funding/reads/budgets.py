"""A year of the association's money: what comes in, the frames, and what the measures have of it."""

from dataclasses import dataclass
from decimal import Decimal

from funding.models import Budget, Measure
from funding.reads.measures import measures_of, spendings_of
from funding.rules.contributions import remarks
from funding.rules.spending import Spending, total_of
from meetings.swedish import long_date

ZERO = Decimal("0.00")


@dataclass(frozen=True)
class FrameRow:
    """A frame with what decisions have changed in it, and what is granted within it."""

    purpose: str
    amount: Decimal
    adjusted: Decimal
    granted: Decimal
    key: int

    @property
    def whole(self) -> Decimal:
        return self.amount + self.adjusted

    @property
    def left(self) -> Decimal:
        return self.whole - self.granted


@dataclass(frozen=True)
class YearOfMoney:
    budget: Budget
    incomes: list[tuple[str, Decimal]]
    remarks: list[str]
    frames: list[FrameRow]
    measures: list[tuple[Measure, Spending]]

    @property
    def income(self) -> Decimal:
        return sum((amount for _, amount in self.incomes), ZERO)

    @property
    def total(self) -> Spending:
        return total_of(spending for _, spending in self.measures)

    @property
    def available(self) -> Decimal:
        """Income and own capital."""
        own: Decimal = self.budget.own_capital
        return self.income + own

    @property
    def unplaced(self) -> Decimal:
        """What is available and no frame has taken."""
        return self.available - sum((one.whole for one in self.frames), ZERO)


def _closed_doors(budget: Budget) -> list[str]:
    """The meeting that fixes the budget is public (Finsam 19 §)."""
    if budget.adopted_in is None or budget.adopted_in.meeting.is_public:
        return []
    day = long_date(budget.adopted_in.meeting.date)
    return [
        f"Budgeten fastställdes den {day} på ett sammanträde som inte är antecknat som offentligt (19 § lagen om "
        "finansiell samordning av rehabiliteringsinsatser)."
    ]


def year_of_money(budget: Budget) -> YearOfMoney:
    """The budget with its incomes, frames and measures, in a bounded number of queries."""
    incomes = list(budget.incomes.select_related("party"))
    found = list(measures_of(budget.association))
    spendings = spendings_of(found)
    measures = [(one, spendings[one.pk][budget.year]) for one in found if budget.year in spendings[one.pk]]
    frames = [
        FrameRow(
            one.purpose.name,
            one.amount,
            sum((change.amount for change in one.adjustments.all()), ZERO),
            sum(
                (spending.bound for measure, spending in measures if measure.purpose_id == one.purpose_id),
                ZERO,
            ),
            one.pk,
        )
        for one in budget.frames.select_related("purpose").prefetch_related("adjustments")
    ]
    return YearOfMoney(
        budget,
        [(one.party.name, one.amount) for one in incomes],
        [*remarks([(one.party.kind, one.amount) for one in incomes]), *_closed_doors(budget)],
        frames,
        measures,
    )
