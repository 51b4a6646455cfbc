"""The old address says no to what a third person confirmed, and has the account back whatever was done meanwhile."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from funding.actions.entering import enter
from funding.actions.linking import make_link
from funding.models import Link
from meetings.actions.accounts import confirm_by_letter, propose_address, refuse_by_letter, vouch
from meetings.actions.registering import add_person
from meetings.errors import RuleViolation
from meetings.models import AccountChange, Body, Office, Person
from meetings.reads.accounts import taken_sentence
from tests.worlds.accounts import confirm, link_to
from tests.worlds.boards import Board, at, make_board
from tests.worlds.letters import letters

pytestmark = pytest.mark.django_db

OLD = "astrid.norling@example.org"
NEW = "astrid@ny.example.org"
NEWER = "astrid@nyare.example.org"


def vouched(board: Board, *, days: int = 0) -> AccountChange:
    """The new address has confirmed, and `days` later the auditor has."""
    change = propose_address(person=board.chair, email=NEW, by=board.secretary, at=at(hour=9))
    confirm(NEW, at=at(hour=9))
    return vouch(change=change, how="Ringde henne.", by=board.auditor, at=at(hour=8) + timedelta(days=days))


def chair_again(board: Board) -> Person:
    return Person.objects.get(pk=board.chair.pk)


def test_from_whichever_address_the_account_has_got_since(board: Board) -> None:
    vouched(board)
    again = chair_again(board)
    propose_address(person=again, email=NEWER, by=again, at=at(hour=11))
    confirm(NEW, at=at(hour=11))
    confirm(NEWER, at=at(hour=11))
    assert chair_again(board).email == NEWER
    refuse_by_letter(token=link_to(OLD), at=at(hour=12))
    assert (chair_again(board).email, chair_again(board).has_usable_password()) == (OLD, False)
    assert not board.chair.account_changes.filter(ended_at=None).exists()
    assert {OLD, NEW, NEWER} <= {one.to for one in letters() if "är stoppad" in one.subject}


def test_what_waited_to_be_confirmed_by_the_new_address_is_ended(board: Board) -> None:
    vouched(board)
    again = chair_again(board)
    propose_address(person=again, email=NEWER, by=again, at=at(hour=11))
    confirm(NEWER, at=at(hour=11))
    from_new = link_to(NEW)
    refuse_by_letter(token=link_to(OLD), at=at(hour=12))
    with pytest.raises(RuleViolation, match="väntar inte längre"):
        confirm_by_letter(token=from_new, at=at(hour=13))
    assert chair_again(board).email == OLD


def test_for_as_long_as_signing_waits_however_old_the_letter_is(board: Board) -> None:
    vouched(board, days=14)
    refuse_by_letter(token=link_to(OLD), at=at(hour=10) + timedelta(days=15))
    assert chair_again(board).email == OLD


def test_nobody_confirms_a_proposal_that_the_old_address_can_no_longer_answer(board: Board) -> None:
    with pytest.raises(RuleViolation, match="äldre än två veckor"):
        vouched(board, days=15)


def test_nobody_else_is_given_the_old_address_meanwhile(board: Board) -> None:
    change = vouched(board)
    key = make_link(purpose=Link.Purpose.ENTER, association=board.association, email=OLD, at=at(hour=11))
    named = {"first_name": "Ada", "last_name": "Ek"}
    for attempt in (
        lambda: add_person(
            association=board.association, email=OLD, by=board.secretary, at=at(hour=11), **named
        ),
        lambda: enter(token=key, at=at(hour=11), **named),
        lambda: propose_address(person=board.other_member, email=OLD, by=board.secretary, at=at(hour=11)),
    ):
        with pytest.raises(RuleViolation, match="kan ännu ta tillbaka den"):
            attempt()
    assert taken_sentence(OLD, at=change.signs_from) == ""


def vouched_now(board: Board) -> AccountChange:
    now = timezone.now()
    change = propose_address(person=board.chair, email=NEW, by=board.secretary, at=now)
    confirm(NEW, at=now)
    return vouch(change=change, how="Ringde henne.", by=board.auditor, at=now)


def test_database_gives_the_old_address_to_nobody_else(board: Board) -> None:
    vouched_now(board)
    with pytest.raises(DatabaseError, match="kan ännu tas tillbaka"), transaction.atomic():
        Person.objects.create(email=OLD.upper(), first_name="Ada", last_name="Ek")


def test_register_says_in_its_form_that_the_address_may_be_taken_back(client: Client, board: Board) -> None:
    vouched_now(board)
    client.force_login(board.secretary)
    sent = {"email": OLD.upper(), "first_name": "Ada", "last_name": "Ek", "is_active": "on"}
    answer = client.post(
        reverse("admin:meetings_person_add"),
        sent | {"association": board.association.pk, "mandates-TOTAL_FORMS": 0, "mandates-INITIAL_FORMS": 0},
    )
    said = answer.context["adminform"].form.errors["email"]
    assert said == ["Adressen var någon annans tills nyligen, och den personen kan ännu ta tillbaka den."]
    assert not Person.objects.filter(last_name="Ek").exists()


def test_register_of_another_association_hinders_nobody_from_confirming(board: Board) -> None:
    """Any association may add anybody whose address it knows."""
    other = make_board(slug="granby", suffix=".granby")
    board.chair.associations.add(other.association)
    assert vouched(board).valid_at
    again = propose_address(person=chair_again(board), email=NEWER, by=board.secretary, at=at(hour=11))
    confirm(NEWER, at=at(hour=11))
    with pytest.raises(RuleViolation, match="hör också till ett annat förbund"):
        vouch(change=again, how="Ringde henne.", by=other.auditor, at=at(hour=12))


def test_chair_of_an_advisory_body_confirms_nothing(board: Board) -> None:
    """The board's presidium is told of those who can, when they are given the office; of this one it is not."""
    group = Body.objects.create(
        association=board.association, kind=Body.Kind.PREPARATORY_GROUP, name="Beredning", slug="beredning"
    )
    Office.objects.create(body=group, person=board.member, kind=Office.Kind.CHAIR, first_day=at().date())
    change = propose_address(person=board.chair, email=NEW, by=board.secretary, at=at(hour=9))
    confirm(NEW, at=at(hour=9))
    with pytest.raises(RuleViolation, match="leder inte styrelsen"):
        vouch(change=change, how="Ringde henne.", by=board.member, at=at(hour=10))
