"""Medlemmar: what is saved, refused beside its field, and the letter on whom a member is to appoint."""

from urllib.parse import unquote

import pytest
from django.test import Client
from django.urls import reverse

from meetings.models import Mandate, Party
from meetings.rules.makeup import appointing_letter_text
from tests.worlds.boards import Board
from tests.worlds.registers import answer, history, post, said

SENT = {
    "name": "Exempelviks kommun",
    "code": "EK",
    "board_email": "registrator@exempelvik.example",
    "contact_email": "kommunen@exempelvik.example",
    "contact_address": "Nämndsekreteraren\n123 45 Exempelvik",
}


@pytest.fixture
def kansli(client: Client, board: Board) -> Client:
    client.force_login(board.secretary)
    return client


def test_letter_says_whom_a_member_may_appoint() -> None:
    asked = {"remarks": ["En plats är vakant."], "signed": ["Ada Alm", "Förbundet"]}
    state = appointing_letter_text("Försäkringskassan", "Förbundet", is_of_state=True, **asked)  # type: ignore[arg-type]
    assert "- En plats är vakant." in state
    assert "anställd hos er (12 §)" in state
    assert state.endswith("Ada Alm\nFörbundet\n")
    assert "i fullmäktige (12 §)" in appointing_letter_text("Ek", "F", [], is_of_state=False, signed=[])


@pytest.mark.django_db
def test_a_member_is_changed_with_its_trace(kansli: Client, board: Board) -> None:
    party = board.parties["EK"]
    assert post(kansli, "party_change", SENT, party.pk).url == reverse("party_list", args=["exempelvik"])
    party.refresh_from_db()
    assert (party.board_email, party.contact_email) == (SENT["board_email"], SENT["contact_email"])
    assert history(party) == [("~", board.secretary)]
    assert "kommunen@exempelvik.example" in answer(kansli, "party_list")
    assert "Historik" in answer(kansli, "party_change", party.pk)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("code", "changes", "sentence"),
    [
        ("EK", {"code": "RVN"}, "Kortnamnet används redan"),
        ("EK", {"board_email": "fel"}, "giltig e-postadress"),
        ("EK", {"name": ""}, "Namn – Detta fält måste fyllas i."),
        ("FK", {"wants_copy": "on", "board_email": "", "code": "FK"}, "adressen som kopian"),
    ],
)
def test_a_member_that_cannot_be_is_refused(
    kansli: Client, board: Board, code: str, changes: dict[str, str], sentence: str
) -> None:
    assert sentence in said(post(kansli, "party_change", SENT | changes, board.parties[code].pk))
    assert not Party.objects.exclude(contact_email="").exists()


@pytest.mark.django_db
def test_a_member_without_ledamot_is_written_to(kansli: Client, board: Board) -> None:
    party = board.parties["EK"]
    Party.objects.filter(pk=party.pk).update(contact_email="kommunen@exempelvik.example")
    Mandate.objects.filter(person=board.other_member).update(last_day="2024-01-01")
    assert "Vakant" in answer(kansli, "party_list")
    page = answer(kansli, "party_letter", party.pk)
    assert "En plats för Exempelviks kommun är vakant (15 §" in page
    mail = unquote(page.split('href="mailto:')[1].split('"')[0])
    assert mail.startswith("kommunen@exempelvik.example?subject=Val till styrelsen")
    assert "Karl Ostman" in mail
