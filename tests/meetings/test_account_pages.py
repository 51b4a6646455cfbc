"""Whose an account is, through every page that touches one."""

from http import HTTPStatus

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from meetings.actions.accounts import propose_address
from meetings.actions.registering import add_person, pasted_mandates, register_mandates
from meetings.models import AccountChange, Mandate, Person, Signature
from tests.worlds.accounts import confirm, link_to
from tests.worlds.boards import PASSWORD, Board, make_board, make_frozen, sign
from tests.worlds.letters import letters
from tests.worlds.second_step import make_keeper

pytestmark = pytest.mark.django_db

NEW = "astrid@ny.example.org"
INLINE = {"mandates-TOTAL_FORMS": "0", "mandates-INITIAL_FORMS": "0"}
WRITTEN = {"email": NEW, "first_name": "Annat", "last_name": "Namn", "title": "vd"}


@pytest.fixture
def kansli(client: Client, board: Board) -> Client:
    client.force_login(board.secretary)
    return client


def signed_in(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def change(person: Person) -> str:
    return reverse("admin:meetings_person_change", args=[person.pk])


def added(board: Board) -> Person:
    """A person whose account nobody uses."""
    return add_person(
        association=board.association,
        email="nils@example.org",
        first_name="Nils",
        last_name="Ekmn",
        by=board.secretary,
        at=timezone.now(),
    )


def facts(person: Person) -> tuple[str, str, bool]:
    row = Person.objects.get(pk=person.pk)
    return row.email, row.name, row.is_active


def test_register_writes_neither_address_name_nor_sign_in_of_an_account_in_use(
    kansli: Client, board: Board
) -> None:
    before = facts(board.chair)
    answer = kansli.post(change(board.chair), WRITTEN | INLINE)
    assert answer.status_code == HTTPStatus.FOUND
    assert facts(board.chair) == before
    assert Person.objects.get(pk=board.chair.pk).title == "vd"  # what the association calls the person


def test_name_is_put_right_in_the_register_while_nobody_uses_the_account(
    kansli: Client, board: Board
) -> None:
    person = added(board)
    kansli.post(change(person), INLINE | {"first_name": "Nils", "last_name": "Ekman", "email": NEW})
    assert facts(person) == ("nils@example.org", "Nils Ekman", True)


def test_nothing_of_a_person_in_two_associations_is_written_in_either(kansli: Client, board: Board) -> None:
    person, other = added(board), make_board(slug="granby", suffix=".granby")
    other.association.roles.create(person=person, kind="auditor")
    page = kansli.get(change(person)).content.decode()
    assert other.association.name not in page
    kansli.post(change(person), WRITTEN | INLINE)
    row = Person.objects.get(pk=person.pk)
    assert (row.name, row.title, row.email, row.is_active) == ("Nils Ekmn", "", "nils@example.org", True)


def test_who_runs_the_site_closes_an_account_and_writes_no_address(client: Client, board: Board) -> None:
    client.force_login(make_keeper())
    email, name, _ = facts(board.chair)
    client.post(change(board.chair), WRITTEN | INLINE)
    assert facts(board.chair) == (email, name, False)


def test_unused_account_is_deleted_and_one_in_use_is_not(kansli: Client, board: Board) -> None:
    person = added(board)
    for row, status in ((board.chair, HTTPStatus.FORBIDDEN), (person, HTTPStatus.FOUND)):
        address = reverse("admin:meetings_person_delete", args=[row.pk])
        assert kansli.post(address, {"post": "yes"}).status_code == status
    assert not Person.objects.filter(pk=person.pk).exists()


def test_pasted_table_changes_no_person(board: Board) -> None:
    before = facts(board.chair)
    heads = ("Förnamn", "Efternamn", "E-post", "Medlem", "Uppdrag", "Från")
    row = ("Annat", "Namn", board.chair.email, "RVN", "ledamot", "2030-01-01")
    text = "\n".join("\t".join(cells) for cells in (heads, row))
    seen = pasted_mandates(body=board.body, text=text, replace=True).fingerprint
    register_mandates(
        body=board.body, text=text, replace=True, by=board.secretary, at=timezone.now(), seen=seen
    )
    assert Mandate.objects.filter(person=board.chair).count() == 2
    assert facts(board.chair) == before


def test_secretary_can_no_longer_sign_as_the_chair(kansli: Client, board: Board) -> None:
    """The whole way: the register, the proposal, the forgotten password, the signature."""
    version = make_frozen(board)
    sign(version, board.secretary)
    kansli.post(change(board.chair), WRITTEN | INLINE)
    args = [board.association.slug, board.chair.public_id]
    kansli.post(reverse("address_propose", args=args), {"email": NEW})
    confirm(NEW, at=timezone.now())
    found = AccountChange.objects.get()
    where = reverse("account_change", args=[board.association.slug, found.public_id])
    answer = kansli.post(where, {"how": "Jag vet."})
    assert answer.status_code == 422
    assert "Du har själv föreslagit ändringen." in answer.content.decode()
    assert facts(board.chair)[0] != NEW
    kansli.post(reverse("account_reset_password"), {"email": NEW})
    assert [one for one in letters(NEW) if "lösenord" in one.subject] == []
    # A colleague is deceived, and confirms: the old address is told, and nothing is signed for three days.
    signed_in(board.manager).post(where, {"how": "Hon mejlade."})
    assert facts(board.chair)[0] == NEW
    assert "har fått en ny e-postadress" in letters(found.old_email)[-1].subject
    as_chair = signed_in(Person.objects.get(pk=board.chair.pk))
    sent = {"version": version.number, "sha256": version.sha256, "password": PASSWORD}
    page = reverse("protocol_sign", args=["exempelvik", "styrelsen", version.protocol.key])
    assert "Din e-postadress ändrades" in as_chair.get(page).content.decode()
    as_chair.post(page, sent)
    assert Signature.objects.count() == 1
    read = reverse("protocol_verify", args=["exempelvik", "styrelsen", version.protocol.key])
    assert as_chair.get(read).status_code == HTTPStatus.OK


def test_link_is_followed_without_an_account_and_only_a_button_confirms(client: Client, board: Board) -> None:
    old = board.chair.email
    propose_address(person=board.chair, email=NEW, by=board.secretary, at=timezone.now())
    new_page, old_page = (reverse("account_confirm", args=[link_to(each)]) for each in (NEW, old))
    assert "Nej, det stämmer inte" in client.get(old_page).content.decode()
    assert "Nej, det stämmer inte" not in client.get(new_page).content.decode()
    assert AccountChange.objects.get().new_confirmed_at is None
    client.post(new_page)
    answer = client.post(old_page, follow=True).content.decode()
    assert "Ändringen gäller sedan" in answer
    assert facts(board.chair)[0] == NEW
    assert client.get(reverse("account_confirm", args=["x"])).status_code == HTTPStatus.NOT_FOUND


def test_old_address_says_no_on_the_page(client: Client, board: Board) -> None:
    propose_address(person=board.chair, email=NEW, by=board.secretary, at=timezone.now())
    page = reverse("account_confirm", args=[link_to(board.chair.email)])
    assert "Ändringen är stoppad" in client.post(page, {"refuse": ""}, follow=True).content.decode()
    client.post(reverse("account_confirm", args=[link_to(NEW)]))
    assert facts(board.chair)[0] != NEW


def test_person_changes_name_and_proposes_an_address(board: Board) -> None:
    client, page = signed_in(board.chair), reverse("own_details")
    client.post(page, {"first_name": "Astrid", "last_name": "Ek"})
    assert facts(board.chair)[1] == "Astrid Ek"
    assert client.post(page, {"first_name": "", "last_name": "Ek"}).status_code == 422
    refused = client.post(reverse("own_address"), {"email": board.verifier.email})
    assert "Det finns redan en person" in refused.content.decode()
    told = client.post(reverse("own_address"), {"email": NEW}, follow=True).content.decode()
    assert f"{NEW}: inte bekräftad." in told
    found = AccountChange.objects.get()
    assert client.post(reverse("own_change_end", args=[found.public_id])).status_code == HTTPStatus.FOUND
    found.refresh_from_db()
    assert found.ended_by == board.chair


def test_waiting_changes_are_listed_for_those_who_can_confirm(board: Board) -> None:
    propose_address(person=board.chair, email=NEW, by=board.secretary, at=timezone.now())
    page = reverse("account_change_list", args=[board.association.slug])
    for person in (board.verifier, board.auditor, board.manager):
        assert "Astrid Norling" in signed_in(person).get(page).content.decode()
    assert signed_in(board.member).get(page).status_code == HTTPStatus.NOT_FOUND


def test_second_factor_is_proposed_from_the_register(kansli: Client, board: Board) -> None:
    page = kansli.get(change(board.chair)).content.decode()
    where = reverse("reset_propose", args=[board.association.slug, board.chair.public_id])
    assert where in page
    answer = kansli.post(where, follow=True).content.decode()
    assert "Du har själv föreslagit ändringen." in answer
    assert AccountChange.objects.get().kind == AccountChange.Kind.SECOND_FACTOR


def test_signer_with_a_new_account_asks_for_it_to_be_confirmed(board: Board) -> None:
    newcomer = added(board)
    board.body.mandates.filter(person=board.chair).update(person=newcomer)
    board.body.offices.filter(person=board.chair).update(person=newcomer)
    board.chair = newcomer
    version = make_frozen(board)
    sign(version, board.secretary)
    client = signed_in(newcomer)
    args = ["exempelvik", "styrelsen", version.protocol.key]
    assert "Be någon bekräfta kontot" in client.get(reverse("protocol_sign", args=args)).content.decode()
    client.post(reverse("vouching_ask", args=args))
    asked = next(one for one in letters(board.manager.email) if one.subject.startswith("Kan du bekräfta"))
    assert "/exempelvik/konton/" in asked.body
