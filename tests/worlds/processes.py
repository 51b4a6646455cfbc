"""The site's own processes, beside the test and on its database."""

import os
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
    place = (
        "{HOST}" if str(database["HOST"]).startswith("/") else "{HOST}:{PORT}"
    )  # as django-environ reads it
    url = "postgres://{USER}:{PASSWORD}@" + ("/" if "PORT" not in place else "") + place + "/{NAME}"
    given = {
        "DATABASE_URL": url.format_map(database),
        "VAR_DIR": str(settings.FILES_DIR.parent),
        "SEAL_PKCS12": str(settings.SEAL_PKCS12),
        "SEAL_PASSWORD": settings.SEAL_PASSWORD,
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
