"""What a report is held to: its part of what is granted; and what the final one must agree with."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from funding.rules.periods import Period

ORE = Decimal("0.01")
ZERO = Decimal("0.00")
WHOLE = "Insatsen"


def budget_of(
    granted: Mapping[int, Decimal],
    rows: Sequence[tuple[str, Mapping[int, Decimal]]],
    *,
    period: Period,
    whole: Period,
) -> list[tuple[str, Decimal]]:
    """What is granted for `period` of a measure that runs for `whole`, divided as the application's cost `rows`.

    A year's grant is divided by days, so that the periods of a year sum to it to the öre; and by the rows of that year,
    so that the rows sum to the period. Without costs in the application there is one row.
    """
    sums: dict[int, Decimal] = dict.fromkeys(range(len(rows) or 1), ZERO)
    for year, amount in granted.items():
        part = _part(amount, year, period, whole)
        total = sum((costs.get(year, ZERO) for _, costs in rows), ZERO)
        left = part
        for number, (_, costs) in enumerate(rows):
            share = (part * costs.get(year, ZERO) / total).quantize(ORE, ROUND_HALF_UP) if total else ZERO
            sums[number] += share
            left -= share
        # What rounding leaves, or a year without costs, lies on the first row.
        sums[0] += left
    return [(label, sums[number]) for number, label in enumerate([label for label, _ in rows] or [WHOLE])]


def _part(amount: Decimal, year: int, period: Period, whole: Period) -> Decimal:
    first, last = max(whole.first, date(year, 1, 1)), min(whole.last, date(year, 12, 31))
    days = (last - first).days + 1
    if days <= 0:
        return ZERO

    def until(day: date) -> Decimal:
        passed = min(max((day - first).days, 0), days)
        return (amount * passed / days).quantize(ORE, ROUND_HALF_UP)

    return until(date.fromordinal(period.last.toordinal() + 1)) - until(period.first)


@dataclass(frozen=True)
class Reconciliation:
    """Kronor of a measure at its end. `reported` is what the final report says that the money has gone to."""

    granted: Decimal
    paid: Decimal
    reported: Decimal
    repaid: Decimal

    @property
    def difference(self) -> Decimal:
        """Paid and neither reported nor repaid: to be claimed back or explained. Below zero: more is reported."""
        return self.paid - self.repaid - self.reported

    @property
    def freed(self) -> Decimal:
        """Granted and never paid."""
        return self.granted - self.paid
