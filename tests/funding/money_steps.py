"""What can happen to money, as steps of a sequence; each also tells a book of its own what came of it."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from django.db import DatabaseError, transaction

from funding.actions.closing_years import close_year
from funding.actions.exporting import (
    cancel_orders,
    export_bank_file,
    export_bookkeeping,
    register_orders,
)
from funding.actions.measuring import add_grants, close_measure
from funding.actions.paying import correct_payment, register_payment, register_repayment, register_return
from funding.actions.requisitioning import (
    approve_requisition,
    refuse_requisition,
    return_requisition,
    send_requisition,
    take_back_requisition,
)
from funding.models import Export, Grant, Measure, Payment, Requisition
from funding.reads.measures import requisition_state, with_payments
from funding.rules.periods import Period
from meetings.actions.appealing import close_appeal, lift_stay, stay_decision
from meetings.errors import RuleViolation
from meetings.models import Appeal, Paragraph, Protocol, StoredFile
from tests.worlds.applications import DAY, YEARS, Office
from tests.worlds.boards import at

Key = tuple[int, int]


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


@dataclass
class Book:
    """Kronor by (measure, year) and by requisition, added up from what the actions said yes to."""

    granted: dict[Key, Decimal] = field(default_factory=lambda: defaultdict(Decimal))
    asked: dict[int, Decimal] = field(default_factory=dict)
    paid: dict[int, Decimal] = field(default_factory=lambda: defaultdict(Decimal))
    repaid: dict[Key, Decimal] = field(default_factory=lambda: defaultdict(Decimal))
    of: dict[int, Key] = field(default_factory=dict)

    def total(self, sums: dict[int, Decimal], key: Key) -> Decimal:
        return sum((amount for one, amount in sums.items() if self.of[one] == key), Decimal(0))


@dataclass
class Till:
    """The rows of a try, its book, and the day, which is later with each step."""

    office: Office
    measures: list[Measure]
    section: Paragraph
    protocol: Protocol
    ledger: StoredFile
    book: Book
    day: date = DAY

    def do(self, step: Step) -> None:
        """Raises RuleViolation for what is refused. What only the database would refuse is a fault."""
        self.day += timedelta(days=1)
        ACTIONS[step.what](self, step)

    @property
    def said(self) -> dict:
        return {"by": self.office.board.secretary, "at": at(self.day)}

    def measure(self, step: Step) -> Measure:
        return Measure.objects.select_related("association", "application").get(
            pk=self.measures[step.which % len(self.measures)].pk
        )

    def year(self, step: Step) -> int:
        return YEARS[step.other % len(YEARS)]

    def requisition(self, step: Step, *states: str) -> Requisition:
        """One that has come as far as the step asks, most of the time."""
        found = with_payments(Requisition.objects.select_related("measure__association").order_by("pk"))
        ready = [one for one in found if requisition_state(one) in states]
        return _one(ready if ready and step.other < 5 else list(found), step)

    def payment(self, step: Step) -> Payment:
        found = Payment.objects.select_related("requisition__measure", "measure", "corrects")
        return _one(list(found.order_by("pk")), step)


def _one[Row](rows: list[Row], step: Step) -> Row:
    if not rows:
        raise RuleViolation("Det finns ingen än.")
    return rows[step.which % len(rows)]


def supplement(till: Till, step: Step) -> None:
    measure, year = till.measure(step), till.year(step)
    amounts = [(year, step.amount)]
    add_grants(
        measure=measure, amounts=amounts, kind=Grant.Kind.SUPPLEMENT, paragraph=till.section, **till.said
    )
    till.book.granted[measure.pk, year] += step.amount


def carry_over(till: Till, step: Step) -> None:
    measure, year = till.measure(step), till.year(step)
    to = YEARS[(step.other + 1) % len(YEARS)]
    amounts = [(year, -step.amount), (to, step.amount)]
    add_grants(
        measure=measure, amounts=amounts, kind=Grant.Kind.CARRY_OVER, paragraph=till.section, **till.said
    )
    till.book.granted[measure.pk, year] -= step.amount
    till.book.granted[measure.pk, to] += step.amount


def withdraw(till: Till, step: Step) -> None:
    """The board lessens a grant: what is requisitioned stands, whoever writes the row."""
    measure, year = till.measure(step), till.year(step)
    if step.ore % 2:
        add_grants(
            measure=measure,
            amounts=[(year, -step.amount)],
            kind=Grant.Kind.REDUCTION,
            paragraph=till.section,
            **till.said,
        )
    else:
        row = {"measure": measure, "year": year, "amount": -step.amount, "paragraph": till.section}
        try:
            with transaction.atomic():
                Grant.objects.create(kind="reduction", **row, **till.said)
        except DatabaseError as refused:
            raise RuleViolation(str(refused)) from refused
    till.book.granted[measure.pk, year] -= step.amount


def stay(till: Till, step: Step) -> None:
    """A court stays the decision that granted the measure its first money."""
    section = till.measure(step).decided_in
    appeal = Appeal.objects.create(
        protocol=till.protocol,
        paragraph=section,
        received=till.day,
        registered_by=till.office.board.secretary,
        registered_at=at(till.day),
    )
    stay_decision(appeal=appeal, day=till.day, **till.said)


def judge(till: Till, step: Step) -> None:
    """The stay is lifted, or the court decides: now and then it annuls the decision."""
    appeal = _one(list(Appeal.objects.filter(closed=None).order_by("pk")), step)
    if step.other == 0:
        lift_stay(appeal=appeal, day=till.day, **till.said)
    else:
        outcome = "upheld" if step.other == 1 else "rejected"
        close_appeal(appeal=appeal, day=till.day, outcome=outcome, **till.said)


def ask(till: Till, step: Step) -> None:
    measure, year = till.measure(step), till.year(step)
    one = send_requisition(
        measure=measure,
        period=Period(date(year, 3, 1), date(year, 6, 30)),
        amount=step.amount,
        ledger=till.ledger,
        supplier="" if measure.application else "Lokal AB",
        is_sure=True,
        **till.said,
    )
    till.book.asked[one.pk], till.book.of[one.pk] = step.amount, (measure.pk, year)


def review(till: Till, step: Step) -> None:
    part = {"amount": step.amount, "note": "En del."} if step.other % 2 else {}
    approve_requisition(requisition=till.requisition(step, "sent"), step="review", **part, **till.said)


def attest(till: Till, step: Step) -> None:
    one = till.requisition(step, "reviewed")
    said = till.said | {"by": till.office.board.manager}
    approval = approve_requisition(requisition=one, step="attest", **said)
    till.book.asked[one.pk] = approval.amount if approval.amount is not None else one.amount


def end(till: Till, step: Step) -> None:
    one = till.requisition(step, "sent", "reviewed", "attested")
    [refuse_requisition, return_requisition][step.other % 2](requisition=one, reason="Fel.", **till.said)
    del till.book.asked[one.pk]


def take_back(till: Till, step: Step) -> None:
    one = till.requisition(step, "sent")
    take_back_requisition(requisition=one, by=till.office.applicant, at=at(till.day))
    del till.book.asked[one.pk]


def pay(till: Till, step: Step) -> None:
    one = till.requisition(step, "attested", "part_paid")
    amount = step.amount if step.other % 2 else None
    paid = register_payment(requisition=one, day=till.day, amount=amount, reference="", **till.said)
    till.book.paid[one.pk] += paid.amount


def fail(till: Till, step: Step) -> None:
    paid = till.payment(step)
    kind = ["failed", "reversed"][step.other % 2]
    register_return(payment=paid, kind=kind, day=till.day, note="", **till.said)
    till.book.paid[paid.requisition_id] -= paid.amount


def correct(till: Till, step: Step) -> None:
    wrong = till.payment(step)
    right = {"day": till.day, "amount": step.amount} if step.other % 2 else {}
    rows = correct_payment(payment=wrong, note="Fel.", **right, **till.said)
    change = sum((one.amount for one in rows), Decimal(0))
    if wrong.requisition_id:
        till.book.paid[wrong.requisition_id] += change
    else:
        till.book.repaid[wrong.measure_id, wrong.year] -= change


def repay(till: Till, step: Step) -> None:
    measure, year = till.measure(step), till.year(step)
    register_repayment(
        measure=measure, year=year, day=till.day, amount=step.amount, note_text="", **till.said
    )
    till.book.repaid[measure.pk, year] += step.amount


def to_bank(till: Till, step: Step) -> None:
    export_bank_file(association=till.office.association, day=till.day, **till.said)


def settle(till: Till, step: Step) -> None:
    export = _one(list(Export.objects.filter(kind="bank").order_by("pk")), step)
    if step.other % 2:
        cancel_orders(export=export, **till.said)
        return
    for paid in register_orders(export=export, day=till.day, reference="", **till.said):
        till.book.paid[paid.requisition_id] += paid.amount


def to_bookkeeping(till: Till, step: Step) -> None:
    export_bookkeeping(association=till.office.association, first_day=DAY, last_day=till.day, **till.said)


def year_end(till: Till, step: Step) -> None:
    budget = till.office.association.budgets.get(year=till.year(step))
    close_year(budget=budget, by=till.office.board.secretary, at=at(date(budget.year + 1, 1, 15)))


def end_measure(till: Till, step: Step) -> None:
    close_measure(measure=till.measure(step), explanation="Förklarat.", **till.said)


ACTIONS: dict[str, Callable[[Till, Step], None]] = {
    "supplement": supplement,
    "carry_over": carry_over,
    "withdraw": withdraw,
    "stay": stay,
    "judge": judge,
    "ask": ask,
    "review": review,
    "attest": attest,
    "end": end,
    "take_back": take_back,
    "pay": pay,
    "fail": fail,
    "correct": correct,
    "repay": repay,
    "to_bank": to_bank,
    "settle": settle,
    "to_bookkeeping": to_bookkeeping,
    "year_end": year_end,
    "end_measure": end_measure,
}
