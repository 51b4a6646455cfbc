"""Chair and vice chair are told of every mandate, office and role that is given or ended, at each door."""

from datetime import date

import pytest
from django.contrib.auth.hashers import make_password
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from meetings.actions.accounts import propose_address, vouch
from meetings.actions.registering import add_person, pasted_mandates, register_mandates
from meetings.models import Mandate, Office, Person, Role
from tests.worlds.accounts import confirm
from tests.worlds.boards import Board, at
from tests.worlds.forging import past_the_guards
from tests.worlds.letters import Letter, letters

pytestmark = pytest.mark.django_db


@pytest.fixture
def kansli(client: Client, board: Board) -> Client:
    client.force_login(board.secretary)
    return client


def told(person: Person) -> list[Letter]:
    return [one for one in letters(person.email) if one.subject.startswith("Ändrade uppdrag")]


def namesake(board: Board) -> Person:
    return add_person(
        association=board.association,
        email="astrid@post.example",
        first_name="Astrid",
        last_name="Norling",
        by=board.secretary,
        at=timezone.now(),
    )


def test_chair_whose_mandate_is_ended_is_told(kansli: Client, board: Board) -> None:
    held = Mandate.objects.get(person=board.chair)
    sent = {"person": board.chair.pk, "seat": held.seat_id, "kind": "member", "service_order": "1"}
    sent |= {"first_day": "2023-01-01", "last_day": "2024-05-31"}
    kansli.post(reverse("admin:meetings_mandate_change", args=[held.pk]), sent)
    for person in (board.chair, board.verifier):  # the verifier is vice chair
        (letter,) = told(person)
        assert "Karl Ostman har ändrat i registret." in letter.body
        assert "ledamot, Region Vallnäs, 1 januari 2023–31 maj 2024" in letter.body
    assert told(board.member) == []


def test_namesake_is_told_apart_by_the_address(kansli: Client, board: Board) -> None:
    Office.objects.filter(person=board.chair).update(last_day=timezone.localdate())
    sent = {"body": board.body.pk, "person": namesake(board).pk, "kind": "vice_chair", "rank": "2"}
    Mandate.objects.create(
        body=board.body,
        seat=board.body.seats.create(party=board.parties["EK"], number=5),
        person=Person.objects.get(email="astrid@post.example"),
        first_day=date(2023, 1, 1),
    )
    kansli.post(reverse("admin:meetings_office_add"), sent | {"first_day": "2024-01-01"})
    assert "Astrid Norling (astrid@post.example): vice ordförande" in told(board.chair)[0].body


def test_role_that_is_given_or_taken_away_is_told(kansli: Client, board: Board) -> None:
    sent = {"association": board.association.pk, "person": board.deputy.pk, "kind": "auditor"}
    kansli.post(reverse("admin:meetings_role_add"), sent)
    role = Role.objects.get(person=board.deputy)
    kansli.post(reverse("admin:meetings_role_delete", args=[role.pk]), {"post": "yes"})
    given, taken = told(board.chair)
    assert "Nytt:\n– Gunnar Hallin (gunnar.hallin@example.org): revisor" in given.body
    assert "Gäller inte längre så här:\n– Gunnar Hallin" in taken.body


def test_pasted_table_is_told_in_one_letter(board: Board) -> None:
    heads = ("Förnamn", "Efternamn", "E-post", "Medlem", "Uppdrag", "Från")
    rows = [("Ny", "Ledamot", "ny@example.org", code, "ledamot", "2030-01-01") for code in ("RVN",)]
    text = "\n".join("\t".join(cells) for cells in (heads, *rows))
    seen = pasted_mandates(body=board.body, text=text, replace=True).fingerprint
    for _ in range(2):  # the second time nothing changes, and nobody is written to
        register_mandates(
            body=board.body, text=text, replace=True, by=board.secretary, at=timezone.now(), seen=seen
        )
        seen = pasted_mandates(body=board.body, text=text, replace=True).fingerprint
    (letter,) = told(board.chair)
    assert "Ny Ledamot (ny@example.org): ledamot, Region Vallnäs, 1 januari 2030–\n" in letter.body
    assert "Astrid Norling (astrid.norling@example.org): ledamot, Region Vallnäs, 1 januari 2023–31" in (
        letter.body
    )


def test_change_of_nothing_is_not_told(kansli: Client, board: Board) -> None:
    held = Mandate.objects.get(person=board.member)
    sent = {"person": board.member.pk, "seat": held.seat_id, "kind": "member", "service_order": "1"}
    kansli.post(reverse("admin:meetings_mandate_change", args=[held.pk]), sent | {"first_day": "2023-01-01"})
    assert told(board.chair) == []


def without_address(person: Person) -> None:
    there = {
        "by_post": True,
        "postal_address": "Vägen 1",
        "password": make_password(None),
        "in_use_since": None,
    }
    with past_the_guards():
        Person.objects.filter(pk=person.pk).update(email="", **there)


def test_board_is_told_where_one_of_its_presidium_reads_no_mail(kansli: Client, board: Board) -> None:
    """The chancellery, which made the change, would print and post a letter."""
    without_address(board.chair)
    sent = {"association": board.association.pk, "person": board.deputy.pk, "kind": "auditor"}
    kansli.post(reverse("admin:meetings_role_add"), sent)
    board_members = (board.verifier, board.member, board.other_member, board.deputy)
    for person in board_members:
        (letter,) = told(person)
        assert "Gunnar Hallin (gunnar.hallin@example.org): revisor" in letter.body
        assert "går till hela styrelsen, eftersom Astrid Norling, som är eller var" in letter.body
    assert {one.to for one in letters()} == {one.email for one in board_members}


def test_account_changed_by_a_third_person_is_told_to_the_board_too(board: Board) -> None:
    without_address(board.verifier)  # the vice chair
    change = propose_address(person=board.chair, email="ny@example.org", by=board.secretary, at=at(hour=9))
    confirm("ny@example.org", at=at(hour=9))
    vouch(change=change, how="Ringde henne.", by=board.auditor, at=at(hour=10))
    changed = [one for one in letters() if "har fått en ny e-postadress" in one.subject]
    others = {one.email for one in (board.member, board.other_member, board.deputy)}
    assert {one.to for one in changed} == others | {change.old_email, "ny@example.org"}
    assert all(
        "Berätta det för Henrik Brolin, som inte har någon e-postadress." in one.body for one in changed
    )
