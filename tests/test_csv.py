"""Every CSV of the site as a spreadsheet with Swedish settings reads it: text stays text, kronor are numbers."""

import csv
import re
from collections.abc import Iterator
from decimal import Decimal
from io import StringIO

import pytest
from django.http import HttpResponse
from django.test import Client

from funding.models import Measure, Payment, Requisition
from meetings.views.csv_file import csv_file
from tests.test_robustness import addresses_of
from tests.worlds.forging import past_the_guards
from tests.worlds.whole_association import World

RUN = ("=", "+", "-", "@", "\t", "\r", "\n")
KRONOR = re.compile(r"-?\d+,\d\d\Z")
ROUNDED = re.compile(r"0\d+\Z|\d{16,}\Z")


def read(answer: HttpResponse) -> list[list[str | Decimal]]:
    """The rows, with kronor as numbers. Whatever else a spreadsheet would run or round fails."""
    text = answer.content.decode()
    assert text.startswith("\ufeff"), "nothing says UTF-8"
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    rows = list(csv.reader(StringIO(text.removeprefix("\ufeff"), newline=""), delimiter=";", strict=True))
    assert len({len(row) for row in rows}) == 1, "a row has another number of cells than the head"
    return [[cell(one) for one in row] for row in rows]


def cell(text: str) -> str | Decimal:
    if KRONOR.match(text):
        return Decimal(text.replace(",", "."))
    assert not text.startswith(RUN), text
    assert not ROUNDED.match(text), text
    return text


def csv_pages(world: World) -> Iterator[str]:
    yield from (path for _, path in addresses_of(world, "secretary") if path.endswith(".csv"))


@pytest.mark.django_db
def test_every_csv_of_the_site_is_read_with_swedish_settings(world: World) -> None:
    """What people and places are called begins as a formula does; references begin with zeros."""
    with past_the_guards():
        Measure.objects.update(name="=HYPERLINK(1);2")
        Requisition.objects.update(supplier="-Lokal \"AB\"; 'Å'")
        Payment.objects.update(reference="0044120000", note="@summa +1")
    client = Client()
    client.force_login(world.board.secretary)
    tables = {path.rpartition("/")[2]: read(client.get(path)) for path in csv_pages(world)}
    assert set(tables) >= {"insatser.csv", "utbetalningar.csv", "granskningslogg.csv"}
    head, *rows = tables["utbetalningar.csv"]
    assert rows
    for row in rows:
        shown = dict(zip(head, row, strict=True))
        assert isinstance(shown["Belopp"], Decimal)
        assert (shown["Insats"], shown["Verifikation"], shown["Anteckning"]) == (
            "'=HYPERLINK(1);2",
            "'0044120000",
            "'@summa +1",
        )
    assert any(isinstance(one, Decimal) for one in tables["insatser.csv"][1])


KEPT = {
    Decimal("-0.5"): Decimal("-0.50"),
    Decimal("1234567.891"): Decimal("1234567.89"),
    2024: "2024",
    "123-4566": "123-4566",
    "012-3456": "012-3456",
    "212000-0142": "212000-0142",
    "44 12-3": "44 12-3",
    "2026/0007": "2026/0007",
    "0": "0",
    "0044": "'0044",
    "00 44": "'00 44",
    "1234567890123456789012345": "'1234567890123456789012345",
    '=1+1;"å"': '\'=1+1;"å"',
    "+46": "'+46",
    "-5": "'-5",
    "@SUM": "'@SUM",
    "\t=1": "'\t=1",
    "\r=1": "'\r=1",
    "\n=1": "'\n=1",
    "å;ä\n«ö»": "å;ä\n«ö»",
}


@pytest.mark.parametrize("value", KEPT)
def test_a_cell_is_read_as_what_it_was(value: object) -> None:
    assert read(csv_file("x.csv", ["a", "b"], [[value, ""]]))[1][0] == KEPT[value]
