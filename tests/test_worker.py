"""The worker as it runs: killed in the middle of a letter, cut off from its database, woken from a long sleep."""

import signal
import subprocess
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from django.db import connection
from procrastinate.contrib.django.models import ProcrastinateWorker

from meetings.models import Association, Letter
from meetings.reads.letters import stopped_letters
from tests.worlds.boards import make_board
from tests.worlds.letters import make_letter
from tests.worlds.mail_server import MailServer
from tests.worlds.processes import site_process, wait_until

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def server() -> Iterator[MailServer]:
    server = MailServer()
    server.start()
    yield server
    server.stop()


@pytest.fixture
def association() -> Association:
    return make_board().association


@pytest.fixture
def start(server: MailServer, tmp_path: Path) -> Iterator[Callable[[], subprocess.Popen[bytes]]]:
    started: list[subprocess.Popen[bytes]] = []

    def start() -> subprocess.Popen[bytes]:
        mail = f"smtp://127.0.0.1:{server.port}"
        started.append(site_process(tmp_path / "worker.log", "manage.py", "worker", EMAIL_URL=mail))
        return started[-1]

    yield start
    for process in started:
        process.terminate()
    assert [process.wait(30) for process in started if process.returncode != -signal.SIGKILL] in ([0], [])


def sql(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


def is_sent(letter: Letter) -> bool:
    return Letter.objects.get(pk=letter.pk).sent_at is not None


def test_killed_in_the_middle_of_a_letter(
    server: MailServer, association: Association, start: Callable[[], subprocess.Popen[bytes]]
) -> None:
    server.seconds = 60
    caught = make_letter(association, to="first@egenvik.example")
    waiting = make_letter(association, to="second@egenvik.example")
    worker = start()
    assert server.asked.wait(30)
    worker.kill()
    worker.wait()
    server.seconds = 0
    sql("UPDATE procrastinate_workers SET last_heartbeat = now() - interval '1 minute'")
    start()
    wait_until(partial(is_sent, waiting))
    assert stopped_letters(association).uncertain == [caught]
    assert server.letters_to(caught.to) == []
    assert len(server.letters_to(waiting.to)) == 1


def test_goes_on_without_its_connections_and_without_its_place(
    server: MailServer, association: Association, start: Callable[[], subprocess.Popen[bytes]]
) -> None:
    start()
    wait_until(ProcrastinateWorker.objects.exists)
    # The database was restarted; then the worker slept so long that another one took its place from it.
    for loss in (
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
        " WHERE datname = current_database() AND pid <> pg_backend_pid()",
        "DELETE FROM procrastinate_workers",
    ):
        sql(loss)
        letter = make_letter(association)
        wait_until(partial(is_sent, letter))
    assert len(server.received) == 2
