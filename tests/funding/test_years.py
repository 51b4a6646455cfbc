"""The budget page holds every grant of three years; a year is closed once, and its table stands."""

import re
from datetime import date
from decimal import Decimal
from http import HTTPStatus

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from funding.actions.closing_years import close_year
from funding.models import Budget, ClosedYear, Frame, Grant, Purpose
from funding.reads.budgets import year_of_money, years_of_money
from funding.reads.closed_years import carry_overs, changed_since
from meetings.actions.recording import record
from meetings.errors import RuleViolation
from tests.funding.test_money import requisition
from tests.worlds.applications import DAY, YEARS, Office, make_budget, make_measure
from tests.worlds.boards import at

pytestmark = pytest.mark.django_db
AFTER = at(date(2025, 1, 15))


def page(name: str, *more: object) -> str:
    return reverse(name, args=["exempelvik", *more])


def budget_of(office: Office, year: int) -> Budget:
    return Budget.objects.get(association=office.association, year=year)


def test_every_grant_is_in_a_row_and_too_much_is_said_in_words(office, measure, client):
    make_measure(office, amounts=(40_000,))
    purpose = Purpose.objects.create(association=office.association, name="Unga")
    measure.purpose = purpose
    record(measure, by=None, at=at(DAY), fields=["purpose"])
    Frame.objects.create(budget=budget_of(office, 2024), purpose=purpose, amount=Decimal(200_000))
    years = years_of_money(office.association, YEARS)
    assert [sum(one.granted for one in year.rows) for year in years] == [290_000, 300_000, 300_000]
    assert [(one.purpose, one.whole, one.over) for one in years[0].rows] == [
        ("Unga", 200_000, 50_000),
        ("Inget ändamål valt", 0, 40_000),
    ]
    client.force_login(office.board.auditor)
    shown = client.get(page("budget_detail", 2024)).text
    assert "50\u202f000\xa0kronor mer är beviljat än ramen" in shown
    assert "Kronor per ändamål 2026" in shown
    assert 'class="bar-over"' in shown
    assert "Jämförelse år för år" in client.get(page("budget_list")).text


def test_a_year_without_a_budget_is_shown_with_what_is_granted(office, measure):
    Budget.objects.filter(year=2026).delete()
    [year] = years_of_money(office.association, [2026])
    assert (year.budget.pk, [one.granted for one in year.rows]) == (None, [300_000])


def test_unused_money_is_proposed_to_be_carried_over_by_a_section(office, measure, client):
    requisition(office, measure, 200_000)
    make_measure(office, amounts=(40_000,))  # ends with the year
    [carried] = carry_overs(year_of_money(budget_of(office, 2024)))
    sentence = "att föra över 50\u202f000\xa0kronor från 2024 till 2025 för Social verkstad"
    assert carried.sentence(2024) == sentence
    client.force_login(office.board.secretary)
    shown = client.get(page("budget_close", 2024)).text
    assert sentence in shown
    assert "Lås tabellen" in shown
    going = timezone.localdate().year + 3  # beyond the years of the world
    make_budget(office, year=going)
    shown = client.get(page("budget_close", going)).text
    assert (f"Året slutar den 31 december {going}." in shown, "Lås tabellen" in shown) == (True, False)
    client.post(page("budget_close", 2024))
    assert ClosedYear.objects.get().by == office.board.secretary
    shown = client.get(page("budget_detail", 2024)).text
    assert "Årets tabell låstes" in shown
    assert not re.search(r"\d\.00", shown), "an amount as it is stored"
    client.force_login(office.board.auditor)
    assert client.get(page("budget_close", 2024)).status_code == HTTPStatus.NOT_FOUND


def test_the_table_of_a_closed_year_stands_and_what_comes_later_is_beside_it(office, measure):
    budget, by = budget_of(office, 2024), office.board.secretary
    with pytest.raises(RuleViolation, match="31 december 2024"):
        close_year(budget=budget, by=by, at=at(date(2024, 12, 31)))
    closed = close_year(budget=budget, by=by, at=AFTER)
    with pytest.raises(RuleViolation, match="redan avslutat"):
        close_year(budget=budget, by=by, at=AFTER)
    assert closed.table["total"]["granted"] == "250000.00"
    assert not changed_since(closed.budget, year_of_money(budget))
    row = {"year": 2024, "amount": Decimal(1), "kind": "supplement", "paragraph": measure.decided_in}
    Grant.objects.create(measure=measure, at=AFTER, by=by, **row)
    assert changed_since(closed.budget, year_of_money(budget))
    with pytest.raises(DatabaseError, match="läggs bara till"), transaction.atomic():
        ClosedYear.objects.update(table={})


def test_the_public_list_tells_state_paid_and_later_decisions(office, measure):
    shown = Client().get(page("measures_public")).text
    for expected in ("Läge", "Pågår", "Beviljat", "Utbetalt", "0\xa0kronor"):
        assert expected in shown, expected
