"""Uppgifter och utseende, and roller: what is saved, refused beside its field and told to the presidium."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from meetings.models import Role
from tests.worlds.boards import Board
from tests.worlds.letters import letters
from tests.worlds.registers import answer, history, post, said

pytestmark = pytest.mark.django_db
FACTS = {
    "name": "Samordningsförbundet Ny",
    "org_number": "2220000000",
    "address": "Byvägen 1",
    "email": "a@b.example",
}


@pytest.fixture
def kansli(client: Client, board: Board) -> Client:
    client.force_login(board.secretary)
    return client


def test_facts_are_changed_and_the_rest_stays(kansli: Client, board: Board) -> None:
    post(kansli, "particulars_change", FACTS, "uppgifter")
    board.association.refresh_from_db()
    kept = board.association
    assert (kept.name, kept.org_number, kept.address) == (FACTS["name"], "222000-0000", "Byvägen 1")
    assert kept.court == "Förvaltningsrätten i Härnösand"
    assert history(kept) == [("~", board.secretary)]
    assert FACTS["name"] in answer(kansli, "particulars")


@pytest.mark.parametrize(
    ("part", "sent", "sentence"),
    [
        ("uppgifter", FACTS | {"org_number": "222000-0001"}, "Organisationsnummer – "),
        ("uppgifter", FACTS | {"email": "fel"}, "E-postadress – "),
        ("utseende", {"accent": "#ffff00"}, "Färgen är för ljus"),
        ("justering", {"verification_decided_in": "5", "reminder_days": "3"}, "vilken dag beslutet fattades"),
        ("anslag", {"storage_place": "Kansliet"}, "Förvaltningsrätt – "),
        ("diarium", {"registry_pattern": "{år}", "largest_file_mb": "25"}, "måste innehålla {nr}"),
        ("diarium", {"registry_pattern": "{nr}", "largest_file_mb": "51"}, "högst 50 MB"),
    ],
)
def test_a_part_that_cannot_be_is_refused(
    kansli: Client, board: Board, part: str, sent: dict[str, str], sentence: str
) -> None:
    assert sentence in said(post(kansli, "particulars_change", sent, part))
    assert not history(board.association)


def test_a_logo_asks_for_its_words_and_is_taken_away(kansli: Client, board: Board) -> None:
    def picture() -> SimpleUploadedFile:
        file = BytesIO()
        Image.new("RGB", (40, 20), "#0e5a47").save(file, "PNG")
        return SimpleUploadedFile("logo.png", file.getvalue(), "image/png")

    sent = {"accent": "#0e5a47", "logo_alt": "Förbundets märke"}
    assert "Beskriv logotypen" in said(
        post(kansli, "particulars_change", sent | {"logo_alt": "", "new_logo": picture()}, "utseende")
    )
    post(kansli, "particulars_change", sent | {"new_logo": picture()}, "utseende")
    board.association.refresh_from_db()
    assert board.association.logo
    assert "Förbundets märke" in answer(kansli, "particulars_change", "utseende")
    post(kansli, "particulars_change", sent | {"remove_logo": "on"}, "utseende")
    board.association.refresh_from_db()
    assert board.association.logo is None


def test_a_pattern_is_shown_before_it_is_saved(kansli: Client, board: Board) -> None:
    sent = {"registry_pattern": "F {nr:5}", "largest_file_mb": "25", "look": "1"}
    page = post(kansli, "particulars_change", sent, "diarium").content.decode()
    assert "<strong>F 00017</strong>" in page
    board.association.refresh_from_db()
    assert board.association.registry_pattern == "{år}/{nr:4}"


def test_a_role_is_given_once_taken_away_and_told(kansli: Client, board: Board) -> None:
    post(kansli, "role_add", {"kind": "auditor"}, board.member.public_id)
    role = Role.objects.get(person=board.member)
    assert [one for one in letters(board.chair.email) if one.subject.startswith("Ändrade uppdrag")]
    assert "redan den rollen" in said(post(kansli, "role_add", {"kind": "auditor"}, board.member.public_id))
    assert "Petra Sandell" in answer(kansli, "role_list")
    post(kansli, "role_end", {}, role.pk)
    assert not Role.objects.filter(person=board.member).exists()
    assert [one for one, _ in history(role)] == ["+", "-"]


def test_nobody_takes_away_their_own_role(kansli: Client, board: Board) -> None:
    own = Role.objects.get(person=board.secretary)
    assert "Din egen roll" in said(post(kansli, "role_end", {}, own.pk))
    assert reverse("role_end", args=["exempelvik", own.pk]) not in answer(kansli, "role_list")
    own.refresh_from_db()
