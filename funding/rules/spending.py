"""What is left of a grant: granted − requisitioned, per year. What is repaid does not come back to be requisitioned.

Each krona is in one place: granted = freed + stopped + remaining + awaiting + used + repaid. What failed or was
reversed awaits payment again, so it is no place of its own.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal

ZERO = Decimal("0.00")


@dataclass(frozen=True)
class Spending:
    """Kronor of a measure, a year or both.

    `requisitioned` is what is asked for, or approved where less was; `paid` what has gone out and not failed or been
    reversed (`returned`); `used` what has been paid and not repaid. Of what nobody asked for, `freed` is what a court
    has annulled or a closed measure left, and `stopped` what a court has stayed.
    """

    granted: Decimal = ZERO
    requisitioned: Decimal = ZERO
    paid: Decimal = ZERO
    returned: Decimal = ZERO
    repaid: Decimal = ZERO
    freed: Decimal = ZERO
    stopped: Decimal = ZERO

    @property
    def remaining(self) -> Decimal:
        return self.granted - self.freed - self.stopped - self.requisitioned

    @property
    def bound(self) -> Decimal:
        """What it takes of its frame."""
        return self.granted - self.freed

    @property
    def awaiting(self) -> Decimal:
        return self.requisitioned - self.paid

    @property
    def used(self) -> Decimal:
        return self.paid - self.repaid

    def __add__(self, other: "Spending") -> "Spending":
        return Spending(
            self.granted + other.granted,
            self.requisitioned + other.requisitioned,
            self.paid + other.paid,
            self.returned + other.returned,
            self.repaid + other.repaid,
            self.freed + other.freed,
            self.stopped + other.stopped,
        )

    def without(self, *, annulled: Decimal, stayed: Decimal, is_closed: bool) -> "Spending":
        """What it is when courts have annulled and stayed so much of the granted, and when the measure is closed.

        What has been requisitioned already stands where it is.
        """
        unasked = max(self.granted - self.requisitioned, ZERO)
        freed = unasked if is_closed else min(annulled, unasked)
        return replace(self, freed=freed, stopped=min(stayed, unasked - freed))


def total_of(spendings: Iterable[Spending]) -> Spending:
    return sum(spendings, Spending())
