"""The right column follows the § that is being written in: who comes, goes and serves."""

import pytest
from django.test import Client

from meetings.actions.attending import set_presence
from meetings.models import Movement
from tests.meetings.draft_pages import Editor, plain, sentence
from tests.worlds import boards
from tests.worlds.running_meeting import Held

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(held: Held, client: Client) -> Editor:
    client.force_login(held.by)
    return Editor(client, held.meeting)


def move(editor: Editor, held: Held, person, kind: str, at: int, **values):
    row = held.paragraphs[at]
    values |= {"attendee": held.of(person).pk, "kind": kind, "paragraph": row.public_id, "nu": row.public_id}
    return editor.post("draft_move", **values)


def test_panel_tells_the_count_of_the_paragraph_being_written_in(editor, held):
    move(editor, held, held.board.member, "left", 1)
    assert "4 av 4" in editor.side(held.paragraphs[0])
    assert "beslutsför i § 1" in editor.side(held.paragraphs[0])
    assert "3 av 4" in editor.side(held.paragraphs[1])
    assert "har gått" in editor.side(held.paragraphs[1])


def test_answer_to_a_press_is_about_the_current_paragraph(editor, held):
    answer = move(editor, held, held.board.member, "left", 1).json()
    assert "beslutsför i § 2" in plain(answer["side"])
    assert "Petra Sandell lämnar sammanträdet" in answer["paragraphs"][held.paragraphs[1].public_id]


def test_arrival_is_noted_at_its_paragraph_and_taken_out(editor, held):
    set_presence(attendee=held.of(held.board.member), presence="absent", by=held.by, at=boards.at())
    answer = move(editor, held, held.board.member, "arrived", 1, mode="remote").json()
    assert "Petra Sandell ansluter på distans." in editor.shown(held.paragraphs[1])
    assert "kommer till § 2" in editor.side(held.paragraphs[0])
    editor.client.post(answer["undo"]["url"], answer["undo"]["data"])
    assert not Movement.objects.exists()


def test_impossible_movement_is_refused(editor, held):
    answer = move(editor, held, held.board.member, "arrived", 1, mode="on_site")
    assert sentence(answer) == "Personen är redan närvarande."
    assert move(editor, held, held.board.member, "sjönk", 1).status_code == 422


def test_time_and_cause_are_written_in_the_dialog(editor, held):
    move(editor, held, held.board.member, "left", 1)
    row = Movement.objects.get()
    assert editor.get("draft_movement_edit", handelse=row.pk).status_code == 200
    values = {"time": "09:10", "cause": "förbindelsen bröts"}
    editor.post("draft_movement_edit", query={"handelse": row.pk}, **values)
    assert "lämnar sammanträdet kl. 9.10: förbindelsen bröts." in editor.shown(held.paragraphs[1])
    answer = editor.post("draft_movement_edit", query={"handelse": row.pk}, time="halv tio")
    assert "giltig tid" in sentence(answer)
    editor.post("draft_movement_remove", handelse=row.pk)
    assert not Movement.objects.exists()


def test_lost_connection_is_told_in_the_menu_as_something_to_restore(editor, held):
    move(editor, held, held.board.member, "left", 1, cause="förbindelsen bröts")
    assert "data-lost" in editor.side(held.paragraphs[1])
    assert "data-lost" not in editor.side(held.paragraphs[0])


def test_deputy_is_suggested_and_serves_with_one_press(editor, held):
    move(editor, held, held.board.chair, "left", 1)
    side = editor.side(held.paragraphs[1])
    assert "Gunnar Hallin tjänstgör för Astrid Norling" in side
    assert "personlig ersättare för Astrid Norling" in side
    assert "Gunnar Hallin tjänstgör för" not in editor.side(held.paragraphs[0])
    seat = held.board.seats["RVN"].pk
    assert move(editor, held, held.board.deputy, "serving", 1, seat=seat).status_code == 200
    assert "4 av 4" in editor.side(held.paragraphs[1])
    assert "Gunnar Hallin tjänstgör för Astrid Norling." in editor.shown(held.paragraphs[1])


def test_returning_member_takes_the_seat_back(editor, held):
    move(editor, held, held.board.chair, "left", 1)
    move(editor, held, held.board.deputy, "serving", 1, seat=held.board.seats["RVN"].pk)
    move(editor, held, held.board.chair, "arrived", 2, mode="on_site")
    assert held.deciding(2)[0] == "Astrid Norling"
    assert "Gunnar Hallin slutar tjänstgöra." in editor.shown(held.paragraphs[2])


def test_deputy_stops_serving(editor, held):
    move(editor, held, held.board.chair, "left", 0)
    move(editor, held, held.board.deputy, "serving", 0, seat=held.board.seats["RVN"].pk)
    assert move(editor, held, held.board.deputy, "relieved", 1).status_code == 200
    assert "3 av 4" in editor.side(held.paragraphs[1])


def test_seat_of_another_body_is_404(editor, held):
    other = boards.make_board(slug="grannvik", suffix="2")
    answer = move(editor, held, held.board.deputy, "serving", 1, seat=other.seats["RVN"].pk)
    assert answer.status_code == 404


def test_movement_without_effect_can_be_taken_out(editor, held):
    set_presence(attendee=held.of(held.board.member), presence="absent", by=held.by, at=boards.at())
    move(editor, held, held.board.member, "arrived", 1, mode="on_site")
    set_presence(attendee=held.of(held.board.member), presence="on_site", by=held.by, at=boards.at())
    assert "utan verkan" in editor.shown(held.paragraphs[1])


def test_below_quorum_the_panel_offers_to_adjourn_or_close(editor, held):
    assert "Inget ärende får behandlas" not in editor.side(held.paragraphs[1])
    for person in (held.board.member, held.board.other_member):
        move(editor, held, person, "left", 1)
    side = editor.side(held.paragraphs[1])
    assert "inte beslutsför i § 2" in side
    assert "Inget ärende får behandlas" in side
    assert "adjourn-short" in side


def test_arrival_by_sound_only_asks_for_a_reason_too(editor, held):
    member = held.of(held.board.member)
    editor.post("draft_presence", attendee=member.pk, presence="absent")
    who = {"attendee": member.pk, "paragraph": held.paragraphs[1].public_id}
    assert "19 a §" in editor.get("draft_arrival_by_sound", **who).text
    assert editor.post("draft_arrival_by_sound", query=who).status_code == 422
    assert editor.post("draft_arrival_by_sound", query=who, reason="kameran är trasig").status_code == 200
    assert "på distans, enbart ljud" in editor.side(held.paragraphs[1])
    member.refresh_from_db()
    assert member.mode_reason == "kameran är trasig"
    assert "styrelsens beslut om det saknas" in editor.side(held.paragraphs[1])


def test_sound_only_asks_for_a_reason(editor, held):
    who = {"attendee": held.of(held.board.member).pk}
    assert "19 a §" in editor.get("draft_sound_only", **who).text
    assert editor.post("draft_sound_only", query=who).status_code == 422
    editor.post("draft_sound_only", query=who, reason="kameran är trasig")
    attendee = held.of(held.board.member)
    assert (attendee.presence, attendee.mode_reason) == ("remote_audio", "kameran är trasig")


@pytest.mark.parametrize("key", ["", "x", "0", "9" * 30])
def test_unknown_movement_is_404(editor, key):
    assert editor.get("draft_movement_edit", handelse=key).status_code == 404
    assert editor.post("draft_movement_remove", handelse=key).status_code == 404
