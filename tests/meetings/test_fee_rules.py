"""What is paid by the förbund's own rules: hours, amounts, ceilings, corrections. The tables are docs/regler.md's."""

import re
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.record.fees import FeeLine, correction
from meetings.rules.fee_time import days_of, minutes_by_day, placed, spans_of
from meetings.rules.fees import (
    FeeAmounts,
    FeeBasis,
    FeeClaim,
    FeeRole,
    FeeRule,
    claim_hindrance,
    fee_for,
    payroll_number_hindrance,
    period_hindrance,
    reckon,
    usual_periods,
)

TEXT = (Path(__file__).parents[2] / "docs/regler.md").read_text(encoding="utf-8")
ROWS = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in TEXT.splitlines()
    if line.startswith("|")
]
LENGTH = re.compile(r"(\d+) tim (\d+) min")
HOURS = [row for row in ROWS if LENGTH.fullmatch(row[0])]
SAME_DAY = [row for row in ROWS if len(row) == 12 and LENGTH.fullmatch(row[2])]
DAY = date(2024, 5, 30)
RULE = FeeRule(
    per_meeting=Decimal(800),
    included_hours=3,
    per_hour=Decimal(150),
    day_from=6,
    per_day=Decimal(1500),
    per_chair=Decimal(300),
    per_km=Decimal("2.50"),
    lost_per_hour=Decimal(250),
    lost_per_day=Decimal(1600),
    once_a_day=True,
)


def minutes(text: str) -> int:
    hours, rest = LENGTH.fullmatch(text).groups()
    return int(hours) * 60 + int(rest)


def moment(clock: str, day: date = DAY) -> datetime:
    return datetime.combine(day, time.fromisoformat(clock))


def basis(length: int, *, rule: FeeRule = RULE, role: FeeRole = FeeRole.MEMBER, **more: object) -> FeeBasis:
    return FeeBasis(rule=rule, role=role, days={DAY: length}, **more)


def test_the_tables_are_found():
    assert (len(HOURS), len(SAME_DAY)) == (6, 2)


@pytest.mark.parametrize("row", HOURS, ids=lambda row: row[0])
def test_fee_table_is_right(row):
    assert fee_for(RULE, minutes(row[0])) == Decimal(row[2])


def test_table_of_two_meetings_a_day_is_right():
    bases = [
        basis(
            minutes(row[2]),
            is_chair=row[1] == "ja",
            claim=FeeClaim(
                **{
                    name: Decimal(row[at])
                    for at, name in enumerate(("km", "costs", "lost_hours", "lost_amount"), start=3)
                }
            ),
        )
        for row in SAME_DAY
    ]
    found = [[one.fee, one.chair, one.travel, one.costs, one.lost] for one in reckon(bases)]
    assert found == [[Decimal(cell) for cell in row[7:]] for row in SAME_DAY]


def test_each_meeting_of_a_day_is_paid_where_the_rule_does_not_count_them_together():
    rule = FeeRule(per_meeting=Decimal(800), once_a_day=False)
    assert [one.fee for one in reckon([basis(60, rule=rule)] * 2)] == [800, 800]


def test_deputy_who_does_not_serve_has_a_fee_only_by_the_rule_but_always_costs():
    claim = FeeClaim(km=Decimal(10))
    without = FeeRule(per_meeting=Decimal(800), per_km=Decimal(2), pays_waiting=False)
    paid, unpaid, serving = reckon(
        [
            basis(60, rule=rule, role=role, claim=claim)
            for rule, role in (
                (FeeRule(per_meeting=Decimal(800), per_km=Decimal(2)), FeeRole.WAITING),
                (without, FeeRole.WAITING),
                (without, FeeRole.SERVING),
            )
        ]
    )
    assert [(one.fee, one.travel) for one in (paid, unpaid, serving)] == [(800, 20), (0, 20), (800, 20)]


def test_nothing_is_paid_by_another_nor_to_whoever_was_not_there():
    claim = FeeClaim(costs=Decimal(90))
    cases = [basis(60, claim=claim, is_paid=False), basis(0, claim=claim)]
    cases.append(basis(60, claim=claim, role=FeeRole.ABSENT))
    assert reckon(cases) == [FeeAmounts()] * 3


def test_two_days_are_paid_each_for_itself():
    two = FeeBasis(rule=RULE, role=FeeRole.MEMBER, days={DAY: 240, date(2024, 5, 31): 120})
    assert reckon([two])[0].fee == 950 + 800


def test_kronor_are_exact_to_the_ore():
    claim = FeeClaim(km=Decimal("33.3"))
    rule = FeeRule(per_meeting=Decimal(0), per_km=Decimal("1.85"))
    assert reckon([basis(60, rule=rule, claim=claim)])[0].travel == Decimal("61.61")


@given(st.lists(st.integers(0, 900), max_size=5), st.decimals(0, 5000, places=2))
def test_a_day_never_gives_more_than_its_ceilings(lengths, lost):
    claim = FeeClaim(lost_hours=Decimal(8), lost_amount=lost)
    found = reckon([basis(length, claim=claim) for length in lengths])
    assert sum(one.lost for one in found) <= 1600
    assert sum(one.fee for one in found) == fee_for(RULE, sum(lengths))


def test_time_is_counted_without_pauses_between_arrival_and_departure():
    began, ended = moment("08:30"), moment("12:00")
    parts = days_of(began, ended, [(moment("10:00"), moment("10:30"))])
    assert minutes_by_day(parts, spans_of(True, [], began, ended)) == {DAY: 180}
    late = spans_of(False, [(True, moment("09:00")), (False, moment("11:00"))], began, ended)
    assert minutes_by_day(parts, late) == {DAY: 90}
    back = spans_of(True, [(False, moment("09:00")), (True, moment("11:30"))], began, ended)
    assert minutes_by_day(parts, back) == {DAY: 60}


def test_what_has_no_clock_is_not_held_against_anybody():
    began, ended = moment("08:30"), moment("11:30")
    assert spans_of(False, [(True, None)], began, ended) == [(began, ended)]
    assert spans_of(True, [(False, None)], began, ended) == [(began, ended)]
    assert spans_of(False, [(False, moment("09:00"))], began, ended) == []


def test_night_between_two_days_divides_them_and_midnight_does_not():
    next_day = date(2024, 5, 31)
    two = days_of(moment("13:00"), moment("12:00", next_day), [(moment("17:00"), moment("08:30", next_day))])
    assert [day for day, *_ in two] == [DAY, next_day]
    late = days_of(moment("21:00"), moment("01:00", next_day), [(moment("23:50"), moment("00:10", next_day))])
    assert [day for day, *_ in late] == [DAY, DAY]


def test_clock_is_placed_on_the_first_day_that_has_room_for_it():
    began, ended = moment("22:00"), moment("02:00", date(2024, 5, 31))
    clocks = [time(23, 0), None, time(0, 30), time(12, 0)]
    assert placed(clocks, began, ended) == [
        moment("23:00"),
        None,
        moment("00:30", date(2024, 5, 31)),
        None,
    ]


@pytest.mark.parametrize(
    ("claim", "costs_for", "field"),
    [
        ({"km": 10_000}, "", "km"),
        ({"costs": 90}, "", "costs_for"),
        ({}, "parkering", "costs"),
        ({"lost_amount": 900}, "", "lost_hours"),
        ({"lost_hours": 3}, "", "lost_amount"),
        ({"lost_hours": 25, "lost_amount": 900}, "", "lost_hours"),
        ({"lost_hours": 3, "lost_amount": 900_000}, "", "lost_amount"),
        ({"costs": 900_000}, "bil", "costs"),
    ],
)
def test_claim_that_cannot_be_is_refused_at_its_field(claim, costs_for, field):
    sentence, beside = claim_hindrance(
        FeeClaim(**{key: Decimal(value) for key, value in claim.items()}), costs_for, 1
    )
    assert (bool(sentence), beside) == (True, field)


def test_claim_of_nothing_or_of_all_is_taken():
    assert claim_hindrance(FeeClaim(), "", 1) == ("", "")
    whole = FeeClaim(km=Decimal(12), costs=Decimal(90), lost_hours=Decimal(4), lost_amount=Decimal(900))
    assert claim_hindrance(whole, "parkering", 1) == ("", "")
    assert claim_hindrance(FeeClaim(km=Decimal(-1)), "", 1)[0] == "Skriv inget under noll."


@pytest.mark.parametrize(
    "number", ["640823-3234", "6408233234", "196408233234", "640823+3234", "6408833231", "A6408233234X"]
)
def test_payroll_number_is_no_personnummer(number):
    assert "ser ut som ett personnummer" in payroll_number_hindrance(number)


@pytest.mark.parametrize("number", ["", "10234", "A-17", "6408233235", "2220000000"])
def test_payroll_number_of_another_kind_is_taken(number):
    assert payroll_number_hindrance(number) == ""


def test_period_is_closed_when_it_is_over():
    assert period_hindrance(DAY, date(2024, 5, 29), DAY) == "Periodens sista dag ligger före den första."
    assert "kan stängas först då" in period_hindrance(DAY, date(2024, 5, 31), DAY)
    assert period_hindrance(DAY, DAY, DAY) == ""


def test_usual_periods_are_whole():
    found = {name: (first.isoformat(), last.isoformat()) for name, first, last in usual_periods(DAY)}
    assert found == {
        "Förra månaden": ("2024-04-01", "2024-04-30"),
        "Månaden": ("2024-05-01", "2024-05-31"),
        "Kvartalet": ("2024-04-01", "2024-06-30"),
        "Halvåret": ("2024-01-01", "2024-06-30"),
        "Året": ("2024-01-01", "2024-12-31"),
    }
    december = usual_periods(date(2024, 12, 31))
    assert {last for name, _, last in december if name != "Förra månaden"} == {date(2024, 12, 31)}


def line(**changes: object) -> FeeLine:
    said = {
        "person": "p",
        "name": "Petra Sandell",
        "payroll_number": "",
        "payer": "association",
        "paid_by": "",
        "body": "styrelsen",
        "body_name": "Styrelsen",
        "meeting": "2024-05-30",
        "day": DAY,
        "role": "member",
        "is_chair": False,
        "mode": "På plats",
        "minutes": 150,
        "amounts": FeeAmounts(fee=Decimal(800)),
    }
    return FeeLine(**{**said, **changes})


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"minutes": 200, "amounts": FeeAmounts(fee=Decimal(950))}, "Närvaron är ändrad."),
        ({"payer": "nobody", "amounts": FeeAmounts()}, "Vem som betalar är ändrat."),
        ({"km": Decimal(10)}, "Det som uppges är rättat: Glömde resan."),
        (
            {"amounts": FeeAmounts(fee=Decimal(900))},
            "Reglerna, eller ett annat sammanträde samma dag, är ändrade.",
        ),
        ({"mode": "På distans"}, "Närvaron är ändrad."),
    ],
)
def test_correction_is_the_difference_and_says_what_changed(changes, reason):
    now = line(**changes)
    row = correction(line(), now, "Glömde resan")
    assert (row.reason, row.paid, row.line) == (reason, now.amounts - line().amounts, now)


def test_nothing_is_corrected_when_a_name_or_a_number_is_another():
    assert correction(line(), line(name="Petra Ek", payroll_number="17"), "") is None
