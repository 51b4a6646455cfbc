"""Who wrote what in a §, by sitting, and an earlier wording put back."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from meetings.actions.drafting import remove_decision
from meetings.actions.writing import digest, save_text
from meetings.models import Meeting, Paragraph
from tests.worlds import boards
from tests.worlds.boards import Board
from tests.worlds.once import made_once

pytestmark = pytest.mark.django_db


@made_once
def meeting(board: Board) -> Meeting:
    return boards.make_meeting(board)


@made_once
def paragraph(board: Board, meeting: Meeting) -> Paragraph:
    return boards.make_paragraph(meeting, board.secretary)


@pytest.fixture
def editor(board: Board, client: Client) -> Client:
    client.force_login(board.secretary)
    return client


def address(name: str, meeting: Meeting, *ids: str) -> str:
    return reverse(name, args=[meeting.body.association.slug, meeting.body.slug, meeting.key, *ids])


def write(paragraph: Paragraph, text: str, by, minute: int) -> None:
    paragraph.refresh_from_db()
    save_text(
        row=paragraph,
        field="text",
        value=text,
        base=digest(paragraph.text),
        by=by,
        at=boards.at(hour=13, minute=minute),
    )


def test_history_tells_who_wrote_what_and_groups_a_sitting(editor, board, meeting, paragraph):
    write(paragraph, "<p>Första</p>", board.secretary, 0)
    write(paragraph, "<p>Första tanken</p>", board.secretary, 1)
    write(paragraph, "<p>Evas tanke</p>", board.manager, 5)
    page = editor.get(address("draft_history", meeting, paragraph.public_id)).text
    assert "Eva Lindmark" in page
    assert page.count("Första tanken") == 2  # after the first sitting, before the second
    assert "<p>Första</p>" not in page


def test_a_sitting_ends_some_time_after_its_first_save(editor, board, meeting, paragraph):
    for minute in range(0, 50, 10):
        write(paragraph, f"<p>Lydelse {minute}</p>", board.secretary, minute)
    page = editor.get(address("draft_history", meeting, paragraph.public_id)).text
    assert [minute for minute in range(0, 50, 10) if f'"after">Lydelse {minute}<' in page] == [10, 30, 40]


@pytest.mark.parametrize(
    "left", [["Kort."], ["En ganska lång mening om arbetet.", "En ganska lång", "Kort."]]
)
def test_what_stood_before_a_large_deletion_can_be_restored(editor, board, meeting, paragraph, left):
    whole = "En ganska lång mening om arbetet, och en till om det som återstår att göra."
    for minute, words in enumerate([whole, *left]):
        write(paragraph, f"<p>{words}</p>", board.secretary, minute)
    page = editor.get(address("draft_history", meeting, paragraph.public_id)).text
    assert f'"after">{whole}<' in page
    assert page.count("så står det nu") == 1
    restored = re.findall(r'data-restore="paragraph/[\w-]+/text" data-version="(\d+)"', page)
    values = {"row": f"paragraph/{paragraph.public_id}/text", "version": restored[0]}
    editor.post(address("draft_history_restore", meeting, paragraph.public_id), values)
    paragraph.refresh_from_db()
    assert paragraph.text == f"<p>{whole}</p>"


def test_history_names_what_is_filled_in(editor, board, meeting, paragraph):
    write(paragraph, '<p>Vald är <span data-field="verifiers"></span>.</p>', board.secretary, 0)
    page = editor.get(address("draft_history", meeting, paragraph.public_id)).text
    assert "Vald är [justerare]." in page


def test_earlier_wording_is_restored(editor, board, meeting, paragraph):
    write(paragraph, "<p>Bra lydelse</p>", board.secretary, 0)
    version = paragraph.history.first().history_id
    write(paragraph, "<p>Sämre</p>", board.manager, 30)
    values = {"row": f"paragraph/{paragraph.public_id}/text", "version": version}
    answer = editor.post(address("draft_history_restore", meeting, paragraph.public_id), values)
    assert answer.status_code == 200
    paragraph.refresh_from_db()
    assert paragraph.text == "<p>Bra lydelse</p>"


@pytest.mark.parametrize(
    ("row", "version", "status"),
    [("", "1", 422), ("paragraph/{id}/position", "1", 404), ("paragraph/{id}/text", "x", 404)],
)
def test_unknown_version_is_refused(editor, meeting, paragraph, row, version, status):
    values = {"row": row.format(id=paragraph.public_id), "version": version}
    answer = editor.post(address("draft_history_restore", meeting, paragraph.public_id), values)
    assert answer.status_code == status


def test_removed_decision_stays_in_the_history(editor, board, meeting, paragraph):
    remove_decision(decision=paragraph.decisions.get(), by=board.manager, at=boards.at(hour=14))
    page = editor.get(address("draft_history", meeting, paragraph.public_id)).text
    assert "att lägga rapporten till handlingarna." in page
    assert "Borttaget" in page
