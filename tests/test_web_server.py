"""The web server as it runs: where it listens, and what becomes of a request that does not come to its end."""

import http.client
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from http import HTTPStatus
from pathlib import Path

import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client
from django.urls import reverse

from meetings.models import Meeting
from tests.worlds.boards import make_board, make_meeting
from tests.worlds.processes import free_port, site_process, wait_until

TOKEN = "a" * 32


def configured(folder: Path, **environment: str) -> list[str]:
    """bind and workers of gunicorn's configuration, where the site's folder has such a .env."""
    site = shutil.copytree(settings.BASE_DIR / "finsam", folder / "finsam", dirs_exist_ok=True).parent
    (site / ".env").write_text("".join(f"{name}={value}\n" for name, value in environment.items()))
    ours = {name: value for name, value in os.environ.items() if name not in ("PORT", "WORKERS")}
    answer = subprocess.run(
        [sys.executable, "-c", "from finsam import web_server as w; print(w.bind, w.workers)"],
        cwd=site,
        env=ours | {"DEBUG": "on"},
        check=True,
        capture_output=True,
        text=True,
    )
    return answer.stdout.split()


def test_listens_to_its_own_machine_alone_where_the_settings_say(tmp_path: Path) -> None:
    assert configured(tmp_path, PORT="8196", WORKERS="3") == ["127.0.0.1:8196", "3"]
    assert configured(tmp_path) == ["127.0.0.1:8000", "2"]


@pytest.fixture
def port(transactional_db: None, tmp_path: Path) -> Iterator[int]:
    """One process, which is replaced when a request has taken two seconds."""
    port = free_port()
    environment = {"PORT": str(port), "WORKERS": "1", "REQUEST_MAX_SECONDS": "2"}
    arguments = ("-m", "gunicorn", "--config", "python:finsam.web_server")
    process = site_process(tmp_path / "server.log", *arguments, **environment)
    wait_until(lambda: answers(port))
    yield port
    process.terminate()
    process.wait(30)


def answers(port: int) -> bool:
    try:
        return ask(port, "GET", "/halsa/", "") == HTTPStatus.OK
    except OSError:
        return False


def ask(port: int, method: str, path: str, session: str) -> int:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    cookies = f"{settings.SESSION_COOKIE_NAME}={session}; {settings.CSRF_COOKIE_NAME}={TOKEN}"
    connection.request(method, path, headers={"Cookie": cookies, "X-CSRFToken": TOKEN})
    status = connection.getresponse().status
    connection.close()
    return status


def outcome(ask: Callable[[], int]) -> int | str:
    try:
        return ask()
    except (OSError, http.client.HTTPException) as error:
        return type(error).__name__


def test_request_that_hangs_ends_and_what_it_began_is_undone(port: int) -> None:
    board = make_board()
    meeting = make_meeting(board)
    client = Client()
    client.force_login(board.secretary)
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    cancel = reverse("meeting_pass", args=[board.association.slug, board.body.slug, meeting.key, "cancelled"])
    with ThreadPoolExecutor(1) as threads:
        with transaction.atomic():
            Meeting.objects.select_for_update().get()  # as if somebody held it for ever
            hanging = threads.submit(outcome, lambda: ask(port, "POST", cancel, session))
            assert ask(port, "GET", "/halsa/", "") == HTTPStatus.OK
            assert hanging.result() == "RemoteDisconnected"
    assert Meeting.objects.get().state != Meeting.State.CANCELLED
    wait_until(lambda: answers(port))
    assert ask(port, "POST", cancel, session) == HTTPStatus.FOUND
    assert Meeting.objects.get().state == Meeting.State.CANCELLED
