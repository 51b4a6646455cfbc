"""Help: each question is answered, found from where it is asked, and says what the product says."""

import re

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

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


def test_each_question_is_asked_beside_something_and_answered_once() -> None:
    templates = (settings.BASE_DIR / "templates").rglob("*.html")
    asked = {one for file in templates for one in re.findall(r'{% asked "(\w+)" %}', file.read_text())}
    assert len(QUESTIONS) >= 10
    assert len({one.anchor for one in QUESTIONS}) == len(QUESTIONS)
    assert {one.anchor for one in QUESTIONS} == asked
    for one in QUESTIONS:
        assert one.audience in AUDIENCES, one.anchor
        assert one.answer, one.anchor


def test_question_mark_stands_beside_what_it_explains_and_leads_to_the_answer(
    client: Client, board: Board
) -> None:
    html = client.get(reverse("protocol_list", args=["exempelvik"])).content.decode()
    assert f'href="{HELP}#begara"' in html.split('class="with-help"')[1].split("</div>")[0]
    client.force_login(board.secretary)
    html = client.get(reverse("meeting_list", args=["exempelvik"])).content.decode()
    beside = html.split("Planera ett möte</a>")[1].split("</div>")[0]
    (anchor,) = re.findall(rf'href="{HELP}#([\w-]+)"', beside)
    assert anchor in shown(client)
    assert "Hjälp: Hur går ett sammanträde till?" in beside


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
