"""What a sequence of money is told in: its steps, the rows they happen to, and a book that adds up by itself."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal

from funding.models import Measure, Payment, Purpose, Requisition
from funding.reads.measures import requisition_state, with_payments
from meetings.errors import RuleViolation
from meetings.models import Meeting, Paragraph, StoredFile
from tests.worlds.applications import DAY, YEARS, Office
from tests.worlds.boards import at

Key = tuple[int, int]
ZERO = Decimal(0)


@dataclass(frozen=True)
class Step:
    """`which` and `other` choose among what there is; `ore` is an amount."""

    what: str
    which: int
    other: int
    ore: int

    @property
    def amount(self) -> Decimal:
        return Decimal(self.ore) / 100


@dataclass(frozen=True)
class Given:
    """What a § gives a measure of a year, or takes from it."""

    measure: int
    year: int
    amount: Decimal
    section: int


@dataclass
class Book:
    """Kronor added up from what the actions said yes to, by other rules than the product's: nothing here asks it."""

    given: list[Given] = field(default_factory=list)
    # Of appeals, by their keys: the § of each.
    stayed: dict[int, int] = field(default_factory=dict)
    annulled: set[int] = field(default_factory=set)
    asked: dict[int, Decimal] = field(default_factory=dict)
    paid: dict[int, Decimal] = field(default_factory=lambda: defaultdict(Decimal))
    repaid: dict[Key, Decimal] = field(default_factory=lambda: defaultdict(Decimal))
    of: dict[int, Key] = field(default_factory=dict)
    # What waits in files for the bank, and to which bankgiro, by requisition.
    ordered: dict[int, tuple[Decimal, str]] = field(default_factory=dict)
    # The bankgiro of each measure, and what each row of money went to: (measure, year, amount, bankgiro).
    bankgiro: dict[int, str] = field(default_factory=lambda: defaultdict(str))
    moved: dict[int, tuple[int, int, Decimal, str]] = field(default_factory=dict)
    # When a measure ends, as each § has said: (§, the day).
    ends: dict[int, list[tuple[int, date]]] = field(default_factory=lambda: defaultdict(list))
    ended: set[int] = field(default_factory=set)
    adopted: set[int] = field(default_factory=lambda: set(YEARS))
    frames: dict[int, Decimal] = field(default_factory=lambda: defaultdict(Decimal))
    closed: dict[int, list[Decimal]] = field(default_factory=dict)

    def total(self, sums: dict[int, Decimal], key: Key) -> Decimal:
        return sum((amount for one, amount in sums.items() if self.of[one] == key), ZERO)

    def give(self, measure: Measure, amounts: Iterable[tuple[int, Decimal]], section: Paragraph) -> None:
        self.given += [Given(measure.pk, year, amount, section.pk) for year, amount in amounts if amount]

    def granted(self, key: Key) -> Decimal:
        """What §§ have given, less what they have taken; what takes nothing any more is not among it."""
        return sum((one.amount for one in self._of(key) if one.amount > 0 or self._holds(one)), ZERO)

    def stands(self, key: Key) -> Decimal:
        """What can be paid by the §§ that no court keeps from being carried out."""
        stayed = {*self.stayed.values()}
        return sum(
            (
                one.amount
                for one in self._of(key)
                if self._holds(one) and (one.amount < 0 or one.section not in stayed)
            ),
            ZERO,
        )

    def left(self, key: Key) -> Decimal:
        """What can still be asked for, or taken away."""
        return ZERO if key[0] in self.ended else max(self.stands(key) - self.total(self.asked, key), ZERO)

    def year(self, year: int) -> list[Decimal]:
        """Granted, requisitioned, paid and repaid of all measures."""
        keys = {(one.measure, one.year) for one in self.given if one.year == year}
        return [
            sum((of(key) for key in keys), ZERO)
            for of in (
                self.granted,
                lambda key: self.total(self.asked, key),
                lambda key: self.total(self.paid, key),
                lambda key: self.repaid[key],
            )
        ]

    def last_day(self, measure: Measure) -> date:
        """As the latest § says that no court has annulled; where none stands, as the first."""
        ends = self.ends[measure.pk]
        return ([day for section, day in ends if section not in self.annulled] or [ends[0][1]])[-1]

    def pay(self, paid: Payment) -> None:
        """A row of money to a requisition, out or back."""
        one = paid.requisition_id
        measure, year = self.of[one]
        if paid.corrects_id:
            bankgiro = self.moved[paid.corrects_id][3]
        elif one in self.ordered:
            amount, bankgiro = self.ordered.pop(one)
            assert paid.amount == amount
        else:
            bankgiro = "" if paid.requisition.supplier else self.bankgiro[measure]
        self.paid[one] += paid.amount
        self.moved[paid.pk] = measure, year, paid.amount, bankgiro

    def repay(self, repaid: Payment) -> None:
        measure, year = repaid.measure_id, repaid.year
        self.repaid[measure, year] -= repaid.amount
        self.moved[repaid.pk] = measure, year, repaid.amount, ""  # from which account is not known

    def is_founded(self, key: Key) -> bool:
        """Whether no more is paid, or on its way to the bank, than the §§ that stand give."""
        waiting = {one: amount for one, (amount, _) in self.ordered.items()}
        return self.total(self.paid, key) + self.total(waiting, key) <= self.stands(key)

    def _of(self, key: Key) -> list[Given]:
        return [one for one in self.given if (one.measure, one.year) == key]

    def _holds(self, one: Given) -> bool:
        return one.section not in self.annulled


@dataclass
class Till:
    """The rows of a try, its book, and the day, which is later with each step."""

    office: Office
    measures: list[Measure]
    purpose: Purpose
    # §§ of a verified protocol, those that adopt the budgets by their years, and a meeting that is not held yet.
    sections: list[Paragraph]
    adopting: dict[int, Paragraph]
    meeting: Meeting
    file: StoredFile
    book: Book
    day: date = DAY

    def again(self, book: Book) -> "Till":
        return replace(self, book=book, measures=list(self.measures))

    def later(self) -> None:
        self.day += timedelta(days=1)

    @property
    def said(self) -> dict:
        return {"by": self.office.board.secretary, "at": at(self.day)}

    def measure(self, step: Step) -> Measure:
        return self._measure(step.which % len(self.measures))

    def granted(self) -> Measure:
        """The one of an application."""
        return self._measure(0)

    def own(self, step: Step) -> Measure:
        """One of the association's own."""
        return self._measure(1 + step.which % (len(self.measures) - 1))

    def _measure(self, place: int) -> Measure:
        return Measure.objects.select_related("association", "application__association").get(
            pk=self.measures[place].pk
        )

    def fitting(self, step: Step, measure: Measure, year: int) -> Decimal:
        """What the step says or what is left of it, most of the time; now and then what may be more."""
        left = self.book.left((measure.pk, year))
        return min(step.amount, left) if left and step.ore % 7 else step.amount

    def left_year(self, step: Step, measure: Measure) -> int:
        """A year of which something is left, where there is one."""
        left = [year for year in YEARS if self.book.left((measure.pk, year))] or YEARS
        return left[step.other % len(left)]

    def year(self, step: Step) -> int:
        return YEARS[step.other % len(YEARS)]

    def section(self, step: Step) -> Paragraph:
        return self.sections[step.which % len(self.sections)]

    def requisition(self, step: Step, *states: str) -> Requisition:
        """One that has come as far as the step asks, most of the time."""
        found = with_payments(Requisition.objects.select_related("measure__association").order_by("pk"))
        ready = [one for one in found if requisition_state(one) in states]
        return one_of(ready if ready and step.other < 5 else list(found), step)

    def payment(self, step: Step) -> Payment:
        found = Payment.objects.select_related("requisition__measure", "measure", "corrects")
        return one_of(list(found.order_by("pk")), step)


def one_of[Row](rows: list[Row], step: Step) -> Row:
    if not rows:
        raise RuleViolation("Det finns ingen än.")
    return rows[step.which % len(rows)]
