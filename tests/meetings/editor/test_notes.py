"""A body that only advises: a plain list of participants, totals by hands, and notes that are finished."""

from dataclasses import replace

import pytest
from django.test import Client

from meetings.actions.attending import add_guest
from meetings.actions.planning import edit_meeting
from meetings.models import Body, Paragraph
from tests.meetings.draft_pages import Editor, sentence
from tests.worlds import boards
from tests.worlds.boards import Board
from tests.worlds.notes import make_notes_body
from tests.worlds.once import made_once

pytestmark = pytest.mark.django_db


@made_once
def board() -> Board:
    board = boards.make_board()
    return replace(board, body=make_notes_body(board))


@pytest.fixture
def editor(board: Board, client: Client) -> Editor:
    client.force_login(board.secretary)
    meeting = boards.make_meeting(board)
    for name, organisation in (("Bo Lind", "AF"), ("Ulla Vik", "Region Vallnäs")):
        add_guest(meeting=meeting, name=name, organisation=organisation, by=board.secretary, at=boards.at())
    return Editor(client, meeting)


@pytest.fixture
def paragraph(board: Board, editor: Editor) -> Paragraph:
    return boards.make_paragraph(
        editor.meeting, board.secretary, heading="Ansökan", kind="information", decisions=()
    )


def test_panel_is_a_plain_list_and_the_button_finishes(editor, paragraph):
    side = editor.side(paragraph)
    assert "2 närvarande" in side
    assert "Bo Lind" in side
    assert "AF" in side
    assert "Färdigställ" in side
    for word in ("beslutsför", "Justerare", "Klar för justering"):
        assert word not in side


def test_absent_participant_leaves_the_count(editor, paragraph):
    guest = editor.meeting.attendees.get(name="Bo Lind")
    editor.post("draft_presence", attendee=guest.pk, presence="absent")
    assert "1 närvarande" in editor.side(paragraph)
    assert "frånvarande" in editor.side(paragraph)


def test_absent_ones_are_added_as_a_running_list_and_no_point_asks_what_it_is(editor, paragraph):
    editor.post("draft_guests_add", names="Eva Ek, Sven Al, Åsa von Berg, Örjan By.", absent="on")
    assert "2 närvarande" in editor.side(paragraph)
    assert editor.meeting.attendees.filter(presence="absent").count() == 4
    editor.post("draft_paragraph_add")
    assert not editor.meeting.paragraphs.latest("pk").asks_kind


def test_several_are_added_at_once(editor, paragraph):
    editor.post("draft_guests_add", names="Eva Ek, AF\nSven Al, kommunen")
    assert "4 närvarande" in editor.side(paragraph)


def test_no_gavel_where_nothing_is_decided(editor, paragraph):
    editor.post("draft_decision_add", paragraph.public_id, prepared="1")
    decision = paragraph.decisions.get()
    editor.post("draft_text_save", key=f"decision/{decision.public_id}/text", value="att tillstyrka.")
    shown = editor.shown(paragraph)
    assert "Förslag till beslut" in shown
    assert "Enligt förslag" not in shown


def test_hands_are_counted_by_totals_with_a_note(editor, paragraph):
    assert "Anmärkning" in editor.get("draft_ballot_add", paragraph.public_id).text
    totals = {"yes": "1", "no": "1", "abstaining": "0", "note": "den som röstade ja är sökande"}
    assert editor.post("draft_ballot_add", paragraph.public_id, **totals).status_code == 200
    shown = editor.shown(paragraph)
    assert "Handuppräckning. 1 ja, 1 nej, 0 avstår." in shown
    ballot = paragraph.ballots.get()
    assert "sökande" in editor.get("draft_ballot_edit", ballot.public_id).text


def test_more_hands_than_people_are_refused(editor, paragraph):
    totals = {"yes": "2", "no": "1", "abstaining": "0"}
    assert "Var och en har en röst" in sentence(
        editor.post("draft_ballot_add", paragraph.public_id, **totals)
    )


def test_headings_are_numbered_as_the_body_does(editor, paragraph):
    Body.objects.update(heading_numbers="number")
    assert ">1.</span>" in editor.shown(paragraph)


def test_notes_are_finished_with_one_press(editor, paragraph):
    editor.post("draft_presence", everyone="1")
    editor.post("draft_publish", publish="1")
    editor.post("draft_close", end="11:00")
    answer = editor.post("draft_freeze")
    assert answer.status_code == 200, answer.text
    assert editor.meeting.protocols.get().versions.count() == 1


def test_facts_of_a_meeting_without_a_place_are_saved(editor):
    edit_meeting(meeting=editor.meeting, place="", by=editor.meeting.secretary, at=boards.at())
    answer = editor.post("draft_meeting", start="09:00", end="12:00", place="", mode="on_site")
    assert answer.status_code == 200
    editor.meeting.refresh_from_db()
    assert (editor.meeting.place, editor.meeting.end.hour) == ("", 12)
    assert "Plats och tid för justering" not in editor.get("draft_meeting").text
