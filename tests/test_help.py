"""Help: each question is answered, found from where it is asked, and says what the product says."""

import re

import pytest
from django.conf import settings
from django.test import Client
from django.urls import get_resolver, reverse

from finsam.help import AUDIENCES, QUESTIONS
from tests.worlds.boards import Board

pytestmark = pytest.mark.django_db
HELP = reverse("help", args=["exempelvik"])


def shown(client: Client) -> set[str]:
    html = client.get(HELP).content.decode()
    linked, there = set(re.findall(r'href="#([\w-]+)"', html)), set(re.findall(r'<h3 id="([\w-]+)"', html))
    assert linked - {"innehall"} == there
    return there


def of(*audiences: str) -> set[str]:
    return {one.anchor for one in QUESTIONS if one.audience in audiences}


def test_each_sees_the_answers_to_what_they_ask(client: Client, board: Board) -> None:
    assert shown(client) == of("applicant", "anyone")
    client.force_login(board.member)
    assert shown(client) == of("board", "anyone")
    client.force_login(board.secretary)
    assert shown(client) == of("office", "board", "anyone")


def test_each_question_is_asked_on_a_page_and_answered_once() -> None:
    names = {name for name in get_resolver().reverse_dict if isinstance(name, str)}
    assert len(QUESTIONS) >= 10
    assert len({one.anchor for one in QUESTIONS}) == len(QUESTIONS)
    for one in QUESTIONS:
        assert one.pages, one.anchor
        assert set(one.pages) <= names, one.anchor
        assert one.audience in AUDIENCES, one.anchor
        assert one.answer, one.anchor


def test_question_mark_leads_to_the_answer(client: Client, board: Board) -> None:
    html = client.get(reverse("notice_board", args=["exempelvik"])).content.decode()
    assert f'href="{HELP}#overklaga"' in html
    client.force_login(board.secretary)
    html = client.get(reverse("meeting_list", args=["exempelvik"])).content.decode()
    (anchor,) = re.findall(rf'href="{HELP}#([\w-]+)"', html)
    assert anchor in shown(client)


def test_what_is_quoted_is_what_the_product_says() -> None:
    files = [
        *(settings.BASE_DIR / "templates").rglob("*.html"),
        *(settings.BASE_DIR / "static" / "js").rglob("*.js"),
    ]
    files += [settings.BASE_DIR / "finsam" / "frame.py"]
    words = " ".join(" ".join(file.read_text() for file in files if file.name != "help.html").split())
    quoted = {name for one in QUESTIONS for text in one.answer for name in re.findall("«(.+?)»", text)}
    assert len(quoted) > 8
    assert {name for name in quoted if name not in words} == set()
