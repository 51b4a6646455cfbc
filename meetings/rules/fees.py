"""Sv: arvoden. What a förbund pays those who sit in it, by its own rules. Exact kronor, pure.

Ledamöter and ersättare have a right to fee and to be paid their costs (Finsam 11 §); how much, the förbund decides.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import astuple, dataclass, fields
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from meetings.swedish import long_date

from .labelled import Labelled
from .personal_data import PersonalDataKind, find_personal_data

ZERO = Decimal("0.00")
_ORE = Decimal("0.01")
LARGEST_CLAIM = Decimal(100_000)
LARGEST_TRAVEL = Decimal(9999)
HOURS_OF_A_DAY = 24
_NUMBERS = {PersonalDataKind.PERSONAL_NUMBER, PersonalDataKind.COORDINATION_NUMBER}


class Payer(Labelled):
    """Sv: vem som betalar arvodet."""

    ASSOCIATION = "association", "Förbundet"
    MEMBER = "member", "Medlemmen"
    NOBODY = "nobody", "Betalas inte"


class FeeRole(Labelled):
    """Sv: hur någon var med. ABSENT is one who is told as having been there and was not."""

    MEMBER = "member", "Ledamot"
    SERVING = "serving", "Tjänstgörande ersättare"
    WAITING = "waiting", "Ersättare, tjänstgjorde inte"
    ABSENT = "absent", "Frånvarande"


@dataclass(frozen=True, slots=True, kw_only=True)
class FeeRule:
    """The amounts that hold a day, in kronor. None is no limit, and no fee for a whole day.

    `per_meeting` covers the first `included_hours`; each begun hour after them gives `per_hour`. From `day_from` hours
    `per_day` is given instead of both. `once_a_day` counts all sammanträden of a day as one.
    """

    per_meeting: Decimal
    included_hours: int = 0
    per_hour: Decimal = ZERO
    day_from: int | None = None
    per_day: Decimal | None = None
    per_chair: Decimal = ZERO
    once_a_day: bool = False
    pays_waiting: bool = True
    per_km: Decimal = ZERO
    lost_per_hour: Decimal | None = None
    lost_per_day: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FeeClaim:
    """Sv: det någon uppger. Travel in km by own car, other costs and lost income, in kronor and hours."""

    km: Decimal = ZERO
    costs: Decimal = ZERO
    lost_hours: Decimal = ZERO
    lost_amount: Decimal = ZERO


@dataclass(frozen=True, slots=True, kw_only=True)
class FeeBasis:
    """One person at one sammanträde. `days` are minutes by day; `is_paid` says that the förbund pays."""

    rule: FeeRule
    role: FeeRole
    days: Mapping[date, int]
    is_chair: bool = False
    is_paid: bool = True
    claim: FeeClaim = FeeClaim()


@dataclass(frozen=True, slots=True, kw_only=True)
class FeeAmounts:
    """Kronor of one row: arvode, tillägg för ordförande, resor, andra kostnader, förlorad inkomst."""

    fee: Decimal = ZERO
    chair: Decimal = ZERO
    travel: Decimal = ZERO
    costs: Decimal = ZERO
    lost: Decimal = ZERO

    @property
    def with_chair(self) -> Decimal:
        """The fee with what is added for whoever leads."""
        return self.fee + self.chair

    @property
    def total(self) -> Decimal:
        return self.fee + self.chair + self.travel + self.costs + self.lost

    def __add__(self, other: "FeeAmounts") -> "FeeAmounts":
        return FeeAmounts(
            **{each.name: getattr(self, each.name) + getattr(other, each.name) for each in fields(self)}
        )

    def __sub__(self, other: "FeeAmounts") -> "FeeAmounts":
        return FeeAmounts(
            **{each.name: getattr(self, each.name) - getattr(other, each.name) for each in fields(self)}
        )

    def __bool__(self) -> bool:
        return any(astuple(self))


def fee_for(rule: FeeRule, minutes: int) -> Decimal:
    """Kronor for a day's `minutes`; nothing for none. A begun hour counts whole."""
    if minutes <= 0:
        return ZERO
    if rule.day_from is not None and rule.per_day is not None and minutes >= rule.day_from * 60:
        return _ore(rule.per_day)
    over = max(0, minutes - rule.included_hours * 60)
    return _ore(rule.per_meeting + rule.per_hour * -(-over // 60))


def reckon(meetings: Sequence[FeeBasis]) -> list[FeeAmounts]:
    """What one person is paid for each of their sammanträden, which stand in the order in which they were.

    A day's fee, and a day's ceiling of lost income, look at what the ones before gave the same day. An ersättare who
    does not serve has a fee only by `pays_waiting`, but always travel, costs and lost income.
    """
    minutes: dict[date, int] = {}
    given: dict[date, Decimal] = {}
    lost: dict[date, Decimal] = {}
    return [_of_one(each, minutes, given, lost) for each in meetings]


def _of_one(
    basis: FeeBasis, minutes: dict[date, int], given: dict[date, Decimal], lost: dict[date, Decimal]
) -> FeeAmounts:
    rule, claim = basis.rule, basis.claim
    if not basis.is_paid or basis.role == FeeRole.ABSENT or not any(basis.days.values()):
        return FeeAmounts()
    has_fee = rule.pays_waiting or basis.role != FeeRole.WAITING
    return FeeAmounts(
        fee=sum((_fee_of_day(basis, day, minutes, given) for day in basis.days), ZERO) if has_fee else ZERO,
        chair=_ore(rule.per_chair) if has_fee and basis.is_chair else ZERO,
        travel=_ore(claim.km * rule.per_km),
        costs=_ore(claim.costs),
        lost=_lost(rule, claim, basis.days, lost),
    )


def _fee_of_day(basis: FeeBasis, day: date, minutes: dict[date, int], given: dict[date, Decimal]) -> Decimal:
    own = basis.days[day]
    before, had = minutes.get(day, 0), given.get(day, ZERO)
    fee = fee_for(basis.rule, own)
    if basis.rule.once_a_day and before:
        fee = max(ZERO, fee_for(basis.rule, before + own) - had)
    minutes[day], given[day] = before + own, had + fee
    return fee


def _lost(rule: FeeRule, claim: FeeClaim, days: Mapping[date, int], lost: dict[date, Decimal]) -> Decimal:
    rest = claim.lost_amount
    if rule.lost_per_hour is not None:
        rest = min(rest, claim.lost_hours * rule.lost_per_hour)
    if rule.lost_per_day is None:
        return _ore(rest)
    paid = ZERO
    for day in days:
        had = lost.get(day, ZERO)
        part = min(rest - paid, max(ZERO, rule.lost_per_day - had))
        lost[day] = had + part
        paid += part
    return _ore(paid)


def claim_hindrance(claim: FeeClaim, costs_for: str, days: int) -> tuple[str, str]:
    """Why this cannot be stated of a sammanträde of so many days, and of which field; two empty texts when it can."""
    if min(astuple(claim)) < 0:
        return "Skriv inget under noll.", ""
    if claim.km > LARGEST_TRAVEL:
        return "Kontrollera antalet kilometer.", "km"
    if claim.costs > LARGEST_CLAIM:
        return "Kontrollera beloppet.", "costs"
    if claim.costs and not costs_for.strip():
        return "Skriv vad kostnaden är för.", "costs_for"
    if costs_for.strip() and not claim.costs:
        return "Skriv vad det kostade, eller töm båda rutorna.", "costs"
    if claim.lost_hours > HOURS_OF_A_DAY * max(1, days):
        return "Kontrollera antalet timmar.", "lost_hours"
    if claim.lost_amount > LARGEST_CLAIM:
        return "Kontrollera beloppet.", "lost_amount"
    if claim.lost_amount and not claim.lost_hours:
        return "Skriv hur många timmar det gäller.", "lost_hours"
    if claim.lost_hours and not claim.lost_amount:
        return "Skriv hur mycket inkomst du förlorade, eller töm båda rutorna.", "lost_amount"
    return "", ""


def payroll_number_hindrance(number: str) -> str:
    """Why a payroll number is none, in one sentence; empty when it may be one.

    A personnummer or samordningsnummer is not needed to tell whom to pay (lag 2018:218 3 kap. 10 §), however it is
    written.
    """
    digits = re.sub(r"\D", "", number)
    runs = [digits[at : at + length] for length in (12, 10) for at in range(len(digits) - length + 1)]
    if any(finding.kind in _NUMBERS for text in (number, *runs) for finding in find_personal_data(text)):
        return "Det ser ut som ett personnummer. Skriv ett anställningsnummer från lönesystemet."
    return ""


def period_hindrance(first: date, last: date, today: date) -> str:
    """Why a period of fees cannot be closed, in one sentence; empty when nothing hinders."""
    if last < first:
        return "Periodens sista dag ligger före den första."
    if last > today:
        return f"Perioden slutar den {long_date(last)} och kan stängas först då."
    return ""


def usual_periods(today: date) -> list[tuple[str, date, date]]:
    """The periods that are asked for most, each with its name, first and last day."""
    month = today.replace(day=1)
    before = (month - timedelta(days=1)).replace(day=1)
    quarter = today.replace(month=(today.month - 1) // 3 * 3 + 1, day=1)
    half = today.replace(month=1 if today.month < 7 else 7, day=1)
    year = today.replace(month=1, day=1)
    lengths = {"Förra månaden": (before, 1), "Månaden": (month, 1), "Kvartalet": (quarter, 3)}
    lengths |= {"Halvåret": (half, 6), "Året": (year, 12)}
    return [(name, first, _last_of(first, months)) for name, (first, months) in lengths.items()]


def _last_of(first: date, months: int) -> date:
    year, month = divmod(first.year * 12 + first.month - 1 + months, 12)
    return date(year, month + 1, 1) - timedelta(days=1)


def _ore(amount: Decimal) -> Decimal:
    return amount.quantize(_ORE, ROUND_HALF_UP)
