"""The end of a year: its table as it is locked, and what is proposed to be carried to the next."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from funding.models import Budget, Measure
from funding.reads.budgets import YearOfMoney
from funding.rules.amounts import money
from funding.rules.spending import Spending
from meetings.swedish import kronor

COLUMNS = ("granted", "requisitioned", "paid", "repaid", "remaining", "freed")


@dataclass(frozen=True)
class CarryOver:
    """What a measure that goes on has left of the year."""

    measure: Measure
    amount: Decimal

    def sentence(self, year: int) -> str:
        """Sv: att-sats."""
        return f"att föra över {kronor(self.amount)} från {year} till {year + 1} för {self.measure.name}"


def table_of(whole: YearOfMoney) -> dict[str, Any]:
    """The year's frames and measures as JSON; money as text with two decimals."""
    return {
        "year": whole.budget.year,
        "available": money(whole.available),
        "frames": [
            {"purpose": one.purpose, "frame": money(one.whole), "granted": money(one.granted)}
            for one in whole.rows
        ],
        "measures": [{"name": measure.name, **_sums(spending)} for measure, spending in whole.measures],
        "total": _sums(whole.total),
    }


def _sums(spending: Spending) -> dict[str, str]:
    return {name: money(getattr(spending, name)) for name in COLUMNS}


def carry_overs(whole: YearOfMoney) -> list[CarryOver]:
    """Unused money of measures that go on after the year: it is carried over only by a §."""
    last = date(whole.budget.year, 12, 31)
    return [
        CarryOver(measure, spending.remaining)
        for measure, spending in whole.measures
        if spending.remaining > 0 and not measure.closed_at and measure.last_day and measure.last_day > last
    ]


def changed_since(budget: Budget, whole: YearOfMoney) -> bool:
    """Whether the year's figures differ from the locked table: something was noted afterwards."""
    closed = getattr(budget, "closed", None)
    return closed is not None and closed.table["total"] != _sums(whole.total)
