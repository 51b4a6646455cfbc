"""An e-ID in a real browser, under the site's Content-Security-Policy; the other pages of signing in, on a phone."""

from collections.abc import Callable

import pytest
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.urls import reverse
from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE
from tests.browser.test_passkeys import fine, give_password, sign_out
from tests.browser.test_public import HEAVIEST, weight
from tests.worlds.boards import Board, make_board
from tests.worlds.eid import Eid

pytestmark = pytest.mark.django_db(transaction=True)

type Axe = Callable[[Page], None]


@pytest.fixture
def board() -> Board:
    return make_board()


def test_eid_is_linked_and_opens_the_site(
    phone: Page, board: Board, eid: Eid, axe: Axe, console_errors: list[str]
) -> None:
    eid.will_find(board.member.name)
    give_password(phone, board.member)
    phone.goto(reverse("mfa_index"))
    fine(phone, axe)
    phone.get_by_role("button", name="Koppla Provlegitimation").press("Enter")
    expect(phone.get_by_text("E-legitimationen är kopplad till ditt konto.")).to_be_visible()
    fine(phone, axe)
    sign_out(phone)
    phone.goto(f"{reverse('account_login')}?next={reverse('mfa_index')}")
    fine(phone, axe)
    phone.get_by_role("button", name="Logga in med Provlegitimation").click()
    expect(phone.get_by_role("heading", name="Här är du inloggad")).to_be_visible()
    phone.get_by_role("button", name="Logga ut överallt utom här").click()
    expect(phone.get_by_text("Du är utloggad överallt utom här.")).to_be_visible()
    fine(phone, axe)
    sign_out(phone)
    eid.will_find("Karl Östman", sub="199001012391")
    phone.goto(reverse("account_login"))
    phone.get_by_role("button", name="Logga in med Provlegitimation").click()
    expect(
        phone.get_by_role("heading", name="E-legitimationen är inte kopplad till något konto")
    ).to_be_visible()
    fine(phone, axe)
    refused = [error for error in console_errors if "403" in error]
    assert len(refused) == 1
    console_errors.remove(refused[0])


def test_chancellery_is_led_to_a_second_factor_or_skips_it_in_the_demo(
    phone: Page, board: Board, axe: Axe, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "SECOND_FACTOR_MAY_WAIT", True)
    Authenticator.objects.filter(user=board.secretary).delete()
    give_password(phone, board.secretary)
    expect(phone.get_by_role("heading", name="Ett lösenord räcker inte här")).to_be_visible()
    fine(phone, axe)
    phone.get_by_role("button", name="Hoppa över i demon").press("Enter")
    expect(phone.get_by_role("heading", name="Ett lösenord räcker inte här")).to_have_count(0)
    phone.goto(reverse("privacy"))
    fine(phone, axe)


PAGES = ["account_login", "mfa_index", "mfa_add_webauthn", "mfa_activate_totp"]


@pytest.mark.parametrize("name", PAGES)
def test_page_of_signing_in_weighs_less_than_100_kilobytes(
    new_page: Callable[..., Page], board: Board, name: str
) -> None:
    first, again = new_page(PHONE), new_page(PHONE)
    if name != "account_login":
        give_password(first, board.member)
        again.context.add_cookies(first.context.cookies())  # type: ignore[arg-type]
    assert 0 < sum(weight(again, reverse(name)).values()) < HEAVIEST
