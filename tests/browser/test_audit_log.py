"""The audit log as its readers meet it: found from the first page, searched by keyboard, whole on a phone."""

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from meetings.models import Protocol
from tests.worlds.boards import Board

pytestmark = pytest.mark.django_db(transaction=True)
NARROW = {"width": 320, "height": 700}


def test_auditor_finds_who_read_the_draft(
    page: Page,
    phone: Page,
    board: Board,
    protocol: Protocol,
    sign_in: Callable[[Page, Any], None],
    axe: Callable[..., None],
) -> None:
    sign_in(phone, board.manager)
    phone.goto(reverse("draft_edit", args=[board.association.slug, board.body.slug, protocol.meeting.key]))
    expect(phone.get_by_role("heading", level=1)).to_be_visible()

    sign_in(page, board.auditor)
    page.goto(reverse("todo", args=[board.association.slug]))
    page.get_by_role("link", name="Granskningslogg").click()
    expect(page.get_by_text("Utkast till protokoll")).to_be_visible()
    axe(page)
    page.get_by_label("Vad som hände").select_option("Skrivit under")
    page.get_by_label("Vad som hände").press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Inget hände.")).to_be_visible()
    axe(page)
    page.get_by_label("Vad som hände").select_option("Läst")
    page.get_by_label("Person").select_option(label=board.manager.name)
    page.get_by_role("button", name="Visa").click()
    expect(page.get_by_text("Utkast till protokoll")).to_be_visible()
    page.set_viewport_size(NARROW)  # type: ignore[arg-type]
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]
    page.get_by_role("link", name=str(protocol.meeting)).click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
