"""A table of persons and mandates after an election: looked at, then saved whole or not at all."""

from datetime import date
from http import HTTPStatus

import pytest
from django.test import Client
from django.urls import reverse

from meetings.actions.registering import pasted_mandates, register_mandates
from meetings.errors import RuleViolation
from meetings.importing.mandates import PastedMandates
from meetings.models import Mandate, Office, Person, Seat
from tests.worlds.boards import Board, at, make_board

pytestmark = pytest.mark.django_db
HEAD = "Förnamn;Efternamn;E-post;Medlem;Uppdrag;Plats;Ordning;Från;Till;Presidium"
NEW = "Nils;Ekman;nils.ekman@example.org;RVN;ledamot;1;;2027-04-01;2031-03-31;ordförande"
DEPUTY = "Maj;Lund;maj.lund@example.org;RVN;ersättare;1;1;2027-04-01;;"
PAGE = "/exempelvik/register/klistra/"


@pytest.fixture
def kansli(client: Client, board: Board) -> Client:
    client.force_login(board.secretary)
    return client


def save(board: Board, *rows: str, **options: object) -> PastedMandates:
    text = "\n".join(rows)
    seen = pasted_mandates(body=board.body, text=text, replace=True).fingerprint
    values = {
        "body": board.body,
        "text": text,
        "replace": True,
        "by": board.secretary,
        "at": at(),
        "seen": seen,
    }
    return register_mandates(**values | options)  # type: ignore[arg-type]


def test_table_is_saved_and_what_it_replaces_ends(board: Board) -> None:
    save(board, HEAD, NEW, DEPUTY)
    new = Mandate.objects.get(person__email="nils.ekman@example.org")
    assert (new.seat, new.first_day, new.last_day) == (
        board.seats["RVN"],
        date(2027, 4, 1),
        date(2031, 3, 31),
    )
    assert not new.person.has_usable_password()
    assert board.association in new.person.associations.all()
    assert Mandate.objects.get(person=board.chair).last_day == date(2027, 3, 31)
    assert Office.objects.get(person=board.chair).last_day == date(2027, 3, 31)
    assert Office.objects.get(person=new.person).kind == "chair"
    assert (
        Mandate.objects.get(person=board.chair).history.get(history_type="~").history_user == board.secretary
    )


def test_same_table_twice_changes_nothing(board: Board) -> None:
    save(board, HEAD, NEW, DEPUTY)
    again = save(board, HEAD, NEW, DEPUTY)
    assert again.changes == 0
    assert Mandate.objects.filter(first_day=date(2027, 4, 1)).count() == 2


def test_person_is_known_by_address_never_by_name(board: Board) -> None:
    other = make_board(slug="granby", suffix=".granby")
    row = NEW.replace("nils.ekman@example.org", other.member.email.upper())
    save(board, row)
    assert Mandate.objects.get(first_day=date(2027, 4, 1)).person == other.member
    other.member.refresh_from_db()
    assert other.member.name == "Petra Sandell"


def test_nothing_is_saved_when_a_row_is_wrong(board: Board) -> None:
    with pytest.raises(RuleViolation, match="Tabellen har fel"):
        save(board, NEW, DEPUTY.replace("RVN", "XX"))
    assert not Person.objects.filter(email="nils.ekman@example.org").exists()
    assert Mandate.objects.get(person=board.chair).last_day is None


def test_nothing_is_saved_when_the_last_row_fails(board: Board, monkeypatch: pytest.MonkeyPatch) -> None:
    draft = pasted_mandates(body=board.body, text=NEW, replace=True)
    Seat.objects.create(body=board.body, party=board.parties["FK"], number=9)
    rows = [NEW, "Bo;Ek;bo@example.org;FK;ledamot;9;;2027-04-01;;"]
    text = "\n".join(rows)
    seen = pasted_mandates(body=board.body, text=text, replace=True).fingerprint
    assert seen != draft.fingerprint
    Seat.objects.filter(number=9).delete()
    with pytest.raises(RuleViolation, match="Tabellen har fel"):
        register_mandates(body=board.body, text=text, replace=True, by=board.secretary, at=at(), seen=seen)
    assert not Mandate.objects.filter(first_day=date(2027, 4, 1)).exists()


def test_what_is_saved_is_what_was_seen(board: Board) -> None:
    with pytest.raises(RuleViolation, match="Granska igen"):
        save(board, NEW, seen="")
    seen = pasted_mandates(body=board.body, text=NEW, replace=True).fingerprint
    Mandate.objects.filter(person=board.chair).update(last_day=date(2027, 3, 31))
    with pytest.raises(RuleViolation, match="Granska igen"):
        save(board, NEW, seen=seen)


def test_page_shows_first_and_saves_then(kansli: Client, board: Board) -> None:
    sent = {"body": "styrelsen", "text": f"{HEAD}\n{NEW}", "replace": "on"}
    answer = kansli.post(PAGE, sent | {"look": "1"})
    assert "Ny person och nytt uppdrag." in answer.content.decode()
    assert "Astrid Norling: uppdrag som ledamot på plats 1 avslutas 31 mars 2027." in answer.content.decode()
    assert not Mandate.objects.filter(first_day=date(2027, 4, 1)).exists()
    seen = answer.context["pasted"].fingerprint
    saved = kansli.post(PAGE, sent | {"save": "1", "seen": seen}, follow=True)
    assert "Ett uppdrag är inlagt. Ett äldre avslutades." in saved.content.decode()


def test_wrong_table_is_mended_on_the_page_and_then_saved(kansli: Client) -> None:
    wrong = NEW.replace("RVN", "XX").replace("2027-04-01", "snart")
    sent = {"body": "styrelsen", "text": f"{HEAD}\r\n{wrong}\r\n{DEPUTY}", "replace": "on"}
    answer = kansli.post(PAGE, sent | {"look": "1"})
    html = answer.content.decode()
    assert "En rad har fel" in html
    assert "Medlemmen «XX» finns inte" in html
    assert "Dagen «snart» går inte att läsa" in html
    assert 'name="save"' not in html
    sent["text"] = f"{HEAD}\r\n{NEW}\r\n{DEPUTY}"
    answer = kansli.post(PAGE, sent | {"look": "1", "seen": answer.context["pasted"].fingerprint})
    assert "Spara två uppdrag" in answer.content.decode()
    saved = kansli.post(PAGE, sent | {"save": "1", "seen": answer.context["pasted"].fingerprint}, follow=True)
    assert "Två uppdrag är inlagda. Två äldre avslutades." in saved.content.decode()
    assert Mandate.objects.filter(first_day=date(2027, 4, 1)).count() == 2


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"text": ""},
        {"text": "\x00"},
        {"text": "a;b", "save": "1", "seen": "x"},
        {"text": NEW, "body": "annan"},
        {"text": NEW.replace("RVN", "XX"), "save": "1"},
        {"text": "a" * 300_000},
    ],
)
def test_page_answers_any_input_and_keeps_what_was_written(kansli: Client, sent: dict[str, str]) -> None:
    answer = kansli.post(PAGE, {"body": "styrelsen"} | sent)
    assert answer.status_code == HTTPStatus.OK
    assert not Mandate.objects.filter(first_day=date(2027, 4, 1)).exists()
    if sent.get("text") == NEW.replace("RVN", "XX"):
        assert "Nils;Ekman" in answer.content.decode()


def test_invited_get_a_link_that_works(kansli: Client, board: Board, run_jobs, mailoutbox) -> None:
    save(board, NEW, invite=True)
    run_jobs()
    letter = next(one for one in mailoutbox if one.to == ["nils.ekman@example.org"])
    link = next(line for line in letter.body.splitlines() if "/key/" in line or "reset" in line)
    page = Client().get(
        link.split("//", 1)[1].partition("/")[1] + link.split("//", 1)[1].partition("/")[2], follow=True
    )
    assert page.status_code == HTTPStatus.OK
    assert 'name="password1"' in page.content.decode()


def test_auditor_and_member_may_not_paste(client: Client, board: Board) -> None:
    for person in (board.auditor, board.chair):
        client.force_login(person)
        assert client.get(PAGE).status_code == HTTPStatus.NOT_FOUND


def test_list_of_mandates_leads_to_the_page(kansli: Client) -> None:
    assert PAGE in kansli.get(reverse("admin:index")).content.decode()
