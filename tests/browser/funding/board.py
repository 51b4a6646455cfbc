"""The journey's boards: the group that advises against, the board that refers back, and the one that grants less."""

import re
from datetime import timedelta

from playwright.sync_api import Page, expect

from funding.models import BoardDecision
from meetings.actions.deciding import defer
from meetings.models import Meeting, ProtocolVersion
from meetings.paper.storage import stored_bytes
from tests.browser.editor.page import SAVED, open_editor
from tests.browser.funding.applying import ready
from tests.browser.funding.journey import Journey, fill_form
from tests.meetings.pdf_assertions import assert_sealed, text_of
from tests.worlds.boards import PASSWORD, at, make_meeting
from tests.worlds.forging import past_the_guards

LESS = (100_000, 250_000, 250_000)
OPINION = {"För": "4", "Emot": "9", "Avstår": "7", "Yttrande": "Avstyrks"}
WHO = "Tre av de fyra som var för är sökande"


def advise_against(journey: Journey) -> Page:
    """4–9–7: the opinion leads on to the memo, where it stands already."""
    held = make_meeting(journey.office.board, day=journey.today - timedelta(days=7))
    with past_the_guards():
        Meeting.objects.filter(pk=held.pk).update(body=journey.office.programme.preparatory_group)
    begin_and_leave(journey)
    page = journey.do("Beredningsgruppens yttrande", "Spara", OPINION | {"Sökande som deltog": WHO})
    expect(page.get_by_role("heading", name="Tjänsteskrivelse", level=1)).to_be_visible()
    expect(
        page.get_by_text(re.compile(r"avstyrkte ansökan .* \(4 för, 9 emot och 7 avstod\)"))
    ).to_be_visible()
    return page


def begin_and_leave(journey: Journey) -> None:
    """What was begun stands there when one comes back, and goes when it is sent."""
    with journey.presses.of(""):
        page = journey.open_case()
        page.get_by_role("link", name="Beredningsgruppens yttrande").click()
        ready(page)
        page.get_by_label("Motivering").fill("Gruppen ser ett behov.")
        expect(page.locator("#save-state")).to_contain_text("Utkast sparat")
        page = journey.open_case()
        page.get_by_role("link", name="Beredningsgruppens yttrande").click()
        expect(page.get_by_label("Motivering")).to_have_value("Gruppen ser ett behov.")
        journey.see(page)
        page.get_by_role("link", name="Avbryt").click()


def be_referred_back(journey: Journey, meeting: Meeting) -> None:
    """The board wants to know more of the case that stands on its agenda."""
    paragraph = meeting.paragraphs.get(heading__contains="Social verkstad")
    defer(
        row=paragraph,
        kind="referred_back",
        reason="Tidplanen behöver bli tydligare",
        by=journey.office.board.secretary,
        at=at(meeting.date),
    )
    journey.verify(meeting)
    page = journey.open_case()
    page.reload()
    expect(page.get_by_text("Tidplanen behöver bli tydligare.").first).to_be_visible()
    journey.see(page)


def grant_less(journey: Journey, meeting: Meeting) -> None:
    """The board's sum is written in its sentence; the lock waits until the figures of the § say the same."""
    page = journey.kansli
    journey.presses.add("protokollet")
    open_editor(page, meeting)
    paragraph = meeting.paragraphs.get(heading__contains="Social verkstad")
    assert paragraph.origin is not None
    box = page.locator(f"#p-{paragraph.public_id}")
    expect(box).to_contain_text("Tre av de fyra som var för är sökande.")
    expect(box).to_contain_text(re.compile(r"att bevilja 850\s000\skronor"))
    box.get_by_role("button", name="Med ändring").click()
    expect(box.get_by_role("button", name="Med ändring")).to_have_count(0)
    box.locator(".decision:not(.prepared) [role=textbox]").first.focus()
    page.keyboard.press("Control+a")
    page.keyboard.type("att bevilja 600 000 kronor till insatsen Social verkstad.")
    expect(page.locator("#save-state")).to_have_text(SAVED)
    told = page.get_by_role("link", name=re.compile(r"säger 600\s000 kronor, uppgifterna 850\s000 kronor"))
    expect(told.first).to_be_visible()
    expect(page.locator("#freeze")).to_have_attribute("aria-disabled", "true")
    journey.see(page)
    box.get_by_role("link", name="Belopp och villkor").click()
    years = [journey.year + number for number in range(3)]
    fill_form(page, {f"{year}, kronor": str(amount) for year, amount in zip(years, LESS, strict=True)})
    journey.see(page)
    page.get_by_role("button", name="Spara", exact=True).click()
    expect(page.locator("body[data-ready]")).to_be_attached()
    expect(told).to_have_count(0)
    page.locator("#freeze").click()
    expect(page.get_by_role("heading", name="Vilka som skriver under")).to_be_visible()


def sign_as_secretary(journey: Journey, meeting: Meeting) -> None:
    page = journey.go(journey.kansli, f"/exempelvik/justera/styrelsen/{meeting.key}/")
    for name in ("Läs allt på en gång", "Till underskrift"):
        page.get_by_role("link", name=name).first.click()
    way = page.get_by_role("region", name="Med lösenord", exact=True)
    way.get_by_label("Ditt lösenord").fill(PASSWORD)
    way.get_by_role("button", name="Skriv under", exact=True).click()
    expect(page.get_by_role("heading", name="Du har skrivit under")).to_be_visible()


def be_told(journey: Journey, meeting: Meeting, email: str) -> None:
    """The last signature: the applicant has a sealed letter with the board's sum and no other."""
    journey.verified_by_the_board(ProtocolVersion.objects.get(protocol__meeting=meeting))
    assert journey.post.letters_to(email)[-1]["Subject"].startswith(
        "Beslut om Social verkstad: delvis beviljad – "
    )
    letter = stored_bytes(BoardDecision.objects.latest("pk").letter.sha256)
    assert_sealed(letter)
    told = text_of(letter).replace("\u202f", " ")
    assert "600 000" in told
    assert "850 000" not in told
    journey.applicant.goto(f"/exempelvik/medel/ansokan/{journey.case.public_id}/")
    expect(journey.applicant.get_by_role("link", name=re.compile("Beslutsbrev")).last).to_be_visible()
    journey.see(journey.applicant)


def be_appealed(journey: Journey) -> None:
    """Appealed, stopped by the court, and upheld in the end: while it is stopped nothing is asked for."""
    steps = (
        ("ett överklagande kom in", "Överklagat den"),
        ("domstolen beslutade om inhibition", "Domstol beslutade om inhibition"),
        (": avslaget", ""),
    )
    page, applicant = journey.kansli, journey.applicant
    for step, told in steps:
        journey.open_case()
        page.get_by_role("link", name="Registrera vad som har hänt").click()
        choice = page.get_by_label("Vad har hänt?")
        choice.select_option(value=choice.get_by_role("option").filter(has_text=step).get_attribute("value"))
        journey.see(page)
        page.get_by_role("button", name="Registrera", exact=True).click()
        expect(page.get_by_text("Det är registrerat, och den sökande har fått ett mejl.")).to_be_visible()
        if told:
            expect(page.get_by_text(told).first).to_be_visible()
        if "inhibition" in step:
            journey.see(page)
            applicant.goto(f"/exempelvik/medel/insats/{journey.case.measure.public_id}/")
            expect(applicant.get_by_text("inget rekvireras eller betalas ut")).to_be_visible()
            journey.see(applicant)
