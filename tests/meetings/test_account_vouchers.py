"""Whoever confirms an account held the role before anybody had a reason to give it, and the page says who did."""

from datetime import date, datetime, timedelta

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from meetings.actions.accounts import ask_for_vouching, end_change, propose_address, vouch
from meetings.actions.registering import add_person
from meetings.errors import RuleViolation
from meetings.models import AccountChange, Body, Office, Person, Role
from meetings.reads.vouchers import vouchers_of
from tests.worlds.accounts import confirm
from tests.worlds.boards import ELECTED, Board, at
from tests.worlds.letters import letters

pytestmark = pytest.mark.django_db

NEW = "astrid@ny.example.org"
BEFORE = date(2024, 5, 27)


def proposed(board: Board) -> AccountChange:
    change = propose_address(person=board.chair, email=NEW, by=board.secretary, at=at(hour=9))
    confirm(NEW, at=at(hour=9))
    return change


def confirms(change: AccountChange, by: Person) -> AccountChange:
    return vouch(change=change, how="Ringde henne.", by=by, at=at(hour=10))


def given(board: Board, moment: datetime) -> None:
    """The office's accomplice, whose account is as old as anybody's, is an auditor from that moment."""
    Role.objects.create(
        association=board.association, person=board.member, kind=Role.Kind.AUDITOR, given_at=moment
    )


@pytest.mark.parametrize("moment", [at(hour=10), at(hour=8), at(BEFORE, hour=9)])
def test_role_that_is_given_for_the_purpose_confirms_nothing(board: Board, moment: datetime) -> None:
    change = proposed(board)
    given(board, moment)
    with pytest.raises(RuleViolation, match="inte haft din roll länge nog"):
        confirms(change, board.member)


def test_role_that_the_presidium_has_known_of_for_the_waiting_time_confirms(board: Board) -> None:
    change = proposed(board)
    given(board, at(BEFORE, hour=8, minute=59))
    assert confirms(change, board.member).valid_at


@pytest.mark.parametrize(
    "how", ["taken_back", "lengthened", "begun_earlier", "of_another", "of_another_kind"]
)
def test_what_is_given_anew_is_new_whichever_way(board: Board, how: str) -> None:
    change = proposed(board)
    role, office = (
        board.association.roles.get(person=board.auditor),
        board.body.offices.get(kind="vice_chair"),
    )
    match how:
        case "taken_back":
            role.delete()
            board.association.roles.create(person=board.auditor, kind=Role.Kind.AUDITOR)
        case "lengthened":
            Office.objects.filter(pk=office.pk).update(last_day=at().date() - timedelta(days=1))
            Office.objects.filter(pk=office.pk).update(last_day=None)
        case "begun_earlier":
            Office.objects.filter(pk=office.pk).update(first_day=ELECTED - timedelta(days=1))
        case "of_another":
            Role.objects.filter(pk=role.pk).update(person=board.member)
        case "of_another_kind":
            Role.objects.filter(pk=role.pk).update(kind=Role.Kind.MANAGER)
    by = {"taken_back": board.auditor, "of_another": board.member, "of_another_kind": board.auditor}
    with pytest.raises(RuleViolation, match="inte haft din roll länge nog"):
        confirms(change, by.get(how, board.verifier))


def test_office_that_was_written_long_ago_is_held_from_its_first_day(board: Board) -> None:
    board.body.offices.filter(kind="vice_chair").delete()
    Office.objects.create(
        body=board.body,
        person=board.member,
        kind=Office.Kind.VICE_CHAIR,
        first_day=at().date(),
        given_at=at(ELECTED),
    )
    with pytest.raises(RuleViolation, match="inte haft din roll länge nog"):
        confirms(proposed(board), board.member)


@pytest.mark.parametrize("model", [Role, Office])
def test_database_does_not_move_the_day_on_which_a_role_was_given(board: Board, model: type) -> None:
    row = model.objects.create(
        person=board.member,
        **{"association": board.association, "kind": "auditor"}
        if model is Role
        else {"body": board.body, "kind": "vice_chair", "rank": 2, "first_day": at().date()},
    )
    was = row.given_at
    model.objects.filter(pk=row.pk).update(given_at=at(ELECTED))
    row.refresh_from_db()
    assert row.given_at == was


def test_body_with_a_presidium_does_not_become_the_board(board: Board) -> None:
    """Else the chair of any group would lead the board, and nobody would be told."""
    group = Body.objects.create(
        association=board.association, kind=Body.Kind.PREPARATORY_GROUP, name="Beredning", slug="beredning"
    )
    Office.objects.create(body=group, person=board.member, kind=Office.Kind.CHAIR, first_day=ELECTED)
    with pytest.raises(DatabaseError, match="blir inte styrelse"), transaction.atomic():
        Body.objects.filter(pk=group.pk).update(kind=Body.Kind.BOARD)
    group.offices.all().delete()
    Body.objects.filter(pk=group.pk).update(kind=Body.Kind.BOARD)


def namesake(board: Board) -> Person:
    person = add_person(
        association=board.association,
        email="astrid@post.example",
        first_name="Astrid",
        last_name="Norling",
        by=board.secretary,
        at=at(hour=7),
    )
    Person.objects.filter(pk=person.pk).update(last_login=at(hour=8))
    return Person.objects.get(pk=person.pk)


def test_who_added_an_account_is_not_forgotten_by_ending_it(board: Board) -> None:
    """The secretary ends it, asks again as the namesake, and would confirm it."""
    person = namesake(board)
    change = ask_for_vouching(person=person, association=board.association, at=at(hour=9))
    for by in (board.secretary, person):
        with pytest.raises(RuleViolation, match="går inte att avbryta"):
            end_change(change=change, by=by, at=at(hour=9))
    with pytest.raises(DatabaseError, match="går inte att avbryta"), transaction.atomic():
        AccountChange.objects.filter(pk=change.pk).update(ended_at=at(hour=9))
    with pytest.raises(RuleViolation, match="själv föreslagit"):
        confirms(change, board.secretary)
    assert confirms(change, board.auditor).valid_at


def test_whoever_takes_in_a_known_account_does_not_confirm_it(board: Board) -> None:
    """One that somebody made by applying for funds is put into the register by the secretary."""
    person = Person.objects.create(
        email="astrid@post.example", first_name="Astrid", last_name="Norling", last_login=at(hour=7)
    )
    add_person(
        association=board.association,
        email=person.email,
        first_name="",
        last_name="",
        by=board.secretary,
        at=at(hour=8),
    )
    change = ask_for_vouching(person=person, association=board.association, at=at(hour=9))
    with pytest.raises(RuleViolation, match="själv föreslagit"):
        confirms(change, board.secretary)


def proposed_now(board: Board) -> AccountChange:
    now = timezone.now()
    change = propose_address(person=board.chair, email=NEW, by=board.secretary, at=now)
    confirm(NEW, at=now)
    return change


def page_of(change: AccountChange, board: Board, person: Person) -> str:
    client = Client()
    client.force_login(person)
    address = reverse("account_change", args=[board.association.slug, change.public_id])
    return " ".join(client.get(address).content.decode().split())


def test_page_says_who_can_confirm_and_why_others_cannot(board: Board) -> None:
    given(board, timezone.now())
    html = page_of(proposed_now(board), board, board.member)
    assert "Eva Lindmark: kan bekräfta" in html
    assert "Petra Sandell: hade inte haft rollen länge nog när ändringen föreslogs" in html
    assert "Karl Ostman: har föreslagit ändringen" in html
    assert "Astrid Norling: det gäller det egna kontot" in html
    assert "Du hade inte haft din roll länge nog" in html
    assert "Ingen av dem kan bekräfta" not in html


def test_where_nobody_is_left_the_page_says_what_to_do(board: Board) -> None:
    board.association.roles.exclude(kind=Role.Kind.SECRETARY).delete()
    board.body.offices.exclude(kind="chair").delete()
    change = proposed_now(board)
    html = page_of(change, board, board.secretary)
    assert (
        f"Ingen av dem kan bekräfta. Ändringen gäller när {change.old_email} har svarat på sitt mejl." in html
    )
    assert "kan bekräfta ett nytt förslag, 72 timmar efter att rollen gavs" in html
    client = Client()
    client.force_login(board.chair)
    own = " ".join(client.get(reverse("own_details")).content.decode().split())
    assert "Ingen i förbundet kan bekräfta just nu. Den som sköter webbplatsen kan hjälpa till." in own


def test_whoever_runs_the_site_is_asked_when_nobody_else_can(board: Board) -> None:
    board.association.roles.exclude(kind=Role.Kind.SECRETARY).delete()
    board.body.offices.exclude(kind="chair").delete()
    operator = Person.objects.create_superuser("drift@example.org", "x", in_use_since=at(ELECTED))
    change = proposed_now(board)
    [letter] = letters(operator.email)
    assert letter.subject.startswith("Kan du bekräfta kontot för Astrid Norling?")
    assert vouch(change=change, how="Ringde henne.", by=operator, at=timezone.now()).valid_at


def test_number_of_questions_does_not_grow_with_those_who_can_confirm(
    board: Board, django_assert_num_queries
) -> None:
    change = proposed(board)
    many = [
        Person.objects.create_user(f"revisor{number}@example.org", None, in_use_since=at(ELECTED))
        for number in range(5)
    ]
    for person in many:
        given_role = {"association": board.association, "person": person, "kind": Role.Kind.AUDITOR}
        Role.objects.create(**given_role, given_at=at(ELECTED))
    with django_assert_num_queries(9):
        assert len(vouchers_of(change, at())) == 10
