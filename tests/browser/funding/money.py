"""The journey's money: agreement, requisitions, reports and the end."""

import re
from pathlib import Path

from playwright.sync_api import Page, expect

from funding.actions.reporting import approve_report, save_report, send_report
from funding.models import Agreement, Measure, Report, Requisition
from meetings.paper.storage import stored_bytes
from tests.browser.funding.journey import Journey
from tests.meetings.pdf_assertions import assert_sealed
from tests.worlds.boards import PASSWORD, at


def agree(journey: Journey, counterpart: Page) -> None:
    """Made by the office, signed by the counterpart on a phone and then by the office."""
    page = journey.open_case()
    page.get_by_role("link", name="Avtal", exact=True).first.click()
    page.get_by_role("link", name="Upprätta avtal").click()
    journey.see(page)
    page.get_by_label("Medel får rekvireras i förskott").check()
    page.get_by_role("button", name="Upprätta och skicka").click()
    journey.work()
    counterpart.goto(journey.post.link_to("rolf.mattby@kommun.example", "/medel/avtal/"))
    counterpart.get_by_label("Ditt namn").fill("Rolf Mattby")
    counterpart.get_by_label("Jag har läst avtalet").check()
    journey.see(counterpart)
    counterpart.get_by_role("button", name="Skriv under").click()
    expect(counterpart.get_by_text("Rolf Mattby skrev under")).to_be_visible()
    page.reload()
    journey.see(page)
    page.get_by_role("link", name="Skriv under").click()
    page.get_by_label("Ditt lösenord").fill(PASSWORD)
    page.get_by_role("button", name="Skriv under").click()
    expect(page.get_by_text("(underskrivet och stämplat)")).to_be_visible()
    sealed = Agreement.objects.get().sealed
    assert sealed
    assert_sealed(stored_bytes(sealed.sha256))


def requisition(journey: Journey, file: Path, amount: str, *, pays: bool = True) -> None:
    """Sent by the applicant, reviewed by one, attested by another; and paid where nothing hinders it."""
    page, measure = journey.applicant, Measure.objects.get()
    number = measure.requisitions.count() + 1
    page.goto(f"/exempelvik/medel/insats/{measure.public_id}/")
    page.get_by_role("link", name="Rekvirera").click()
    page.get_by_label("Belopp, kronor").fill(amount)
    ledger = file.with_name(f"huvudbok-{number}.pdf")
    ledger.write_bytes(file.read_bytes() + f"\n% {number}".encode())  # the same file twice is asked about
    page.get_by_label("Utdrag ur huvudboken").set_input_files(ledger)
    if pays:  # the same pages the second time
        journey.see(page)
    page.get_by_role("button", name="Skicka rekvisitionen").click()
    expect(page.get_by_text(re.compile(amount.replace(" ", r"\s"))).first).to_be_visible()
    address = f"/exempelvik/rekvisitioner/{Requisition.objects.latest('pk').public_id}/"
    reviewer, attester = journey.pages["colleague"], journey.kansli
    reviewer.goto(address)
    reviewer.get_by_role("button", name="Granska").click()
    expect(reviewer.get_by_text("Du har granskat. En kollega attesterar.")).to_be_visible()
    attester.goto(address)
    attester.get_by_role("button", name="Attestera").click()
    if pays:
        attester.get_by_label("Betald").fill(journey.today.isoformat())
        attester.get_by_role("button", name="Registrera").click()
        expect(attester.get_by_text("Utbetald").first).to_be_visible()
        journey.see(attester)


def report(journey: Journey) -> None:
    """The first half-year's: the report that the second payment waits for."""
    page, measure = journey.applicant, Measure.objects.get()
    page.goto(f"/exempelvik/medel/insats/{measure.public_id}/")
    journey.see(page)
    page.get_by_role("link", name="Lägesrapport").first.click()
    _write(page)
    journey.see(page)
    page.get_by_role("button", name="Skicka in").click()
    expect(page.get_by_role("button", name="Skicka in")).to_have_count(0)
    _approve(journey, measure.reports.order_by("due").first())


def close(journey: Journey) -> None:
    """Paid, reported in full, closed; and anyone can read what came of it."""
    page, office = journey.applicant, journey.office
    kansli = journey.kansli
    kansli.get_by_label("Betald").fill(journey.today.isoformat())
    kansli.get_by_role("button", name="Registrera").click()
    measure = Measure.objects.get()
    for one in measure.reports.filter(kind="periodic", sent_at=None):
        texts = {"activities": "Enligt plan.", "results": "Enligt plan.", "deviations": ""}
        then = at(one.last_day)  # time passes
        save_report(report=one, texts=texts, outcomes=[], participants={}, by=office.applicant, at=then)
        send_report(report=one, by=office.applicant, at=then)
        approve_report(report=one, by=office.board.secretary, at=then)
    page.goto(f"/exempelvik/medel/insats/{measure.public_id}/")
    page.get_by_role("link", name="Slutrapport").click()
    _write(page)
    expect(page.get_by_text("Perioden är inte slut.")).to_be_visible()
    page.get_by_role("button", name="Spara", exact=True).click()
    expect(page.get_by_text("Sparat. Rapporten är inte inskickad.")).to_be_visible()
    final = measure.reports.get(kind="final")
    send_report(report=final, by=office.applicant, at=at(final.last_day))
    _approve(journey, final)
    kansli.goto(f"/exempelvik/insatser/{measure.public_id}/")
    journey.see(kansli)
    kansli.get_by_role("link", name="Avsluta insatsen").click()
    journey.see(kansli)
    kansli.get_by_label("Förklaring av skillnaden").fill("Utfallet redovisas i den ekonomiska bilagan.")
    kansli.get_by_role("button", name="Avsluta insatsen").click()
    expect(journey.open_case().get_by_text("Avslutad").first).to_be_visible()
    journey.see(kansli)
    page.goto("/exempelvik/medel/insatser/")
    expect(page.get_by_role("heading", name="Social verkstad")).to_be_visible()
    expect(page.get_by_text("Åtta har gått vidare.")).to_be_visible()
    journey.see(page)


def _write(page: Page) -> None:
    page.get_by_label("Vad som har gjorts").fill("Verkstaden har öppnat.")
    page.get_by_label("Resultat").fill("Åtta har gått vidare.")
    page.get_by_label("Kvinnor, 25–44 år").fill("9")


def _approve(journey: Journey, report: Report | None) -> None:
    assert report
    page = journey.kansli
    page.goto(f"/exempelvik/rapporter/{report.public_id}/")
    journey.see(page)
    page.get_by_role("button", name="Godkänn").click()
    expect(page.get_by_text("Godkänd").first).to_be_visible()
