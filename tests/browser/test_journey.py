"""One protocol, from an empty page to the notice board, as each of those concerned meets it."""

import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from meetings.models import Meeting, Notice, Verification
from meetings.paper.storage import path_of
from meetings.rules.deadlines import is_legal_holiday
from tests.browser.conftest import DESKTOP, PHONE
from tests.meetings.pdf_assertions import assert_conforms, assert_sealed, embedded_files, text_of
from tests.worlds.boards import PASSWORD, Board, make_board
from tests.worlds.mail_server import MailServer
from tests.worlds.papers import PDF
from tests.worlds.second_step import code_for

pytestmark = pytest.mark.django_db(transaction=True)

SAVED = re.compile(r"Sparat \d+\.\d\d")


def press(page: Page, name: str, *, exact: bool = False) -> None:
    page.get_by_role("button", name=name, exact=exact).or_(
        page.get_by_role("link", name=name, exact=exact)
    ).first.click()


def log_in(page: Page, email: str) -> None:
    page.get_by_label("E-post").fill(email)
    page.get_by_label("Lösenord", exact=True).fill(PASSWORD)
    press(page, "Logga in")


def plan(page: Page, board: Board, axe: Callable[[Page], None]) -> Meeting:
    page.goto("/exempelvik/kansli/")
    axe(page)
    log_in(page, board.secretary.email)
    expect(page.get_by_role("heading", name="Ett steg till")).to_be_visible()
    axe(page)
    page.get_by_label("Engångskod från app").fill(code_for(board.secretary))
    press(page, "Logga in med koden")
    expect(page.get_by_role("heading", name="Att göra")).to_be_visible()
    axe(page)
    press(page, "Planera ett möte")
    axe(page)
    day = timezone.localdate()
    while is_legal_holiday(day):  # the form would ask whether it is right
        day -= timedelta(days=1)
    page.get_by_label("Dag").fill(day.isoformat())
    page.get_by_label("Börjar").fill("08:30")
    page.get_by_role("textbox", name="Plats").fill("Stadshuset, Sälen")
    press(page, "Planera", exact=True)
    axe(page)
    press(page, "Skriv protokollet")
    expect(page.locator("body[data-ready]")).to_be_attached()
    return Meeting.objects.get()


def write_paragraph(page: Page, number: int, heading: str, text: str, decision: str) -> None:
    press(page, "+ Ny paragraf")
    expect(page.get_by_role("textbox", name=f"Rubrik §\N{NO-BREAK SPACE}{number}")).to_be_focused()
    page.keyboard.type(heading)
    page.keyboard.press("Enter")
    page.keyboard.type(text)
    written = page.locator(".paragraph").filter(has_text=text)
    written.locator("> .part-actions [data-act=decision-add]").click()
    expect(page.locator("[data-key^='decision/']:focus-within")).to_be_attached()
    page.keyboard.type(decision)
    expect(page.locator("#save-state")).to_have_text(SAVED)


def write(page: Page, tmp_path: Path) -> None:
    write_paragraph(
        page, 2, "Utbildningsdag", "Kansliet föreslår en utbildningsdag.", "att anordna en utbildningsdag."
    )
    write_paragraph(page, 3, "Budget", "Det finns utrymme i budgeten.", "att anslå 25 000 kronor.")
    paper = tmp_path / "Kalkyl.pdf"
    paper.write_bytes(PDF)
    budget = page.locator(".paragraph").filter(has_text="utrymme i budgeten")
    with page.expect_file_chooser() as chosen:
        budget.locator("[data-act=attach]").click()
    chosen.value.set_files(paper)
    expect(budget.locator(".files li")).to_contain_text("Bilaga 1")
    budget.locator(".prose").first.click()
    page.keyboard.press("Control+End")
    page.keyboard.type(" Kalkylen bifogas")
    expect(page.locator("#save-state")).to_have_text(SAVED)
    budget.locator(".files button").click()
    page.get_by_role("menuitem", name="Infoga hänvisning").click()
    expect(budget.locator(".prose").first).to_contain_text("(Bilaga 1)")
    expect(page.locator("#save-state")).to_have_text(SAVED)


def finish(page: Page, board: Board) -> None:
    press(page, "Alla är på plats")
    expect(page.locator("#draft-side .figure")).to_have_text("4 av 4")
    press(page, "Välj justerare …")
    page.get_by_role("combobox", name="Justerare").first.select_option(label=board.verifier.name)
    press(page, "Spara", exact=True)
    press(page, "Ändra uppgifterna …")
    page.get_by_label("Mötet avslutades kl.").fill("11:00")
    press(page, "Spara", exact=True)
    page.get_by_label("Publiceras", exact=True).check()
    expect(page.get_by_text("Ingenting saknas.")).to_be_visible()


def freeze(page: Page) -> None:
    press(page, "Klar för justering")
    expect(page.get_by_role("heading", name="Vilka som skriver under")).to_be_visible()


def sign(page: Page, axe: Callable[[Page], None], button: str = "Justera") -> None:
    press(page, "Läs allt på en gång")
    axe(page)
    press(page, "Till underskrift")
    axe(page)
    way = page.get_by_role("region", name="Med lösenord", exact=True)  # the office could use its app as well
    way.get_by_label("Ditt lösenord").fill(PASSWORD)
    way.get_by_role("button", name=button, exact=True).click()
    axe(page)


def arrive(page: Page, post: MailServer, person: Any) -> None:
    """By the link in the letter, through the sign-in page when needed."""
    page.goto(post.link_to(person.email, "/justera/"))
    if page.get_by_role("heading", name="Logga in").count():
        log_in(page, person.email)
    expect(page).to_have_url(re.compile("/justera/"))


def test_from_an_empty_page_to_the_notice_board(
    new_page: Callable[[dict[str, int]], Page],
    post: MailServer,
    run_jobs: Callable[[], None],
    axe: Callable[[Page], None],
    tmp_path: Path,
) -> None:
    board = make_board(standard_agenda=True)
    office, chair, verifier = new_page(DESKTOP), new_page(PHONE), new_page(PHONE)
    meeting = plan(office, board, axe)
    write(office, tmp_path)
    finish(office, board)
    axe(office)
    freeze(office)
    axe(office)

    office.goto(f"/exempelvik/justera/styrelsen/{meeting.key}/")
    sign(office, axe, "Skriv under")
    run_jobs()
    arrive(verifier, post, board.verifier)
    axe(verifier)
    press(verifier, "Läs allt på en gång")
    press(verifier, "Begär ändring i §\N{NO-BREAK SPACE}3")
    verifier.get_by_label("Vad behöver ändras, och varför?").fill("Beloppet ska vara 30 000 kronor.")
    verifier.get_by_text("Föreslå en ny lydelse").click()
    verifier.get_by_label("Beslut").fill("att anslå 30 000 kronor.")
    press(verifier, "Skicka begäran")
    axe(verifier)

    run_jobs()
    assert post.letters_to(board.secretary.email)[-1]["Subject"].startswith("Ändring begärd")
    office.goto("/exempelvik/kansli/")
    axe(office)
    office.goto(f"/exempelvik/moten/styrelsen/{meeting.key}/justering/")
    axe(office)
    press(office, "Ta in förslaget")
    office.goto(f"/exempelvik/moten/styrelsen/{meeting.key}/protokoll/")
    expect(office.locator("body[data-ready]")).to_be_attached()
    freeze(office)
    office.goto(f"/exempelvik/justera/styrelsen/{meeting.key}/")
    sign(office, axe, "Skriv under")
    run_jobs()

    arrive(chair, post, board.chair)
    sign(chair, axe)
    expect(chair.get_by_role("heading", name="Du har skrivit under")).to_be_visible()
    arrive(verifier, post, board.verifier)
    expect(verifier.get_by_text("30 000").first).to_be_visible()
    sign(verifier, axe)
    expect(verifier.get_by_text("Protokollet är justerat den")).to_be_visible()

    verification = Verification.objects.get()
    original = path_of(verification.original.sha256).read_bytes()
    assert_conforms(original)
    assert_sealed(original)
    assert "Underskrifter" in text_of(original)
    assert len(embedded_files(original)) == 5  # the evidence of the signatures too
    run_jobs()
    confirm_posting(new_page(DESKTOP), post, axe)
    read_as_the_public(new_page(PHONE), original, axe, tmp_path)


def confirm_posting(page: Page, post: MailServer, axe: Callable[[Page], None]) -> None:
    page.goto(post.link_to("anslag-ek@exempelvik.example", "/anslag/"))
    axe(page)
    page.get_by_label("Ditt namn").fill("Registrator")
    press(page, "Uppsatt", exact=True)
    expect(page.get_by_text("av Registrator")).to_be_visible()
    axe(page)
    periods = [posting.periods.count() for posting in Notice.objects.get().postings.order_by("board")]
    assert periods == [1, 0]


def read_as_the_public(page: Page, original: bytes, axe: Callable[[Page], None], tmp_path: Path) -> None:
    page.goto("/exempelvik/anslagstavla/")
    expect(page.get_by_text("§\N{NO-BREAK SPACE}1–3").first).to_be_visible()
    expect(page.get_by_text("Preliminära dagar")).to_be_visible()
    axe(page)
    press(page, "Läs protokollet")
    expect(page.get_by_text("att anslå 30 000 kronor.")).to_be_visible()
    axe(page)
    page.goto("/kontrollera/")
    axe(page)
    file = tmp_path / "protokoll.pdf"
    file.write_bytes(original)
    page.locator("input[type=file]").set_input_files(file)
    press(page, "Kontrollera", exact=True)
    expect(page.get_by_role("heading", name="Ja, dokumentet är äkta")).to_be_visible()
    expect(page.get_by_text(re.compile("Henrik Brolin, justerare"))).to_be_visible()
    axe(page)
