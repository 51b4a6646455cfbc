"""An e-ID whose name is not the register's is linked when a third person has confirmed it, and its name is dropped."""

from datetime import timedelta

import pytest
from allauth.socialaccount.models import SocialAccount
from django.conf import LazySettings
from django.db import DatabaseError, IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from meetings.actions.accounts import end_unanswered, vouch
from meetings.models import AccountChange, Person
from meetings.reads.accounts import account_hindrance
from meetings.swedish import day_of
from tests.worlds.boards import PASSWORD, Board, make_meeting
from tests.worlds.eid import Eid, link, show
from tests.worlds.letters import letters

pytestmark = pytest.mark.django_db


def test_chair_is_told_of_another_name_but_not_which(client: Client, eid: Eid, board: Board) -> None:
    member = board.member
    client.post(reverse("account_login"), {"login": member.email, "password": PASSWORD})
    page = link(client, eid, "Karl Östman").content.decode()
    assert "Ordföranden har fått veta att namnen skiljer sig åt." in page
    told = [one for one in letters() if "skiljer sig åt" in one.subject]
    assert {one.to for one in told} == {board.chair.email, board.verifier.email}
    assert member.name in told[0].subject
    assert "Östman" not in told[0].subject + told[0].body


@pytest.fixture
def proposed(client: Client, eid: Eid, board: Board) -> AccountChange:
    """A member has shown an e-ID with another name."""
    client.post(reverse("account_login"), {"login": board.member.email, "password": PASSWORD})
    assert link(client, eid, "Karl Östman").status_code == 403
    return AccountChange.objects.get()


def change_page(board: Board, change: AccountChange) -> str:
    return reverse("account_change", args=[board.association.slug, change.public_id])


def as_other(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def test_third_person_confirms_an_eid_with_another_name_which_is_then_dropped(
    client: Client, eid: Eid, board: Board, proposed: AccountChange
) -> None:
    asked = next(one for one in letters(board.manager.email) if one.subject.startswith("Kan du bekräfta"))
    assert change_page(board, proposed) in asked.body
    manager, page = as_other(board.manager), change_page(board, proposed)
    assert "<dd>Karl Östman</dd>" in manager.get(page).content.decode()
    assert manager.post(page, {"how": " "}).status_code == 422
    assert not SocialAccount.objects.exists()
    manager.post(page, {"how": "Träffade henne; hon har bytt namn."})
    linked = SocialAccount.objects.get()
    assert (linked.user, set(linked.extra_data)) == (board.member, {"issuer", "acr", "auth_time"})
    html = manager.get(page).content.decode()
    assert "sparas inte längre" in html
    assert "Karl Östman" not in html
    assert "Östman" not in str(AccountChange.objects.values().get())
    told = [one.to for one in letters() if one.subject.startswith("En e-legitimation är kopplad")]
    assert {board.member.email, board.chair.email} <= set(told)
    other = Client()
    show(other, eid)
    assert other.session["_auth_user_id"] == str(board.member.pk)


def test_eid_with_another_name_is_confirmed_by_neither_the_person_nor_somebody_new(
    board: Board, proposed: AccountChange
) -> None:
    made_up = Person.objects.create_user("ny@example.org", PASSWORD, first_name="Ny", last_name="Revisor")
    for person, said in ((board.member, "ditt eget konto"), (made_up, "efter att ändringen föreslogs")):
        board.association.roles.create(person=person, kind="auditor")
        answer = as_other(person).post(change_page(board, proposed), {"how": "Jag vet."})
        assert answer.status_code == 422
        assert said in answer.content.decode()
    assert not SocialAccount.objects.exists()


def test_confirmed_eid_waits_with_signing_and_holds_nothing_else_back(
    board: Board, proposed: AccountChange, settings: LazySettings
) -> None:
    moment = timezone.now()
    vouch(change=proposed, how="Ringde.", by=board.manager, at=moment)
    meeting = make_meeting(board, day=day_of(moment))
    linked = SocialAccount.objects.get()
    held = account_hindrance(board.member, meeting, at=moment, means_since=linked.date_joined)
    assert held.startswith("Din e-legitimation kopplades fast namnet är ett annat den")
    assert account_hindrance(board.member, meeting, at=moment) == ""
    later = moment + timedelta(hours=settings.SIGNING_WAIT_HOURS, minutes=1)
    assert account_hindrance(board.member, meeting, at=later, means_since=linked.date_joined) == ""


def test_name_that_nobody_confirms_is_dropped_in_two_weeks(proposed: AccountChange) -> None:
    assert end_unanswered(at=proposed.proposed_at + timedelta(days=13)) == 0
    assert end_unanswered(at=proposed.proposed_at + timedelta(days=14)) == 1
    proposed.refresh_from_db()
    assert (proposed.eid_name, proposed.valid_at) == ("", None)
    assert proposed.ended_at


def test_database_keeps_no_name_of_a_change_that_is_over(proposed: AccountChange) -> None:
    with pytest.raises(IntegrityError, match="drops_the_name"), transaction.atomic():
        AccountChange.objects.update(ended_at=timezone.now())
    with pytest.raises(DatabaseError, match="ändras inte"), transaction.atomic():
        AccountChange.objects.update(eid_name="Ett annat")
    with pytest.raises(DatabaseError, match="ändras inte"), transaction.atomic():
        AccountChange.objects.update(eid_subject="0" * 64)
