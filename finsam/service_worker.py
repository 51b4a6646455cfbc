"""The worker that shows a saved agenda without network (static/js/agenda/worker.js), at the root of the site: a worker
may only see what lies below its own address."""

from functools import cache
from pathlib import Path

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

BUNDLE = "js/bundles/worker.js"


@require_safe
@login_not_required
def service_worker(request: HttpRequest) -> HttpResponse:
    """The same for everybody, and asked for anew each time: a browser runs the one that the site has now."""
    return HttpResponse(
        _script() if settings.DEBUG else _script_in_use(),
        content_type="text/javascript; charset=utf-8",
        headers={"Cache-Control": "public, no-cache", "X-Content-Type-Options": "nosniff"},
    )


def _script() -> bytes:
    return Path(str(finders.find(BUNDLE))).read_bytes()


_script_in_use = cache(_script)  # to find it, its sources are read
