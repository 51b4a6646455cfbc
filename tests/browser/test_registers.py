"""An office of eight seats keeps its registers for a month, in pages of its own and never in the admin."""

from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page

from meetings.actions.registering import pasted_mandates, register_mandates
from meetings.actions.setting_up import choose_members, found_association, set_up_board
from meetings.models import Association, Mandate, Party, Person, Phrase, StandardItem
from tests.browser.test_first_run import KOMMUNER, Hand, table
from tests.worlds.boards import at
from tests.worlds.second_step import make_keeper

pytestmark = pytest.mark.django_db(transaction=True)
CODES = ("20", "2084", "2081", "2080", "2083", "2085")  # Region Dalarna and its KOMMUNER
FIRST_RUN = {
    "name": "Samordningsförbundet i Vallnäs",
    "org_number": "222000-0000",
    "address": "Storgatan 1\n123 45 Vallnäs",
    "email": "kansli@vallnas.example",
    "court": "Förvaltningsrätten i Falun",
    "slug": "vallnas",
    "role": "manager",
}


# The rest of the pages, each looked at by axe at three widths.
OTHER_PAGES = {
    "organ/": "Organ och platser",
    "organ/styrelsen/": "Förbundsstyrelsen",
    "organ/styrelsen/andra/namn/": "Namn och slag",
    "organ/styrelsen/andra/nummer/": "Nummer",
    "organ/styrelsen/andra/narvaro/": "Närvaro och distans",
    "organ/styrelsen/andra/utseende/": "Protokollets utseende",
    "organ/styrelsen/andra/justering/": "Justering och reservationer",
    "organ/styrelsen/platser/": "Platser",
    "organ/styrelsen/presidium/": "Nytt uppdrag i presidiet",
    "nytt-organ/": "Lägg till ett organ",
    "uppgifter/": "Uppgifter och utseende",
    "uppgifter/uppgifter/": "Namn och kontakt",
    "uppgifter/utseende/": "Logotyp och färg",
    "uppgifter/justering/": "Justering och påminnelser",
    "uppgifter/anslag/": "Anslag och överklagande",
    "uppgifter/diarium/": "Diarienummer och filer",
    "uppgifter/inloggning/": "Inloggning",
    "personer/ny/": "Lägg till en person",
    "roller/": "Roller",
}


def after_the_first_run(keeper: Person) -> Association:
    """What test_first_run.py makes by hand."""
    by = {"by": keeper, "at": at()}
    association = found_association(**FIRST_RUN, **by)  # type: ignore[arg-type]
    choose_members(association=association, codes=CODES, **by)  # type: ignore[arg-type]
    seats = {party.pk: 1 for party in association.parties.all()}
    assert set(association.parties.values_list("name", flat=True)) > set(KOMMUNER.values())
    body = set_up_board(
        association=association,
        name="Förbundsstyrelsen",
        seats=seats,
        emails={},
        starts_from_standard=True,
        **by,
    )  # type: ignore[arg-type]
    text = table()
    seen = pasted_mandates(body=body, text=text, replace=True).fingerprint
    register_mandates(body=body, text=text, replace=True, seen=seen, **by)  # type: ignore[arg-type]
    return association


def test_a_month_of_changes_without_the_admin(
    page: Page,
    axe: Callable[..., None],
    sign_in: Callable[[Page, Any], None],
    console_errors: list[str],
) -> None:
    keeper = make_keeper()
    after_the_first_run(keeper)
    sign_in(page, keeper)
    visited: list[str] = []
    page.on("framenavigated", lambda frame: visited.append(frame.url))
    hand = Hand(page, axe)
    page.goto("/vallnas/kansli/", timeout=60_000)  # the first page of a process reads every template
    hand.presses("Register")
    hand.sees("Register")
    hand.presses("Medlemmar")
    hand.sees("Medlemmar")
    hand.presses("Falu kommun")
    hand.sees("Falu kommun")
    hand.writes("E-postadress för anslag (frivilligt)", "anslag@falun.example")
    hand.presses("Spara")
    assert Party.objects.get(name="Falu kommun").board_email == "anslag@falun.example"

    hand.presses("Register")
    hand.presses("Personer och uppdrag")
    hand.sees("Personer och uppdrag")
    hand.presses("Alva Dlund")
    hand.sees("Alva Dlund")
    page.get_by_role("link", name="Avsluta").click()
    hand.sees("Avsluta uppdraget")
    today = timezone.localdate().isoformat()
    hand.writes("Sista dagen", today)
    hand.presses("Avsluta uppdraget")
    hand.sees("Plats")
    hand.presses("Låt ersättaren inträda")
    page.get_by_text("Ersättaren är nu ledamot.").wait_for()
    assert Mandate.objects.get(person__first_name="Bror", person__last_name="Dlund", kind="member")
    hand.presses(
        "Skriv till " + Mandate.objects.get(person__last_name="Dlund", kind="deputy").seat.party.name
    )
    hand.sees("Skriv till medlemmen")

    hand.presses("Register")
    hand.presses("Dagordning och fraser")
    hand.sees("Dagordning och fraser")
    hand.presses("Lägg till en fras")
    hand.sees("Ny fras")
    hand.writes("Namn", "Årsredovisning")
    hand.writes("Beslut (frivilligt)", "att godkänna årsredovisningen.")
    hand.presses("Spara")
    page.get_by_role("link", name="Lägg till en punkt").first.click()
    hand.sees("Ny punkt")
    page.get_by_role("button", name="Spara").click()
    hand.sees("Ny punkt")  # its error has axe look at it too
    assert console_errors.pop().startswith(
        "Failed to load resource: the server responded with a status of 422"
    )
    hand.writes("Rubrik", "Delegationsbeslut")
    hand.presses("Spara")
    hand.sees("Dagordning och fraser")
    assert Phrase.objects.get(name="Årsredovisning")
    assert StandardItem.objects.get(heading="Delegationsbeslut")
    page.get_by_role("button", name="Ta bort Årsredovisning").click()
    hand.presses("Ångra")
    page.get_by_text("Det är tillbaka som det var.").wait_for()
    assert Phrase.objects.get(name="Årsredovisning")

    for address, heading in OTHER_PAGES.items():
        page.goto(f"/vallnas/register/{address}")
        hand.sees(heading)
    assert not [url for url in visited if "/admin/" in url]
