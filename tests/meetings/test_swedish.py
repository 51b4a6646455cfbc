from datetime import date, time
from decimal import Decimal

import pytest
from django.template import Context, Template

from meetings import swedish


@pytest.mark.parametrize("day", [date(2024, 5, 30), "2024-05-30"])
def test_long_dates(day):
    assert swedish.long_date(day) == "30 maj 2024"
    assert swedish.long_date_with_weekday(day) == "torsdagen den 30 maj 2024"


@pytest.mark.parametrize(("at", "text"), [("08:30", "8.30"), (time(11), "11.00"), ("00:05", "0.05")])
def test_clock(at, text):
    assert swedish.clock(at) == text


def test_time_range():
    assert swedish.time_range("08:30", time(11)) == "kl.\u00a08.30–11.00"
    assert swedish.time_range("08:30") == "kl.\u00a08.30"


@pytest.mark.parametrize(
    ("names", "text"), [([], ""), (["A"], "A"), (["A", "B"], "A och B"), (("A", "B", "C"), "A, B och C")]
)
def test_names_are_joined_with_och_before_the_last(names, text):
    assert swedish.join_names(names) == text


@pytest.mark.parametrize(
    ("name", "text"),
    [("Astrid", "Astrids"), ("Styrelsen", "Styrelsens"), ("Klas", "Klas"), ("Max", "Max"), ("", "")],
)
def test_genitive(name, text):
    assert swedish.genitive(name) == text


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Förbundsstyrelsen", "förbundsstyrelsen"),
        ("Arbetsutskottet", "arbetsutskottet"),
        ("Beredningsgruppen Norr", "beredningsgruppen Norr"),
        ("AU", "AU"),
        ("Vallnäs råd", "Vallnäs råd"),
        ("", ""),
    ],
)
def test_body_named_by_a_common_noun_has_a_small_letter_mid_sentence(name, text):
    assert swedish.mid_sentence(name) == text


def test_names_sort_with_the_three_swedish_letters_last():
    names = ["Östman", "Ärling", "A\u030astrand", "Åberg", "Zetterlund", "andersson", "Éklund", "Eklöf"]
    order = ["andersson", "Éklund", "Eklöf", "Zetterlund", "Åberg", "A\u030astrand", "Ärling", "Östman"]
    assert sorted(names, key=swedish.sort_key) == order


def test_sections_never_break():
    assert swedish.section(43) == "§\u00a043"
    assert swedish.sections("37–45, 47") == "§\u00a037–45,\u00a047"
    assert swedish.sections("") == ""


@pytest.mark.parametrize(
    ("amount", "text"),
    [
        (Decimal(50000), "50\u202f000\u00a0kronor"),
        (Decimal("1250.5"), "1\u202f250,50\u00a0kronor"),
        (1, "1\u00a0krona"),
        (Decimal("-1000000.00"), "−1\u202f000\u202f000\u00a0kronor"),
        (Decimal("-0.00"), "0\u00a0kronor"),
    ],
)
def test_kronor(amount, text):
    assert swedish.kronor(amount) == text


def test_filters_in_a_template():
    page = '{% load swedish %}{{ day|long_date }}, {% time_range start "11:00" %}, {{ names|join_names }}'
    context = Context({"day": "2024-05-30", "start": "08:30", "names": ["A", "B"]})
    assert Template(page).render(context) == "30 maj 2024, kl.\u00a08.30–11.00, A och B"


def test_address_on_one_line_keeps_its_postal_code_in_one_piece():
    assert swedish.on_one_line("Storgatan 1\n\n123 45 Vallnäs") == "Storgatan 1, 123\xa045 Vallnäs"
