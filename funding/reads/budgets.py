"""A year of the association's money: what comes in, the frames, and what the measures have of it."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.html import strip_tags

from funding.models import Budget, Measure
from funding.reads.measures import measures_of, spendings_of
from funding.rules.adopting import adopts
from funding.rules.contributions import remarks
from funding.rules.spending import Spending, total_of
from meetings.models import Association, Body, Decision, Paragraph
from meetings.querysets import verified_sections
from meetings.swedish import long_date, sort_key

ZERO = Decimal("0.00")


@dataclass(frozen=True)
class FrameRow:
    """What a purpose has of the year: its frame with what decisions have changed in it, and what it has gone to.

    `key` is None where grants have no frame: a purpose without one that year, or measures without a purpose.
    """

    purpose: str
    amount: Decimal
    adjusted: Decimal
    spending: Spending
    key: int | None

    @property
    def whole(self) -> Decimal:
        return self.amount + self.adjusted

    @property
    def granted(self) -> Decimal:
        return self.spending.bound

    @property
    def left(self) -> Decimal:
        return self.whole - self.granted

    @property
    def over(self) -> Decimal:
        """How much more is granted than the frame; 0 when it holds."""
        return max(-self.left, ZERO)


@dataclass(frozen=True)
class YearOfMoney:
    budget: Budget
    incomes: list[tuple[str, Decimal]]
    remarks: list[str]
    frames: list[FrameRow]
    outside: list[FrameRow]
    measures: list[tuple[Measure, Spending]]

    @property
    def income(self) -> Decimal:
        return sum((amount for _, amount in self.incomes), ZERO)

    @property
    def overdrawn(self) -> Decimal:
        """How much more the frames are than what is available; 0 when they are not."""
        return max(-self.unplaced, ZERO)

    @property
    def rows(self) -> list[FrameRow]:
        """Every grant of the year is in one of them."""
        return [*self.frames, *self.outside]

    @property
    def most(self) -> Decimal:
        return max((max(one.whole, one.granted) for one in self.rows), default=ZERO)

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

    @property
    def left(self) -> Decimal:
        """What is available and nothing is granted of; below 0 where more is."""
        return self.available - self.total.bound


@dataclass(frozen=True)
class LeftRow:
    """What is left in a frame, or in all, and of how much: a pair for each year, None where the year has no frame."""

    name: str
    years: list[tuple[Decimal, Decimal] | None]


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
    [found] = years_of_money(budget.association, [budget.year])
    return found


def years_of_money(association: Association, years: Sequence[int]) -> list[YearOfMoney]:
    """Each of the years, also one that has no budget yet, in as many queries as one."""
    budgets = {
        one.year: one
        for one in Budget.objects.filter(association=association, year__in=years)
        .select_related("association", "adopted_in__meeting__body", "closed")
        .prefetch_related("incomes__party", "frames__purpose", "frames__adjustments")
    }
    measures = list(measures_of(association))
    spendings = spendings_of(measures)
    return [
        _year(
            budgets.get(year) or Budget(association=association, year=year),
            [(one, spendings[one.pk][year]) for one in measures if year in spendings[one.pk]],
        )
        for year in years
    ]


def _year(budget: Budget, measures: list[tuple[Measure, Spending]]) -> YearOfMoney:
    incomes = list(budget.incomes.all()) if budget.pk else []
    by_purpose: dict[int | None, list[Spending]] = defaultdict(list)
    names: dict[int | None, str] = {}
    for measure, spending in measures:
        by_purpose[measure.purpose_id].append(spending)
        names[measure.purpose_id] = measure.purpose.name if measure.purpose else "Inget ändamål valt"
    frames = [
        FrameRow(
            one.purpose.name,
            one.amount,
            sum((change.amount for change in one.adjustments.all()), ZERO),
            total_of(by_purpose.pop(one.purpose_id, [])),
            one.pk,
        )
        for one in (budget.frames.all() if budget.pk else [])
    ]
    outside = [FrameRow(names[key], ZERO, ZERO, total_of(of_it), None) for key, of_it in by_purpose.items()]
    return YearOfMoney(
        budget,
        [(one.party.name, one.amount) for one in incomes],
        [*remarks([(one.party.kind, one.amount) for one in incomes]), *_closed_doors(budget)],
        frames,
        sorted(outside, key=lambda one: sort_key(one.purpose)),
        measures,
    )


def left_in_frames(association: Association, years: Sequence[int]) -> tuple[list[int], list[LeftRow]]:
    """What is left of each frame and of the whole year, for whoever proposes to grant more; the years with a budget."""
    money = [one for one in years_of_money(association, years) if one.budget.pk]
    purposes = dict.fromkeys(frame.purpose for one in money for frame in one.frames)
    rows = [
        LeftRow(purpose, [_frame_of(one, purpose) for one in money])
        for purpose in sorted(purposes, key=sort_key)
    ]
    whole = LeftRow("Hela året", [(one.left, one.available) for one in money])
    return [one.budget.year for one in money], [*rows, whole] if money else []


def _frame_of(money: YearOfMoney, purpose: str) -> tuple[Decimal, Decimal] | None:
    return next(((one.left, one.whole) for one in money.frames if one.purpose == purpose), None)


def adopting_sections(association: Association, year: int) -> list[Paragraph]:
    """The §§ of verified protocols of the board that fix the budget of the year, the latest first."""
    found = (
        verified_sections(association, *range(year - 3, year + 1))
        .filter(meeting__body__kind=Body.Kind.BOARD, withdrawn=False, not_handled=False, deferral="")
        .prefetch_related("decisions")
    )
    return [
        one
        for one in found
        if adopts(year, heading=one.heading, decisions=_decided(one), held=one.meeting.date.year)
    ]


def _decided(paragraph: Paragraph) -> list[str]:
    """The decisions as plain text, without what was rejected or only proposed."""
    rejected, unsaid = Decision.Outcome.REJECTED, Decision.Outcome.UNSAID
    return [
        strip_tags(one.text)
        for one in paragraph.decisions.all()
        if one.outcome != rejected and not (one.is_prepared and one.outcome == unsaid)
    ]
