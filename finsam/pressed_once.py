"""A button that is pressed twice, with or without scripts: done once, and both presses are given the one answer."""

import hashlib
import json
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.cache import cache
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.middleware.csrf import CSRF_TOKEN_LENGTH, rotate_token

SECONDS_REMEMBERED = 60
SECONDS_WAITED = 50  # for the first press; then the view answers, and the actions' own locks hold


@dataclass(frozen=True)
class SentPage:
    """`page` is one copy of a page, for its CSRF token is masked anew each time it is made; `said` what was sent."""

    page: str
    said: str
    session: str | None

    @property
    def lock(self) -> int:
        """PostgreSQL's advisory locks are numbers of 64 bits."""
        return int.from_bytes(bytes.fromhex(self.page)[:8], signed=True)


class PressedOnce:
    """The second press waits for the first and is given its redirect and messages; whatever else is done anew.

    Stands last, so that the token has been checked. Only what a browser sends as a page of its own is looked at:
    a script may well say the same thing twice. Where the first press signed somebody in, the second is given the
    same session: the browser has thrown the first answer away, and its one-time link works no more.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        try:
            response = self.get_response(request)
            if press := getattr(request, "press", None):
                _remember(press, request, response)
            return response
        finally:
            if press := getattr(request, "press", None):
                _release(press)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        mode = request.headers.get("Sec-Fetch-Mode", "navigate")
        if request.method != "POST" or mode != "navigate" or getattr(view, "csrf_exempt", False):
            return None
        press = _press(request)
        if press is None:
            return None
        _wait_for_turn(press)
        request.press = press  # type: ignore[attr-defined]
        answer = cache.get(f"press:{press.page}")
        if answer is None or answer["said"] != press.said:
            return None
        for level, text, tags in answer["messages"]:
            messages.add_message(request, level, text, tags)
        if answer["session"]:
            request.session = type(request.session)(answer["session"])
            request.session.modified = True  # so that its cookie is sent
            rotate_token(request)
        return HttpResponseRedirect(answer["location"])


def _press(request: HttpRequest) -> SentPage | None:
    """None without the token of a page: a script sends the cookie's, which is the same on all of them."""
    token = request.POST.get("csrfmiddlewaretoken", "")
    if len(token) != CSRF_TOKEN_LENGTH:
        return None
    page = [token, request.get_full_path(), request.user.pk]
    fields = sorted((name, request.POST.getlist(name)) for name in request.POST)
    files = sorted((name, [(one.name, one.size) for one in given]) for name, given in request.FILES.lists())
    return SentPage(_digest(page), _digest([fields, files]), request.session.session_key)


def _digest(value: object) -> str:
    return hashlib.sha256(json.dumps(value).encode()).hexdigest()


def _wait_for_turn(press: SentPage) -> None:
    """Asked again and again, for a statement that waits would be ended by the database's own time limit."""
    deadline = time.monotonic() + SECONDS_WAITED
    while time.monotonic() < deadline:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_lock(%s)", [press.lock])
            if cursor.fetchone()[0]:
                return
        time.sleep(0.1)


def _release(press: SentPage) -> None:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [press.lock])
    except DatabaseError:
        connection.close()  # the lock goes with it; in the pool it would stay


def _remember(press: SentPage, request: HttpRequest, response: HttpResponse) -> None:
    if not isinstance(response, HttpResponseRedirect):
        return
    # To go through them, as a template does, would take them from the first press.
    added = getattr(messages.get_messages(request), "_queued_messages", [])
    told = [(one.level, str(one.message), one.extra_tags or "") for one in added]
    session = request.session.session_key
    answer = {
        "said": press.said,
        "location": response.url,
        "messages": told,
        "session": session if session != press.session else None,
    }
    cache.set(f"press:{press.page}", answer, SECONDS_REMEMBERED)
