"""The end of the journey: reports, what is claimed back and repaid, the closing, and one sum everywhere."""

import re
from datetime import timedelta
from decimal import Decimal

from django.utils import timezone
from playwright.sync_api import Page, expect

from funding.actions.reporting import approve_report, remind_of_reports, save_report, send_report
from funding.models import Export
from funding.reads.command_json import application_json, budget_json
from funding.reads.measures import spending_of
from meetings.actions.deciding import decide_as_prepared
from meetings.paper.storage import stored_bytes
from tests.browser.funding import money
from tests.browser.funding.journey import Journey, fill_form
from tests.browser.funding.money import kronor, measure
from tests.worlds.sie import read_sie

REPORTED, REPAID = "35 000,25", "5 000,25"
PAID = Decimal("40000.50")


def report(journey: Journey, email: str) -> None:
    """The first half-year's, from the letter that reminds of it."""
    first = measure().reports.filter(kind="periodic").order_by("last_day")[0]
    remind_of_reports(at=timezone.now())
    page = journey.follow(journey.applicant, email, f"/rapport/{first.public_id}/")
    write(page)
    journey.see(page)
    page.get_by_role("button", name="Skicka in").click()
    expect(page.get_by_role("button", name="Skicka in")).to_have_count(0)
    approve(journey)


def write(page: Page) -> None:
    page.get_by_label("Vad som har gjorts").fill("Verkstaden har öppnat.")
    page.get_by_label("Resultat").fill("Åtta har gått vidare.")
    page.get_by_label("Kvinnor, 25–44 år").fill("9")


def approve(journey: Journey) -> None:
    """From the letter that says that it has come in."""
    page = journey.follow(journey.kansli, journey.office.board.secretary.email, "/rapporter/")
    journey.see(page)
    page.get_by_role("button", name="Godkänn").click()
    expect(page.get_by_text("Godkänd").first).to_be_visible()


def end_early(journey: Journey) -> None:
    """The board ends the measure as from yesterday: what is left of each year is free, and the agreement says so."""
    day = journey.today - timedelta(days=1)
    meeting = journey.meeting(journey.today)
    why = {"Ny slutdag": day.isoformat(), "Bakgrund": "Lokalen har sagts upp."}
    with journey.presses.of(""):
        # The form proposes what is left.
        page = journey.do("Avsluta i förtid", "Sätt på dagordningen", why)
        expect(page.get_by_text("På dagordningen:")).to_be_visible()
        paragraph = meeting.paragraphs.get(heading__contains="Social verkstad")
        decide_as_prepared(paragraph=paragraph, by=journey.office.board.secretary, at=timezone.now())
        journey.verify(meeting, moment=timezone.now())
        assert measure().last_day == day
        money.sign(journey, journey.pages["signatory"])


def report_the_rest(journey: Journey) -> None:
    """The half-years from the first one to the new last day."""
    office = journey.office
    for one in measure().reports.filter(kind="periodic", sent_at=None):
        texts = {"activities": "Enligt plan.", "results": "Enligt plan.", "deviations": ""}
        now = timezone.now()
        save_report(report=one, texts=texts, outcomes=[], participants={}, by=office.applicant, at=now)
        send_report(report=one, by=office.applicant, at=now)
        approve_report(report=one, by=office.board.secretary, at=now)


def report_the_end(journey: Journey) -> None:
    """The final report, which the new last day has made due."""
    page = journey.go(journey.applicant, f"/exempelvik/medel/insats/{measure().public_id}/")
    journey.see(page)
    page.get_by_role("link", name="Slutrapport").click()
    write(page)
    page.get_by_label("Personal").fill(REPORTED)
    page.get_by_role("button", name="Skicka in").click()
    expect(page.get_by_role("button", name="Skicka in")).to_have_count(0)
    approve(journey)


def claim_back(journey: Journey, email: str) -> None:
    """What is paid and not reported is claimed, and noted when it has come."""
    page = journey.kansli
    with journey.presses.of(""):
        page.get_by_role("link", name="Avsluta insatsen").click()
        expect(page.get_by_text(kronor(f"{REPAID} kronor är utbetalda"))).to_be_visible()
        journey.see(page)
        page.get_by_role("button", name="Kräv tillbaka").click()
        expect(page.get_by_text(kronor(f"Återkravet på {REPAID} kronor är skickat."))).to_be_visible()
        journey.work()
        letter = journey.post.letters_to(email)[-1]
        assert kronor(f"Återkrav, {REPAID} kronor: Social verkstad").match(letter["Subject"])
        page.get_by_role("link", name="Registrera återbetalning").click()
        fill_form(page, {"Belopp, kronor": REPAID})
        journey.see(page)
        page.get_by_role("button", name="Registrera", exact=True).click()
        expect(page.get_by_text("Återbetalningen är registrerad.")).to_be_visible()


def close(journey: Journey) -> None:
    """Reported in full, closed; and anyone can read what came of it."""
    page = journey.kansli
    page.get_by_role("link", name="Avsluta insatsen").click()
    page.get_by_role("button", name="Avsluta insatsen").click()
    expect(page.get_by_text("Insatsen är avslutad.")).to_be_visible()
    journey.see(page)
    public = journey.applicant
    public.goto("/exempelvik/medel/insatser/")
    expect(public.get_by_role("heading", name="Social verkstad")).to_be_visible()
    expect(public.get_by_text("Åtta har gått vidare.").first).to_be_visible()
    expect(public.get_by_text(kronor(f"{REPORTED} kronor"))).to_be_visible()  # what did not come back
    journey.see(public)


def agree_to_the_ore(journey: Journey) -> None:
    """The case and the year as JSON, the two tables as CSV and the file for the bookkeeping have the same sums."""
    year, case = journey.year, journey.case
    repaid = PAID - Decimal("35000.25")
    spending = spending_of(measure(), year)
    assert (spending.granted, spending.paid, spending.repaid) == (PAID, PAID, repaid)
    told = application_json("exempelvik", case.registry_number)
    sums = [sum(Decimal(one["amount"]) for one in decided["amounts"]) for decided in told["decisions"]]
    assert (max(sums), sum(sums)) == (Decimal(600_000), PAID)
    assert [(one["amount"], one["state"]) for one in told["requisitions"]] == [
        ("60000.55", "refused"),
        ("40000.50", "paid"),
    ]
    [of_measure] = budget_json("exempelvik", year)["measures"]
    assert (Decimal(of_measure["granted"]), Decimal(of_measure["paid"])) == (PAID, PAID)
    table = csv(journey, f"/exempelvik/budget/{year}/insatser.csv")
    assert [(number(one["Utbetalt"]), number(one["Återbetalt"])) for one in table] == [(PAID, repaid)]
    posted = [number(one["Belopp"]) for one in csv(journey, f"/exempelvik/budget/{year}/utbetalningar.csv")]
    assert sum(posted) == PAID - repaid
    vouchers = read_sie(stored_bytes(Export.objects.get(kind="sie").file.sha256)).vouchers
    assert sorted(dict(one.rows)["4010"] for one in vouchers) == sorted(posted)
    page = journey.kansli
    page.goto(f"/exempelvik/budget/{year}/")
    row = page.get_by_role("table", name=f"Kronor {year}").get_by_role(
        "row", name=re.compile("^Social verkstad")
    )
    cells = [number(one) for one in row.get_by_role("cell").all_inner_texts()]
    assert cells[:4] == [PAID, PAID, PAID, repaid]
    journey.see(page)


def csv(journey: Journey, address: str) -> list[dict[str, str]]:
    head, *rows = journey.kansli.request.get(address).body().decode("utf-8-sig").splitlines()
    return [dict(zip(head.split(";"), row.split(";"), strict=True)) for row in rows]


def number(text: str) -> Decimal:
    return Decimal(re.sub(r"\s", "", text).replace("−", "-").replace(",", "."))
