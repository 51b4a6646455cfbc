"""The choice at a gap, and the board's own page, in a browser."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.worlds.boards import make_board
from tests.worlds.notices import down, link_to, make_notice, up

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_gap_is_chosen_about_and_explained_to_the_board(
    page: Page, sign_in: Callable[[Page, Any], None], axe: Callable[..., None], live_server: Any
) -> None:
    board = make_board()
    notice = make_notice(board, posted=date(2024, 6, 11))
    up(notice, "RVN", date(2024, 6, 12))
    down(notice, "RVN", date(2024, 7, 4))
    up(notice, "EK", date(2024, 6, 14))
    page.goto(live_server.url + link_to("anslag-rvn@exempelvik.example"))
    expect(page.get_by_role("heading", name="Anslaget behöver sättas upp igen")).to_be_visible()
    expect(page.get_by_text("Det gick inte att spara")).to_have_count(0)
    axe(page)
    sign_in(page, board.secretary)
    page.goto(f"{live_server.url}/exempelvik/moten/styrelsen/{notice.protocol.key}/anslag/")
    page.get_by_text("Godta dagarna", exact=True).click()
    axe(page)
    page.get_by_label("Varför godtas dagarna?").fill("En dag saknas.")
    page.get_by_role("button", name="Godta", exact=True).click()
    expect(page.get_by_text("Dagarna hos Region Vallnäs är godtagna")).to_be_visible()
    axe(page)
