"""A stored file that is gone or has changed: told in a sentence, and in the log for who runs the site."""

import logging
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from meetings.paper.storage import LostFileError

logger = logging.getLogger(__name__)


class LostFiles:
    """404 wherever a page needs a file that cannot be read as it was stored, whatever page it is."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, LostFileError):
            return None
        logger.error("%s needs a file that is lost: %s", request.path, exception, exc_info=exception)
        return render(request, "lost_file.html", {"sentence": exception.sentence}, status=404)
