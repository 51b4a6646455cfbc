"""python -m tests.timing [N]: how long a stranger waits for each kind of address, as medians of N, in one JSON.

By hand, on a machine that does little else. A site of its own in a temporary folder, asked in turn over HTTP, so that
what else the machine does falls alike on all kinds; only the counters of tries are emptied in between.
"""

import argparse
import json
import os
import random
import statistics
import sys
import tempfile
import time
from collections import defaultdict
from http import HTTPStatus
from pathlib import Path
from typing import Any

import django


def measure(rounds: int) -> dict[str, Any]:
    """For each page and each kind of address, milliseconds: the median, and half the middle fifty per cent."""
    from django.core.cache import cache  # settings are there now
    from django.core.management import call_command

    from finsam.postgres.roles import as_owner
    from tests.crash.visitor import Visitor
    from tests.worlds.kinds_of_addresses import make_addresses
    from tests.worlds.processes import free_port, site_process, wait_until

    call_command("prepare_site")
    with as_owner():
        addresses = make_addresses()
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

    pages: dict[str, tuple[str, str, dict[str, str]]] = {
        "wrong password": ("/konto/login/", "login", {"password": "fel-losenord"}),
        "forgotten password": ("/konto/password/reset/", "email", {}),
        "link to applications": ("/exempelvik/medel/lank/", "email", {}),
    }
    taken: dict[str, dict[str, list[float]]] = {page: defaultdict(list) for page in pages}
    try:
        wait_until(answers, 60)
        for number in range(rounds + 3):
            for page, (path, field, other) in pages.items():
                for kind, email in random.sample(list(addresses.items()), len(addresses)):
                    cache.clear()
                    begun = time.perf_counter()
                    visitor.press_once(path, **{field: email}, **other)
                    if number >= 3:  # the first ones load the program
                        taken[page][kind].append((time.perf_counter() - begun) * 1000)
    finally:
        server.terminate()
        server.wait()
    return {page: {kind: summary(times) for kind, times in kinds.items()} for page, kinds in taken.items()}


def summary(times: list[float]) -> dict[str, float]:
    low, middle, high = statistics.quantiles(times, n=4)
    return {"median": round(middle, 1), "spread": round((high - low) / 2, 1)}


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m tests.timing", description=__doc__)
    parser.add_argument("rounds", nargs="?", type=int, default=50)
    given = parser.parse_args()
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
            json.dump(measure(given.rounds), sys.stdout, ensure_ascii=False, indent=2)
        finally:
            settings.EMBEDDED_POSTGRES.stop()
