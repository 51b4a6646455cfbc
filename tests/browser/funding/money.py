"""The journey's money: agreement, requisitions, payments that go wrong, files for bank and bookkeeping."""

import re
from pathlib import Path

from playwright.sync_api import Page, expect

from funding.models import Agreement, Export, Measure
from meetings.paper.storage import stored_bytes
from tests.browser.funding.journey import Journey, fill_form
from tests.meetings.pdf_assertions import assert_sealed
from tests.worlds.boards import PASSWORD

ASKED, APPROVED, FIRST, SLIP, REST = "60 000,55", "40 000,50", "10 000,50", "1 000,50", "30 000"


def kronor(amount: str) -> re.Pattern[str]:
    """The amount with spaces of any kind."""
    return re.compile(amount.replace(" ", r"\s"))


def agree(journey: Journey, counterpart: Page) -> None:
    """Made by the office, signed by the counterpart on a phone and then by the office."""
    page = journey.to_do("Social verkstad", "Skriv avtal")
    journey.see(page)
    page.get_by_label("Medel får rekvireras i förskott").check()
    page.get_by_role("button", name="Upprätta och skicka").click()
    sign(journey, counterpart)


def sign(journey: Journey, counterpart: Page) -> None:
    """By the counterpart from the link in the letter, and then by the office from the one that it gets."""
    journey.follow(counterpart, "rolf.mattby@kommun.example", "/medel/avtal/")
    counterpart.get_by_label("Ditt namn").fill("Rolf Mattby")
    journey.see(counterpart)
    counterpart.get_by_role("button", name="Skriv under").click()
    expect(counterpart.get_by_text("Rolf Mattby skrev under")).to_be_visible()
    page = journey.follow(journey.kansli, journey.office.board.secretary.email, "/skriv-under/")
    journey.see(page)
    page.get_by_label("Ditt lösenord").fill(PASSWORD)
    page.get_by_role("button", name="Skriv under").click()
    expect(page.get_by_text("(underskrivet och stämplat)").first).to_be_visible()
    sealed = Agreement.objects.latest("number").sealed
    assert sealed
    assert_sealed(stored_bytes(sealed.sha256))


def ask_for_money(journey: Journey, email: str, file: Path) -> None:
    """Sent, returned to be changed, and sent again from the link in the letter."""
    page, colleague = journey.applicant, journey.pages["colleague"]
    journey.follow(page, email, "/medel/insats/")
    journey.see(page)
    page.get_by_role("link", name="Rekvirera").click()
    send_requisition(page, file, ASKED)
    with journey.presses.of(""):
        journey.follow(colleague, journey.office.board.manager.email, "/rekvisitioner/")
        journey.see(colleague)
        colleague.get_by_text("Skicka tillbaka eller avvisa").click()
        colleague.get_by_label("Skäl", exact=True).fill("Utdraget gäller ett annat projekt.")
        colleague.get_by_role("button", name="Skicka tillbaka för ändring").click()
        expect(colleague.get_by_text("Behöver ändras").first).to_be_visible()
        journey.follow(page, email, "ersatter=1")
        expect(page.get_by_text("Utdraget gäller ett annat projekt.")).to_be_visible()
        journey.see(page)
        changed = file.with_name("huvudbok.pdf")
        changed.write_bytes(file.read_bytes() + b"\n% 2")  # the same file twice is asked about
        send_requisition(page, changed, ASKED)


def send_requisition(page: Page, ledger: Path, amount: str) -> None:
    page.get_by_label("Belopp, kronor").fill(amount)
    page.get_by_label("Utdrag ur huvudboken").set_input_files(ledger)
    page.get_by_role("button", name="Skicka rekvisitionen").click()
    expect(page.get_by_text(kronor(amount)).first).to_be_visible()


def approve_a_part(journey: Journey) -> None:
    """Reviewed in part by one, who says why, and attested by another."""
    reviewer = journey.follow(
        journey.pages["colleague"], journey.office.board.manager.email, "/rekvisitioner/"
    )
    fill_form(reviewer, {"Godkänt belopp, kronor": APPROVED})
    reviewer.get_by_label("Skäl, om det är mindre än det begärda").fill("Resan ingår inte.")
    reviewer.get_by_role("button", name="Granska").click()
    expect(reviewer.get_by_text("Du har granskat. En kollega attesterar.")).to_be_visible()
    page = journey.follow(journey.kansli, journey.office.board.secretary.email, "/rekvisitioner/")
    page.get_by_role("button", name="Attestera").click()
    expect(page.get_by_role("heading", name="Registrera utbetalning")).to_be_visible()
    journey.see(page)


def pay(journey: Journey) -> None:
    """A part, which is noted wrong and put right; the rest by a file to the bank."""
    page = journey.kansli
    fill_form(page, {"Belopp, kronor": SLIP})
    page.get_by_role("button", name="Registrera").click()
    expect(page.get_by_text("Delvis utbetald").first).to_be_visible()
    with journey.presses.of(""):
        page.get_by_role("link", name="Rätta").first.click()
        fill_form(page, {"Vad var fel?": "En nolla för lite.", "Rätt belopp, kronor": FIRST})
        journey.see(page)
        page.get_by_role("button", name="Rätta", exact=True).click()
        expect(page.get_by_text("Betalningen är rättad.")).to_be_visible()
        journey.see(page)
        page.goto("/exempelvik/export/")
        journey.see(page)
        page.get_by_role("button", name="Gör betalfilen").click()
        expect(page.get_by_text(kronor(REST)).first).to_be_visible()
        journey.see(page)
        page.get_by_role("button", name="Registrera utbetalningarna").click()
        expect(page.get_by_text("Utbetalningarna är registrerade.")).to_be_visible()
    assert Export.objects.get().orders.get().payment


def export_bookkeeping(journey: Journey) -> None:
    page = journey.kansli
    with journey.presses.of(""):
        page.goto("/exempelvik/export/")
        page.get_by_role("button", name="Gör SIE-filen").click()
        expect(page.get_by_text("Verifikationer i filen, kronor")).to_be_visible()
        journey.see(page)


def measure() -> Measure:
    return Measure.objects.get()
