"""A site of its own in a temporary folder, for what is run by hand: database, files and a web server."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from pathlib import Path

import django

SECONDS_TO_START = 60


@contextmanager
def own_settings() -> Iterator[None]:
    """Django set up on an empty embedded database, which ends and goes away with the block."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {
            "VAR_DIR": folder,
            "DEBUG": "on",
            "DATABASE_URL": "",
            "DATABASE_OWNER_URL": "",
            "DJANGO_SETTINGS_MODULE": "finsam.settings",
        }
        django.setup()
        from django.conf import settings

        try:
            yield
        finally:
            settings.EMBEDDED_POSTGRES.stop()


@contextmanager
def web_server() -> Iterator[int]:
    """The site's web server, which answers when the block begins. Gives its port."""
    from tests.crash.visitor import Visitor  # settings are there now
    from tests.worlds.processes import free_port, site_process, wait_until

    port = free_port()
    log = Path(os.environ["VAR_DIR"]) / "server.log"
    server = site_process(
        log, "-m", "gunicorn", "--config", "python:finsam.web_server", DATABASE_URL="", PORT=str(port)
    )
    visitor = Visitor(port)

    def answers() -> bool:
        try:
            return visitor.get("/").status == HTTPStatus.OK
        except OSError:
            return False

    try:
        wait_until(answers, SECONDS_TO_START)
        yield port
    finally:
        server.terminate()
        server.wait()
