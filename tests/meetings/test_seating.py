"""A meeting that is planned long before has those who hold mandates on its day, and the chair of that day."""

from collections.abc import Callable
from datetime import date, time, timedelta
from threading import Thread
from time import monotonic, sleep

import pytest
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from meetings.actions.attending import choose_verifiers, set_presence
from meetings.actions.pausing import open_meeting
from meetings.actions.planning import edit_meeting
from meetings.actions.registering import pasted_mandates, register_mandates
from meetings.models import Body, Mandate, Meeting, Office, Protocol
from tests.meetings.test_actions_electing import elect, verify
from tests.worlds.boards import Board, at, make_board, make_meeting, make_person

pytestmark = pytest.mark.django_db

LATER = date(2031, 5, 30)
CHANGED = date(2031, 1, 1)


def there(meeting: Meeting) -> set[tuple[str, str]]:
    rows = meeting.attendees.exclude(kind="guest").select_related("person")
    return {(one.display_name, one.kind) for one in rows}


def paste(board: Board) -> None:
    """From 2031 on Ny Ledamot has the seat of the region, whose ledamot was the chair."""
    text = "Förnamn\tEfternamn\tE-post\tMedlem\tUppdrag\tFrån\nNy\tLedamot\tny@example.org\tRVN\tledamot\t2031-01-01"
    seen = pasted_mandates(body=board.body, text=text, replace=True).fingerprint
    register_mandates(
        body=board.body, text=text, replace=True, by=board.secretary, at=timezone.now(), seen=seen
    )


@pytest.fixture
def later(board: Board) -> Meeting:
    return make_meeting(board, day=LATER)


def test_a_planned_meeting_follows_the_mandates(board: Board, later: Meeting) -> None:
    before = make_meeting(board, day=date(2030, 12, 1))
    assert later.chair == board.chair
    paste(board)
    assert ("Ny Ledamot", "member") in there(later)
    assert ("Astrid Norling", "member") not in there(later)
    assert ("Astrid Norling", "member") in there(before)
    later.refresh_from_db()
    assert later.chair is None
    assert Meeting.objects.get(pk=before.pk).chair == board.chair


def test_it_follows_a_mandate_that_is_changed_in_the_register(
    board: Board, later: Meeting, client: Client
) -> None:
    client.force_login(board.secretary)
    held = Mandate.objects.get(person=board.member)
    sent = {"person": board.member.pk, "seat": held.seat_id, "kind": "member", "service_order": "1"}
    sent |= {"first_day": "2023-01-01", "last_day": "2030-12-31"}
    client.post(reverse("admin:meetings_mandate_change", args=[held.pk]), sent)
    assert ("Petra Sandell", "member") not in there(later)


def test_it_has_the_chair_that_a_verified_section_has_elected(board: Board, protocol: Protocol) -> None:
    later = make_meeting(board, day=date(2025, 5, 30))
    elect(board, protocol)
    verify(board, protocol)
    later.refresh_from_db()
    assert later.chair == board.verifier


def test_a_vice_chair_who_is_chosen_to_lead_still_leads(board: Board, later: Meeting) -> None:
    edit_meeting(meeting=later, chair=board.verifier, by=board.secretary, at=at())
    paste(board)
    later.refresh_from_db()
    assert later.chair == board.verifier


def test_what_is_said_of_somebody_stands(board: Board, later: Meeting) -> None:
    made = {"by": board.secretary, "at": at()}
    set_presence(attendee=later.attendees.get(person=board.chair), presence="on_site", **made)
    choose_verifiers(meeting=later, verifiers=[board.member], **made)
    Mandate.objects.filter(person=board.member).update(last_day=date(2030, 12, 31))
    paste(board)
    assert {("Astrid Norling", "member"), ("Petra Sandell", "member"), ("Ny Ledamot", "member")} <= there(
        later
    )


@pytest.mark.parametrize("door", ["open", "move"])
def test_it_is_seated_anew_when_it_opens_or_moves(board: Board, door: str) -> None:
    meeting = make_meeting(board)
    newcomer = make_person("Ny", "Ledamot")
    Mandate.objects.filter(person=board.member).update(last_day=date(2024, 5, 1))
    seat = Mandate.objects.get(person=board.member).seat
    Mandate.objects.create(
        body=board.body, seat=seat, person=newcomer, kind="member", first_day=date(2024, 5, 2)
    )
    if door == "open":
        open_meeting(meeting=meeting, by=board.secretary, at=at())
    else:
        edit_meeting(meeting=meeting, date=date(2024, 6, 3), by=board.secretary, at=at())
    assert ("Ny Ledamot", "member") in there(meeting)
    assert ("Petra Sandell", "member") not in there(meeting)


def test_a_guest_who_becomes_a_ledamot_is_one(board: Board) -> None:
    meeting = make_meeting(board)
    Office.objects.filter(person=board.chair).delete()
    Mandate.objects.filter(person=board.chair).update(person=board.manager)
    open_meeting(meeting=meeting, by=board.secretary, at=at())
    assert ("Eva Lindmark", "member") in there(meeting)
    assert meeting.attendees.filter(person=board.manager).count() == 1


@pytest.mark.parametrize("leader", ["member", None])
def test_whom_somebody_has_picked_to_lead_stays_when_the_hours_change(
    board: Board, leader: str | None
) -> None:
    meeting = make_meeting(board)
    chair = getattr(board, leader) if leader else None
    edit_meeting(meeting=meeting, chair=chair, start=time(9), by=board.secretary, at=at())
    open_meeting(meeting=meeting, by=board.secretary, at=at())
    meeting.refresh_from_db()
    assert meeting.chair == chair


@pytest.mark.django_db(transaction=True)
def test_a_meeting_is_moved_while_a_table_of_mandates_is_saved() -> None:
    """Each waits for a row that a third holds, the table first: then both come through, whichever goes on first."""
    board = make_board()
    meeting = make_meeting(board, day=LATER)
    outcome: list[str] = []

    def run(what: Callable[[], object]) -> None:
        try:
            what()
            outcome.append("done")
        except Exception as error:
            outcome.append(repr(error))
        finally:
            connection.close()

    day = LATER + timedelta(days=7)
    changes = (
        lambda: paste(board),
        lambda: edit_meeting(meeting=meeting, date=day, by=board.secretary, at=timezone.now()),
    )
    threads = [Thread(target=run, args=[one]) for one in changes]
    with transaction.atomic():
        Body.objects.select_for_update().get(pk=board.body.pk)
        for count, thread in enumerate(threads, start=1):
            thread.start()
            wait_for_locks(count)
    for thread in threads:
        thread.join(20)
    assert outcome == ["done", "done"]
    meeting.refresh_from_db()
    assert meeting.date == day
    assert ("Ny Ledamot", "member") in there(meeting)


def wait_for_locks(count: int) -> None:
    """So many other sessions wait for a row."""
    limit = monotonic() + 20
    waiting = 0
    while waiting < count:
        assert monotonic() < limit, f"{waiting} of {count} wait"
        sleep(0.02)
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(*) FROM pg_locks WHERE NOT granted AND locktype IN ('transactionid', 'tuple')"
            )
            (waiting,) = cursor.fetchone()
