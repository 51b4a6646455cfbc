"""docs/medel.md says what the functions and the table of states do."""

import importlib
import re
from decimal import Decimal

import pytest
from django.conf import settings

from funding.rules.economy import Year, total
from funding.workflow import TRANSITIONS, State

TEXT = (settings.BASE_DIR / "docs/medel.md").read_text(encoding="utf-8")
ROWS = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in TEXT.splitlines()
    if line.startswith("|")
]
RULES = [row for row in ROWS if row[-1].endswith(".py`")]
ECONOMY = {
    row[0]: [Decimal(re.sub(r"\s", "", one).replace("−", "-")) for one in row[1:]]
    for row in ROWS
    if len(row) == 5 and re.fullmatch(r"[−\d\s]+", row[1])
}
STATES = {
    row[0].strip("`"): set(re.findall(r"`(\w+)`", row[1]))
    for row in ROWS
    if len(row) == 2 and row[0].startswith("`")
}
IMPOSSIBLE = [row for row in ROWS if len(row) == 3 and "`test_" in "".join(row[1:])]


def test_worked_table_of_the_economy_is_right():
    costs, own, other, sought = (
        ECONOMY[name]
        for name in ("kostnader", "egen finansiering", "annan finansiering", "söks från förbundet")
    )
    years = [Year(1, *amounts) for amounts in zip(costs[:3], own[:3], other[:3], sought[:3], strict=True)]
    assert [one.difference for one in years] + [total(years).difference] == ECONOMY["skillnad"]
    assert [total(years).costs, total(years).sought] == [costs[3], sought[3]]


def test_table_of_states_is_the_one_the_code_follows():
    assert {
        state.value: {one.value for one in after} for state, after in TRANSITIONS.items() if after
    } == STATES
    ends = {state.value for state in State if not TRANSITIONS[state]}
    assert all(f"`{end}`" in TEXT for end in ends)


@pytest.mark.parametrize("row", RULES, ids=lambda row: row[2])
def test_every_function_and_test_file_named_exists(row):
    for name in re.findall(r"`([a-z_.]+)`", row[2]):
        module, function = name.split(".")
        assert callable(getattr(importlib.import_module(f"funding.rules.{module}"), function))
    assert (settings.BASE_DIR / "tests/funding" / row[3].strip("`")).is_file()


def test_every_function_of_rules_is_in_the_table():
    public = {
        f"{file.stem}.{name}"
        for file in (settings.BASE_DIR / "funding/rules").glob("*.py")
        for name in re.findall(r"^def ([a-z]\w*)", file.read_text(encoding="utf-8"), re.MULTILINE)
    }
    assert public <= {name for row in RULES for name in re.findall(r"`([a-z_.]+)`", row[2])}


def test_impossible_things_have_their_tests():
    assert len(IMPOSSIBLE) == 34
    for name in re.findall(r"`(\w+)`", " ".join(cell for row in IMPOSSIBLE for cell in row[1:])):
        assert list((settings.BASE_DIR / "tests").rglob(f"{name}.py")), name
