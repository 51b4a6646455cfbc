"""Sv: underlag för arvoden. What a closed period says, row by row: files and pages are made of it alone."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any, Self

import msgspec

from meetings.record.document import Part
from meetings.rules.fees import ZERO, FeeAmounts, FeeRole, Payer
from meetings.swedish import kronor


class FeeLine(Part, frozen=True, kw_only=True):
    """One person at one sammanträde. `payer` is "" where nobody has said who pays; `mode` is in words.

    `paid_by` names the member that pays. What was stated is in km, hours and kronor, and `stated_by` who wrote it,
    "" when nobody did; `amounts` are what the förbund pays of it.
    """

    person: str
    name: str
    payroll_number: str
    payer: str
    paid_by: str
    body: str
    body_name: str
    meeting: str
    day: date
    role: str
    is_chair: bool
    mode: str
    minutes: int
    km: Decimal = ZERO
    costs: Decimal = ZERO
    costs_for: str = ""
    lost_hours: Decimal = ZERO
    lost_amount: Decimal = ZERO
    stated_by: str = ""
    amounts: FeeAmounts = FeeAmounts()

    @property
    def role_label(self) -> str:
        label = FeeRole(self.role).label
        return f"{label}, ledde" if self.is_chair else label

    @property
    def payer_label(self) -> str:
        return self.paid_by or (Payer(self.payer).label if self.payer else "Inte besvarat")

    @property
    def hours(self) -> str:
        return _in_hours(self.minutes)

    @property
    def stated(self) -> str:
        """What was stated, «60 km, 45 kronor (parkering), 1 200 kronor för 4 timmar utan inkomst»; "" for nothing."""
        costs_for = f" ({self.costs_for})" if self.costs_for else ""
        parts = (
            (self.km, f"{_number(self.km)} km"),
            (self.costs, f"{kronor(self.costs)}{costs_for}"),
            (
                self.lost_amount,
                f"{kronor(self.lost_amount)} för {_number(self.lost_hours)} timmar utan inkomst",
            ),
        )
        return ", ".join(words for amount, words in parts if amount)


def _in_hours(minutes: int) -> str:
    """«2 tim 30 min»."""
    hours, rest = divmod(minutes, 60)
    return " ".join([*([f"{hours} tim"] if hours or not rest else []), *([f"{rest} min"] if rest else [])])


def _number(amount: Decimal) -> str:
    return f"{amount.normalize():f}".replace(".", ",")


class FeeRow(Part, frozen=True, kw_only=True):
    """A line, and what is paid for it in this period: of a correction the difference, whose `reason` says why."""

    line: FeeLine
    paid: FeeAmounts
    reason: str = ""


class FeeRecord(Part, frozen=True, kw_only=True):
    """The basis for payment of one period, by name and then by day; corrections of earlier periods last."""

    schema: int = 1
    association: str
    first_day: date
    last_day: date
    rows: tuple[FeeRow, ...]

    @classmethod
    def from_json(cls, stored: object) -> Self:
        """The value of stored JSON. Raises msgspec.ValidationError when the JSON is of another shape."""
        return msgspec.convert(stored, cls)

    def to_json(self) -> dict[str, Any]:
        data: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(self))
        return data

    @property
    def total(self) -> FeeAmounts:
        return sum_of(self.rows)

    @property
    def people(self) -> tuple["FeePerson", ...]:
        """Each person's rows together, in the order of the names."""
        of: dict[str, list[FeeRow]] = {}
        for row in self.rows:
            of.setdefault(row.line.person, []).append(row)
        return tuple(FeePerson(rows=tuple(rows)) for rows in of.values())


class FeePerson(Part, frozen=True, kw_only=True):
    """What one person is paid in a period: rows of at least one sammanträde."""

    rows: tuple[FeeRow, ...]

    @property
    def line(self) -> FeeLine:
        return self.rows[-1].line

    @property
    def meetings(self) -> int:
        """How many sammanträden, without those that are set right."""
        return sum(not row.reason for row in self.rows)

    @property
    def minutes(self) -> int:
        return sum(row.line.minutes for row in self.rows if not row.reason)

    @property
    def hours(self) -> str:
        return _in_hours(self.minutes)

    @property
    def total(self) -> FeeAmounts:
        return sum_of(self.rows)


def sum_of(rows: Iterable[FeeRow]) -> FeeAmounts:
    """Kronor of all rows together."""
    return sum((row.paid for row in rows), FeeAmounts())


_PRESENCE = ("role", "is_chair", "mode", "minutes")
_STATED = ("km", "costs", "costs_for", "lost_hours", "lost_amount")


def correction(told: FeeLine, now: FeeLine, why: str) -> FeeRow | None:
    """What `now` adds to what a closed period `told`, with what has changed in words; None when nothing has.

    `why` is what the office wrote when it set right what was stated, or "".
    """
    parts = []
    if told.payer != now.payer:
        parts.append("Vem som betalar är ändrat")
    if any(getattr(told, name) != getattr(now, name) for name in _PRESENCE):
        parts.append("Närvaron är ändrad")
    if any(getattr(told, name) != getattr(now, name) for name in _STATED):
        parts.append(f"Det som uppges är rättat: {why}" if why else "Det som uppges är rättat")
    if not parts and told.amounts != now.amounts:
        parts.append("Reglerna, eller ett annat sammanträde samma dag, är ändrade")
    if not parts:
        return None
    return FeeRow(line=now, paid=now.amounts - told.amounts, reason=f"{'. '.join(parts)}.")
