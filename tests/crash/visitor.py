"""Somebody with a browser, who presses again when no answer comes."""

import http.client
import re
import time
from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import urlencode

from django.conf import settings
from django.test import Client

from meetings.models import Person

TOKEN = "a" * 32
PATIENCE = 120  # seconds


@dataclass(frozen=True)
class Answer:
    status: int
    body: str


class Visitor:
    """Signed in as `person`, or nobody."""

    def __init__(self, port: int, person: Person | None = None) -> None:
        self._port, self._cookies = port, f"{settings.CSRF_COOKIE_NAME}={TOKEN}"
        self.unanswered = 0
        if person:
            client = Client()
            client.force_login(person)
            session = client.cookies[settings.SESSION_COOKIE_NAME].value
            self._cookies += f"; {settings.SESSION_COOKIE_NAME}={session}"

    def get(self, path: str) -> Answer:
        return self._ask("GET", path)

    def press_once(self, path: str, **fields: object) -> Answer:
        return self._ask("POST", path, **fields)

    def read(self, path: str) -> str:
        """The page, asked for until it comes."""
        return self._until(HTTPStatus.OK, "GET", path).body

    def press(self, path: str, done: HTTPStatus, **fields: object) -> Answer:
        """Post until the answer is `done`, or a sentence that says that an unanswered press had done it."""
        return self._until(done, "POST", path, **fields)

    def _until(self, done: HTTPStatus, verb: str, path: str, **fields: object) -> Answer:
        deadline, tries = time.monotonic() + PATIENCE, 0
        while True:
            try:
                answer = self._ask(verb, path, **fields)
            except (OSError, http.client.HTTPException):
                answer = Answer(0, "")
            if answer.status == done or (tries and answer.status == HTTPStatus.UNPROCESSABLE_ENTITY):
                return answer
            if 0 < answer.status < HTTPStatus.INTERNAL_SERVER_ERROR:
                raise AssertionError(f"{verb} {path} was answered with {answer.status}: {_said(answer.body)}")
            assert time.monotonic() < deadline, f"{verb} {path} was never answered"
            tries += 1
            self.unanswered += 1
            time.sleep(0.2)

    def _ask(self, verb: str, path: str, **fields: object) -> Answer:
        connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=60)
        headers = {"Cookie": self._cookies, "X-CSRFToken": TOKEN}
        if verb == "POST":
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        try:
            connection.request(verb, path, body=urlencode(fields) if fields else None, headers=headers)
            response = connection.getresponse()
            return Answer(response.status, response.read().decode(errors="replace"))
        finally:
            connection.close()


def _said(page: str) -> str:
    """What a page says was wrong, or its end when it says nothing of the kind."""
    said = re.findall(r'class="[^"]*(?:error|validation)[^"]*"[^>]*>(.*?)</', page, re.DOTALL)
    return " ".join(" ".join(re.sub("<[^>]*>", " ", one).split()) for one in said) or page[-400:]
