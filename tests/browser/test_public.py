"""Public pages in a real browser: no axe finding, nothing wider than 320 px, light, and usable without script."""

import re
from collections.abc import Callable
from datetime import timedelta
from functools import lru_cache
from gzip import compress
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page, Response, expect

from meetings.actions.noticing import register_down, register_up
from meetings.models import Notice
from meetings.paper.storage import stored_bytes
from tests.browser.conftest import DESKTOP, PHONE
from tests.worlds.applications import make_office
from tests.worlds.boards import Board, make_frozen, make_verified
from tests.worlds.notices import link_to, make_notice, posting_of
from tests.worlds.once import made_once

pytestmark = pytest.mark.django_db(transaction=True)

HEAVIEST = 100_000


@made_once
def notice(board: Board) -> Notice:
    make_office(board=board)
    return make_notice(board, posted=timezone.localdate() - timedelta(days=10))


def public_urls(notice: Notice) -> list[str]:
    protocol = f"/exempelvik/protokoll/styrelsen/{notice.protocol.meeting.key}/"
    return [
        "/",
        "/exempelvik/anslagstavla/",
        f"/exempelvik/anslagstavla/{notice.public_id}/",
        "/exempelvik/protokoll/",
        protocol,
        f"{protocol}41/",
        f"{protocol}43/",
        "/exempelvik/overklaga/",
        "/exempelvik/tillganglighet/",
        "/kontrollera/",
        "/exempelvik/medel/",
        "/exempelvik/medel/insatser/",
    ]


def narrow(page: Page) -> None:
    own = page.viewport_size
    page.set_viewport_size({"width": 320, "height": 640})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320, page.url
    page.set_viewport_size(own)  # type: ignore[arg-type]


def test_public_pages_are_accessible_and_fit_a_narrow_screen(
    page: Page, notice: Notice, axe: Callable[[Page], None]
) -> None:
    for url in public_urls(notice):
        page.goto(url)
        axe(page)
        narrow(page)


@lru_cache
def compressed(data: bytes) -> int:
    return len(compress(data))


def weight(page: Page, url: str) -> dict[str, int]:
    """What is fetched for the page, compressed as in production, in bytes by address."""
    fetched: dict[str, int] = {}

    def add(response: Response) -> None:
        fetched[response.url] = compressed(response.body())

    page.on("response", add)
    page.goto(url, wait_until="networkidle")
    page.remove_listener("response", add)
    return fetched


def test_public_and_board_pages_weigh_less_than_100_kb_with_their_typefaces(
    new_page: Callable[..., Page], board: Board, notice: Notice, sign_in: Callable[[Page, Any], None]
) -> None:
    version = make_frozen(board)
    reading = f"/exempelvik/justera/styrelsen/{version.protocol.key}/"
    boards = ["/exempelvik/styrelsen/", reading, f"{reading}allt/"]
    fetched: dict[str, dict[str, int]] = {}
    for url in (*public_urls(notice), *boards):
        page = new_page(DESKTOP)  # a profile of its own, with nothing stored
        if url in boards:
            sign_in(page, board.chair)
        fetched[url] = weight(page, url)
        assert 0 < sum(fetched[url].values()) < HEAVIEST, (url, fetched[url])
    for url in (public_urls(notice)[4], f"{reading}allt/"):
        names = {address.rsplit("/", 1)[1] for address in fetched[url]}
        assert {"SourceSans3-Regular.svenska.woff2", "SourceSerif4-Regular.svenska.woff2"} <= names
        assert not [name for name in names if ".namn." in name]


def test_public_pages_hold_for_dark_high_contrast_keyboard_and_large_text(
    new_page: Callable[..., Page], notice: Notice, axe: Callable[..., None]
) -> None:
    page = new_page(PHONE)
    page.emulate_media(color_scheme="dark")
    for url in public_urls(notice):
        page.goto(url)
        axe(page, (PHONE,))  # the colours are the same at any width
    page.goto("/exempelvik/anslagstavla/")
    page.emulate_media(forced_colors="active")
    current, other = (
        page.get_by_role("link", name=name, exact=True) for name in ("Anslagstavla", "Protokoll")
    )
    page.get_by_role("button", name="Meny").click()
    line = "link => getComputedStyle(link).textDecorationLine"
    assert current.evaluate(line) != other.evaluate(line)
    page.keyboard.press("Escape")
    page.set_viewport_size(DESKTOP)
    border = "link => getComputedStyle(link).borderBottomColor"
    assert current.evaluate(border) != other.evaluate(border)
    page.goto("/exempelvik/anslagstavla/")
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("Till innehållet")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "innehall"
    page.keyboard.press("Tab")
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    page.set_viewport_size({"width": 640, "height": 800})
    for url in public_urls(notice):
        page.goto(url)
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        assert page.evaluate("document.documentElement.scrollWidth") <= 640, url


def test_paper_shows_nothing_to_press_or_fill_in(page: Page, board: Board, notice: Notice) -> None:
    page.emulate_media(media="print")
    for url in (*public_urls(notice), link_to("anslag-ek@exempelvik.example")):
        page.goto(url)
        interactive = page.locator("button, input, form, nav, .site-header, .site-footer")
        assert interactive.locator("visible=true").count() == 0, url
        expect(page.locator("h1").first).to_be_visible()


def test_member_answers_through_the_link_without_script(
    new_page: Callable[..., Page], notice: Notice
) -> None:
    page = new_page(PHONE, javascript=False)
    page.goto(link_to("anslag-ek@exempelvik.example"))
    expect(page.get_by_label("Kopiera och sätt upp")).to_have_value(re.compile("TILLKÄNNAGIVANDE"))
    page.get_by_label("Ditt namn").fill("Sten Ask")
    page.get_by_role("button", name="Uppsatt").click()
    expect(page.get_by_text("Tack. Anslaget är registrerat som uppsatt.")).to_be_visible()
    page.get_by_role("button", name="Nedtaget").click()
    expect(page.get_by_text("Anslaget behöver sättas upp igen")).to_be_visible()


def test_every_state_of_a_boards_answer_is_accessible(
    page: Page,
    board: Board,
    notice: Notice,
    axe: Callable[[Page], None],
    console_errors: list[str],
) -> None:
    link, posting = link_to("anslag-ek@exempelvik.example"), posting_of(notice, "EK")
    now, today = timezone.now(), timezone.localdate()

    def look(sentence: str) -> None:
        page.goto(link)
        expect(page.get_by_text(sentence, exact=True).first).to_be_visible()
        axe(page)
        narrow(page)

    look("Inte uppsatt än")
    page.get_by_label("Uppsatt den").fill("2001-01-01")
    page.get_by_label("Ditt namn").fill("Sten Ask")
    page.get_by_role("button", name="Uppsatt").click()
    expect(page.get_by_role("alert")).to_contain_text("kan inte ha satts upp före justeringen")
    axe(page)
    register_up(posting=posting, day=notice.posted, name="Rut Ek", at=now)
    look("Uppsatt")
    register_down(posting=posting, day=today, name="Rut Ek", at=now)
    look("Anslaget behöver sättas upp igen")
    page.goto("/anslag/fel/")
    axe(page)
    assert all("422" in error or "404" in error for error in console_errors)
    console_errors.clear()


def test_authenticity_page_answers_for_a_protocol_and_for_another_file(
    page: Page, board: Board, axe: Callable[[Page], None]
) -> None:
    verification = make_verified(board, paragraphs=1)
    page.goto("/kontrollera/")
    for data, heading in (
        (stored_bytes(verification.public_copy.sha256), "Ja, dokumentet är äkta"),
        (stored_bytes(verification.version.file.sha256), "Filen kommer från oss, men saknar stämpel"),
        (b"%PDF-1.7 annat", "Nej, filen är inte en läsbar PDF"),
    ):
        page.get_by_label("Protokollet som PDF").set_input_files(
            {"name": "protokoll.pdf", "mimeType": "application/pdf", "buffer": data}
        )
        page.get_by_role("button", name="Kontrollera").click()
        expect(page.get_by_role("heading", name=heading)).to_be_visible()
        axe(page)
        narrow(page)


def test_the_chancellerys_pages_are_accessible(
    page: Page,
    board: Board,
    notice: Notice,
    sign_in: Callable[[Page, Any], None],
    axe: Callable[[Page], None],
    console_errors: list[str],
) -> None:
    sign_in(page, board.secretary)
    posting = posting_of(notice, "EK")
    start = f"/exempelvik/moten/styrelsen/{notice.protocol.meeting.key}/anslag/"
    register_up(posting=posting, day=notice.posted, name="Rut Ek", at=timezone.now())
    for url in (start, f"{start}text/", f"{start}tavla/{posting.public_id}/"):
        page.goto(url)
        axe(page)
        narrow(page)
    page.goto(start)
    page.get_by_text("Registrera ett överklagande").click()
    page.get_by_label("Paragraf").select_option(index=3)
    page.get_by_label("Kom in den").fill("2999-01-01")
    page.get_by_role("button", name="Registrera").click()
    expect(page.get_by_role("alert")).to_be_visible()
    axe(page)
    assert all("422" in error for error in console_errors)
    console_errors.clear()
