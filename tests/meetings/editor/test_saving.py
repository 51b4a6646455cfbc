"""Autosave: one text at a time, cleaned, and never over somebody else's words."""

import pytest
from django.test import Client
from django.urls import reverse

from meetings.actions.writing import digest, save_text
from meetings.models import Meeting, Paragraph
from tests.worlds import boards
from tests.worlds.boards import Board
from tests.worlds.once import made_once

pytestmark = pytest.mark.django_db

EMPTY = digest("")


@made_once
def meeting(board: Board) -> Meeting:
    return boards.make_meeting(board)


@made_once
def paragraph(board: Board, meeting: Meeting) -> Paragraph:
    return boards.make_paragraph(meeting, board.secretary, text="")


def signed_in(person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def save(client: Client, meeting: Meeting, key: str, value: str, base: str = EMPTY):
    url = reverse("draft_text_save", args=[meeting.body.association.slug, meeting.body.slug, meeting.key])
    return client.post(url, {"key": key, "value": value, "base": base})


def key_of(paragraph: Paragraph, field: str = "text") -> str:
    return f"paragraph/{paragraph.public_id}/{field}"


def test_text_is_cleaned_and_saved(board, meeting, paragraph):
    html = '<p onclick="x()">Ordföranden <b>öppnar</b>.</p><script>alert(1)</script>'
    answer = save(signed_in(board.secretary), meeting, key_of(paragraph), html)
    assert answer.status_code == 200
    paragraph.refresh_from_db()
    assert paragraph.text == "<p>Ordföranden <strong>öppnar</strong>.</p>"
    assert answer.json()["digest"] == digest(paragraph.text)


def test_placeholder_is_stored_without_what_it_shows(board, meeting, paragraph):
    html = '<p>Till justerare väljs <span data-field="verifiers">Henrik Brolin</span>.</p>'
    save(signed_in(board.secretary), meeting, key_of(paragraph), html)
    paragraph.refresh_from_db()
    assert paragraph.text == '<p>Till justerare väljs <span data-field="verifiers"></span>.</p>'


def test_second_writer_sees_the_first_ones_text(board, meeting, paragraph):
    save(signed_in(board.manager), meeting, key_of(paragraph), "<p>Evas ord.</p>")
    answer = save(signed_in(board.secretary), meeting, key_of(paragraph), "<p>Karls ord.</p>")
    assert answer.status_code == 409
    told = answer.json()
    assert (told["value"], told["by"]) == ("<p>Evas ord.</p>", "Eva Lindmark")
    paragraph.refresh_from_db()
    assert paragraph.text == "<p>Evas ord.</p>"


@pytest.mark.parametrize(("writer", "own"), [("secretary", True), ("manager", False)])
def test_second_tab_of_ones_own_is_said_to_be_ones_own(board, meeting, paragraph, writer, own):
    save(signed_in(getattr(board, writer)), meeting, key_of(paragraph), "<p>Först.</p>")
    told = save(signed_in(board.secretary), meeting, key_of(paragraph), "<p>Sedan.</p>").json()
    assert (told["own"], bool(told["at"])) == (own, True)


def test_choosing_ones_own_text_saves_it_over_the_others(board, meeting, paragraph):
    save(signed_in(board.manager), meeting, key_of(paragraph), "<p>Evas ord.</p>")
    told = save(signed_in(board.secretary), meeting, key_of(paragraph), "<p>Karls ord.</p>").json()
    client = signed_in(board.secretary)
    assert save(client, meeting, key_of(paragraph), "<p>Karls ord.</p>", told["digest"]).status_code == 200
    paragraph.refresh_from_db()
    assert paragraph.text == "<p>Karls ord.</p>"


def test_same_save_twice_is_saved_once(board, meeting, paragraph):
    client = signed_in(board.secretary)
    assert save(client, meeting, key_of(paragraph), "<p>Ord.</p>").status_code == 200
    assert save(client, meeting, key_of(paragraph), "<p>Ord.</p>").status_code == 200
    assert paragraph.history.filter(text="<p>Ord.</p>").count() == 1


@pytest.mark.parametrize("field", ["heading", "tag", "registry_number", "text_after", "working_note"])
def test_every_text_of_a_paragraph_is_saved(board, meeting, paragraph, field):
    base = digest(getattr(paragraph, field))
    answer = save(signed_in(board.secretary), meeting, key_of(paragraph, field), "Nytt", base)
    assert answer.status_code == 200
    paragraph.refresh_from_db()
    assert "Nytt" in getattr(paragraph, field)


def test_decision_is_one_line(board, meeting, paragraph):
    decision = paragraph.decisions.get()
    key = f"decision/{decision.public_id}/text"
    save(signed_in(board.secretary), meeting, key, "att  bifalla\nförslaget.", digest(decision.text))
    decision.refresh_from_db()
    assert decision.text == "att bifalla förslaget."


def test_closing_lines_are_saved(board, meeting):
    save(signed_in(board.secretary), meeting, f"meeting/{meeting.key}/closing", "<p>Mötet avslutas.</p>")
    meeting.refresh_from_db()
    assert meeting.closing == "<p>Mötet avslutas.</p>"


def test_unprintable_character_is_refused_with_a_sentence(board, meeting, paragraph):
    answer = save(signed_in(board.secretary), meeting, key_of(paragraph), "<p>Bra 🎉</p>")
    assert answer.status_code == 422
    assert "🎉" in answer.json()["sentence"]
    paragraph.refresh_from_db()
    assert paragraph.text == ""


@pytest.mark.parametrize(
    ("key", "status"),
    [
        ("", 410),
        ("paragraph", 410),
        ("paragraph/finns-inte/text", 410),
        ("paragraph/a\x00b/text", 410),
        ("decision/finns-inte/text", 410),
        ("sub_item/finns-inte/text", 410),
        ("meeting/1999-01-01/closing", 410),
        ("association/exempelvik/name", 410),
    ],
)
def test_unknown_text_is_refused_with_a_sentence(board, meeting, key, status):
    answer = save(signed_in(board.secretary), meeting, key, "ord")
    assert answer.status_code == status
    assert answer.json()["sentence"]


def test_unknown_field_is_refused(board, meeting, paragraph):
    answer = save(signed_in(board.secretary), meeting, key_of(paragraph, "position"), "1")
    assert answer.status_code == 422


def test_auditor_and_outsider_cannot_save(board, meeting, paragraph):
    other = boards.make_board(slug="grannvik", suffix="2")
    for person in (board.auditor, board.chair, other.secretary):
        assert save(signed_in(person), meeting, key_of(paragraph), "<p>Nej</p>").status_code == 404


def test_text_of_another_meeting_cannot_be_saved_through_this_one(board, meeting):
    later = boards.make_meeting(board, day=boards.date(2024, 6, 20))
    foreign = boards.make_paragraph(later, board.secretary)
    assert save(signed_in(board.secretary), meeting, key_of(foreign), "<p>x</p>").status_code == 410


def test_frozen_protocol_refuses_with_a_sentence(board, version):
    paragraph = version.protocol.paragraphs.first()
    answer = save(
        signed_in(board.secretary),
        version.protocol.meeting,
        key_of(paragraph),
        "<p>Nytt</p>",
        digest(paragraph.text),
    )
    assert answer.status_code == 422
    assert "justering" in answer.json()["sentence"]


def test_removed_paragraph_keeps_what_was_typed_meanwhile(board, meeting, paragraph):
    from meetings.actions.drafting import remove_paragraph

    remove_paragraph(paragraph=paragraph, by=board.manager, at=boards.at())
    assert save(signed_in(board.secretary), meeting, key_of(paragraph), "<p>Sent.</p>").status_code == 200
    paragraph.refresh_from_db()
    assert paragraph.text == "<p>Sent.</p>"
    assert paragraph.removed_at


def test_conflict_is_told_once_per_change(board, meeting, paragraph):
    save_text(row=paragraph, field="text", value="<p>A</p>", base=EMPTY, by=board.manager, at=boards.at())
    client = signed_in(board.secretary)
    told = save(client, meeting, key_of(paragraph), "<p>B</p>").json()
    assert (told["value"], told["by"]) == ("<p>A</p>", "Eva Lindmark")
    assert save(client, meeting, key_of(paragraph), "<p>B</p>", told["digest"]).status_code == 200
    paragraph.refresh_from_db()
    assert paragraph.text == "<p>B</p>"
