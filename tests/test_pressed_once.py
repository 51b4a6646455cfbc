"""A button that is pressed twice is done once, without scripts: each posting button of the site."""

import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from copy import deepcopy
from html.parser import HTMLParser
from http import HTTPStatus
from threading import Barrier

import pytest
from django.apps import apps
from django.db import connection, transaction
from django.test import Client
from django.urls import resolve, reverse

from meetings.models import Letter, Person
from tests.test_robustness import SLOW, every_address
from tests.worlds.audiences import APPLICANTS, APPLICANTS_AND_OFFICE, PUBLIC
from tests.worlds.boards import PASSWORD, Board, make_board
from tests.worlds.letters import make_letter
from tests.worlds.whole_association import World

TOKEN = "csrfmiddlewaretoken"


# What is written in a field that is empty, by its type.
WRITTEN = {
    "text": "Skäl",
    "password": PASSWORD,
    "date": "2024-06-20",
    "time": "10:00",
    "email": "ny@egenvik.example",
}


class PostForms(HTMLParser):
    """The forms of a page that are posted: address and fields, the first button's among them."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str]]] = []
        self._inside = False
        self._select = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._inside = given.get("method") == "post"
            if self._inside:
                self.found.append((given.get("action", ""), {}))
        if not self._inside:
            return
        fields, name = self.found[-1][1], given.get("name", "")
        if tag == "select":
            self._select = name
        elif tag == "option" and self._select and ("selected" in given or self._select not in fields):
            fields[self._select] = given.get("value", "")
        elif tag == "input" and given.get("type") in ("checkbox", "radio"):
            fields.setdefault(name, given.get("value", "on"))
        elif tag in ("input", "textarea", "button") and name:
            fields.setdefault(name, given.get("value") or WRITTEN.get(given.get("type", "text"), ""))

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._inside = False
        if tag == "select":
            self._select = ""


def row_count() -> int:
    tables = {model._meta.db_table for model in apps.get_models()} - {"django_session", "cache"}
    counts = " + ".join(f'(SELECT count(*) FROM "{table}")' for table in sorted(tables))  # noqa: S608  # our own
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {counts}")
        return int(cursor.fetchone()[0])


def presses(person: Person | None, pages: Iterator[str]) -> Iterator[str]:
    """The name of each address whose button led on; a fault of it fails the test."""
    client = Client(raise_request_exception=False, enforce_csrf_checks=True)
    if person:
        client.force_login(person)
    done: set[str] = set()
    for page in pages:
        response = client.get(page)
        for close in response._resource_closers:  # response.close() would end the test's connection
            close()
        if response.status_code != HTTPStatus.OK or "html" not in response["Content-Type"]:
            continue
        for action, fields in PostForms(response.content.decode()).found:
            path = action or page
            name = resolve(re.sub(r"[?#].*", "", path)).url_name or ""
            if name in done or name.startswith("account_") or TOKEN not in fields:
                continue
            if pressed_twice(client, path, fields, name):
                done.add(name)
                yield name


def pressed_twice(client: Client, path: str, fields: dict[str, str], name: str) -> bool:
    """Whether the button led on to another page, and did so twice with the rows of one press."""
    with transaction.atomic():
        before = deepcopy(client.cookies)
        first = client.post(path, fields)
        assert first.status_code < HTTPStatus.INTERNAL_SERVER_ERROR, name
        if first.status_code == HTTPStatus.FOUND:
            rows = row_count()
            client.cookies = deepcopy(before)  # the browser throws the first answer away
            second = client.post(path, fields)
            assert (second.status_code, second.get("Location")) == (HTTPStatus.FOUND, first["Location"]), name
            assert row_count() == rows, name
        client.cookies = before
        transaction.set_rollback(True)
    return first.status_code == HTTPStatus.FOUND


@pytest.mark.django_db
def test_each_button_is_done_once_however_often_it_is_pressed(world: World) -> None:
    done: set[str] = set()
    of_applicants = APPLICANTS | APPLICANTS_AND_OFFICE | {"application_list", "application_create"}
    pages = [(name, path) for name, path in every_address(world) if name not in SLOW]
    done |= set(presses(world.board.secretary, (path for name, path in pages if name not in PUBLIC)))
    done |= set(presses(world.board.chair, (path for name, path in pages if name.startswith("protocol_"))))
    done |= set(presses(world.applicant, (path for name, path in pages if name in of_applicants)))
    done |= set(presses(None, (path for name, path in pages if name in PUBLIC)))
    assert len(done) > 40, sorted(done)
    assert done >= {
        "protocol_sign",
        "application_review",
        "requisition_approve",
        "link_enter",
        "meeting_pass",
    }


@pytest.fixture
def letter_button(board: Board) -> tuple[Client, str, dict[str, str]]:
    """The button «Skicka igen» as a page shows it: what it posts, and where."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(board.secretary)
    make_letter(board.association, job="failed")
    page = client.get(reverse("letter_list", args=[board.association.slug])).content.decode()
    path, fields = next(one for one in PostForms(page).found if "igen" in one[0])
    return client, path, fields


@pytest.mark.django_db
def test_second_press_is_told_what_the_first_was(letter_button: tuple[Client, str, dict[str, str]]) -> None:
    client, path, fields = letter_button
    pages = [client.post(path, fields, follow=True).content.decode() for _ in range(2)]
    assert ["skickas på nytt" in page for page in pages] == [True, True]


@pytest.mark.django_db
def test_what_a_script_sends_or_another_value_is_done_anew(
    letter_button: tuple[Client, str, dict[str, str]],
) -> None:
    client, path, fields = letter_button
    gone = reverse("letter_remove", args=["exempelvik", Letter.objects.get().public_id])
    assert client.post(path, fields)["Location"] == client.post(gone, fields)["Location"]
    changed = client.post(path, fields | {"other": "1"})
    script = client.post(path, fields, headers={"Sec-Fetch-Mode": "cors"})
    assert (changed.status_code, script.status_code) == (HTTPStatus.FOUND, HTTPStatus.FOUND)


@pytest.mark.django_db(transaction=True)
def test_presses_at_the_same_time_are_done_one_after_the_other() -> None:
    board = make_board()
    client = Client()
    client.force_login(board.secretary)
    path = reverse("meeting_create", args=[board.association.slug])
    fields = next(
        fields for _, fields in PostForms(client.get(path).content.decode()).found if "date" in fields
    )
    fields |= {"date": "2024-05-30", "start": "08:30", "place": "Stadshuset", "mode": "on_site"}
    fields |= {"body": "styrelsen", "confirmed_day": "2024-05-30"}
    ready = Barrier(3)

    def press() -> tuple[int, str]:
        own = Client()
        own.cookies = client.cookies
        ready.wait()
        response = own.post(path, fields)
        connection.close()
        return response.status_code, response.get("Location", "")

    with ThreadPoolExecutor(3) as threads:
        answers = {press.result() for press in [threads.submit(press) for _ in range(3)]}
    assert len(answers) == 1, answers
    assert {status for status, _ in answers} == {HTTPStatus.FOUND}
    assert board.body.meetings.count() == 1
