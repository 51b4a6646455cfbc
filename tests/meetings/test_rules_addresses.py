"""Two addresses are the same, or one that a person could take for another is refused."""

import re
import subprocess

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from meetings.importing.mandate_rows import line_of
from meetings.importing.table import Row
from meetings.models import Person
from meetings.rules.addresses import mistakable, mistakable_sentence, usual_address
from tests.worlds.boards import Board, make_board
from tests.worlds.letters import letters

STORED = "anna@mikrobolag.example"
LOOK_ALIKES = [
    "anna@m\u0131krobolag.example",  # ı, the dotless i
    "anna@mikrobolag.ex\u0430mple",  # а of another alphabet
    "anna@mikr\u03bfbolag.example",  # ο, the Greek one
    "anna@mikrobo\u04cfag.example",  # ӏ
    "anna@mikrob\u1ecdlag.example",  # ọ, a dot below
    "anna@mikrobol\u0251g.example",  # ɑ
    "\u0430nna@mikrobolag.example",
]


@pytest.mark.parametrize(
    ("written", "usual"),
    [
        (STORED, STORED),
        (" Anna@MikroBolag.Example ", STORED),
        ("anna@\uff4d\uff49\uff4b\uff52\uff4f\uff42\uff4f\uff4c\uff41\uff47.example", STORED),  # full width
        ("anna@mi\u212arobolag.example", STORED),  # K, the kelvin sign, is a K
        ("anna@Åmål.example", "anna@åmål.example"),
        ("anna@A\u030ama\u030al.example", "anna@åmål.example"),  # Å as two characters
        ("anna@" + "åmål.example".encode("idna").decode(), "anna@åmål.example"),
        ("", ""),
        ("anna", "anna"),
        ("anna@", "anna@"),
        ("anna@-..", "anna@-.."),
    ],
)
def test_address_has_one_form(written: str, usual: str) -> None:
    assert usual_address(written) == usual
    assert usual_address(usual) == usual


@pytest.mark.parametrize("address", LOOK_ALIKES)
def test_look_alike_is_another_address_and_refused(address: str) -> None:
    assert usual_address(address) != STORED
    assert mistakable(address)
    assert f"U+{ord(mistakable(address)):04X}" in mistakable_sentence(address)


@pytest.mark.parametrize(
    "address", [STORED, "o'hara+x_1@åmål-östra.example", "josé@æ-ø.example", "anna@xn--mnchen-3ya.example"]
)
def test_address_of_our_languages_is_not_refused(address: str) -> None:
    assert mistakable_sentence(address) == ""


def test_nothing_else_compares_addresses() -> None:
    grep = [
        "git",
        "grep",
        "-nE",
        r"email__(i|lower)|email\.lower",
        "--",
        "*.py",
        ":!tests",
        ":!*/migrations/*",
    ]
    assert subprocess.run(grep, cwd=settings.BASE_DIR, capture_output=True, text=True).stdout == ""


@pytest.fixture
def board(db: None) -> Board:
    return make_board()


@pytest.mark.parametrize("address", LOOK_ALIKES)
def test_look_alike_gets_no_letter_and_is_not_registered(client: Client, board: Board, address: str) -> None:
    anna = Person.objects.create_user(STORED, "hemligt-1", first_name="Anna", last_name="Ek")
    client.post(reverse("account_reset_password"), {"email": address})
    assert letters() == []
    client.force_login(board.secretary)
    new = {"first_name": "Anna", "last_name": "Ek", "email": address, "association": board.association.pk}
    page = client.post(reverse("admin:meetings_person_add"), new)
    assert page.status_code == 200
    assert page.context["errors"]
    assert [one.pk for one in Person.objects.filter(last_name="Ek")] == [anna.pk]


@pytest.mark.parametrize(
    "typed", ["ANNA@mikrobolag.example", "anna@MIKROBOLAG.EXAMPLE", "anna@mi\u212arobolag.example"]
)
def test_letter_goes_to_the_stored_address(client: Client, board: Board, typed: str) -> None:
    Person.objects.create_user(STORED, "hemligt-1", first_name="Anna", last_name="Ek")
    client.post(reverse("account_reset_password"), {"email": typed})
    assert {letter.to for letter in letters()} <= {STORED}


def test_domain_that_only_folds_to_the_same_gets_no_letter(client: Client, board: Board) -> None:
    Person.objects.create_user("anna@strasse.example", "hemligt-1", first_name="Anna", last_name="Ek")
    client.post(reverse("account_reset_password"), {"email": "anna@stra\u00dfe.example"})
    assert {letter.to for letter in letters()} == {"anna@strasse.example"}


def test_pasted_table_says_which_letter_is_wrong() -> None:
    cells = {"first_name": "Anna", "last_name": "Ek", "email": LOOK_ALIKES[0], "party": "FK"}
    assert any(re.search(r"U\+0131", sentence) for sentence in line_of(Row(1, cells)).errors)
