"""Signing on a phone: read § by §, ask for a change, sign; every state without a word from axe."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from meetings.actions.changing import answer_request, request_change
from meetings.actions.freezing import freeze_protocol
from meetings.models import ChangeRequest, ProtocolVersion, Signature, Verification
from tests.browser.conftest import PHONE
from tests.worlds.boards import PASSWORD, Board, at, make_frozen, sign
from tests.worlds.once import made_once

pytestmark = pytest.mark.django_db(transaction=True)

type SignIn = Callable[[Page, Any], None]
type Axe = Callable[[Page], None]


@made_once
def out(board: Board) -> ProtocolVersion:
    version = make_frozen(board)
    sign(version, board.secretary)
    return version


def address(version: ProtocolVersion, name: str = "protocol_verify") -> str:
    meeting = version.protocol.meeting
    return reverse(name, args=[meeting.body.association.slug, meeting.body.slug, meeting.key])


def click(page: Page, name: str) -> None:
    """Press what begins with the name: a link to help may have the same word inside it."""
    begins = re.compile(r"^\s*" + r"\s".join(map(re.escape, name.split())))
    page.get_by_role("link", name=begins).or_(page.get_by_role("button", name=begins)).first.click()


def fits(page: Page) -> None:
    """No scrolling sideways, on a small phone either."""
    own = page.viewport_size
    page.set_viewport_size({"width": 320, "height": 700})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.set_viewport_size(own)  # type: ignore[arg-type]


def test_reads_and_signs_within_the_thumbs_reach(
    phone: Page, board: Board, out: ProtocolVersion, sign_in: SignIn, axe: Axe
) -> None:
    sign_in(phone, board.chair)
    phone.goto(address(out))
    axe(phone)
    fits(phone)
    click(phone, "Stämmer, börja läsa")
    expect(phone.get_by_text("Paragraf 1 av 2")).to_be_visible()
    button = phone.get_by_role("link", name="Stämmer, nästa").bounding_box()
    assert button
    assert button["y"] + button["height"] > 844 - 40  # at the bottom of a § that is short, too
    axe(phone)
    fits(phone)
    click(phone, "Stämmer, nästa")
    expect(phone.get_by_text("Paragraf 2 av 2")).to_be_visible()
    click(phone, "Till underskrift")
    axe(phone)
    fits(phone)
    phone.get_by_label("Ditt lösenord").fill("fel")
    click(phone, "Justera")
    expect(phone.get_by_text("Fel lösenord. Försök igen.").first).to_be_visible()
    axe(phone)
    phone.get_by_label("Ditt lösenord").fill(PASSWORD)
    click(phone, "Justera")
    expect(phone.get_by_role("heading", name="Du har skrivit under")).to_be_visible()
    axe(phone)
    assert Signature.objects.filter(signatory__person=board.chair).count() == 1


def test_pages_work_without_javascript(
    new_page: Callable[..., Page], board: Board, out: ProtocolVersion, sign_in: SignIn
) -> None:
    page = new_page(PHONE, javascript=False)
    sign_in(page, board.verifier)
    page.goto(address(out, "protocol_sign"))
    page.get_by_label("Ditt lösenord").fill(PASSWORD)
    click(page, "Justera")
    expect(page.get_by_role("heading", name="Du har skrivit under")).to_be_visible()


def test_asks_for_a_change_and_signs_the_new_version_with_a_dissent(
    phone: Page, board: Board, out: ProtocolVersion, sign_in: SignIn, axe: Axe
) -> None:
    sign_in(phone, board.verifier)
    phone.goto(address(out, "protocol_verify_all"))
    axe(phone)
    fits(phone)
    click(phone, "Begär ändring i §\N{NO-BREAK SPACE}1")
    phone.get_by_label("Vad behöver ändras, och varför?").fill("Yrkandet om återremiss saknas.")
    phone.get_by_text("Föreslå en ny lydelse").click()
    phone.get_by_label("Beslut").fill("att återremittera ärendet.")
    axe(phone)
    fits(phone)
    click(phone, "Skicka begäran")
    expect(phone.get_by_text("Din begäran är skickad till sekreteraren.")).to_be_visible()
    axe(phone)
    asked = ChangeRequest.objects.get()
    assert asked.proposed_text == "att återremittera ärendet."

    answer_request(request=asked, by=board.chair, at=at(hour=17), outcome="kept", text="Det drogs tillbaka.")
    again = freeze_protocol(protocol=out.protocol, by=board.secretary, at=at(hour=18))
    sign(again, board.secretary, moment=at(hour=19))
    sign(again, board.chair, moment=at(hour=19))
    phone.goto(address(again))
    expect(phone.get_by_text("Texten är densamma som du läste.")).to_be_visible()
    axe(phone)
    click(phone, "Till underskrift")
    phone.get_by_label("Avvikande mening").fill("Yrkandet framställdes.")
    axe(phone)
    phone.get_by_label("Ditt lösenord").fill(PASSWORD)
    click(phone, "Justera")
    expect(phone.get_by_text("Protokollet är justerat den")).to_be_visible()
    axe(phone)
    assert Verification.objects.get().record["signatures"][-1]["dissent"] == "Yrkandet framställdes."


def test_chair_keeps_the_text_and_refers(
    phone: Page, board: Board, out: ProtocolVersion, sign_in: SignIn, axe: Axe
) -> None:
    request_change(version=out, by=board.verifier, at=at(hour=17), reason="Yrkandet saknas.")
    sign_in(phone, board.chair)
    phone.goto(address(out))
    axe(phone)
    click(phone, "Låt texten stå kvar")
    axe(phone)
    fits(phone)
    phone.get_by_label("Motivering").fill("Det drogs tillbaka.")
    click(phone, "Texten står kvar")
    expect(phone.get_by_text("Svar: Texten står kvar.")).to_be_visible()
    click(phone, "Hänskjut justeringen")
    axe(phone)
    phone.get_by_label("Varför?").fill("Vi är oense.")
    click(phone, "Hänskjut")
    expect(phone.get_by_text("har hänskjutit justeringen")).to_be_visible()
    axe(phone)


def test_chancellery_follows_up(
    page: Page, board: Board, out: ProtocolVersion, sign_in: SignIn, axe: Axe
) -> None:
    sign_in(page, board.manager)
    page.goto(address(out, "verification_status"))
    axe(page)
    fits(page)
    click(page, "Påminn alla")
    expect(page.get_by_text("Astrid Norling och Henrik Brolin har fått en påminnelse.")).to_be_visible()
    axe(page)
    click(page, "Återta")
    axe(page)
    page.get_by_label("Varför?").fill("Fel bilaga.")
    click(page, "Återta")
    expect(page.get_by_text("Protokollet är återtaget och kan ändras.")).to_be_visible()
    axe(page)


def test_board_home_and_paper(page: Page, board: Board, sign_in: SignIn, axe: Axe) -> None:
    version = make_frozen(board)
    sign_in(page, board.secretary)
    page.goto(address(version, "verification_paper"))
    axe(page)
    fits(page)
    page.goto(reverse("board_home", args=["exempelvik"]))
    expect(page.get_by_role("link", name="Läs och skriv under")).to_be_visible()
    axe(page)
    fits(page)
