"""Pages on which somebody vouches: the original is handed out, and an e-ID with another name is confirmed; with axe."""

from collections.abc import Callable
from typing import Any

import pytest
from allauth.socialaccount.models import SocialAccount
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from meetings.actions.accounts import propose_eid
from meetings.models import Verification
from tests.worlds.boards import Board, make_verified
from tests.worlds.once import made_once

pytestmark = pytest.mark.django_db(transaction=True)


@made_once
def verification(board: Board) -> Verification:
    return make_verified(board, paragraphs=1)


def test_original_is_handed_out_on_a_page_of_its_own(
    page: Page,
    board: Board,
    verification: Verification,
    sign_in: Callable[[Page, Any], None],
    axe: Any,
    console_errors: list[str],
) -> None:
    sign_in(page, board.secretary)
    page.goto(reverse("verification_status", args=["exempelvik", "styrelsen", verification.protocol.key]))
    page.get_by_role("link", name="Lämna ut originalet").click()
    axe(page)
    page.get_by_role("button", name="Anteckna utlämnandet").click()
    expect(page.get_by_role("alert")).to_contain_text("Skriv hur utlämnandet är prövat.")
    axe(page)
    console_errors.clear()  # Chromium reports the 422 itself
    page.get_by_label("Prövning").fill("Prövat enligt OSL, inget hinder.")
    page.get_by_label("Till vem").fill("Exempelviks kommun")
    page.get_by_role("button", name="Anteckna utlämnandet").click()
    expect(page.get_by_text("till Exempelviks kommun")).to_be_visible()
    axe(page)


def test_eid_with_another_name_is_confirmed_by_an_officer(
    page: Page, board: Board, sign_in: Callable[[Page, Any], None], axe: Any
) -> None:
    identity = SocialAccount(provider="prov", uid="0" * 64, extra_data={"issuer": "x", "acr": "y"})
    change = propose_eid(person=board.member, identity=identity, name="Karl Östman", at=timezone.now())
    sign_in(page, board.chair)
    page.goto(reverse("account_change", args=["exempelvik", change.public_id]))
    expect(page.get_by_text("Karl Östman")).to_be_visible()
    axe(page)
    page.get_by_label("hur", exact=False).fill("Träffade henne.")
    page.get_by_role("button", name="Bekräfta").click()
    expect(page.get_by_text("sparas inte längre")).to_be_visible()
    axe(page)
