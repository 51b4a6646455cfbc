"""From an empty installation to a planned meeting with its members filled in, as who installed it goes."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.core.management import call_command
from playwright.sync_api import Locator, Page, expect

from meetings.models import Association, Attendee, Meeting
from tests.browser.conftest import DESKTOP, PHONE
from tests.worlds.boards import PASSWORD
from tests.worlds.second_step import code_of

pytestmark = pytest.mark.django_db(transaction=True)

MOST_PAGES, MOST_FIELDS = 12, 40
NARROW = {"width": 320, "height": 640}
EMAIL = "drift@vallnas.example"
KOMMUNER = {
    "Avesta": "Avesta kommun",
    "Borlänge": "Borlänge kommun",
    "Falun": "Falu kommun",
    "Hedemora": "Hedemora kommun",
    "Ludvika": "Ludvika kommun",
}
MEMBERS = ("FK", "AF", "RD", *KOMMUNER)


class Hand:
    """Counts the pages that are seen and the fields that are filled in, ticked or chosen."""

    def __init__(self, page: Page, axe: Callable[..., None]) -> None:
        self.page, self.axe, self.fields = page, axe, 0
        self.pages: list[str] = []

    def sees(self, heading: str) -> None:
        expect(self.page.get_by_role("heading", level=1)).to_have_text(re.compile(heading))
        self.pages.append(heading)
        self.axe(self.page, (DESKTOP, PHONE, NARROW))
        for width in (PHONE, NARROW):
            self.page.set_viewport_size(width)  # type: ignore[arg-type]
            over = self.page.evaluate("document.documentElement.scrollWidth - innerWidth")
            assert over <= 0, (heading, width)
        self.page.set_viewport_size(DESKTOP)  # type: ignore[arg-type]

    def writes(self, label: str, text: str) -> None:
        self._counted(self.page.get_by_label(label, exact=True)).fill(text)

    def ticks(self, label: str) -> None:
        self._counted(self.page.get_by_label(label, exact=True)).check()

    def chooses(self, label: str, option: str) -> None:
        self._counted(self.page.get_by_label(label, exact=True)).select_option(option)

    def presses(self, name: str) -> None:
        button = self.page.get_by_role("button", name=name, exact=True)
        button.or_(self.page.get_by_role("link", name=name, exact=True)).first.click()

    def _counted(self, field: Locator) -> Locator:
        self.fields += 1
        return field


def table() -> str:
    """Eight ledamöter and as many ersättare, as they stand in a spreadsheet."""
    return "\n".join(
        ["\t".join(("Förnamn", "Efternamn", "E-post", "Medlem", "Uppdrag", "Från", "Presidium")), *_rows()]
    )


def _rows() -> Iterator[str]:
    for number, member in enumerate(MEMBERS):
        for kind, first in (("ledamot", "Alva"), ("ersättare", "Bror")):
            last = f"{'ABCDEFGH'[number]}lund"
            office = {0: "ordförande", 1: "vice"}.get(number, "") if kind == "ledamot" else ""
            email = f"{first}.{last}@vallnas.example".lower()
            yield "\t".join((first, last, email, member, kind, "2026-01-01", office))


def signs_in(hand: Hand) -> None:
    hand.page.goto("/konto/login/")
    hand.sees("Logga in")
    hand.fields += 2
    hand.page.get_by_label("E-post").fill(EMAIL)
    hand.page.get_by_label("Lösenord", exact=True).fill(PASSWORD)
    hand.presses("Logga in")
    hand.sees("Ett lösenord räcker inte här")
    hand.presses("Använd en app")
    hand.sees("Börja använda en app för engångskoder")
    secret = hand.page.locator("code").first.inner_text()
    hand.fields += 1
    hand.page.locator("input[name=code]").fill(code_of(secret))
    hand.presses("Använd appen")
    hand.sees("Dina reservkoder")
    hand.presses("Fortsätt till förbundet")


def makes_the_association(hand: Hand, *, invites: bool = False) -> None:
    hand.sees("Lägg upp ett förbund")
    hand.writes("Förbundets namn", "Samordningsförbundet i Vallnäs")
    hand.writes("Organisationsnummer", "222000-0000")
    hand.writes("Postadress", "Storgatan 1\n123 45 Vallnäs")
    hand.writes("E-postadress", "kansli@vallnas.example")
    hand.chooses("Förvaltningsrätt", "Förvaltningsrätten i Falun")
    hand.presses("Spara och välj medlemmar")
    hand.sees("Välj medlemmar")
    hand.page.locator("summary", has_text="Region Dalarna").click()
    hand.ticks("Region Dalarna")
    for kommun in KOMMUNER.values():
        hand.ticks(kommun)
    hand.presses("Spara medlemmarna")
    hand.sees("Styrelsens platser")
    for party in ("Region Dalarna", *KOMMUNER.values()):
        hand.writes(f"E-postadress för anslag hos {party} (kan skrivas sedan)", "anslag@kommun.example")
    hand.presses("Spara styrelsen")
    hand.sees("Klistra in personer och uppdrag")
    hand.writes("Tabell", table())
    if invites:
        hand.ticks("Skicka en inbjudan till den som inte har valt lösenord")
    hand.presses("Granska")
    hand.sees("Klistra in personer och uppdrag")
    hand.presses("Spara 16 uppdrag")


def test_from_createsuperuser_to_a_planned_meeting(
    page: Page, axe: Callable[..., None], monkeypatch: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DJANGO_SUPERUSER_PASSWORD", PASSWORD)
    call_command(
        "createsuperuser", interactive=False, email=EMAIL, first_name="Dag", last_name="Driftman", verbosity=0
    )
    hand = Hand(page, axe)
    signs_in(hand)
    makes_the_association(hand)
    hand.sees("Att göra")
    expect(page.get_by_role("heading", name="Kvar att ställa in")).to_be_visible()
    hand.presses("Planera ett möte")
    hand.sees("Planera ett möte")
    hand.writes("Dag", "2026-12-10")
    hand.writes("Börjar", "09:00")
    hand.writes("Plats", "Stadshuset")
    hand.presses("Planera")
    hand.sees("Förbundsstyrelsen")
    meeting = Meeting.objects.get()
    assert meeting.attendees.exclude(kind=Attendee.Kind.GUEST).count() == 16
    assert meeting.chair
    assert meeting.paragraphs.count() == 5
    assert Association.objects.get().parties.count() == 8
    with capsys.disabled():
        print(
            f"\nfirst run: {len(hand.pages)} pages and {hand.fields} fields, of at most {MOST_PAGES} and {MOST_FIELDS}"
        )
    assert len(hand.pages) <= MOST_PAGES, hand.pages
    assert hand.fields <= MOST_FIELDS
