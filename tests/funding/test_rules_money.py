"""Rules of money, without a database."""

from datetime import date
from decimal import Decimal

import pytest

from funding.rules.adopting import adopts
from funding.rules.contributions import proposed, remarks
from funding.rules.periods import (
    Period,
    half_years,
    hindrance,
    next_period,
    outside_in_words,
    too_long,
    years_outside,
)
from funding.rules.spending import Spending, total_of


def test_kommuner_and_regions_divide_their_part_by_inhabitants() -> None:
    kinds = {"FK": "fk", "R": "region", "A": "municipality", "B": "municipality"}
    shares = proposed(Decimal(1_000_000), kinds, {"A": 30_000, "B": 10_000})
    assert (shares["A"], shares["B"]) == (Decimal("187500.00"), Decimal("62500.00"))
    assert (shares["FK"], shares["R"]) == (Decimal("500000.00"), Decimal("250000.00"))
    assert proposed(Decimal(100), kinds, {"A": 2, "B": 1})["A"] + proposed(
        Decimal(100), kinds, {"A": 2, "B": 1}
    )["B"] == Decimal("25.00")
    unknown = proposed(Decimal(1_000_000), kinds, {"A": 30_000, "B": None})
    assert unknown["A"] == unknown["B"] == Decimal("125000.00")


def test_half_from_fk_and_a_quarter_each_from_regions_and_kommuner():
    shares = proposed(
        Decimal(1_000_001),
        {
            "FK": "fk",
            "AF": "af",
            "R": "region",
            "A": "municipality",
            "B": "municipality",
            "C": "municipality",
        },
    )
    assert shares == {
        "FK": Decimal("500000.50"),
        "AF": Decimal("0.00"),
        "R": Decimal("250000.25"),
        "A": Decimal("83333.43"),
        "B": Decimal("83333.41"),
        "C": Decimal("83333.41"),
    }
    assert sum(shares.values()) == Decimal("1000001.00")


def test_other_shares_are_remarked_upon():
    even = [("fk", Decimal(200)), ("region", Decimal(100)), ("municipality", Decimal(100))]
    assert remarks(even) == []
    assert remarks([]) == []
    found = remarks([("fk", Decimal(200)), ("region", Decimal(150)), ("municipality", Decimal(50))])
    assert [line.split()[0] for line in found] == ["Regionerna", "Kommunerna"]


def test_a_kommun_outside_a_region_pays_half():
    assert proposed(Decimal(1_000_000), {"FK": "fk", "AF": "af", "G": "municipality"}) == {
        "FK": Decimal("500000.00"),
        "AF": Decimal("0.00"),
        "G": Decimal("500000.00"),
    }
    assert remarks([("fk", Decimal(100)), ("af", Decimal(0)), ("municipality", Decimal(100))]) == []
    found = remarks([("fk", Decimal(100)), ("municipality", Decimal(60))])
    assert ["hälften är 80 kronor (5 a § lagen" in line.replace("\xa0", " ") for line in found] == [
        True,
        True,
    ]


def test_half_years_are_cut_at_both_ends():
    assert half_years(date(2024, 3, 1), date(2025, 8, 15)) == [
        Period(date(2024, 3, 1), date(2024, 6, 30)),
        Period(date(2024, 7, 1), date(2024, 12, 31)),
        Period(date(2025, 1, 1), date(2025, 6, 30)),
        Period(date(2025, 7, 1), date(2025, 8, 15)),
    ]
    assert half_years(date(2024, 3, 2), date(2024, 3, 1)) == []


def test_next_period_follows_the_last():
    first, last = date(2024, 3, 1), date(2024, 12, 31)
    assert next_period(first, last, after=None) == Period(first, date(2024, 6, 30))
    assert next_period(first, last, after=date(2024, 6, 30)) == Period(date(2024, 7, 1), last)
    assert next_period(first, last, after=last) is None


@pytest.mark.parametrize(
    ("first", "last", "why"),
    [
        (date(2024, 3, 1), date(2024, 6, 30), ""),
        (date(2024, 12, 1), date(2025, 1, 31), "kalenderår"),
        (date(2024, 2, 1), date(2024, 6, 30), "utanför"),
    ],
)
def test_period_is_within_the_year_and_the_measure(first, last, why):
    found = hindrance(Period(first, last), first=date(2024, 3, 1), last=date(2026, 12, 31))
    assert (why in found) if why else not found


@pytest.mark.parametrize(
    ("amounts", "first", "last", "outside"),
    [
        ({2024: 1, 2026: 1}, date(2024, 12, 31), date(2026, 1, 1), []),
        ({2023: 1, 2024: 1, 2027: 1}, date(2024, 12, 31), date(2026, 1, 1), [2023, 2027]),
        ({2023: -1, 2027: 0}, date(2024, 3, 1), date(2026, 1, 1), []),
        ({2023: 1, 2027: 1}, None, date(2026, 1, 1), [2027]),
        ({2023: 1, 2027: 1}, date(2024, 3, 1), None, [2023]),
        ({2023: 1}, None, None, []),
    ],
)
def test_a_year_with_kronor_is_one_in_which_the_measure_runs(amounts, first, last, outside):
    kronor = [(year, Decimal(amount)) for year, amount in amounts.items()]
    assert years_outside(kronor, first=first, last=last) == outside
    assert all(str(one) in outside_in_words(kronor, first=first, last=last) for one in outside)
    assert bool(outside_in_words(kronor, first=first, last=last)) == bool(outside)


def test_repaid_money_is_not_free_again():
    one = Spending(Decimal(100), Decimal(80), Decimal(80), repaid=Decimal(30))
    assert (one.remaining, one.used) == (20, 50)
    assert total_of([one, one]).remaining == 40


@pytest.mark.parametrize(
    ("heading", "decision", "held", "is_so"),
    [
        ("Verksamhetsplan och budget 2027", "att fastställa förslaget.", 2026, True),
        ("Verksamhetsplan och budget", "att fastställa budgeten för 2027 och planen för 2028.", 2025, True),
        ("Budget för nästa år", "att fastställa budgeten.", 2026, True),
        ("Budget", "att fastställa budgeten.", 2027, True),
        ("Budget", "att fastställa budgeten.", 2025, False),
        ("Verksamhetsplan och budget 2026", "att fastställa förslaget.", 2026, False),
        ("Övriga frågor", "Inga fler frågor.", 2026, False),
        ("Uppföljning av budget 2027", "att lägga rapporten till handlingarna.", 2026, False),
    ],
)
def test_a_section_adopts_the_budget_that_it_is_about(heading, decision, held, is_so):
    assert adopts(2027, heading=heading, decisions=[decision], held=held) == is_so


@pytest.mark.parametrize(
    ("last", "before", "said"),
    [
        (date(2032, 12, 31), date(2026, 1, 1), ""),
        (date(2033, 1, 1), date(2026, 12, 31), "Kontrollera året"),
        (date(2062, 6, 30), None, ""),
    ],
)
def test_a_last_day_far_away_is_a_slip_of_the_year(last, before, said):
    assert said in too_long(last, before=before)
    assert bool(too_long(last, before=before)) == bool(said)
