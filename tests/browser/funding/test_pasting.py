"""A table pasted from a spreadsheet: each amount where it belongs, and what has no place is told."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from funding.models import CostAmount, PlanYear
from tests.browser.funding.applying import PASTE, SAVED, ready
from tests.worlds.applications import YEARS, make_draft, make_office

pytestmark = pytest.mark.django_db(transaction=True)
FIRST, SECOND, THIRD = YEARS


def amounts(page: Page, name: str) -> list[str]:
    return [page.get_by_label(f"{name} {year}", exact=True).input_value() for year in YEARS]


def paste(page: Page, block: str, *, at: str = f"Personal {FIRST}") -> str:
    """What the page says after a paste into the cell `at` of an empty grid."""
    page.evaluate("for (const one of document.querySelectorAll('.grid td input')) one.value = ''")
    page.get_by_label(at, exact=True).evaluate(PASTE, block)
    return page.locator("#pasted").inner_text()


def test_each_amount_has_the_place_that_its_table_gave_it(
    page: Page, sign_in: Callable[[Page, Any], None], axe: Callable[[Page], None]
) -> None:
    office = make_office()
    draft = make_draft(office)
    CostAmount.objects.filter(row__application=draft).update(amount=0)
    PlanYear.objects.filter(application=draft).update(own=0, in_kind=0, other=0, sought=0)
    sign_in(page, office.applicant)
    page.goto(reverse("application_edit", args=["exempelvik", draft.public_id, "ekonomi"]))
    ready(page)
    assert amounts(page, "Personal") == ["", "", ""]
    page.get_by_label(f"Personal {FIRST}", exact=True).click(position={"x": 3, "y": 8})
    page.keyboard.type("65000")
    assert amounts(page, "Personal") == ["65000", "", ""]

    said = paste(
        page, "Personal\t65 000\t384 000\t384 000\t833 000\nLokalkostnader\t3 750\t-   kr\t15 000\t18 750\n"
    )
    assert amounts(page, "Personal") == ["65 000", "384 000", "384 000"]
    assert amounts(page, "Lokalkostnader") == ["3 750", "-   kr", "15 000"]
    assert "Personal, «833 000»; Lokalkostnader, «18 750»" in said

    headed = f"Kostnad\t{SECOND}\t{FIRST}\tSumma\nLokalkostnader\t15 000\t3 750\t18 750\nSumma\t15 000\t3 750\t18 750\n"
    said = paste(page, headed)
    assert amounts(page, "Lokalkostnader") == ["3 750", "15 000", ""]
    assert amounts(page, "Personal") == ["", "", ""]
    assert f"Summa, {SECOND}, «15 000»" in said

    assert paste(page, "\t384 000") == "1 ruta är ifylld."
    assert amounts(page, "Personal") == ["", "384 000", ""]

    paste(page, "65 000\tkr\t384 000\tkr\n–\tkr\t15 000\tkr\n")
    assert amounts(page, "Personal") == ["65 000", "384 000", ""]
    assert amounts(page, "Lokalkostnader") == ["–", "15 000", ""]
    axe(page)

    # As a spreadsheet copies a label of two lines, an accountant's minus and a sum that went wrong.
    said = paste(page, 'Personal\t65 000\t(500)\t#REF!\n"Lokal-\nkostnader"\t3 750\t1e3\t15 000\n')
    assert said == (
        "3 rutor är ifyllda. Det här fick inte plats: Personal, «(500)»; Personal, «#REF!»; "
        "Lokal- kostnader, «1e3». Skriv det för hand."
    )
    assert amounts(page, "Lokalkostnader") == ["3 750", "", "15 000"]
    assert "«#REF!»; «#DIV/0!»" in paste(page, "#REF!\t#DIV/0!")
    assert paste(page, "för\thand") == "Inga rutor är ifyllda."

    six = "\n".join(f"{number} 000" for number in range(1, 7))
    assert "«5 000»; «6 000»" in paste(page, six)
    assert amounts(page, "Egen finansiering i pengar") == ["", "", ""]

    page.get_by_label(f"Personal {FIRST}", exact=True).fill("65 000 384 000")
    expect(page.get_by_text("ser ut som två belopp")).to_be_visible()
    page.get_by_label(f"Personal {FIRST}", exact=True).fill("65 000 kr")
    expect(page.locator("#save-state")).to_have_text(SAVED)
    assert (
        CostAmount.objects.get(row__kind="staff", year__year=FIRST, row__application=draft).amount == 65_000
    )


def test_text_beyond_the_limit_is_told_and_not_cut(page: Page, sign_in: Callable[[Page, Any], None]) -> None:
    office = make_office()
    draft = make_draft(office)
    sign_in(page, office.applicant)
    page.goto(reverse("application_edit", args=["exempelvik", draft.public_id, "insatsen"]))
    ready(page)
    page.get_by_label("Bakgrund").fill("å" * 19_000)
    expect(page.get_by_text(re.compile(r"19\s000 av 20\s000 tecken"))).to_be_visible()
    page.get_by_label("Bakgrund").fill("å" * 50_000)
    expect(page.get_by_text(re.compile(r"Texten är 50\s?000 tecken lång")).first).to_be_visible()
    expect(page.locator("#save-state")).to_contain_text("Inte sparat")
    assert len(page.get_by_label("Bakgrund").input_value()) == 50_000
