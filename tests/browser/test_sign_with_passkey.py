"""A member who is invited chooses a password, sets a passkey and verifies with it, on a phone."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from django.urls import reverse
from playwright.sync_api import Page, expect

from meetings.models import Signature
from meetings.paper import assertion
from meetings.rules.signing_level import Level
from tests.browser.passkeys import Authenticator
from tests.worlds.boards import make_board, make_frozen
from tests.worlds.letters import letters

pytestmark = pytest.mark.django_db(transaction=True)

NEW = "ett-annat-bra-losenord"


def test_invited_member_sets_a_passkey_and_verifies_with_it(
    phone: Page, live_server: Any, monkeypatch: pytest.MonkeyPatch, axe: Callable[[Page], None]
) -> None:
    monkeypatch.setattr(settings, "SITE_URL", live_server.url)
    monkeypatch.setattr(settings, "MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN", True)
    board = make_board(least_level=Level.SECOND_FACTOR.value)
    board.chair.set_unusable_password()
    board.chair.save()
    version = make_frozen(board)
    authenticator = Authenticator(phone)

    phone.goto(link(board.chair.email, "/konto/password/reset/"))
    phone.get_by_label("E-postadress").fill(board.chair.email)
    phone.get_by_role("button").last.click()
    phone.goto(link(board.chair.email, "/konto/password/reset/key/"))
    for field in phone.locator("input[type=password]").all():
        field.fill(NEW)
    phone.locator("main button[type=submit]").click()
    expect(phone.get_by_text("Vilka som skriver under")).to_be_visible()  # back at the protocol

    meeting = version.protocol.meeting
    signing = reverse("protocol_sign", args=["exempelvik", "styrelsen", meeting.key])
    phone.goto(signing)
    expect(phone.get_by_text("Protokollet skrivs under med lägst nivå 2")).to_be_visible()
    axe(phone)
    phone.get_by_role("link", name="Lägg till ett sätt att logga in").click()
    phone.get_by_role("link", name="Lägg till en inloggningsnyckel").click()
    phone.get_by_label("Vad ska den heta?").fill("Min telefon")
    phone.keyboard.press("Enter")
    expect(phone.get_by_role("heading", name="Dina reservkoder")).to_be_visible()

    phone.goto(signing)
    axe(phone)
    authenticator.refuse()
    phone.get_by_role("button", name="Justera").click()
    expect(phone.get_by_role("alert")).to_have_text("Det blev avbrutet. Försök igen.")
    axe(phone)
    authenticator.refuse(False)
    phone.get_by_role("button", name="Justera").press("Enter")
    expect(phone.get_by_role("heading", name="Du har skrivit under")).to_be_visible()
    signature = Signature.objects.get()
    assert (signature.signatory.person, signature.level) == (board.chair, Level.SECOND_FACTOR)
    assert signature.evidence["statement"]["sha256"] == version.sha256
    assert assertion.holds(signature.evidence)


def link(email: str, beginning: str) -> str:
    """The path of the latest link in the person's letters that begins so."""
    found = [re.search(rf"https?://[^/]+({beginning}\S*)", one.body) for one in letters(email)]
    return [one[1] for one in found if one][-1]
