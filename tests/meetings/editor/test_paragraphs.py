"""§§, sub-items and decisions are added, moved and taken out in the editor."""

from threading import Barrier, Thread

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from meetings.actions.changing import withdraw_protocol
from meetings.actions.drafting import remove_paragraph
from meetings.models import Meeting, Paragraph
from tests.worlds import boards
from tests.worlds.boards import Board
from tests.worlds.once import made_once

pytestmark = pytest.mark.django_db


@made_once
def meeting(board: Board) -> Meeting:
    return boards.make_meeting(board)


@pytest.fixture
def editor(board: Board, client: Client) -> Client:
    client.force_login(board.secretary)
    return client


def address(name: str, meeting: Meeting, *ids: str) -> str:
    return reverse(name, args=[meeting.body.association.slug, meeting.body.slug, meeting.key, *ids])


def headings(meeting: Meeting) -> list[str]:
    rows = Paragraph.objects.filter(meeting=meeting, removed_at__isnull=True).order_by("position")
    return list(rows.values_list("heading", flat=True))


@made_once
def three(board: Board, meeting: Meeting) -> list[Paragraph]:
    return [boards.make_paragraph(meeting, board.secretary, heading=name) for name in "ABC"]


def test_new_paragraph_comes_after_the_current_one(editor, meeting, three):
    answer = editor.post(address("draft_paragraph_add", meeting), {"after": three[0].public_id})
    assert answer.status_code == 200
    assert headings(meeting) == ["A", "", "B", "C"]
    told = answer.json()
    assert [number for _, number, _ in told["order"]] == [1, 2, 3, 4]
    assert told["focus"].endswith("-heading")
    assert next(iter(told["paragraphs"])) == told["order"][1][0]


def test_moved_paragraph_gets_the_number_of_its_place(editor, meeting, three):
    url = address("draft_paragraph_move", meeting, three[2].public_id)
    answer = editor.post(url, {"step": -1})
    assert headings(meeting) == ["A", "C", "B"]
    assert answer.json()["say"] == "Flyttad, nu §\N{NO-BREAK SPACE}2."


def test_paragraph_is_moved_to_a_place_in_the_list(editor, meeting, three):
    editor.post(address("draft_paragraph_move", meeting, three[0].public_id), {"index": 2})
    assert headings(meeting) == ["B", "C", "A"]


@pytest.mark.parametrize("place", [{"step": "x"}, {"index": "99999999999"}, {"index": "-4"}, {}])
def test_nonsense_place_is_an_answer_and_loses_nothing(editor, meeting, three, place):
    answer = editor.post(address("draft_paragraph_move", meeting, three[0].public_id), place)
    assert answer.status_code in (200, 422)
    assert sorted(headings(meeting)) == ["A", "B", "C"]


def test_removed_paragraph_comes_back_where_it_was(editor, meeting, three):
    answer = editor.post(address("draft_paragraph_remove", meeting, three[1].public_id)).json()
    assert headings(meeting) == ["A", "C"]
    editor.post(answer["undo"]["url"], answer["undo"]["data"])
    assert headings(meeting) == ["A", "B", "C"]


def test_removed_paragraph_is_listed_to_put_back(editor, meeting, three):
    editor.post(address("draft_paragraph_remove", meeting, three[1].public_id))
    assert three[1].public_id in editor.get(address("draft_removed", meeting)).text


def test_withdrawn_paragraph_keeps_its_number(editor, meeting, three):
    editor.post(address("draft_paragraph_withdraw", meeting, three[0].public_id), {"withdrawn": "1"})
    three[0].refresh_from_db()
    assert three[0].withdrawn
    assert headings(meeting) == ["A", "B", "C"]


def test_moving_what_a_colleague_removed_is_told(editor, board, meeting, three):
    remove_paragraph(paragraph=three[1], by=board.manager, at=boards.at())
    answer = editor.post(address("draft_paragraph_move", meeting, three[1].public_id), {"step": 1})
    assert (answer.status_code, answer.json()["sentence"]) == (422, "Paragrafen är borttagen.")


def test_kind_and_chair_are_set_in_the_dialog(editor, board, meeting, three):
    url = address("draft_paragraph_edit", meeting, three[0].public_id)
    assert "Ordförande i paragrafen" in editor.get(url).text
    assert editor.post(url, {"kind": "election", "chair": board.verifier.public_id}).status_code == 200
    three[0].refresh_from_db()
    assert (three[0].kind, three[0].chair) == ("election", board.verifier)


def test_wrong_value_in_the_dialog_shows_the_form_again(editor, meeting, three):
    answer = editor.post(address("draft_paragraph_edit", meeting, three[0].public_id), {"kind": "hemligt"})
    assert answer.status_code == 422
    assert "<form" in answer.text


def test_sub_item_is_added_moved_deferred_and_removed(editor, meeting, three):
    paragraph = three[0]
    for _ in range(2):
        editor.post(address("draft_sub_item_add", meeting, paragraph.public_id))
    first, second = paragraph.sub_items.all()
    editor.post(address("draft_sub_item_move", meeting, second.public_id), {"step": -1})
    assert list(paragraph.sub_items.all()) == [second, first]
    editor.post(address("draft_sub_item_edit", meeting, first.public_id), {"kind": "postponed"})
    first.refresh_from_db()
    assert first.deferral == "postponed"
    editor.post(address("draft_sub_item_remove", meeting, second.public_id))
    assert list(paragraph.sub_items.all()) == [first]


def test_decision_is_added_after_another_moved_and_removed(editor, meeting, three):
    paragraph = three[0]
    first = paragraph.decisions.get()
    url = address("draft_decision_add", meeting, paragraph.public_id)
    editor.post(url)
    answer = editor.post(url, {"after": first.public_id}).json()
    middle = paragraph.decisions.get(position=2)
    assert answer["focus"] == f"decision-{middle.public_id}-text"
    editor.post(address("draft_decision_move", meeting, middle.public_id), {"step": -1})
    assert paragraph.decisions.first() == middle
    editor.post(address("draft_decision_remove", meeting, middle.public_id))
    assert paragraph.decisions.count() == 2


@pytest.mark.parametrize("name", ["draft_paragraph_add", "draft_sub_item_add", "draft_decision_add"])
def test_row_that_the_page_has_named_is_made_once(editor, board, meeting, three, name):
    ids = [] if name == "draft_paragraph_add" else [three[0].public_id]
    url, named = address(name, meeting, *ids), {"id": "Ab3-_x9Yz012", "after": "GoneAlready1"}
    answers = [editor.post(url, named) for _ in range(2)]
    assert [one.status_code for one in answers] == [200, 200]
    assert all("Ab3-_x9Yz012" in one.json()["focus"] for one in answers)
    rows = [*meeting.paragraphs.all(), *three[0].sub_items.all(), *three[0].decisions.all()]
    assert [one.public_id for one in rows].count("Ab3-_x9Yz012") == 1
    elsewhere = boards.make_meeting(board, day=boards.date(2024, 6, 20))
    row = boards.make_paragraph(elsewhere, board.secretary)
    there = address(name, elsewhere, *([] if name == "draft_paragraph_add" else [row.public_id]))
    for url_, id_ in ((there, "Ab3-_x9Yz012"), (url, "kort"), (url, "\0" * 12)):
        assert editor.post(url_, {"id": id_}).status_code == 422


def test_empty_row_is_not_done(editor, meeting, three):
    row = three[0]
    state = address("draft_state", meeting)
    assert "tom rad" not in editor.get(state).json()["list"]
    editor.post(address("draft_decision_add", meeting, row.public_id))
    told = editor.get(state).json()
    assert "tom rad" in told["list"]
    assert "har en tom rad för beslut" in told["side"]


def test_decision_of_a_sub_item_stays_in_it(editor, meeting, three):
    editor.post(address("draft_sub_item_add", meeting, three[0].public_id))
    item = three[0].sub_items.get()
    editor.post(address("draft_decision_add", meeting, three[0].public_id), {"sub_item": item.public_id})
    assert item.decisions.count() == 1


def test_outcome_responsible_and_last_day_of_a_decision(editor, meeting, three):
    decision = three[0].decisions.get()
    url = address("draft_decision_edit", meeting, decision.public_id)
    editor.post(url, {"outcome": "approved", "responsible": "förbundschefen", "due": "2024-09-30"})
    decision.refresh_from_db()
    assert (decision.outcome, decision.responsible, decision.due.isoformat()) == (
        "approved",
        "förbundschefen",
        "2024-09-30",
    )


def test_nothing_is_renumbered_after_a_later_meeting_froze(board, editor, version):
    first = version.protocol.meeting
    boards.make_frozen(board, day=boards.date(2024, 6, 20))
    withdraw_protocol(
        version=first.protocols.get().versions.get(), by=board.secretary, at=boards.at(), reason="Fel"
    )
    answer = editor.post(address("draft_paragraph_add", first))
    assert answer.status_code == 422
    assert "utgår" in answer.json()["sentence"]


def test_those_who_may_not_edit_get_404(board, meeting, three, client):
    for person in (board.auditor, board.member):
        client.force_login(person)
        assert client.post(address("draft_paragraph_add", meeting)).status_code == 404


@pytest.mark.django_db(transaction=True)
def test_two_people_adding_at_once_leave_no_gap_and_no_double():
    board = boards.make_board()
    meeting = boards.make_meeting(board)
    boards.make_paragraph(meeting, board.secretary, heading="A")
    start = Barrier(2)

    def add(person) -> None:
        client = Client()
        client.force_login(person)
        start.wait()
        for _ in range(5):
            assert client.post(address("draft_paragraph_add", meeting)).status_code == 200
        connection.close()

    threads = [Thread(target=add, args=[person]) for person in (board.secretary, board.manager)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    positions = meeting.paragraphs.order_by("position").values_list("position", flat=True)
    assert list(positions) == list(range(1, 12))
