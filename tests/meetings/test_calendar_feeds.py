"""Calendars that programs read by an address, read back by another library than the one that wrote them."""

from datetime import date, timedelta

import pytest
import vobject
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from meetings.actions.announcing import announce_meeting
from meetings.actions.planning import edit_meeting, pass_meeting_to
from meetings.models import CalendarFeed, Mandate, Meeting, Person
from tests.worlds.boards import Board, make_board, make_meeting

pytestmark = pytest.mark.django_db


def day(ahead: int) -> date:
    return timezone.localdate() + timedelta(days=ahead)


def events(path: str) -> dict[str, object]:
    """What stands in the calendar, by its page's address, as somebody without an account reads it."""
    answer = Client().get(path)
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    calendar = vobject.readOne(answer.content.decode())
    found = [one for one in calendar.components() if one.name == "VEVENT"]
    return {one.uid.value: one for one in found}


def ask(client: Client, name: str, *args: str, **sent: str) -> None:
    assert client.post(reverse(name, args=args), sent).status_code == 302


def feed_of(**owner: object) -> str:
    return reverse("calendar_by_key", args=[CalendarFeed.objects.get(**owner).key])


def signed_in(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def test_person_reads_the_meetings_of_their_mandates_in_every_association(board: Board) -> None:
    other = make_board(slug="annanvik", suffix="2")
    theirs = Mandate.objects.filter(person=other.member)
    make_meeting(board, day=day(10))
    make_meeting(other, day=day(20))
    ask(signed_in(board.member), "own_calendar")
    assert len(events(feed_of(person=board.member))) == 1
    theirs.update(person=board.member)
    assert len(events(feed_of(person=board.member))) == 2
    Mandate.objects.filter(person=board.member, body=other.body).update(last_day=day(15))
    assert len(events(feed_of(person=board.member))) == 1


def test_calendar_follows_what_happens_to_a_meeting(board: Board) -> None:
    meeting = make_meeting(board, day=day(10))
    ask(signed_in(board.secretary), "body_calendar", "exempelvik", "styrelsen")
    path, by = feed_of(body=board.body), {"by": board.secretary, "at": timezone.now()}
    assert "Kallelsen är inte skickad än." in next(iter(events(path).values())).description.value
    meeting = edit_meeting(meeting=meeting, date=day(11), **by)
    (moved,) = events(path).values()
    assert moved.dtstart.value.date() == day(11)
    meeting = pass_meeting_to(meeting=meeting, state="summoned", **by)
    (summoned,) = events(path).values()
    agenda = reverse("meeting_agenda", args=["exempelvik", "styrelsen", day(11).isoformat()])
    assert summoned.url.value.endswith(agenda)
    pass_meeting_to(meeting=meeting, state="cancelled", **by)
    (off,) = events(path).values()
    assert (off.uid.value, off.status.value) == (moved.uid.value, "CANCELLED")


def test_calendar_that_has_not_changed_is_the_same_to_the_byte(board: Board) -> None:
    make_meeting(board, day=day(10))
    ask(signed_in(board.member), "own_calendar")
    path = feed_of(person=board.member)
    assert Client().get(path).content == Client().get(path).content


def test_new_address_ends_the_old_one_and_a_closed_account_has_none(board: Board) -> None:
    member = signed_in(board.member)
    ask(member, "own_calendar")
    first = feed_of(person=board.member)
    ask(member, "own_calendar")
    second = feed_of(person=board.member)
    assert second in member.get(reverse("own_details")).content.decode()
    assert [Client().get(path).status_code for path in (first, second)] == [404, 200]
    Person.objects.filter(pk=board.member.pk).update(is_active=False)
    assert Client().get(second).status_code == 404
    Person.objects.filter(pk=board.member.pk).update(is_active=True)
    ask(member, "own_calendar", end="1")
    assert Client().get(second).status_code == 404
    assert "Skapa" in member.get(reverse("own_details")).content.decode()


@pytest.mark.parametrize("key", ["x", "²", "A" * 32])
def test_address_of_nobody_leads_nowhere(key: str) -> None:
    assert Client().get(reverse("calendar_by_key", args=[key])).status_code == 404


def test_public_calendar_holds_what_is_announced_and_nothing_else(board: Board) -> None:
    path = reverse("public_calendar", args=["exempelvik"])
    private, public = make_meeting(board, day=day(10)), make_meeting(board, day=day(20))
    Meeting.objects.filter(pk=public.pk).update(is_public=True)
    public.refresh_from_db()
    assert events(path) == {}
    announce_meeting(meeting=public, by=board.secretary, at=timezone.now())
    (only,) = events(path).values()
    assert only.dtstart.value.date() == public.date
    assert private.date != public.date


def test_more_meetings_ask_no_more_questions(board: Board, django_assert_max_num_queries: object) -> None:
    for ahead in range(1, 9):
        make_meeting(board, day=day(ahead))
    ask(signed_in(board.member), "own_calendar")
    with django_assert_max_num_queries(3):  # type: ignore[operator]
        assert len(events(feed_of(person=board.member))) == 8
