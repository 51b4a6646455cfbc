"""Dagordning och fraser: written, moved, taken away and put back."""

import pytest
from django.test import Client
from django.urls import reverse

from meetings.models import Phrase, StandardItem
from tests.worlds.boards import Board, make_board
from tests.worlds.registers import answer, history, post, said

pytestmark = pytest.mark.django_db
ITEM = {
    "heading": "Val av justerare",
    "kind": "election",
    "text": "{justerare} väljs.",
    "decisions": "att välja.",
}
PHRASE = {"name": "Rapport", "text": "Rapporten gås igenom.", "decision": "att lägga den till handlingarna."}


@pytest.fixture
def kansli(client: Client, board: Board) -> Client:
    client.force_login(board.secretary)
    return client


def headings(board: Board) -> list[str]:
    return list(board.body.standard_items.order_by("position").values_list("heading", flat=True))


def test_an_item_is_added_last_changed_and_moved(kansli: Client, board: Board) -> None:
    for heading in ("Öppnande", "Val", "Avslut"):
        post(kansli, "standard_item_add", ITEM | {"heading": heading}, "styrelsen")
    first, second, last = board.body.standard_items.order_by("position")
    assert headings(board) == ["Öppnande", "Val", "Avslut"]
    post(kansli, "standard_item_move", {"up": "1"}, last.pk)
    post(kansli, "standard_item_move", {"up": "1"}, first.pk)
    assert headings(board) == ["Öppnande", "Avslut", "Val"]
    post(kansli, "standard_item_change", ITEM | {"heading": "Val av två"}, second.pk)
    assert headings(board) == ["Öppnande", "Avslut", "Val av två"]
    assert history(second)[-1] == ("~", board.secretary)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"text": "Vi väljer {vem}."}, "Text – Fältet {vem} finns inte."),
        ({"decisions": "att välja {vem}"}, "Beslut – Fältet {vem} finns inte."),
        ({"heading": ""}, "Rubrik – Detta fält måste fyllas i."),
    ],
)
def test_an_item_that_cannot_be_is_refused(
    kansli: Client, board: Board, changes: dict[str, str], sentence: str
) -> None:
    assert sentence in said(post(kansli, "standard_item_add", ITEM | changes, "styrelsen"))
    assert not headings(board)


def test_a_phrase_is_written_and_refused(kansli: Client, board: Board) -> None:
    assert "Fältet {vem} finns inte" in said(post(kansli, "phrase_add", PHRASE | {"text": "{vem}"}))
    post(kansli, "phrase_add", PHRASE)
    phrase = Phrase.objects.get()
    post(kansli, "phrase_change", PHRASE | {"name": "Ekonomi"}, phrase.pk)
    assert history(phrase) == [("+", board.secretary), ("~", board.secretary)]
    assert "Ekonomi" in answer(kansli, "wordings")


@pytest.mark.parametrize("kind", ["punkt", "fras"])
def test_what_is_taken_away_is_put_back_with_one_press(kansli: Client, board: Board, kind: str) -> None:
    if kind == "punkt":
        post(kansli, "standard_item_add", ITEM, "styrelsen")
    else:
        post(kansli, "phrase_add", PHRASE)
    model = StandardItem if kind == "punkt" else Phrase
    row = model.objects.get()
    page = kansli.post(reverse("wording_remove", args=["exempelvik", kind, row.pk]), follow=True)
    assert not model.objects.exists()
    undo = page.content.decode().split('class="ds-alert undo"')[1].split('action="')[1].split('"')[0]
    kansli.post(undo)
    kansli.post(undo)
    assert model.objects.get().pk == row.pk
    assert [one for one, _ in history(row)] == ["+", "-", "+"]
    for unreadable in ("٣", "-1", "x"):
        asked = kansli.get(reverse("wordings", args=["exempelvik"]), {"slag": kind, "borttaget": unreadable})
        assert 'class="ds-alert undo"' not in asked.text
    other = make_board(slug="granby", suffix=".granby")
    kansli.force_login(other.secretary)
    assert kansli.post(undo.replace("exempelvik", "granby")).status_code == 404
