"""A member links an e-ID and verifies with it, on a phone, under the site's Content-Security-Policy."""

from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from django.urls import reverse
from playwright.sync_api import Page, expect

from meetings.models import Signature
from meetings.rules.signing_level import Level
from tests.browser.test_passkeys import fine, give_password
from tests.worlds.boards import make_board, make_frozen
from tests.worlds.eid import Eid
from tests.worlds.verification_pages import address

pytestmark = pytest.mark.django_db(transaction=True)


def test_member_verifies_with_an_eid(
    phone: Page, live_server: Any, eid: Eid, monkeypatch: pytest.MonkeyPatch, axe: Callable[[Page], None]
) -> None:
    monkeypatch.setattr(settings, "SITE_URL", live_server.url)
    board = make_board(least_level=Level.IDENTITY.value)
    version = make_frozen(board)
    eid.will_find(board.chair.name)
    give_password(phone, board.chair)
    phone.goto(reverse("mfa_index"))
    phone.get_by_role("button", name="Koppla Provlegitimation").click()
    expect(phone.get_by_text("E-legitimationen är kopplad till ditt konto.")).to_be_visible()

    phone.goto(address(version, "protocol_sign"))
    fine(phone, axe)
    phone.get_by_role("button", name="Justera med Provlegitimation").press("Enter")
    expect(phone.get_by_role("heading", name="Du har legitimerat dig")).to_be_visible()
    fine(phone, axe)
    assert not Signature.objects.exists()
    phone.get_by_role("button", name="Justera").press("Enter")
    expect(phone.get_by_text("Tack! Din underskrift är registrerad.")).to_be_visible()
    signature = Signature.objects.get()
    assert (signature.method, signature.level) == ("E-legitimation", Level.IDENTITY)
