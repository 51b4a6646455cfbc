"""Whatever happens to money, in any order: never more paid than decided, and every krona in exactly one place.

Fifty sequences each time; thousands with `pytest -m exhaustive tests/funding/test_money_sequences.py`.
"""

import re
from collections import Counter
from contextlib import suppress
from copy import deepcopy
from datetime import date
from decimal import Decimal
from itertools import chain

import pytest
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from funding.actions.exporting import export_bookkeeping
from funding.models import Accounts, Export, Grant, Measure, Requisition
from funding.reads.command_json import application_json, budget_json
from funding.reads.measures import approved_amount, rows_of
from funding.rules.spending import Spending
from funding.workflow import State
from meetings.actions.attaching import store_file
from meetings.actions.recording import record
from meetings.errors import RuleViolation
from meetings.paper.storage import stored_bytes
from tests.funding.money_steps import ACTIONS, Book, Step, Till
from tests.worlds.agreements import make_agreement_row
from tests.worlds.applications import DAY, YEARS, Office, make_measure, make_submitted
from tests.worlds.boards import at, make_verified
from tests.worlds.once import made_once
from tests.worlds.sie import read_sie

pytestmark = pytest.mark.django_db
ORE = st.one_of(st.integers(1, 99), st.integers(100, 1_000_000), st.just(10_000_00))
SMALL = st.integers(0, 5)
ONE = st.builds(Step, what=st.sampled_from(sorted(ACTIONS)), which=SMALL, other=SMALL, ore=ORE).map(
    lambda one: [one]
)
# What leads to money, in the order that leads there: so that there is some to go wrong with.
READY = ("ask", "review", "attest")
WAYS = [
    ("ask", "take_back"),
    ("ask", "review", "end"),
    *[(*READY, "pay")] * 3,
    (*READY, "pay", "repay"),
    (*READY, "pay", "to_bookkeeping"),
    *[(*READY, "to_bank", "settle")] * 2,
    (*READY, "stay", "pay", "judge", "pay"),
]
CHAIN = st.builds(
    lambda way, which, other, ore: [Step(what, which, other, ore) for what in way],
    st.sampled_from(WAYS),
    SMALL,
    st.integers(0, 4),
    ORE,
)
STEPS = st.lists(st.one_of(ONE, CHAIN), min_size=3, max_size=10).map(lambda parts: list(chain(*parts)))
COLUMNS = ("granted", "requisitioned", "paid", "repaid", "remaining")
LABELS = ("Beviljat", "Rekvirerat", "Utbetalt", "Återbetalt", "Återstår")
OURS = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


@made_once
def till(office: Office) -> Till:
    """A measure of an application, paid in advance; an activity of the association's own; accounts of its own."""
    protocol = make_verified(office.board, day=date(2023, 10, 20)).protocol
    section = protocol.paragraphs.first()
    case = make_submitted(office).application
    case.state = State.FINAL_REPORT
    record(case, by=None, at=at(DAY), fields=["state"])
    file = store_file(data=b"%PDF-1.4", media_type="application/pdf", at=at(DAY))
    measures = [
        make_measure(office, application=case),
        make_measure(office, amounts=(30_000, 20_000, 10_000)),
    ]
    make_agreement_row(office, measures[0], in_advance=True)
    Accounts.objects.create(
        association=office.association, bank_account="1930", cost_account="4010", bankgiro="123-4566"
    )
    book = Book()
    for one in Grant.objects.all():
        book.granted[one.measure_id, one.year] += one.amount
    return Till(office, measures, section, protocol, file, book)


def test_no_sequence_pays_more_than_is_decided_or_loses_a_krona(till: Till) -> None:
    try_sequences(till, settings(OURS, max_examples=50, derandomize=True))


@pytest.mark.exhaustive
def test_thousands_of_sequences(till: Till) -> None:
    try_sequences(till, settings(OURS, max_examples=3_000))


def try_sequences(till: Till, how_many: settings) -> None:
    taken: Counter[str] = Counter()

    @how_many
    @given(told=STEPS)
    def run(told: list[Step]) -> None:
        with transaction.atomic():
            tried = deepcopy(till)
            for step in told:
                with suppress(RuleViolation), transaction.atomic():
                    tried.do(step)
                    holds(tried)
                    taken[step.what] += 1
            agrees_everywhere(tried)
            transaction.set_rollback(True)

    run()
    assert set(ACTIONS) == set(taken), "a step that is always refused tries nothing"
    print(sum(taken.values()), dict(taken))


def holds(till: Till) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    book = till.book
    for one, paid in book.paid.items():
        assert 0 <= paid <= (book.asked[one] if paid else paid)
    for row in rows_of(Measure.objects.all()):
        for year in YEARS:
            key, found = (row.measure.pk, year), row.years.get(year, Spending())
            asked, paid = book.total(book.asked, key), book.total(book.paid, key)
            assert (found.granted, found.requisitioned, found.paid, found.repaid) == (
                book.granted[key],
                asked,
                paid,
                book.repaid[key],
            )
            places = (found.freed, found.stopped, found.remaining, found.awaiting, found.used, found.repaid)
            assert sum(places) == found.granted
            assert min(places) >= 0


def agrees_everywhere(till: Till) -> None:
    """Each year as JSON and as two tables in CSV, one of them as a page; and the files for the bookkeeping."""
    client, association = Client(), till.office.association
    client.force_login(till.office.board.secretary)
    used = Decimal(0)
    for year in YEARS:
        sums = [row.years.get(year, Spending()) for row in rows_of(Measure.objects.all())]
        expected = {name: sum(getattr(one, name) for one in sums) for name in COLUMNS}
        said = budget_json(association.slug, year)["total"]
        assert {name: Decimal(said[name]) for name in COLUMNS if name != "repaid"} == {
            name: amount for name, amount in expected.items() if name != "repaid"
        }
        if year == YEARS[till.day.toordinal() % len(YEARS)]:  # one of the pages, which take the longest
            assert on_the_page(client.get(page("budget_detail", year)).text) == expected
        table = csv(client, "budget_csv", year)
        assert {
            name: sum(number(row[label]) for row in table)
            for name, label in zip(COLUMNS, LABELS, strict=True)
        } == expected
        posted = sum(number(row["Belopp"]) for row in csv(client, "postings_csv", year))
        assert posted == expected["paid"] - expected["repaid"]
        used += posted
    case = application_json(association.slug, till.measures[0].application.registry_number)
    amounts = {one["number"]: Decimal(one["amount"]) for one in case["requisitions"]}
    assert amounts == {
        one.number: approved_amount(one) for one in Requisition.objects.filter(measure=till.measures[0])
    }
    with suppress(RuleViolation):
        export_bookkeeping(association=association, first_day=DAY, last_day=till.day, **till.said)
    vouchers = [
        voucher
        for one in Export.objects.filter(kind="sie").order_by("number")
        for voucher in read_sie(stored_bytes(one.file.sha256)).vouchers
    ]
    assert [one.number for one in vouchers] == [str(number) for number in range(1, len(vouchers) + 1)]
    assert sum((dict(one.rows)["4010"] for one in vouchers), Decimal(0)) == used


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
