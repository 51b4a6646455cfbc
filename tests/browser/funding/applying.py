"""The applicant's side of the journey: an application written in the form, section by section."""

import re
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

COSTS = {
    "Personal": (65_000, 384_000, 384_000),
    "Lokalkostnader": (3_750, 15_000, 15_000),
    "Övriga verksamhetskostnader": (25_000, 25_000, 25_000),
}
SOUGHT = (250_000, 300_000, 300_000)
SAVED = re.compile(r"Sparat \d+\.\d\d")
PASTE = """(field, text) => {
  const data = new DataTransfer();
  data.setData("text/plain", text);
  field.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
}"""


def ready(page: Page) -> None:
    """The page's script listens."""
    expect(page.locator("body[data-ready]")).to_be_attached()


def on(page: Page, name: str) -> None:
    """Save, and go on to the next section, which is `name`."""
    page.get_by_role("button", name="Spara och fortsätt").click()
    expect(page.get_by_role("heading", name=name, level=1)).to_be_visible()
    ready(page)


def fill(page: Page, within: str, values: dict[str, str]) -> None:
    box = page.get_by_role("group", name=re.compile(f"^{within}"))
    for label, value in values.items():
        box.get_by_label(label, exact=True).fill(value)


UNITS = ("Fritidsenheten", "Arbetsmarknadsenheten")


def write_applicants(page: Page) -> None:
    """A unit of the kommun applies, with two other units of it and Arbetsförmedlingen as partners."""
    ready(page)
    page.get_by_label("Medlem i förbundet").select_option(label="Exempelviks kommun")
    fill(
        page,
        "Sökande",
        {
            "Organisation": "Exempelviks kommun",
            "Enhet eller arbetsställe": "Näringslivsenheten",
            "Firmatecknare eller chef": "Rolf Mattby",
            "Firmatecknarens e-post": "rolf.mattby@kommun.example",
            "Organisationsnummer": "2120009911",
            "Telefon": "0123-45 67 89",
            "Utdelningsadress": "Torggatan 2",
            "Postnummer": "123 45",
            "Postort": "Exempelvik",
            "Bankgiro": "1234566",
        },
    )
    expect(page.locator("#save-state")).to_have_text(SAVED)
    for unit in UNITS:
        add_partner(page, {"Organisation": "Exempelviks kommun", "Enhet eller arbetsställe": unit})
    partner = add_partner(
        page,
        {
            "Organisation": "Arbetsförmedlingen",
            "Firmatecknare eller chef": "Doris Ekmark",
            "Firmatecknarens e-post": "doris.ekmark@af.example",
        },
    )
    partner.get_by_label("Medlem i förbundet").select_option(label="Arbetsförmedlingen")
    expect(page.locator("#save-state")).to_have_text(SAVED)


def add_partner(page: Page, values: dict[str, str]) -> Locator:
    boxes = page.get_by_role("group", name=re.compile("^Samverkanspartner"))
    number = boxes.count()
    page.get_by_role("button", name="Lägg till en samverkanspartner").click()
    expect(boxes).to_have_count(number + 1)
    ready(page)
    for label, value in values.items():
        boxes.last.get_by_label(label, exact=True).fill(value)
    return boxes.last


def write_measure(page: Page, year: int) -> None:
    page.get_by_label("Insatsens namn").fill("Social verkstad")
    page.get_by_label("Bakgrund").fill("Deltagare saknar en plats att öva på. Mötesplatsen stängde i fjol.")
    page.get_by_label("Beskrivning").fill("En verkstad med café och textil drivs tillsammans.")
    page.get_by_label("Börjar").fill(f"{year}-01-01")
    page.get_by_label("Slutar").fill(f"{year + 2}-12-31")
    expect(page.locator("#save-state")).to_have_text(SAVED)
    fill(page, "Tid- och aktivitetsplan", {"När": "Våren", "Vad": "Anställa handledare"})


def write_goals(page: Page) -> None:
    for label in ("Målgrupp", "Mål och förväntat resultat", "Utvärdering", "Ledning och styrning"):
        page.get_by_label(label).fill(f"{label} beskrivs här.")
    page.get_by_label("Antal deltagare").fill("24")


def write_economy(page: Page, year: int) -> None:
    """Costs pasted from a spreadsheet; what is sought is written, and so is why the two differ."""
    block = "\n".join("\t".join(str(amount) for amount in amounts) for amounts in COSTS.values())
    page.get_by_label(f"Personal {year}", exact=True).evaluate(PASTE, block)
    for number, amount in enumerate(SOUGHT):
        page.get_by_label(f"Söks från förbundet {year + number}", exact=True).fill(str(amount))
    page.get_by_label("Förklaring till skillnaden").fill("Intäkter från caféet väntas de två sista åren.")
    expect(page.locator("#save-state")).to_have_text(SAVED)


def row_of(page: Page, name: str) -> list[str]:
    """The sums of a row as they stand, without spaces of any kind."""
    row = page.get_by_role("row", name=re.compile(f"^{name}")).last
    return [re.sub(r"\s", "", text) for text in row.get_by_role("cell").all_inner_texts()]


def attach(page: Page, files: list[Path]) -> None:
    """Seven files at once, and on to the last page, which names them all."""
    page.locator("input[type=file]").set_input_files(files)
    page.get_by_role("button", name="Spara och fortsätt").click()
    for file in files:
        expect(page.get_by_role("listitem").filter(has_text=file.name)).to_be_visible()
