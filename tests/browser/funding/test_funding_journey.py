"""One application, from an address typed on the public page to a closed case, as each of those concerned meets it."""

import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from funding.models import BoardDecision
from meetings.actions.deciding import defer
from meetings.models import Meeting
from meetings.paper.storage import stored_bytes
from tests.browser.conftest import DESKTOP, PHONE
from tests.browser.editor.page import open_editor
from tests.browser.funding.applying import (
    attach,
    on,
    row_of,
    write_applicants,
    write_economy,
    write_goals,
    write_measure,
)
from tests.browser.funding.journey import Journey
from tests.browser.funding.money import agree, close, report, requisition
from tests.meetings.pdf_assertions import assert_conforms, assert_sealed, text_of
from tests.worlds.applications import make_budget, make_group, make_office
from tests.worlds.boards import PASSWORD, at, make_meeting
from tests.worlds.mail_server import MailServer
from tests.worlds.papers import PDF

pytestmark = pytest.mark.django_db(transaction=True)
EMAIL = "linn.vester@kommun.example"


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
    for person in (office.board.secretary, office.board.manager):
        person.set_password(PASSWORD)
        person.save()
    pages = {"kansli": new_page(DESKTOP), "colleague": new_page(DESKTOP), "applicant": new_page(PHONE)}
    sign_in(pages["kansli"], office.board.secretary)
    sign_in(pages["colleague"], office.board.manager)
    return Journey(office, pages, post, run_jobs, axe)


def test_from_an_address_to_a_closed_case(journey: Journey, new_page: Any, tmp_path: Path) -> None:
    file = tmp_path / "plan.pdf"
    file.write_bytes(PDF)
    arrive(journey)
    apply(journey, file)
    confirm(journey, new_page(PHONE))
    prepare(journey)
    be_referred_back(journey)
    complete(journey)
    be_granted(journey)
    make_budget(journey.office, year=journey.today.year)
    agree(journey, new_page(PHONE))
    requisition(journey, file, "125 000")
    report(journey)
    requisition(journey, file, "100 000", pays=False)
    close(journey)


def arrive(journey: Journey) -> None:
    page = journey.applicant
    page.goto("/exempelvik/medel/")
    journey.see(page)
    page.get_by_label("Din e-postadress").fill(EMAIL)
    page.get_by_role("button", name="Skicka en länk").click()
    journey.work()
    page.goto(journey.post.link_to(EMAIL, "/medel/lank/"))
    journey.see(page)
    page.get_by_label("Förnamn").fill("Linn")
    page.get_by_label("Efternamn").fill("Vester")
    page.get_by_role("button", name="Gå in").click()
    journey.see(page)
    page.get_by_role("button", name="Börja på en ansökan").click()


def apply(journey: Journey, file: Path) -> None:
    page, year = journey.applicant, journey.today.year
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
    attach(page, file)
    page.get_by_role("link", name="Fortsätt").click()
    journey.see(page)
    page.get_by_label("Jag har läst det här").check()
    page.get_by_role("button", name="Skicka in ansökan").click()
    expect(page.get_by_text(f"{year}/0001").first).to_be_visible()
    journey.see(page)
    journey.work()
    letter = journey.post.letters_to(EMAIL)[-1]
    assert letter["Subject"].startswith("Ansökan är inskickad")
    receipt = stored_bytes(journey.case.submissions.get().file.sha256)
    assert [part.get_content() for part in letter.iter_attachments()] == [receipt]
    assert_conforms(receipt)
    assert "941 750" in text_of(receipt).replace("\u202f", " ")


def confirm(journey: Journey, page: Page) -> None:
    page.goto(journey.post.link_to("rolf.mattby@kommun.example", "/medel/bekrafta/"))
    page.get_by_label("Ditt namn").fill("Rolf Mattby")
    page.get_by_label("Jag bekräftar").check()
    journey.see(page)
    page.get_by_role("button", name="Bekräfta").click()
    expect(page.get_by_text("Rolf Mattby bekräftade ansökan")).to_be_visible()


def prepare(journey: Journey) -> None:
    page = journey.kansli
    page.goto("/exempelvik/arenden/")
    journey.see(page)
    journey.do("Börja bereda", "Börja bereda")
    journey.do("Tjänsteskrivelse", "Spara", {"Bedömning": "Behovet är väl beskrivet."})
    journey.do("Lämna till beredningsgruppen", "Lämna")
    group = journey.office.programme.preparatory_group
    held = make_meeting(journey.office.board, day=journey.today - timedelta(days=7))
    Meeting.objects.filter(pk=held.pk).update(body=group)
    begin_and_leave(journey)
    counted = {"För": "5", "Emot": "1", "Avstår": "1", "Yttrande": "Tillstyrks"}
    journey.do("Beredningsgruppens yttrande", "Spara", counted)
    expect(page.get_by_text("5 för, 1 emot, 1 avstår")).to_be_visible()
    journey.see(page)


def begin_and_leave(journey: Journey) -> None:
    """What was begun stands there when one comes back, and goes when it is sent."""
    page = journey.open_case()
    page.get_by_role("link", name="Beredningsgruppens yttrande").click()
    page.get_by_label("Motivering").fill("Gruppen ser ett behov.")
    expect(page.locator("#save-state")).to_contain_text("Utkast sparat")
    page = journey.open_case()
    page.get_by_role("link", name="Beredningsgruppens yttrande").click()
    expect(page.get_by_label("Motivering")).to_have_value("Gruppen ser ett behov.")
    journey.see(page)


def be_referred_back(journey: Journey) -> None:
    board = journey.office.board
    meeting = journey.meeting(journey.today - timedelta(days=1))
    journey.place(meeting)
    paragraph = meeting.paragraphs.get(heading__contains="Social verkstad")
    defer(
        row=paragraph,
        kind="referred_back",
        reason="Tidplanen behöver bli tydligare",
        by=board.secretary,
        at=at(meeting.date),
    )
    journey.verify(meeting)
    page = journey.open_case()
    expect(page.get_by_text("Tidplanen behöver bli tydligare.").first).to_be_visible()
    journey.see(page)


def complete(journey: Journey) -> None:
    journey.do(
        "Begär komplettering",
        "Skicka begäran",
        {"Vad behöver kompletteras?": "Lägg till en tidplan.", "Senast": journey.today.isoformat()},
    )
    journey.work()
    page = journey.applicant
    page.goto(journey.post.link_to(EMAIL, "/medel/ansokan/"))
    journey.see(page)
    page.get_by_role("link", name="Komplettera ansökan").click()
    page.get_by_role("link", name="Insatsen").click()
    page.get_by_label("Beskrivning").fill("En verkstad med café och textil drivs i tre etapper.")
    on(page, "Mål och genomförande")
    page.get_by_role("link", name="Granska och skicka").click()
    page.get_by_label("Jag har läst det här").check()
    page.get_by_role("button", name="Skicka in ansökan").click()
    office = journey.open_case()
    office.get_by_text("Ändrat sedan version 1").click()
    expect(office.locator("ins").filter(has_text="i tre etapper")).to_be_visible()
    journey.see(office)


def be_granted(journey: Journey) -> None:
    page = journey.kansli
    meeting = journey.meeting(journey.today)
    journey.place(meeting)
    open_editor(page, meeting)
    paragraph = meeting.paragraphs.get(heading__contains="Social verkstad")
    assert paragraph.origin is not None
    box = page.locator(f"#p-{paragraph.public_id}")
    expect(box).to_contain_text(re.compile(r"att bevilja 850\s000\skronor"))
    page.locator(f"#l-{paragraph.public_id}").click()
    box.get_by_role("button", name="Enligt förslag").click()
    expect(box.get_by_role("button", name="Enligt förslag")).to_have_count(0)
    journey.see(page)
    page.goto("/exempelvik/kansli/")
    journey.verify(meeting)
    journey.work()
    assert journey.post.letters_to(EMAIL)[-1]["Subject"].startswith("Beslut om Social verkstad: beviljad – ")
    letter = stored_bytes(BoardDecision.objects.latest("pk").letter.sha256)
    assert_sealed(letter)
    assert "att bevilja 850" in text_of(letter).replace("\u202f", " ")
    journey.applicant.goto(f"/exempelvik/medel/ansokan/{journey.case.public_id}/")
    expect(journey.applicant.get_by_role("link", name=re.compile("Beslutsbrev")).last).to_be_visible()
    journey.see(journey.applicant)
