"""A new proposal and the answer to the former one at the same moment: each waits for the person's row alone."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from time import monotonic, sleep

import pytest
from django.db import connection, transaction

from meetings.actions.accounts import confirm_by_letter, propose_address
from meetings.errors import RuleViolation
from meetings.models import AccountChange, Person
from tests.worlds.accounts import link_to
from tests.worlds.boards import Board, at

NEW = "astrid@ny.example.org"
NEWER = "astrid@nyare.example.org"


def done(act: Callable[[], object]) -> str:
    """What the action came to, on a connection of its own."""
    try:
        act()
    except RuleViolation as violation:
        return violation.sentence
    finally:
        connection.close()
    return "done"


def wait_for_lock(waiting: int) -> None:
    """Until so many connections to this database wait for a row that somebody else holds."""
    end = monotonic() + 10
    while monotonic() < end:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_stat_clear_snapshot()"
            )  # else a transaction sees the same answer each time
            cursor.execute(
                "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
                " AND wait_event_type = 'Lock'"
            )
            if cursor.fetchone() == (waiting,):
                return
        sleep(0.01)
    pytest.fail(f"{waiting} do not wait")


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("first", "outcome", "is_confirmed"),
    [
        ("proposal", {"proposal": "done", "answer": "Ändringen väntar inte längre på bekräftelse."}, False),
        ("answer", {"proposal": "done", "answer": "done"}, True),
    ],
)
def test_whichever_comes_first_is_done_and_they_never_stop_each_other(
    board: Board, first: str, outcome: dict[str, str], is_confirmed: bool
) -> None:
    former = propose_address(person=board.chair, email=NEW, by=board.secretary, at=at(hour=9))
    token = link_to(NEW)
    acts: dict[str, Callable[[], object]] = {
        "proposal": lambda: propose_address(
            person=board.chair, email=NEWER, by=board.secretary, at=at(hour=10)
        ),
        "answer": lambda: confirm_by_letter(token=token, at=at(hour=10)),
    }
    came: dict[str, Future[str]] = {}
    with ThreadPoolExecutor(2) as threads:
        with transaction.atomic():
            Person.objects.select_for_update().get(pk=board.chair.pk)
            for number, name in enumerate(sorted(acts, key=lambda one: one != first), start=1):
                came[name] = threads.submit(done, acts[name])
                wait_for_lock(number)
        assert {name: each.result(20) for name, each in came.items()} == outcome
    former.refresh_from_db()
    assert former.ended_at == at(hour=10)  # the proposal ends it, whether it was answered or not
    assert bool(former.new_confirmed_at) == is_confirmed
    assert AccountChange.objects.get(person=board.chair, ended_at=None).new_email == NEWER
