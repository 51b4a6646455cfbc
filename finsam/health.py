"""Whether the site can do its work, for a monitor."""

import logging
import shutil
from collections.abc import Callable
from datetime import timedelta

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from meetings.reads.letters import queue
from meetings.reads.seals import open_keys

logger = logging.getLogger(__name__)
LEAST_FREE_BYTES = 500 * 1024 * 1024
LONGEST_WAIT = timedelta(minutes=15)


def _database() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")


def _disk() -> None:
    if shutil.disk_usage(settings.VAR_DIR).free < LEAST_FREE_BYTES:
        raise OSError("almost full")


class StandsStillError(Exception):
    """Jobs wait that nobody does; the text is the numbers."""


def _queue() -> str:
    """A letter that failed is for the chancellery, not for the monitor: it is counted, but is no fault here."""
    state = queue(timezone.now())
    seconds = int(state.oldest.total_seconds())
    numbers = f" (äldsta väntar {seconds} s, misslyckade {state.failed}, avstannade {state.stalled})"
    if state.oldest > LONGEST_WAIT or state.stalled:
        raise StandsStillError(numbers)
    return numbers


# What a part returns as text is told beside its name.
PARTS: dict[str, Callable[[], object]] = {
    "databas": _database,
    "disk": _disk,
    "stämpel": open_keys,
    "kö": _queue,
}


@login_not_required
@never_cache
@require_safe  # monitors ask by HEAD
def health(request: HttpRequest) -> HttpResponse:
    """200 and a word per part, or 503; says which part fails but never why (that is in the log)."""
    answers = {name: _answer(part) for name, part in PARTS.items()}
    text = "".join(f"{name}: {'ok' if works else 'fel'}{more}\n" for name, (works, more) in answers.items())
    works = all(works for works, _ in answers.values())
    return HttpResponse(text, content_type="text/plain; charset=utf-8", status=200 if works else 503)


def _answer(part: Callable[[], object]) -> tuple[bool, str]:
    try:
        told = part()
    except StandsStillError as still:
        return False, str(still)
    except Exception:  # whatever the reason, the monitor must get an answer
        logger.exception("Health check failed")
        return False, ""
    return True, told if isinstance(told, str) else ""
