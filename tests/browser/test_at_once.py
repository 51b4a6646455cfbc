"""Pages about a § verified at once, finished notes, a correction and the waiting list, with axe at both widths."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page

from meetings.actions.deciding import defer
from meetings.actions.freezing import freeze_protocol
from meetings.models import Paragraph
from tests.worlds.boards import Board, at, make_meeting, make_ready, sign
from tests.worlds.immediate import (
    make_at_once,
    make_verified_at_once,
    sign_all,
    verify_the_rest,
)
from tests.worlds.notes import make_notes, make_notes_body

pytestmark = pytest.mark.django_db(transaction=True)
Axe = Callable[[Page], None]
SignIn = Callable[[Page, Any], None]


def visit(page: Page, axe: Axe, *addresses: str) -> None:
    for address in addresses:
        response = page.goto(address)
        assert response, address
        assert response.status == 200, address
        axe(page)


def corrected(board: Board) -> tuple[str, str, Paragraph]:
    """Keys of a meeting with a § verified at once, and of a later one that corrects it and puts a matter off."""
    day = timezone.localdate() - timedelta(days=20)
    earlier = verify_the_rest(board, make_verified_at_once(board, day=day, paragraphs=3)).protocol
    later = make_ready(board, day=day + timedelta(days=7))
    first, last = later.paragraphs.order_by("position")
    first.corrects = earlier.paragraphs.order_by("position").first()
    first.save()
    defer(row=last, kind="postponed", reason="Underlaget saknas", by=board.secretary, at=at(day))
    moment = at(later.meeting.date, 15)
    sign_all(freeze_protocol(protocol=later, by=board.secretary, at=moment), board, hour=16)
    return earlier.key, later.key, last


def test_public_pages(page: Page, axe: Axe, board: Board) -> None:
    earlier, later, _ = corrected(board)
    make_notes(board, make_notes_body(board), title="Minnesanteckningar januari")
    public = "/exempelvik/protokoll/"
    visit(page, axe, public, "/exempelvik/anslagstavla/", f"{public}styrelsen/{earlier}-omedelbart/")
    visit(page, axe, f"{public}beredningen/2024-05-30/")
    page.goto(f"{public}styrelsen/{earlier}/")
    page.get_by_role("link", name="Läs paragrafen i sitt eget protokoll").click()
    assert page.url.endswith(f"{earlier}-omedelbart/1/")
    page.goto(f"{public}styrelsen/{earlier}/")
    page.get_by_role("link", name="Rättad genom").click()
    assert f"{later}/" in page.url
    axe(page)


def test_chancellerys_pages(page: Page, axe: Axe, board: Board, sign_in: SignIn) -> None:
    earlier, later, matter = corrected(board)
    make_notes(board, make_notes_body(board))
    following = make_meeting(board, day=timezone.localdate() + timedelta(days=9))
    sign_in(page, board.secretary)
    meetings = "/exempelvik/moten/"
    visit(page, axe, f"{meetings}styrelsen/{earlier}/", f"{meetings}styrelsen/{later}/")
    visit(page, axe, f"{meetings}styrelsen/{earlier}-omedelbart/justering/")
    visit(page, axe, f"{meetings}styrelsen/{earlier}-omedelbart/anslag/")
    visit(page, axe, f"{meetings}beredningen/2024-05-30/", f"{meetings}beredningen/2024-05-30/justering/")
    visit(page, axe, "/exempelvik/register/stampel/", "/exempelvik/register/stampel/ny/")
    visit(page, axe, f"/exempelvik/kansli/avskriv/{matter.public_id}/", "/exempelvik/kansli/")
    page.get_by_role("button", name="Sätt på dagordningen").click()
    page.get_by_text("står nu på dagordningen").wait_for()
    assert following.paragraphs.filter(origin=matter).exists()


def test_signers_pages(phone: Page, axe: Axe, board: Board, sign_in: SignIn) -> None:
    version = make_at_once(board)
    sign(version, board.secretary)
    sign_in(phone, board.chair)
    visit(phone, axe, "/exempelvik/styrelsen/")
    phone.get_by_role("link", name="Läs och skriv under").click()
    axe(phone)
    phone.get_by_role("link", name="Stämmer, börja läsa").click()
    phone.get_by_role("link", name="Till underskrift").click()
    axe(phone)
    assert phone.url.endswith("-omedelbart/skriv-under/")
