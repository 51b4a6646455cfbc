"""What a § is about: presenters, registry number, the § it corrects; and immediate verification."""

import pytest
from django.test import Client

from meetings.actions.changing import withdraw_protocol
from meetings.actions.deciding import decide_as_prepared
from meetings.actions.pausing import set_not_handled
from meetings.actions.planning import edit_meeting
from meetings.models import Attendee, Paragraph, Protocol, RegistryYear
from tests.meetings.draft_pages import Editor, sentence
from tests.worlds import boards
from tests.worlds.once import made_once
from tests.worlds.running_meeting import Held

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(held: Held, client: Client) -> Editor:
    client.force_login(held.by)
    return Editor(client, held.meeting)


def test_presenters_and_time_stand_first_in_the_paragraph(editor, held):
    row = held.paragraphs[0]
    manager = held.of(held.board.manager)
    editor.post("draft_presenters", row.public_id, presenters=[manager.pk], planned_time="09:15")
    assert "Föredragande: Eva Lindmark · kl. 9.15" in editor.shown(row)
    editor.post("draft_presenters", row.public_id)
    assert "Föredragande" not in editor.shown(row)


def test_new_presenter_becomes_a_guest_in_the_paragraph(editor, held):
    row = held.paragraphs[0]
    editor.post("draft_presenters", row.public_id, name="Ulla Vikström, ekonom, Region Vallnäs")
    guest = Attendee.objects.get(name="Ulla Vikström")
    assert (guest.title, list(guest.paragraphs.all())) == ("ekonom", [row])
    assert "Föredragande: Ulla Vikström" in editor.shown(row)


def test_impossible_time_keeps_the_rest(editor, held):
    answer = editor.post("draft_presenters", held.paragraphs[0].public_id, name="Ulla", planned_time="25:00")
    assert "giltig tid" in sentence(answer)
    assert "Ulla" in answer.text


def test_registry_number_is_taken_from_the_series_or_typed(editor, held):
    first, second = held.paragraphs[:2]
    assert editor.get("draft_registry", first.public_id).status_code == 200
    assert not RegistryYear.objects.exists()
    editor.post("draft_registry", first.public_id, take="1")
    editor.post("draft_registry", second.public_id, take="0", number="SOF 17/24")
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.registry_number, second.registry_number) == ("2024/0001", "SOF 17/24")
    assert "Skriv numret." in sentence(editor.post("draft_registry", first.public_id, take="0"))


def test_correction_finds_verified_paragraphs_and_links_them(editor, held):
    row = held.paragraphs[0]
    assert "Ärende 1" not in editor.get("draft_corrects", row.public_id).text
    earlier = boards.make_verified(held.board, day=boards.date(2023, 11, 2)).protocol.paragraphs.first()
    form = editor.get("draft_corrects", row.public_id, sok="§ 1 ärende").text
    assert earlier.public_id in form
    assert earlier.public_id not in editor.get("draft_corrects", row.public_id, sok="hittas ej").text
    editor.post("draft_corrects", row.public_id, corrects=earlier.public_id)
    assert "Rättar § 1 den 2 november 2023." in editor.shown(row)
    editor.post("draft_corrects", row.public_id, corrects="")
    row.refresh_from_db()
    assert row.corrects is None


def test_draft_paragraph_cannot_be_corrected(editor, held):
    row, other = held.paragraphs[:2]
    assert editor.post("draft_corrects", row.public_id, corrects=other.public_id).status_code == 422


# -- Immediate verification


@made_once
def decided(held: Held) -> Held:
    decide_as_prepared(paragraph=held.paragraphs[0], by=held.by, at=boards.at())
    edit_meeting(meeting=held.meeting, publish=True, by=held.by, at=boards.at())
    return held


def test_immediate_verification_locks_the_paragraph_and_links_its_page(editor, decided):
    row = decided.paragraphs[0]
    assert "eget protokoll" in editor.get("draft_immediate", paragraf=row.public_id).text
    answer = editor.post("draft_immediate", paragraphs=[row.public_id])
    assert answer.status_code == 200
    shown = editor.shown(row)
    assert "data-key" not in shown
    assert "2024-05-30-omedelbart/justering/" in shown
    assert "Ute för justering" in shown
    assert "data-key" in editor.shown(decided.paragraphs[1])
    assert "omedelbart justerad" in editor.get("draft_state").json()["list"]
    assert editor.get("draft_edit").status_code == 200


def test_undecided_paragraph_is_not_verified_immediately(editor, decided):
    answer = editor.post("draft_immediate", paragraphs=[decided.paragraphs[1].public_id])
    assert "saknar beslut" in sentence(answer)
    assert not Protocol.objects.filter(number=2).exists()


def test_personal_number_is_confirmed_before_immediate_verification(editor, decided):
    row = decided.paragraphs[0]
    Paragraph.objects.filter(pk=row.pk).update(text="<p>Personnummer 811228-9874.</p>")
    form = sentence(editor.post("draft_immediate", paragraphs=[row.public_id]))
    assert "§ 1 verkar innehålla personnummer (811228-9874)" in form
    assert not Protocol.objects.filter(number=2).exists()
    found = "§\N{NO-BREAK SPACE}1 verkar innehålla personnummer (811228-9874)"
    assert editor.post("draft_immediate", paragraphs=[row.public_id], confirmed=[found]).status_code == 200


def test_no_paragraph_chosen_is_told(editor, decided):
    assert "Välj minst en paragraf." in sentence(editor.post("draft_immediate"))


def test_opened_paragraph_is_edited_and_sent_again(editor, decided):
    row = decided.paragraphs[0]
    editor.post("draft_immediate", paragraphs=[row.public_id])
    protocol = Protocol.objects.get(number=2)
    withdraw_protocol(version=protocol.versions.get(), by=decided.by, at=boards.at(hour=13), reason="Fel")
    assert "öppnat för ändring" in editor.shown(row)
    assert "data-key" in editor.shown(row)
    again = {"protocol": protocol.public_id}
    assert editor.get("draft_immediate_again", **again).status_code == 200
    assert editor.post("draft_immediate_again", query=again).status_code == 200
    assert protocol.versions.count() == 2
    assert "data-key" not in editor.shown(row)


def test_not_handled_paragraph_is_marked_in_the_list(editor, held):
    set_not_handled(paragraph=held.paragraphs[2], not_handled=True, by=held.by, at=boards.at())
    assert "inte behandlad" in editor.get("draft_state").json()["list"]
