"""Jäv, not taking part, reservations, statements and elections in the editor."""

import re

import pytest
from django.test import Client

from meetings.actions.pausing import close_meeting
from meetings.actions.writing import digest
from meetings.models import Recusal, Reservation
from tests.meetings.draft_pages import Editor, plain, sentence
from tests.worlds import boards
from tests.worlds.running_meeting import Held

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(held: Held, client: Client) -> Editor:
    client.force_login(held.by)
    return Editor(client, held.meeting)


def key(held: Held, person) -> str:
    return str(held.of(person).pk)


def recuse(editor: Editor, held: Held, person, **values):
    row = held.paragraphs[1]
    return editor.post(
        "draft_recusal_add", row.public_id, attendee=key(held, person), how="disclosed", **values
    )


# -- Jäv


def test_recused_member_is_out_of_the_count_in_that_paragraph_alone(editor, held):
    answer = recuse(editor, held, held.board.member, reason="syskon till sökanden")
    assert answer.status_code == 200
    shown = editor.shown(held.paragraphs[1])
    assert "Petra Sandell anmäler jäv, lämnar rummet" in shown
    assert "3 av 4" in editor.side(held.paragraphs[1])
    assert "4 av 4" in editor.side(held.paragraphs[2])


def test_dialog_suggests_the_deputy_and_tells_whom_the_choice_asks_for(editor, held):
    form = plain(editor.get("draft_recusal_add", held.paragraphs[1].public_id).text).replace("&quot;", '"')
    fills = re.search(r'data-fills="(\{.*?\}\})"', form)
    assert fills
    deputy = key(held, held.board.deputy)
    chair = f'"{key(held, held.board.chair)}": {{"set": {{"substitute": "{deputy}"}}, "show": ["chair", "substitute"]}}'
    assert chair in fills[1]
    assert '["verified_by", "substitute"]' in fills[1]


def test_substitute_serves_in_the_paragraph(editor, held):
    recuse(editor, held, held.board.member, substitute=key(held, held.board.deputy))
    assert "Gunnar Hallin tjänstgör i stället." in editor.shown(held.paragraphs[1])
    assert "4 av 4" in editor.side(held.paragraphs[1])
    assert "tjänstgör för Petra Sandell" in editor.side(held.paragraphs[1])


def test_recused_chair_hands_over(editor, held):
    assert "Ange vem som leder" in sentence(recuse(editor, held, held.board.chair))
    answer = recuse(editor, held, held.board.chair, chair=held.board.verifier.public_id)
    assert answer.status_code == 200
    assert "Ordförande under paragrafen: Henrik Brolin" in editor.shown(held.paragraphs[1])


def test_recused_verifier_names_another(editor, held):
    assert "Ange vem som justerar" in sentence(recuse(editor, held, held.board.verifier))
    answer = recuse(editor, held, held.board.verifier, verified_by=held.board.member.public_id)
    assert answer.status_code == 200
    assert "Petra Sandell justerar paragrafen i stället." in editor.shown(held.paragraphs[1])


def test_recusal_is_changed_and_taken_out(editor, held):
    recuse(editor, held, held.board.member)
    first = Recusal.objects.get()
    assert "Petra Sandell" in editor.get("draft_recusal_edit", first.public_id).text
    editor.post("draft_recusal_edit", first.public_id, how="rejected")
    assert "inte jävig" in editor.shown(held.paragraphs[1])
    editor.post("draft_recusal_remove", Recusal.objects.get().public_id)
    assert not Recusal.objects.exists()


def test_nobody_chosen_is_told_beside_the_field(editor, held):
    answer = editor.post("draft_recusal_add", held.paragraphs[1].public_id, how="disclosed", reason="Släkt")
    assert "Välj vem som är jävig." in sentence(answer)
    assert "Släkt" in plain(answer.text)


# -- Deltar inte i beslutet


def test_not_taking_part_is_ticked_and_taken_back(editor, held):
    row = held.paragraphs[0]
    editor.post("draft_not_taking_part", row.public_id, attendees=[key(held, held.board.member)])
    assert "Petra Sandell deltar inte i beslutet." in editor.shown(row)
    assert "checked" in editor.get("draft_not_taking_part", row.public_id).text
    editor.post("draft_not_taking_part", row.public_id)
    assert not row.abstentions.exists()


def test_one_who_reserved_took_part(editor, held):
    row = held.paragraphs[0]
    editor.post("draft_reservation_add", row.public_id, attendee=key(held, held.board.member))
    answer = editor.post("draft_not_taking_part", row.public_id, attendees=[key(held, held.board.member)])
    assert "har reserverat sig" in sentence(answer)


# -- Reservations and statements


def test_reservation_is_announced_and_its_motivation_written_in_place(editor, held):
    row = held.paragraphs[0]
    answer = editor.post("draft_reservation_add", row.public_id, attendee=key(held, held.board.member)).json()
    reservation = Reservation.objects.get()
    assert answer["focus"] == f"reservation-{reservation.public_id}-text"
    assert "Motiveringen väntas till den 4 juni 2024." in editor.shown(row)
    name = f"reservation/{reservation.public_id}/text"
    editor.post("draft_text_save", key=name, value="<p>För dyrt.</p>", base=digest(""))
    assert "väntas" not in editor.shown(row)
    assert name in editor.get("draft_state").json()["digests"][row.public_id]


def test_reservation_is_offered_only_to_those_who_took_part(editor, held):
    row = held.paragraphs[0]
    editor.post("draft_not_taking_part", row.public_id, attendees=[key(held, held.board.member)])
    form = editor.get("draft_reservation_add", row.public_id).text
    assert "Petra Sandell" not in form
    assert "Mona Edvinsson" in form


def test_reservation_after_the_meeting_was_announced_before_its_end(editor, held):
    row = held.paragraphs[0]
    close_meeting(meeting=held.meeting, end=boards.time(11, 0), by=held.by, at=boards.at())
    late = {"attendee": key(held, held.board.member)}
    assert "innan sammanträdet avslutas" in sentence(
        editor.post("draft_reservation_add", row.public_id, **late)
    )
    answer = editor.post("draft_reservation_add", row.public_id, **late, announced_in_time="on")
    assert answer.status_code == 200


def test_secretary_goes_on_without_a_motivation(editor, held):
    row = held.paragraphs[0]
    editor.post("draft_reservation_add", row.public_id, attendee=key(held, held.board.member))
    reservation = Reservation.objects.get()
    lead = "Petra Sandell reserverar sig för Försäkringskassans räkning"
    editor.post("draft_reservation_edit", reservation.public_id, lead=lead, without_text="on")
    shown = editor.shown(row)
    assert f"{lead}. Någon motivering har inte lämnats." in shown
    assert "väntas" not in shown
    editor.post("draft_reservation_remove", reservation.public_id)
    assert not Reservation.objects.exists()


def test_statement_is_written_in_place_and_taken_out(editor, held):
    row = held.paragraphs[0]
    values = {"attendee": key(held, held.board.member), "kind": "special"}
    answer = editor.post("draft_statement_add", row.public_id, **values).json()
    statement = row.statements.get()
    assert answer["focus"] == f"statement-{statement.public_id}-text"
    assert "Särskilt yttrande" in editor.shown(row)
    assert editor.get("draft_statement_edit", statement.public_id).status_code == 200
    editor.post("draft_statement_remove", statement.public_id)
    assert not row.statements.exists()


def test_statement_of_no_known_kind_is_refused(editor, held):
    values = {"attendee": key(held, held.board.member), "kind": "suck"}
    assert editor.post("draft_statement_add", held.paragraphs[0].public_id, **values).status_code == 422


# -- Elections


def test_election_writes_its_decision_and_goes_with_it(editor, held):
    row = held.paragraphs[0]
    values = {
        "office": "chair-1",
        "person": held.board.member.public_id,
        "first_day": "2024-06-01",
        "last_day": "2026-12-31",
    }
    assert editor.post("draft_election_add", row.public_id, **values).status_code == 200
    assert "Val: Petra Sandell, ordförande." in editor.shown(row)
    assert row.decisions.filter(is_prepared=False).get().outcome == "elected"
    election = row.elections.get()
    assert editor.get("draft_election_edit", election.public_id).status_code == 200
    editor.post("draft_election_remove", election.public_id)
    assert not row.decisions.filter(is_prepared=False).exists()


def test_election_that_ends_before_it_begins_is_refused(editor, held):
    values = {"office": "chair-1", "person": held.board.member.public_id, "first_day": "2024-06-01"}
    answer = editor.post("draft_election_add", held.paragraphs[0].public_id, **values, last_day="2024-05-01")
    assert "Sista dagen" in sentence(answer)


def test_earlier_motivation_is_in_the_history_and_can_be_restored(editor, held):
    row = held.paragraphs[0]
    editor.post("draft_reservation_add", row.public_id, attendee=key(held, held.board.member))
    reservation = Reservation.objects.get()
    name = f"reservation/{reservation.public_id}/text"
    editor.post("draft_text_save", key=name, value="<p>För dyrt.</p>", base=digest(""))
    version = reservation.history.first().history_id
    editor.post("draft_text_save", key=name, value="<p>Sämre.</p>", base=digest("<p>För dyrt.</p>"))
    assert "Reservation: text" in editor.get("draft_history", row.public_id).text
    editor.post("draft_history_restore", row.public_id, row=name, version=version)
    reservation.refresh_from_db()
    assert reservation.text == "<p>För dyrt.</p>"
