"""python -m tests.timing [N]: how long a stranger waits for each kind of address, as medians of N, in one JSON.

By hand, on a machine that does little else. A site of its own in a temporary folder, asked in turn over HTTP, so that
what else the machine does falls alike on all kinds; only the counters of tries are emptied in between.
"""

import argparse
import json
import random
import statistics
import sys
import time
from collections import defaultdict
from typing import Any

from tests.worlds.own_site import own_settings, web_server


def measure(rounds: int) -> dict[str, Any]:
    """For each page and each kind of address, milliseconds: the median, and half the middle fifty per cent."""
    from django.core.cache import cache  # settings are there now
    from django.core.management import call_command

    from finsam.postgres.roles import as_owner
    from tests.crash.visitor import Visitor
    from tests.worlds.kinds_of_addresses import make_addresses

    call_command("prepare_site")
    with as_owner():
        addresses = make_addresses()
    pages: dict[str, tuple[str, str, dict[str, str]]] = {
        "wrong password": ("/konto/login/", "login", {"password": "fel-losenord"}),
        "forgotten password": ("/konto/password/reset/", "email", {}),
        "link to applications": ("/exempelvik/medel/lank/", "email", {}),
    }
    taken: dict[str, dict[str, list[float]]] = {page: defaultdict(list) for page in pages}
    with web_server() as port:
        visitor = Visitor(port)
        for number in range(rounds + 3):
            for page, (path, field, other) in pages.items():
                for kind, email in random.sample(list(addresses.items()), len(addresses)):
                    cache.clear()
                    begun = time.perf_counter()
                    visitor.press_once(path, **{field: email}, **other)
                    if number >= 3:  # the first ones load the program
                        taken[page][kind].append((time.perf_counter() - begun) * 1000)
    return {page: {kind: summary(times) for kind, times in kinds.items()} for page, kinds in taken.items()}


def summary(times: list[float]) -> dict[str, float]:
    low, middle, high = statistics.quantiles(times, n=4)
    return {"median": round(middle, 1), "spread": round((high - low) / 2, 1)}


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m tests.timing", description=__doc__)
    parser.add_argument("rounds", nargs="?", type=int, default=50)
    given = parser.parse_args()
    with own_settings():
        json.dump(measure(given.rounds), sys.stdout, ensure_ascii=False, indent=2)
