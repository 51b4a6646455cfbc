"""The economy of an application: what it costs, what pays, and what is left over.

difference = costs − own − other − sought, per year and in total, with its sign. Law-and-practice 6.1: rows and what is
sought are kept apart, the difference is shown and explained, never forced to zero.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from meetings.swedish import kronor

ZERO = Decimal("0.00")
# The law that the associations stand on (2003:1210) is in force from 2004.
FIRST_YEAR, LAST_YEAR = 2004, 2100
MOST_YEARS = 6


@dataclass(frozen=True)
class Year:
    """One year's kronor. `own` counts what is given in kind only where its cost is a row too."""

    year: int
    costs: Decimal
    own: Decimal
    other: Decimal
    sought: Decimal

    @property
    def difference(self) -> Decimal:
        return self.costs - self.own - self.other - self.sought


def years_of_time(first: date | None, last: date | None) -> Sequence[int]:
    """The years of a measure from `first` to `last`; none when its time is not known, or is impossible or too long."""
    years = range(first.year, last.year + 1) if first and last else range(0)
    is_possible = 0 < len(years) <= MOST_YEARS and years[0] >= FIRST_YEAR and years[-1] <= LAST_YEAR
    return years if is_possible else ()


def own_contribution(money: Decimal, in_kind: Decimal, *, in_kind_is_cost: bool) -> Decimal:
    """Work and premises pay for something only when what they cost is among the costs."""
    return money + (in_kind if in_kind_is_cost else ZERO)


def total(years: Sequence[Year]) -> Year:
    """All years added; its year is 0."""
    return Year(
        0,
        sum((one.costs for one in years), ZERO),
        sum((one.own for one in years), ZERO),
        sum((one.other for one in years), ZERO),
        sum((one.sought for one in years), ZERO),
    )


def difference_in_words(difference: Decimal) -> str:
    """«det sökta beloppet är 156 250 kronor högre än …», «124 000 kronor är ofinansierat», «går ihop»."""
    if difference < 0:
        return f"det sökta beloppet är {kronor(-difference)} högre än kostnaderna minus finansieringen"
    if difference > 0:
        return f"{kronor(difference)} är ofinansierat"
    return "går ihop"
