"""Passkeys in a real browser: taken into use, signed in with, and used as the second step; every page on a phone."""

from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from django.urls import reverse
from playwright.sync_api import Page, expect

from meetings.models import Person
from tests.browser.conftest import PHONE
from tests.browser.passkeys import Authenticator
from tests.worlds.boards import PASSWORD, make_person

pytestmark = pytest.mark.django_db(transaction=True)

type Axe = Callable[[Page], None]


@pytest.fixture
def person() -> Person:
    return make_person("Astrid", "Norling")


@pytest.fixture(autouse=True)
def _own_address(live_server: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "SITE_URL", live_server.url)
    monkeypatch.setattr(settings, "MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN", True)


def give_password(page: Page, person: Person) -> None:
    page.goto(reverse("account_login"))
    page.get_by_label("E-postadress").fill(person.email)
    page.get_by_label("Lösenord").fill(PASSWORD)
    page.get_by_role("button", name="Logga in", exact=True).click()


def sign_out(page: Page) -> None:
    page.context.clear_cookies()


def fine(page: Page, axe: Axe) -> None:
    """Nothing from axe, and no scrolling sideways on a small phone."""
    axe(page)
    page.set_viewport_size({"width": 320, "height": 700})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320, page.url
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]


def test_passkey_is_taken_into_use_and_opens_the_site(phone: Page, person: Person, axe: Axe) -> None:
    authenticator = Authenticator(phone)
    give_password(phone, person)
    phone.goto(reverse("mfa_index"))
    fine(phone, axe)
    phone.get_by_role("link", name="Lägg till en inloggningsnyckel").click()
    fine(phone, axe)
    phone.get_by_label("Vad ska den heta?").fill("Min telefon")
    phone.keyboard.press("Enter")
    expect(phone.get_by_role("heading", name="Dina reservkoder")).to_be_visible()
    fine(phone, axe)
    phone.goto(reverse("mfa_index"))
    expect(phone.get_by_text("Min telefon").first).to_be_visible()
    fine(phone, axe)

    sign_out(phone)
    phone.goto(f"{reverse('account_login')}?next={reverse('mfa_index')}")
    fine(phone, axe)
    phone.get_by_role("button", name="Logga in med inloggningsnyckel").click()
    expect(phone.get_by_role("heading", name="Din inloggning")).to_be_visible()
    expect(phone.get_by_text("Senast använd den")).to_be_visible()

    sign_out(phone)
    give_password(phone, person)
    expect(phone.get_by_role("heading", name="Ett steg till")).to_be_visible()
    fine(phone, axe)
    authenticator.refuse()
    phone.get_by_role("button", name="Använd din inloggningsnyckel").click()
    expect(phone.get_by_role("alert")).to_have_text("Det blev avbrutet. Försök igen.")
    fine(phone, axe)
    authenticator.refuse(False)
    phone.get_by_role("button", name="Använd din inloggningsnyckel").press("Enter")
    expect(phone.locator(".menu summary")).to_have_text(person.name)

    phone.goto(reverse("mfa_index"))
    phone.get_by_role("link", name="Byt namn på Min telefon").click()
    fine(phone, axe)
    phone.get_by_label("Vad ska den heta?").fill("Telefonen")
    phone.get_by_role("button", name="Spara namnet").click()
    phone.get_by_role("link", name="Ta bort Telefonen").click()
    fine(phone, axe)
    phone.get_by_role("button", name="Ta bort").click()
    expect(phone.get_by_text("Inloggningsnyckeln är borttagen.")).to_be_visible()
    expect(phone.get_by_role("heading", name="Reservkoder")).to_have_count(0)


def test_app_for_codes_is_set_up_on_a_page_that_fits(phone: Page, person: Person, axe: Axe) -> None:
    give_password(phone, person)
    phone.goto(reverse("mfa_activate_totp"))
    expect(phone.get_by_role("img", name="QR-kod")).to_be_visible()
    fine(phone, axe)
    phone.get_by_label("Engångskod från appen").fill("123")
    phone.get_by_role("button", name="Använd appen").click()
    expect(phone.get_by_role("alert")).to_contain_text("Det stämmer inte. Försök igen.")
    fine(phone, axe)
