"""A chair's address is changed, she signs, and only the evidence in the original says so."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from meetings.documents.protocol import EVIDENCE_NAME
from meetings.models import Verification
from meetings.paper.storage import stored_bytes
from tests.meetings.pdf_assertions import embedded_files, text_of
from tests.worlds.accounts import link_to
from tests.worlds.boards import PASSWORD, Board, make_frozen, sign

pytestmark = pytest.mark.django_db(transaction=True)

NEW = "astrid@ny.example.org"


def test_address_is_changed_and_the_evidence_says_so(
    page: Page,
    phone: Page,
    board: Board,
    sign_in: Callable[[Page, Any], None],
    axe: Callable[..., None],
) -> None:
    version = make_frozen(board)
    sign(version, board.secretary)
    old = board.chair.email
    sign_in(page, board.secretary)
    page.goto(reverse("admin:meetings_person_change", args=[board.chair.pk]))
    page.get_by_role("link", name="Föreslå ny e-postadress").click()
    axe(page)
    page.get_by_label("Ny e-postadress").fill(NEW)
    page.get_by_role("button", name="Föreslå").click()
    expect(page.get_by_text("Du har själv föreslagit ändringen.")).to_be_visible()
    axe(page)

    phone.goto(reverse("account_confirm", args=[link_to(NEW)]))
    axe(phone)
    phone.get_by_role("button", name="Bekräfta").click()
    expect(phone.get_by_text("Tack. Du har bekräftat.")).to_be_visible()
    phone.goto(reverse("account_confirm", args=[link_to(old)]))
    axe(phone)
    phone.get_by_role("button", name="Bekräfta").click()
    expect(phone.get_by_text("Ändringen gäller sedan")).to_be_visible()

    board.chair.refresh_from_db()  # her sessions ended with the address
    sign_in(phone, board.chair)
    phone.goto(reverse("own_details"))
    expect(phone.get_by_text(NEW)).to_be_visible()
    axe(phone)
    where = [board.association.slug, board.body.slug, version.protocol.key]
    phone.goto(reverse("protocol_sign", args=where))
    phone.get_by_label("Ditt lösenord").fill(PASSWORD)
    phone.get_by_role("button", name="Justera").click()
    expect(phone.get_by_role("heading", name="Du har skrivit under")).to_be_visible()

    sign(version, board.verifier, moment=timezone.now())
    verification = Verification.objects.get()
    original, copy = stored_bytes(verification.original.sha256), stored_bytes(verification.public_copy.sha256)
    evidence = json.loads(embedded_files(original)[EVIDENCE_NAME])
    said = {one["name"]: one["account"] for one in evidence["signatures"]}
    (line,) = said["Astrid Norling"]
    assert line.startswith("E-postadressen ändrades den")
    assert line.endswith("Båda adresserna bekräftade det.")
    assert said["Henrik Brolin"] == []
    for pdf in (original, copy):
        assert "adressen ändrades" not in text_of(pdf)
    assert EVIDENCE_NAME not in embedded_files(copy)

    page.goto(reverse("account_change_list", args=[board.association.slug]))
    expect(page.get_by_text("Gäller sedan")).to_be_visible()
    axe(page)
