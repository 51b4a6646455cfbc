"""A figure as it is printed, and how time and questions are measured."""

import platform
import resource
from collections.abc import Callable
from dataclasses import dataclass
from time import perf_counter

from django.db import connection
from django.test.utils import CaptureQueriesContext


@dataclass(frozen=True)
class Figure:
    """`limit` is what is asked at most, None where nothing is; `beside` says what else belongs to it."""

    name: str
    value: float
    unit: str
    limit: float | None = None
    beside: str = ""


def machine() -> dict[str, object]:
    """What it was measured on. `loop_seconds` is ten million turns of an empty loop: 0.7 is usual."""
    began = perf_counter()
    for _ in range(10_000_000):
        pass
    return {
        "python": platform.python_version(),
        "system": platform.platform(),
        "loop_seconds": round(perf_counter() - began, 2),
    }


def timed[Answer](work: Callable[[], Answer]) -> tuple[float, int, Answer]:
    """Seconds, questions to the database, and the answer."""
    with CaptureQueriesContext(connection) as asked:
        began = perf_counter()
        answer = work()
        seconds = perf_counter() - began
    return seconds, len(asked), answer


def peak_megabytes() -> float:
    """What this process has held at most."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024  # Linux counts in KiB
