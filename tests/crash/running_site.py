"""Web server, worker and embedded database as script/server runs them, and what kills them."""

import os
import random
import signal
import subprocess
import threading
import time
from contextlib import suppress
from http import HTTPStatus
from http.client import HTTPException
from pathlib import Path

from django.conf import settings

from tests.crash.visitor import Visitor
from tests.worlds.mail_server import MailServer
from tests.worlds.processes import free_port, site_process, wait_until

SECONDS_UNTIL_AGAIN = 1  # as in script/server
SECONDS_UNTIL_SEEN = 0.5  # by those that live on
KINDS = ("web", "worker", "database")


class Kept:
    """A process that is started again when it has ended."""

    def __init__(self, log: Path, *arguments: str, **environment: str) -> None:
        self._start = lambda: site_process(log, *arguments, **environment)
        self._ending = threading.Event()
        self.process: subprocess.Popen[bytes] = self._start()
        self._thread = threading.Thread(target=self._keep)
        self._thread.start()

    def _keep(self) -> None:
        while True:
            self.process.wait()
            if self._ending.wait(SECONDS_UNTIL_AGAIN):
                return
            self.process = self._start()

    def end(self) -> None:
        """Ask it to end, for good."""
        self._ending.set()
        self.process.terminate()
        self._thread.join()


class RunningSite:
    """All that runs, on the settings' own VAR_DIR; the database is started again by the worker."""

    def __init__(self, post: MailServer) -> None:
        self.port = free_port()
        logs = settings.VAR_DIR
        given = {
            "DATABASE_URL": "",
            "EMAIL_URL": f"smtp://127.0.0.1:{post.port}",
            "PORT": str(self.port),
        }
        self.worker = Kept(logs / "worker.log", "manage.py", "worker", **given)
        self.web = Kept(
            logs / "server.log", "-m", "gunicorn", "--config", "python:finsam.web_server", **given
        )

    def wait_until_it_answers(self) -> None:
        """The database is up, both processes live, and a page can be read. Raises AssertionError after a minute."""
        wait_until(self._answers, 60)

    def _answers(self) -> bool:
        if self.worker.process.poll() is not None or not settings.EMBEDDED_POSTGRES.is_ready():
            return False
        try:
            return Visitor(self.port).get("/").status < HTTPStatus.INTERNAL_SERVER_ERROR
        except (OSError, HTTPException):
            return False

    def kill(self, kind: str, chance: random.Random) -> bool:
        """SIGKILL to the process of that kind or to one of its children; whether there was one to kill."""
        kept = {"web": self.web, "worker": self.worker}
        parent = kept[kind].process.pid if kind in kept else _postmaster()
        victims = [parent, *_children(parent)] if parent else []
        if not victims:
            return False
        try:
            os.kill(chance.choice(victims), signal.SIGKILL)
        except ProcessLookupError:
            return False
        return True

    def end(self) -> None:
        self.web.end()
        self.worker.end()


def _postmaster() -> int:
    with suppress(OSError, ValueError):
        return int((settings.EMBEDDED_POSTGRES.data / "postmaster.pid").read_text().split("\n", 1)[0])
    return 0


def _children(parent: int) -> list[int]:
    with suppress(OSError):
        return [int(one) for one in Path(f"/proc/{parent}/task/{parent}/children").read_text().split()]
    return []


class Killer(threading.Thread):
    """Kills one process of `kind` after `seconds`."""

    def __init__(self, site: RunningSite, kind: str, seconds: float, chance: random.Random) -> None:
        super().__init__()
        self.kind, self.is_done = kind, False
        self._site, self._seconds, self._chance = site, seconds, chance

    def run(self) -> None:
        time.sleep(self._seconds)
        wait_until(lambda: self._site.kill(self.kind, self._chance))
        self.is_done = True
        time.sleep(SECONDS_UNTIL_SEEN)
