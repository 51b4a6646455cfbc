"""The site's own processes, beside the test and on its database."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.db import connection


def site_process(log: Path, *arguments: str, **environment: str) -> subprocess.Popen[bytes]:
    """`python *arguments` in the site's folder, with what the test has: its database, files and seal."""
    database = connection.settings_dict
    # A socket's folder is written as a path, without a port: so django-environ reads it.
    place = "/{HOST}" if str(database["HOST"]).startswith("/") else "{HOST}:{PORT}"
    url = f"postgres://{{USER}}:{{PASSWORD}}@{place}/{{NAME}}"
    given = {
        "DATABASE_URL": url.format_map(database),
        "VAR_DIR": str(settings.FILES_DIR.parent),
        "SEAL_KEYS": ",".join(settings.SEAL_KEYS),
        "DEBUG": "on",
    }
    with log.open("ab") as file:
        return subprocess.Popen(
            [sys.executable, *arguments],
            cwd=settings.BASE_DIR,
            env=os.environ | given | environment,
            stdout=file,
            stderr=file,
        )


def wait_until(happened: Callable[[], object], seconds: float = 30) -> None:
    """Ask until the answer is true."""
    deadline = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < deadline, f"{happened} did not happen in {seconds} s"
        time.sleep(0.05)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
