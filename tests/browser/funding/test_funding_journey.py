"""One application, from an address typed on the public page to a closed case, as each of those concerned meets it."""

import re
from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from funding.models import Accounts, Frame, Purpose
from meetings.paper.storage import stored_bytes
from tests.browser.conftest import DESKTOP, PHONE
from tests.browser.funding import ending, money
from tests.browser.funding.applying import (
    attach,
    on,
    ready,
    row_of,
    write_applicants,
    write_economy,
    write_goals,
    write_measure,
)
from tests.browser.funding.board import (
    advise_against,
    be_appealed,
    be_referred_back,
    be_told,
    grant_less,
    sign_as_secretary,
)
from tests.browser.funding.journey import Journey
from tests.meetings.pdf_assertions import assert_conforms, text_of
from tests.worlds.applications import make_budget, make_group, make_office
from tests.worlds.boards import PASSWORD
from tests.worlds.mail_server import MailServer
from tests.worlds.papers import PDF

pytestmark = pytest.mark.django_db(transaction=True)
EMAIL = "linn.vester@kommun.example"
MOST_PRESSES = 70


@pytest.fixture
def journey(
    new_page: Callable[[dict[str, int]], Page],
    sign_in: Callable[[Page, Any], None],
    post: MailServer,
    run_jobs: Callable[[], None],
    axe: Callable[[Page], None],
) -> Journey:
    office = make_office()
    make_group(office)
    Accounts.objects.create(
        association=office.association, bank_account="1930", cost_account="4010", bankgiro="123-4566"
    )
    for person in (office.board.secretary, office.board.manager):
        person.set_password(PASSWORD)
        person.save()
    names = {"kansli": DESKTOP, "colleague": DESKTOP, "applicant": PHONE, "signatory": PHONE}
    pages = {name: new_page(size) for name, size in names.items()}
    sign_in(pages["kansli"], office.board.secretary)
    sign_in(pages["colleague"], office.board.manager)
    found = Journey(office, pages, post, run_jobs, axe)
    purpose = Purpose.objects.create(association=office.association, name="Insatser för individer")
    for number in range(3):
        budget = make_budget(office, year=found.year + number, adopted=not number)
        Frame.objects.create(budget=budget, purpose=purpose, amount=Decimal(400_000 - number * 160_000))
    return found


def test_from_an_address_to_a_closed_case(journey: Journey, tmp_path: Path) -> None:
    files = [tmp_path / f"Bilaga om {name}.pdf" for name in "abcdefg"]
    for file in files:
        file.write_bytes(PDF)
    of = journey.presses.of
    with of("Ansökan"):
        arrive(journey)
        apply(journey, files)
    with of("Komplettering"):
        complete(journey)
    with of("Bekräftelser"):
        for email, name in (
            ("rolf.mattby@kommun.example", "Rolf Mattby"),
            ("doris.ekmark@af.example", "Doris Ekmark"),
        ):
            confirm(journey, email, name)
    with of("Beredning"):
        prepare(journey)
    meeting = journey.meeting(journey.today)
    with of("Beslut"):
        again(journey, meeting)
        grant_less(journey, meeting)
        sign_as_secretary(journey, meeting)
    be_told(journey, meeting, EMAIL)
    with of("Avtal"):
        money.agree(journey, journey.pages["signatory"])
    be_appealed(journey)
    with of("Rekvisition"):
        money.ask_for_money(journey, EMAIL, files[0])
        money.approve_a_part(journey)
        money.pay(journey)
    with of("Rapporter"):
        ending.report(journey, EMAIL)
        ending.end_early(journey)
        ending.report_the_rest(journey)
        ending.report_the_end(journey)
    ending.claim_back(journey, EMAIL)
    with of("Avslut"):
        ending.close(journey)
    money.export_bookkeeping(journey)
    ending.agree_to_the_ore(journey)
    print(journey.presses.by_part.total(), journey.presses.by_part, *journey.presses.told, sep="\n")
    assert journey.presses.by_part.total() <= MOST_PRESSES, (journey.presses.by_part, journey.presses.told)


def arrive(journey: Journey) -> None:
    page = journey.go(journey.applicant, "/exempelvik/medel/")
    journey.see(page)
    page.get_by_label("Din e-postadress").fill(EMAIL)
    page.get_by_role("button", name="Skicka en länk").click()
    journey.follow(page, EMAIL, "/medel/lank/")
    page.get_by_label("Förnamn").fill("Linn")
    page.get_by_label("Efternamn").fill("Vester")
    journey.see(page)
    page.get_by_role("button", name="Börja på en ansökan").click()


def apply(journey: Journey, files: list[Path]) -> None:
    page, year = journey.applicant, journey.year
    write_applicants(page)
    journey.see(page)
    on(page, "Insatsen")
    write_measure(page, year)
    journey.see(page)
    on(page, "Mål och genomförande")
    write_goals(page)
    on(page, "Kriterier")
    on(page, "Ekonomi")
    write_economy(page, year)
    assert [row_of(page, name)[-1] for name in ("Personal", "Lokalkostnader", "Övriga")] == [
        "833000",
        "33750",
        "75000",
    ]
    assert row_of(page, "Summa kostnader") == ["93750", "424000", "424000", "941750"]
    assert row_of(page, "Söks från förbundet") == ["250000", "300000", "300000", "850000"]
    assert row_of(page, "Skillnad") == ["−156250", "124000", "124000", "91750"]
    expect(page.locator("#difference")).to_contain_text(re.compile(r"156\s250\skronor högre än kostnaderna"))
    expect(page.locator("#difference")).to_contain_text(
        re.compile(r"Totalt: 91\s750\skronor är ofinansierat")
    )
    journey.see(page)
    on(page, "Bilagor")
    attach(page, files)
    journey.see(page)
    page.get_by_role("button", name="Skicka in ansökan").click()
    expect(page.get_by_text(f"{journey.today.year}/0001").first).to_be_visible()
    journey.see(page)
    journey.work()
    letter = journey.post.letters_to(EMAIL)[-1]
    assert letter["Subject"].startswith("Ansökan är inskickad")
    receipt = stored_bytes(journey.case.submissions.get().file.sha256)
    assert [part.get_content() for part in letter.iter_attachments()] == [receipt]
    assert_conforms(receipt)
    assert "941 750" in text_of(receipt).replace("\u202f", " ")


def complete(journey: Journey) -> None:
    """Asked for from the letter that says that it has come; answered from the one that asks."""
    journey.follow(journey.kansli, journey.office.board.secretary.email, "/arenden/")
    asked = {"Vad behöver kompletteras?": "Lägg till en tidplan.", "Senast": journey.today.isoformat()}
    journey.do("Begär komplettering", "Skicka begäran", asked)
    page = journey.follow(journey.applicant, EMAIL, "/medel/ansokan/")
    expect(page.get_by_text("Lägg till en tidplan.")).to_be_visible()
    journey.see(page)
    page.get_by_role("link", name="Insatsen").click()
    ready(page)
    page.get_by_label("Beskrivning").fill("En verkstad med café och textil drivs i tre etapper.")
    expect(page.locator("#save-state")).to_contain_text("Sparat")
    page.get_by_role("link", name="Granska och skicka").click()
    page.get_by_role("button", name="Skicka in ansökan").click()
    expect(page.get_by_text("Version 2 som PDF")).to_be_visible()


def confirm(journey: Journey, email: str, name: str) -> None:
    page = journey.follow(journey.pages["signatory"], email, "/medel/bekrafta/")
    page.get_by_label("Ditt namn").fill(name)
    journey.see(page)
    page.get_by_role("button", name="Bekräfta").click()
    expect(page.get_by_text(f"{name} bekräftade ansökan")).to_be_visible()


def prepare(journey: Journey) -> None:
    """To the first agenda: the opinion leads to the memo, and the memo to the agenda."""
    page = journey.follow(journey.kansli, journey.office.board.secretary.email, "/arenden/")
    with journey.presses.of(""):
        page.get_by_text("Ändrat sedan version 1").click()
        expect(page.locator("ins").filter(has_text="i tre etapper")).to_be_visible()
    journey.see(page)
    page.get_by_role("button", name="Lämna till beredningsgruppen").click()
    advise_against(journey)
    page.get_by_label("Bedömning").fill("Behovet är väl beskrivet.")
    journey.see(page)
    earlier = journey.meeting(journey.today - timedelta(days=1))
    page.get_by_role("button", name="Spara och sätt på dagordning").click()
    expect(page.get_by_role("heading", name="Sätt på dagordning", level=1)).to_be_visible()
    journey.place(earlier)
    with journey.presses.of(""):
        be_referred_back(journey, earlier)


def again(journey: Journey, meeting: Any) -> None:
    """Onto the next agenda, which the § continues on."""
    with journey.presses.of(""):
        page = journey.open_case()
        page.get_by_role("link", name="Sätt på dagordning", exact=True).click()
        journey.place(meeting)
