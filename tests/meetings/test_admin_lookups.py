"""The register answers the questions of its own filters and no other: it is no oracle for what it does not show."""

import re
from collections.abc import Iterator
from http import HTTPStatus
from urllib.parse import urlencode

import pytest
from django.contrib.admin import ModelAdmin
from django.core.exceptions import SuspiciousOperation
from django.core.handlers.wsgi import WSGIRequest
from django.db.models import Model
from django.http import QueryDict
from django.test import Client
from django.urls import reverse

from meetings.admin import register
from meetings.models import Person
from tests.worlds.boards import Board, make_board, make_verified
from tests.worlds.once import made_once
from tests.worlds.second_step import make_keeper

pytestmark = pytest.mark.django_db

REGISTERS = list(register._registry.values())
OF_A_HASH = ("exact", "startswith", "contains", "regex", "iregex", "gt", "lt", "range", "in", "isnull")


@made_once
def keeper(board: Board) -> Person:
    """Of the whole register, which holds a verified protocol and another association."""
    make_verified(board)
    make_board(slug="granby", suffix=".granby")  # with one association alone there is none to choose
    return make_keeper()


@pytest.fixture
def auditor(client: Client, board: Board) -> Client:
    client.force_login(board.auditor)
    return client


def listing(admin: ModelAdmin) -> str:
    return reverse(f"admin:{admin.opts.app_label}_{admin.opts.model_name}_changelist")


def foreign_questions(model: type[Model]) -> Iterator[str]:
    """Of each column of the rows and of what they point at or are pointed at from."""
    for field in model._meta.get_fields():
        if field.is_relation and field.related_model:
            yield from (f"{field.name}__{one.name}__startswith" for one in field.related_model._meta.fields)
        yield f"{field.name}__startswith"
        yield f"{field.name}__in"


@pytest.mark.parametrize("lookup", OF_A_HASH)
def test_nobody_asks_about_a_hash_of_a_password(auditor: Client, board: Board, lookup: str) -> None:
    right = board.chair.password[:20]
    for name in ("person", "role", "mandate", "meeting", "association"):
        for path in ("password", "person__password", "chair__password", "people__password"):
            address = reverse(f"admin:meetings_{name}_changelist")
            asked = {"email__startswith": board.chair.email, f"{path}__{lookup}": right}
            assert auditor.get(address, asked).status_code == HTTPStatus.BAD_REQUEST


@pytest.mark.parametrize("admin", REGISTERS, ids=lambda admin: admin.opts.model_name)
def test_no_register_answers_a_question_of_another(auditor: Client, admin: ModelAdmin) -> None:
    asked = sorted(foreign_questions(admin.model))
    assert len(asked) > 5
    page = auditor.get(listing(admin), {asked[0]: "a"})
    assert page.status_code == HTTPStatus.BAD_REQUEST
    assert answers(admin, page.wsgi_request, "o")  # the order of its own columns
    assert {one for one in asked if answers(admin, page.wsgi_request, one)} == set()


def answers(admin: ModelAdmin, request: WSGIRequest, question: str) -> bool:
    """Whether the list itself takes the question, as the person who asked for the page asks it."""
    request.GET = QueryDict(urlencode({question: "a"}))
    try:
        admin.changelist_view(request)
    except SuspiciousOperation:  # what Django answers with 400
        return False
    return True


@pytest.mark.parametrize("admin", REGISTERS, ids=lambda admin: admin.opts.model_name)
def test_every_filter_of_a_list_works(client: Client, keeper: Person, admin: ModelAdmin) -> None:
    client.force_login(keeper)
    offered = set(re.findall(r'href="(\?[^"]+)"', client.get(listing(admin)).content.decode()))
    assert offered or not admin.list_filter
    for query in offered:
        answer = client.get(listing(admin) + query.replace("&amp;", "&"))
        assert answer.status_code == HTTPStatus.OK, query
        assert "e=1" not in answer.request["QUERY_STRING"]
