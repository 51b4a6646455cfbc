"""What is left of a grant: granted − requisitioned, per year. What is repaid does not come back to be requisitioned."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

ZERO = Decimal("0.00")


@dataclass(frozen=True)
class Spending:
    """Kronor of a measure, a year or both; `used` is what has been paid and not repaid."""

    granted: Decimal = ZERO
    requisitioned: Decimal = ZERO
    paid: Decimal = ZERO
    repaid: Decimal = ZERO

    @property
    def remaining(self) -> Decimal:
        return self.granted - self.requisitioned

    @property
    def used(self) -> Decimal:
        return self.paid - self.repaid

    def __add__(self, other: "Spending") -> "Spending":
        return Spending(
            self.granted + other.granted,
            self.requisitioned + other.requisitioned,
            self.paid + other.paid,
            self.repaid + other.repaid,
        )


def total_of(spendings: Iterable[Spending]) -> Spending:
    return sum(spendings, Spending())
