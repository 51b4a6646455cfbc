"""Fees in a browser: stated on a phone in a minute, closed at the office; axe and no sideways scroll at 320 px."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from meetings.models import FeePeriod
from tests.browser.conftest import DESKTOP, PHONE
from tests.worlds.boards import MEETING_DAY, Board
from tests.worlds.fees import make_closed, make_fee_rule, make_payees

pytestmark = pytest.mark.django_db(transaction=True)
SMALLEST = {"width": 320, "height": 700}
WIDTHS = (DESKTOP, PHONE, SMALLEST)


def looked_at(page: Page, axe: Callable[..., None]) -> None:
    axe(page, WIDTHS)
    page.set_viewport_size(SMALLEST)
    assert page.evaluate("document.documentElement.scrollWidth") <= SMALLEST["width"], page.url


def test_a_journey_is_stated_on_a_phone_and_paid_by_the_office(
    board: Board,
    page: Page,
    phone: Page,
    axe: Callable[..., None],
    sign_in: Callable[[Page, Any], None],
    console_errors: list[str],
) -> None:
    make_fee_rule(board)
    make_payees(board)
    make_closed(board)
    sign_in(phone, board.member)
    phone.goto("/exempelvik/styrelsen/")
    phone.get_by_role("link", name="Se dina arvoden").click()
    looked_at(phone, axe)
    phone.get_by_role("link", name="Ange resa och kostnader").click()
    phone.get_by_label("Resa med egen bil").fill("60")
    phone.get_by_label("Andra kostnader").fill("45")
    phone.get_by_role("button", name="Spara").click()
    expect(phone.get_by_role("alert")).to_contain_text("Skriv vad kostnaden är för.")
    looked_at(phone, axe)
    assert "422" in console_errors.pop()
    phone.get_by_label("Vad kostnaden är för").fill("Parkering")
    phone.get_by_role("button", name="Spara").click()
    expect(phone.get_by_text("60 km, 45")).to_be_visible()
    looked_at(phone, axe)

    sign_in(page, board.secretary)
    page.goto(f"/exempelvik/kansli/arvoden/?fran={MEETING_DAY}&till={MEETING_DAY}")
    looked_at(page, axe)
    page.set_viewport_size(DESKTOP)
    page.get_by_role("link", name="Stäng perioden").click()
    looked_at(page, axe)
    page.get_by_role("button", name="Stäng perioden").click()
    expect(page.get_by_text("Perioden är stängd.")).to_be_visible()
    looked_at(page, axe)
    assert FeePeriod.objects.get().total == 3500 + 150 + 45
    for address in ("", "nya/", "betalas-av/"):
        page.goto(f"/exempelvik/register/arvoden/{address}")
        looked_at(page, axe)
