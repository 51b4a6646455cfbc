"""From an empty database to a sealed protocol and a posted notice, and nobody ever opens Django's admin."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.utils import timezone
from playwright.sync_api import Page, expect

from meetings.models import Meeting, Notice, Verification
from meetings.paper.seal import read_seal_file
from meetings.paper.self_signed import make_seal_file
from meetings.paper.storage import path_of
from tests.browser.conftest import DESKTOP, PHONE
from tests.browser.test_first_run import EMAIL, Hand, makes_the_association, signs_in
from tests.browser.test_journey import arrive, press, sign, write_paragraph
from tests.meetings.pdf_assertions import assert_sealed
from tests.worlds.boards import PASSWORD
from tests.worlds.mail_server import MailServer
from tests.worlds.seals import BETWEEN, FIRST, LAST

pytestmark = pytest.mark.django_db(transaction=True)

CHAIR, VERIFIER = "alva.alund@vallnas.example", "alva.blund@vallnas.example"
NAME = "Samordningsförbundet i Vallnäs"


def not_looked_at(*_: Any) -> None:
    """Every page of this way is looked at by another journey's axe."""


def plans_a_meeting(hand: Hand) -> Meeting:
    """Today in a minute: an account that is first used after the meeting began must be confirmed by somebody."""
    soon = timezone.localtime() + timedelta(minutes=1)
    hand.presses("Planera ett möte")
    hand.writes("Dag", soon.date().isoformat())
    hand.writes("Börjar", f"{soon:%H:%M}")
    hand.writes("Plats", "Stadshuset")
    hand.presses("Planera")
    if hand.page.get_by_role("group", name="Stämmer dagen?").count():
        hand.page.get_by_role("checkbox").check()
        hand.presses("Planera")
    hand.presses("Skriv protokollet")
    expect(hand.page.locator("body[data-ready]")).to_be_attached()
    return Meeting.objects.get()


def writes_the_rest(page: Page) -> None:
    """Who is there, what is decided, and what nobody has met about before."""
    press(page, "Alla är på plats")
    page.get_by_role("button", name="Enligt förslag").first.click()
    former = page.locator(".paragraph").filter(has_text="Protokollet från")  # of which there is none here
    former.locator("[data-act=paragraph-menu]").click()
    page.get_by_role("menuitem", name="Ta bort paragrafen").click()
    expect(former).to_have_count(0)
    press(page, "Välj justerare …")
    page.get_by_role("combobox", name="Justerare").first.select_option(label="Alva Blund")
    press(page, "Spara", exact=True)
    press(page, "Ändra uppgifterna …")
    page.get_by_label("Mötet avslutades kl.").fill("23:59")
    page.get_by_role("textbox", name="Nästa sammanträde").first.fill(
        (timezone.localdate() + timedelta(days=60)).isoformat()
    )
    press(page, "Spara", exact=True)
    page.get_by_label("Publiceras", exact=True).check()
    expect(page.get_by_text("Ingenting saknas.")).to_be_visible()


def takes_in_the_seal(hand: Hand, stamp: bytes) -> None:
    hand.presses("Ta in en stämpel")
    press(hand.page, "Ta in en stämpel")
    file = {"name": "stampel.p12", "mimeType": "application/x-pkcs12", "buffer": stamp}
    hand.page.get_by_label("Stämpelns fil").set_input_files(file)  # type: ignore[arg-type]
    hand.presses("Ta in stämpeln")
    expect(hand.page.get_by_text(f"Den är utfärdad till {NAME}")).to_be_visible()


def chooses_a_password(page: Page, post: MailServer, email: str) -> None:
    page.goto(post.link_to(email, "/konto/"))
    page.get_by_label("Nytt lösenord", exact=True).fill(PASSWORD)
    page.get_by_label("Samma lösenord igen").fill(PASSWORD)
    page.locator("main form button[type=submit]").click()


def test_from_an_empty_database_to_a_posted_notice_without_the_admin(
    new_page: Callable[[dict[str, int]], Page],
    post: MailServer,
    run_jobs: Callable[[], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("DJANGO_SUPERUSER_PASSWORD", PASSWORD)
    call_command(
        "createsuperuser", interactive=False, email=EMAIL, first_name="Dag", last_name="Driftman", verbosity=0
    )
    office, chair, verifier, board = new_page(DESKTOP), new_page(PHONE), new_page(PHONE), new_page(DESKTOP)
    opened: list[str] = []
    for page in (office, chair, verifier, board):
        page.on("framenavigated", lambda frame: opened.append(frame.url))
    hand = Hand(office, not_looked_at)
    signs_in(hand)
    makes_the_association(hand, invites=True)
    stamp = make_seal_file(NAME, first=FIRST, last=LAST)
    takes_in_the_seal(hand, stamp)
    run_jobs()
    for page, email in ((chair, CHAIR), (verifier, VERIFIER)):
        chooses_a_password(page, post, email)
    office.goto("/vallnas/kansli/")
    meeting = plans_a_meeting(hand)
    home = f"/{meeting.body.association.slug}"
    write_paragraph(office, 6, "Budget", "Det finns utrymme i budgeten.", "att anslå 25 000 kronor.")
    writes_the_rest(office)
    press(office, "Klar för justering")
    expect(office.get_by_role("heading", name="Vilka som skriver under")).to_be_visible()

    office.goto(f"{home}/justera/{meeting.body.slug}/{meeting.key}/")
    sign(office, not_looked_at, "Skriv under")
    run_jobs()
    for page, email in ((chair, CHAIR), (verifier, VERIFIER)):
        arrive(page, post, type("Somebody", (), {"email": email}))
        sign(page, not_looked_at)
    expect(verifier.get_by_text("Protokollet är justerat den")).to_be_visible()
    original = path_of(Verification.objects.get().original.sha256).read_bytes()
    assert_sealed(original, trusted=read_seal_file(stamp, "", at=BETWEEN))
    run_jobs()

    board.goto(post.link_to("anslag@kommun.example", "/anslag/"))
    board.get_by_label("Ditt namn").fill("Registrator")
    press(board, "Uppsatt", exact=True)
    expect(board.get_by_text("av Registrator")).to_be_visible()
    assert sum(one.periods.count() for one in Notice.objects.get().postings.all()) == 1
    board.goto(f"{home}/anslagstavla/")
    press(board, "Läs protokollet")
    expect(board.get_by_text("att anslå 25 000 kronor.")).to_be_visible()
    assert len(opened) > 20
    assert [url for url in opened if "/admin/" in url] == []
