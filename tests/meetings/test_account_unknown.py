"""A lost second factor, and an account that is younger than the meeting: a third person says whose it is."""

import pytest
from allauth.mfa.models import Authenticator

from meetings.actions.accounts import ask_for_vouching, propose_address, propose_reset, vouch
from meetings.actions.registering import add_person
from meetings.errors import RuleViolation
from meetings.models import Person, ProtocolVersion, Signature
from tests.worlds.accounts import confirm
from tests.worlds.boards import Board, at, make_frozen, sign
from tests.worlds.letters import letters

pytestmark = pytest.mark.django_db

NEW = "astrid@ny.example.org"


def test_second_factor_is_removed_by_the_person_and_a_third_one(
    board: Board, version: ProtocolVersion
) -> None:
    Authenticator.objects.create(user=board.chair, type="totp", data={})
    change = propose_reset(person=board.chair, by=board.secretary, at=at(hour=9))
    with pytest.raises(RuleViolation, match="ska bekräfta först"):
        vouch(change=change, how="Träffade henne.", by=board.manager, at=at(hour=10))
    confirm(board.chair.email, at=at(hour=9))
    with pytest.raises(RuleViolation, match="själv föreslagit"):
        vouch(change=change, how="Träffade henne.", by=board.secretary, at=at(hour=10))
    assert Authenticator.objects.filter(user=board.chair).exists()
    vouch(change=change, how="Träffade henne.", by=board.manager, at=at(hour=10))
    assert not Authenticator.objects.filter(user=board.chair).exists()
    told = {one.to for one in letters() if "andra faktor är återställd" in one.subject}
    assert told == {board.chair.email, board.verifier.email}
    sign(version, board.secretary)
    with pytest.raises(RuleViolation, match="andra faktor återställdes"):
        sign(version, board.chair)


def test_reset_is_told_to_the_address_before_too(board: Board) -> None:
    old = board.chair.email
    address = propose_address(person=board.chair, email=NEW, by=board.secretary, at=at(hour=9))
    confirm(NEW, at=at(hour=9))
    vouch(change=address, how="Ringde henne.", by=board.auditor, at=at(hour=10))
    board.chair.refresh_from_db()
    change = propose_reset(person=board.chair, by=board.secretary, at=at(hour=11))
    confirm(NEW, at=at(hour=11), subject="andra faktor")
    vouch(change=change, how="Träffade henne.", by=board.manager, at=at(hour=12))
    told = {one.to for one in letters() if "andra faktor är återställd" in one.subject}
    assert {old, NEW} <= told


def test_namesake_in_the_chairs_place_signs_when_a_third_person_has_confirmed_her(board: Board) -> None:
    """The chair's mandate is ended, and one of the same name invited at the secretary's own address."""
    namesake = add_person(
        association=board.association,
        email="astrid@post.example",
        first_name="Astrid",
        last_name="Norling",
        by=board.secretary,
        at=at(hour=13),
    )
    Person.objects.filter(pk=namesake.pk).update(last_login=at(hour=14))
    board.body.mandates.filter(person=board.chair).update(person=namesake)
    board.body.offices.filter(person=board.chair).update(person=namesake)
    board.chair = namesake
    version = make_frozen(board)
    sign(version, board.secretary)
    with pytest.raises(RuleViolation, match="efter att sammanträdet öppnades"):
        sign(version, namesake)
    change = ask_for_vouching(person=namesake, association=board.association, at=at(hour=15))
    with pytest.raises(RuleViolation, match="redan fått ett mejl"):
        ask_for_vouching(person=namesake, association=board.association, at=at(hour=15))
    asked = {one.to for one in letters() if one.subject.startswith("Kan du bekräfta")}
    assert board.secretary.email not in asked
    assert board.manager.email in asked
    with pytest.raises(RuleViolation, match="själv föreslagit"):
        vouch(change=change, how="Träffade henne.", by=board.secretary, at=at(hour=15))
    vouch(change=change, how="Träffade henne.", by=board.manager, at=at(hour=15))
    sign(version, namesake)
    assert Signature.objects.count() == 2
