"""How much a request may hold."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


class RequestLimit:
    """413 in the site's own look for a request above settings.REQUEST_MAX_BYTES, before anything reads it.

    Stands before the CSRF check, which reads the whole body. A view without that check looks for itself, so
    that it can put the sentence beside its field (meetings.views.limits).
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        length = request.META.get("CONTENT_LENGTH") or "0"
        fits = length.isdecimal() and int(length) <= settings.REQUEST_MAX_BYTES
        if fits or getattr(view, "csrf_exempt", False):
            return None
        return render(request, "413.html", status=413)
