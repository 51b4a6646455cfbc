"""Whether the site can do its work, for a monitor."""

import logging
import shutil
from collections.abc import Callable

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from meetings.reads.seals import open_keys

logger = logging.getLogger(__name__)
LEAST_FREE_BYTES = 500 * 1024 * 1024


def _database() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")


def _disk() -> None:
    if shutil.disk_usage(settings.VAR_DIR).free < LEAST_FREE_BYTES:
        raise OSError("almost full")


PARTS: dict[str, Callable[[], object]] = {"databas": _database, "disk": _disk, "stämpel": open_keys}


@login_not_required
@never_cache
@require_safe  # monitors ask by HEAD
def health(request: HttpRequest) -> HttpResponse:
    """200 and a word per part, or 503; says which part fails but never why (that is in the log)."""
    answers = {name: _works(part) for name, part in PARTS.items()}
    text = "".join(f"{name}: {'ok' if works else 'fel'}\n" for name, works in answers.items())
    return HttpResponse(
        text, content_type="text/plain; charset=utf-8", status=200 if all(answers.values()) else 503
    )


def _works(part: Callable[[], object]) -> bool:
    try:
        part()
    except Exception:  # whatever the reason, the monitor must get an answer
        logger.exception("Health check failed")
        return False
    return True
