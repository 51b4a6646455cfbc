"""Who was shown what: written to the log of reads when the answer has been sent."""

import logging
from collections.abc import Callable
from functools import partial

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone

from meetings.actions.auditing import write_reads
from meetings.noted import noted_in

logger = logging.getLogger(__name__)

SHOWN = {200, 206, 422}  # with 422 the page comes again, and says what was wrong
FORMATS = {"application/pdf": "PDF", "text/csv": "CSV", "application/json": "JSON"}


class NotedReads:
    """The one thing that a GET writes. It delays no page and breaks none: what cannot be written stands in the log.

    An answer is sent before it is closed (PEP 3333), so whoever reads never waits for it. A process that is killed
    in between leaves no row.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if noted_in(request) and response.status_code in SHOWN and request.method != "HEAD":
            close = response.close
            response.close = partial(_close, request, response, close)  # type: ignore[method-assign]
        return response


def _close(request: HttpRequest, response: HttpResponseBase, close: Callable[[], None]) -> None:
    """Before Django's own, which ends the request and gives its connection back."""
    try:
        match = request.resolver_match
        write_reads(
            noted_in(request),
            page=(match.url_name or "") if match else "",
            file_format=_format(response),
            by=request.user,  # type: ignore[arg-type]  # only pages behind login note anything
            at=timezone.now(),
        )
    except Exception:
        logger.exception("What %s showed could not be written to the log of reads", request.path)
    finally:
        close()


def _format(response: HttpResponseBase) -> str:
    """What is handed out with a file's name is taken out of the site, shown in place or not."""
    if "Content-Disposition" not in response.headers:
        return ""
    media_type = response.headers.get("Content-Type", "").partition(";")[0]
    return FORMATS.get(media_type, "fil")
