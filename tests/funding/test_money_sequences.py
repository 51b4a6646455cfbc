"""Whatever happens to money, in any order: never more paid than decided, and every krona in exactly one place.

Fifty sequences each time, one of them with every step; thousands with
`pytest -m exhaustive tests/funding/test_money_sequences.py`.
"""

import os
import re
from collections import Counter
from contextlib import suppress
from copy import deepcopy
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import chain

import pytest
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, Phase, example, given, note, settings
from hypothesis import strategies as st

from funding.actions.exporting import export_bookkeeping
from funding.models import Accounts, Export, Frame, Grant, Measure, Purpose, Requisition
from funding.reads.budgets import years_of_money
from funding.reads.command_json import application_json, budget_json
from funding.reads.measures import approved_amount, rows_of, with_payments
from funding.rules.spending import Spending
from funding.workflow import State
from meetings.actions.attaching import store_file
from meetings.actions.recording import record
from meetings.errors import RuleViolation
from meetings.models import Decision, Paragraph
from meetings.paper.storage import stored_bytes
from tests.funding import decision_steps, money_steps
from tests.funding.money_book import Book, Step, Till
from tests.worlds.agreements import make_agreement_row
from tests.worlds.applications import DAY, YEARS, Office, make_measure, make_submitted
from tests.worlds.boards import at, make_meeting, make_verified
from tests.worlds.forging import past_the_guards
from tests.worlds.once import made_once
from tests.worlds.sie import read_sie

pytestmark = pytest.mark.django_db
STEPS = money_steps.STEPS | decision_steps.STEPS
ORE = st.one_of(st.integers(1, 99), st.integers(100, 1_000_000), st.just(10_000_00))
SMALL = st.integers(0, 5)
ONE = st.builds(Step, what=st.sampled_from(sorted(STEPS)), which=SMALL, other=SMALL, ore=ORE).map(
    lambda one: [one]
)
# What leads to money, in the order that leads there: so that there is some to go wrong with.
READY = ("ask", "review", "attest")
WAYS = [
    ("ask", "take_back"),
    ("ask", "review", "end", "ask"),
    *[(*READY, "pay")] * 3,
    (*READY, "pay", "repay"),
    *[(*READY, "pay", "fail", "pay")] * 2,
    (*READY, "pay", "claim"),
    (*READY, "pay", "correct", "to_bookkeeping"),
    *[(*READY, "to_bank", "settle")] * 2,
    (*READY, "to_bank", "end", "settle"),
    (*READY, "pay", "fail", "to_bank", "correct", "settle"),
    (*READY, "appeal", "pay", "judge", "pay"),
    ("decide_supplement", *READY, "appeal", "judge", "pay"),
    *[(f"decide_{kind}", "read_figures", "ask") for kind in ("reduction", "carry_over")],
    (*READY, "pay", "decide_early_end", "repay", "appeal", "judge", "year_end"),
    ("decide_early_end", "decide_prolongation", "ask", "decide_supplement"),
    ("start_own", "own_supplement", *READY, "pay"),
    ("start_own", "own_early_end", *READY, "pay", "own_carry_over"),
    ("change_payee", "sign_payee", "confirm_payee", "confirm_payee", *READY, "to_bank", "settle"),
    ("change_payee", "ask", "end_payee"),
    ("reopen", "ask", "adopt", "ask"),
    ("end_measure", "own_reduction", "repay"),
]


def told_with(way: tuple[str, ...], step: Step, at: int, between: list[Step]) -> list[Step]:
    """The steps of the way, and what comes in between at its place `at`."""
    if "to_bank" in way:
        step = replace(step, which=0)  # the measure that has an account
    if "read_figures" in way:
        step = replace(step, ore=step.ore | 1)  # the protocol's own words hold
    steps = [replace(step, what=what) for what in way]
    return [*steps[:at], *between, *steps[at:]]


CHAIN = st.builds(
    told_with, st.sampled_from(WAYS), ONE.map(lambda one: one[0]), st.integers(1, 5), st.just([]) | ONE
)
TOLD = st.lists(st.one_of(ONE, CHAIN), min_size=4, max_size=10).map(lambda parts: list(chain(*parts)))
KRONA, LARGE = 100, 10_000_00
# A kind of step that is tried as often as that, and is taken more seldom than that, tries too little. A sequence is
# tried again with small changes, so that one refusal counts many times.
OFTEN, SELDOM = 30, 0.05
# One where each step is taken, so that none is always refused.
TOUR = [
    *[Step(what, 0, 0, LARGE) for what in ("ask", "take_back", "ask", "review", "end")],
    *[Step(what, 0, 0, LARGE) for what in ("change_payee", "sign_payee", "confirm_payee", "confirm_payee")],
    *[Step(what, 0, 0, LARGE) for what in ("change_payee", "end_payee", *READY, "to_bank", "settle")],
    *[Step(what, 0, 0, LARGE) for what in (*READY, "pay")],
    Step("fail", 1, 0, LARGE),
    Step("pay", 0, 0, LARGE),
    Step("correct", 3, 1, KRONA),
    *[Step(what, 0, 0, KRONA) for what in ("pay", "repay", "claim")],
    *[Step(what, 0, 0, KRONA + 1) for what in ("decide_supplement", "read_figures", "start_own")],
    *[Step(what, 0, 0, KRONA) for what in sorted(STEPS) if what.startswith(("own_", "decide_"))],
    Step("take_away", 1, 1, KRONA),
    Step("appeal", 0, 1, KRONA),
    Step("judge", 0, 0, KRONA),
    *[Step(what, 1, 2, KRONA) for what in ("reopen", "adopt", "change_frame")],
    *[Step(what, 1, 0, KRONA) for what in ("year_end", "end_measure", "to_bookkeeping")],
]
COLUMNS = ("granted", "requisitioned", "paid", "repaid", "remaining")
LABELS = ("Beviljat", "Rekvirerat", "Utbetalt", "Återbetalt", "Återstår")
OURS = settings(
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    phases=[Phase.explicit, Phase.generate, Phase.shrink],  # to explain costs as much again
)


@made_once
def till(office: Office) -> Till:
    """A measure of an application, paid in advance; an activity of the association's own; budgets with a frame."""
    protocol = make_verified(office.board, day=date(2023, 10, 20), paragraphs=6).protocol
    sections = list(protocol.paragraphs.order_by("position"))
    adopting = dict(zip(YEARS, sections, strict=False))
    with past_the_guards():  # the words of §§ that fix the budgets
        for year, section in adopting.items():
            Paragraph.objects.filter(pk=section.pk).update(heading=f"Budget {year}")
        Decision.objects.filter(paragraph__in=adopting.values()).update(text="att fastställa budgeten.")
    case = make_submitted(office).application
    case.state = State.RUNNING
    record(case, by=None, at=at(DAY), fields=["state"])
    measures = [
        make_measure(office, application=case),
        make_measure(office, amounts=(30_000, 20_000, 10_000)),
    ]
    make_agreement_row(office, measures[0], in_advance=True)
    Accounts.objects.create(
        association=office.association, bank_account="1930", cost_account="4010", bankgiro="123-4566"
    )
    purpose = Purpose.objects.create(association=office.association, name="Insatser", account="4020")
    for budget in office.association.budgets.all():
        Frame.objects.create(budget=budget, purpose=purpose, amount=Decimal(500_000))
    book = Book()
    for one in Grant.objects.select_related("measure", "paragraph"):
        book.give(one.measure, [(one.year, one.amount)], one.paragraph)
    for one in measures:
        book.ends[one.pk].append((0 if one.application_id else one.decided_in_id, one.last_day))
    book.bankgiro[measures[0].pk] = "123-4566"
    file = store_file(data=b"%PDF-1.4", media_type="application/pdf", at=at(DAY))
    meeting = make_meeting(office.board, day=date(2024, 3, 1))
    return Till(office, measures, purpose, sections, adopting, meeting, file, book)


def test_no_sequence_pays_more_than_is_decided_or_loses_a_krona(till: Till) -> None:
    try_sequences(till, settings(OURS, max_examples=49, derandomize=True))


@pytest.mark.exhaustive
def test_thousands_of_sequences(till: Till) -> None:
    try_sequences(till, settings(OURS, max_examples=int(os.environ.get("SEQUENCES", "3000"))))


def try_sequences(till: Till, how_many: settings) -> None:
    tried, taken = Counter[str](), Counter[str]()
    sequences: list[int] = []
    client = Client()
    client.force_login(till.office.board.secretary)

    @how_many
    @given(told=TOLD)
    @example(told=TOUR)
    def run(told: list[Step]) -> None:
        with transaction.atomic():
            again = till.again(deepcopy(till.book))
            for step in told:
                again.later()
                tried[step.what] += 1
                taken[step.what] += is_taken(again, step)
            holds(again)
            agrees_everywhere(again, client)
            sequences.append(len(told))
            transaction.set_rollback(True)

    run()
    print(f"{len(sequences)} sequences, {taken.total()} steps taken of {tried.total()} tried")
    for what in sorted(STEPS):
        print(f"{what}: {taken[what]} of {tried[what]}")
    assert all(taken[what] for what in STEPS), "a step that is always refused tries nothing"
    often = [what for what in STEPS if tried[what] >= OFTEN]
    assert [what for what in often if taken[what] < tried[what] * SELDOM] == []


def is_taken(till: Till, step: Step) -> bool:
    """What only the database would refuse is a fault."""
    try:
        with transaction.atomic():
            STEPS[step.what](till, step)
    except RuleViolation as refused:
        note(f"{step} avvisades: {refused.sentence}")
        return False
    note(f"{step}")
    return True


def holds(till: Till) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")
    book = till.book
    for one, paid in book.paid.items():
        assert 0 <= paid <= (book.asked[one] if paid else paid)
    for one, (amount, _) in book.ordered.items():
        assert book.paid[one] + amount <= book.asked[one]
    for row in rows_of(Measure.objects.all()):
        assert row.measure.last_day == book.last_day(row.measure)
        assert bool(row.measure.closed_at) == (row.measure.pk in book.ended)
        for year in YEARS:
            key, found = (row.measure.pk, year), row.years.get(year, Spending())
            assert (found.granted, found.requisitioned, found.paid, found.repaid) == (
                book.granted(key),
                book.total(book.asked, key),
                book.total(book.paid, key),
                book.repaid[key],
            )
            places = (found.freed, found.stopped, found.remaining, found.awaiting, found.used, found.repaid)
            assert sum(places) == found.granted
            assert min(places) >= 0


def agrees_everywhere(till: Till, client: Client) -> None:
    """The years as they are read; the one where most happened also as JSON, page and CSV; the case, and bookkeeping."""
    association, book = till.office.association, till.book
    years = {money.budget.year: money for money in years_of_money(association, YEARS)}
    for year, money in years.items():
        total = money.total
        assert [total.granted, total.requisitioned, total.paid, total.repaid] == book.year(year)
        assert sum(one.granted for one in money.rows) == total.bound
        assert [one.adjusted for one in money.frames] == [book.frames[year]]
        if closed := getattr(money.budget, "closed", None):
            assert [Decimal(closed.table["total"][name]) for name in COLUMNS[:4]] == book.closed[year]
    [(busiest, _)] = Counter(year for _, year in chain(book.of.values(), [(0, YEARS[0])])).most_common(1)
    expected = {name: getattr(years[busiest].total, name) for name in COLUMNS}
    shown_alike(association.slug, busiest, expected, client)
    posted = [(number(row["Belopp"]), row["Bankgiro"]) for row in csv(client, "postings_csv", busiest)]
    assert Counter(posted) == Counter(
        (amount, bankgiro) for _, year, amount, bankgiro in book.moved.values() if year == busiest
    )
    case = application_json(association.slug, till.measures[0].application.registry_number)
    amounts = {one["number"]: Decimal(one["amount"]) for one in case["requisitions"]}
    asked = with_payments(Requisition.objects.filter(measure=till.measures[0]))
    assert amounts == {one.number: approved_amount(one) for one in asked}
    assert bookkept(till) == sum(amount for _, _, amount, _ in book.moved.values())


def shown_alike(slug: str, year: int, expected: dict[str, Decimal], client: Client) -> None:
    said = budget_json(slug, year)["total"]
    assert {**expected, **{name: Decimal(said[name]) for name in said if name in COLUMNS}} == expected
    assert on_the_page(client.get(page("budget_detail", year)).text) == expected
    table = csv(client, "budget_csv", year)
    assert {
        name: sum(number(row[label]) for row in table) for name, label in zip(COLUMNS, LABELS, strict=True)
    } == expected


def bookkept(till: Till) -> Decimal:
    """What the files for the bookkeeping say has gone out, each voucher once and in order."""
    for year in range(DAY.year, till.day.year + 1):
        first, last = max(DAY, date(year, 1, 1)), min(till.day, date(year, 12, 31))
        with suppress(RuleViolation):  # every row is in a file already
            association = till.office.association
            export_bookkeeping(association=association, first_day=first, last_day=last, **till.said)
    vouchers = [
        voucher
        for one in Export.objects.filter(kind="sie").select_related("file").order_by("number")
        for voucher in read_sie(stored_bytes(one.file.sha256)).vouchers
    ]
    assert [one.number for one in vouchers] == [str(number) for number in range(1, len(vouchers) + 1)]
    return -sum((dict(one.rows)["1930"] for one in vouchers), Decimal(0))


def page(name: str, year: int) -> str:
    return reverse(name, args=["exempelvik", year])


def csv(client: Client, name: str, year: int) -> list[dict[str, str]]:
    head, *rows = client.get(page(name, year)).content.decode("utf-8-sig").splitlines()
    return [dict(zip(head.split(";"), row.split(";"), strict=True)) for row in rows]


def number(text: str) -> Decimal:
    return Decimal(re.sub(r"\s", "", text).replace("−", "-").replace(",", "."))


def on_the_page(html: str) -> dict[str, Decimal]:
    """The row of all measures."""
    row = html.rpartition('<tr class="sum">')[2]
    cells = dict(re.findall(r'data-label="(\w+)">(?:<strong>)?([^<]*)', row))
    return {name: number(cells[label]) for name, label in zip(COLUMNS, LABELS, strict=True)}
