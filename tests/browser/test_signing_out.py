"""Signing out empties the browser, and asks first when words in it are not saved."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import DESKTOP
from tests.worlds.boards import Board

pytestmark = pytest.mark.django_db(transaction=True)

type SignIn = Callable[[Page, Any], None]
type Axe = Callable[..., None]


def test_signing_out_asks_first_when_words_are_not_saved(
    page: Page, board: Board, sign_in: SignIn, axe: Axe
) -> None:
    sign_in(page, board.member)
    page.goto("/exempelvik/styrelsen/")
    page.evaluate("localStorage.setItem('protokoll x /y/ z', JSON.stringify({value: 'ord'}))")
    page.get_by_text(str(board.member)).click()
    page.get_by_role("button", name="Logga ut").click()
    expect(page.get_by_role("alert")).to_contain_text("text som inte är sparad än")
    axe(page, (DESKTOP,))
    page.get_by_role("button", name="Logga ut ändå").click()
    expect(page.get_by_text("Du är utloggad.")).to_be_visible()
    assert page.evaluate("localStorage.length") == 0
