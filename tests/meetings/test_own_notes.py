"""A person's own notes about an agenda: seen by nobody else, never lost, and kept when a paper is replaced."""

from collections.abc import Sequence
from datetime import timedelta

import pytest
from django.apps import apps
from django.contrib.admin import site as plain_admin
from django.db import DatabaseError, connection, transaction
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from meetings.actions.attaching import add_attachment, edit_attachment, move_attachment, remove_attachment
from meetings.actions.noting import digest_of, forget_old_notes, kept_until, write_note
from meetings.actions.planning import pass_meeting_to
from meetings.admin import register
from meetings.draft.agenda import read_agenda
from meetings.errors import RuleViolation
from meetings.models import Attachment, AuditEntry, Mandate, Meeting, OwnNote, Paragraph, Person
from meetings.reads.own_notes import notes_of
from meetings.rules.own_notes import NotedThing, place_notes
from tests.worlds.boards import Board, make_board, make_meeting, make_paragraph
from tests.worlds.once import made_once
from tests.worlds.papers import make_pdf

SECRET = "Fråga om hyran i Kvarnbacken"
ITEM = NotedThing("a")
FIRST, SECOND = NotedThing("a", "1", "Budget"), NotedThing("a", "2", "Budget")


@pytest.mark.parametrize(
    ("notes", "agenda", "placed"),
    [
        ([ITEM], [ITEM, FIRST], {ITEM: ITEM}),
        ([FIRST], [ITEM, FIRST], {FIRST: FIRST}),
        ([FIRST], [ITEM, SECOND], {SECOND: FIRST}),
        ([FIRST, SECOND], [SECOND], {SECOND: SECOND}),
        ([FIRST], [NotedThing("a", "1", "Nytt namn")], {NotedThing("a", "1", "Nytt namn"): FIRST}),
        ([FIRST], [NotedThing("b", "1", "Budget")], {NotedThing("b", "1", "Budget"): FIRST}),
        ([FIRST], [NotedThing("b", "2", "Budget")], {}),
        ([ITEM], [NotedThing("b")], {}),
        ([ITEM], [SECOND], {}),
    ],
)
def test_note_stands_where_what_it_is_about_is_now(
    notes: Sequence[NotedThing], agenda: Sequence[NotedThing], placed: dict[NotedThing, NotedThing]
) -> None:
    assert place_notes(notes, agenda) == placed


pytestmark = pytest.mark.django_db


@made_once
def meeting(board: Board) -> Meeting:
    planned = make_meeting(board, day=timezone.localdate() + timedelta(days=10))
    make_paragraph(planned, board.secretary, heading="Ny insats", decisions=())
    make_paragraph(planned, board.secretary, heading="Ekonomi", decisions=())
    add_paper(planned, board, b"underlag")
    return pass_meeting_to(meeting=planned, state="summoned", by=board.secretary, at=timezone.now())


def add_paper(meeting: Meeting, board: Board, note: bytes) -> Attachment:
    return add_attachment(
        paragraph=Paragraph.objects.get(meeting=meeting, heading="Ny insats"),
        file_name="Underlag.pdf",
        data=make_pdf(note=note.decode()),
        by=board.secretary,
        at=timezone.now(),
    )


def replace_paper(meeting: Meeting, board: Board) -> None:
    remove_attachment(attachment=meeting.attachments.get(), by=board.secretary, at=timezone.now())
    add_paper(meeting, board, b"en ny version")


def signed_in(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def page(meeting: Meeting, name: str = "meeting_agenda") -> str:
    return reverse(name, args=["exempelvik", "styrelsen", meeting.key])


def key_of(meeting: Meeting, heading: str = "Ny insats", *, paper: bool = False) -> str:
    [item] = [one for one in read_agenda(meeting, timezone.now()) if one.matter.heading == heading]
    return f"{item.key}.{item.papers[0].sha256 if paper else ''}"


def save(
    person: Person, meeting: Meeting, key: str, text: str, base: str = "", *, script: bool = True
) -> HttpResponse:
    headers = {"X-Autosave": "1"} if script else {}
    fields = {"key": key, "text": text, "base": base, "page": "agenda"}
    return signed_in(person).post(page(meeting, "own_notes"), fields, headers=headers)


def shown(person: Person, meeting: Meeting, name: str = "meeting_agenda") -> str:
    return " ".join(signed_in(person).get(page(meeting, name)).text.split())


def test_note_is_written_on_the_agenda_and_seen_by_its_writer_alone(board: Board, meeting: Meeting) -> None:
    AuditEntry.objects.all().delete()
    assert save(board.member, meeting, key_of(meeting), SECRET).status_code == 200
    assert save(board.member, meeting, key_of(meeting, paper=True), f"{SECRET} 2").status_code == 200
    assert not AuditEntry.objects.exists(), "writing a note is in no log"
    assert shown(board.member, meeting).count(SECRET) == 2
    assert SECRET in shown(board.member, meeting, "own_notes")
    assert not AuditEntry.objects.filter(page="own_notes").exists()
    for other in (board.chair, board.deputy, board.secretary, board.manager, board.auditor):
        assert SECRET not in shown(other, meeting)
        assert SECRET not in shown(other, meeting, "own_notes")
        for name in ("board_home", "audit_log", "todo", "audit_log_csv"):
            answer = signed_in(other).get(reverse(name, args=["exempelvik"]))
            assert "Kvarnbacken" not in answer.getvalue().decode()
    outsider = make_board(slug="granby", suffix=".granby").member
    assert signed_in(outsider).get(page(meeting, "own_notes")).status_code == 404
    assert save(outsider, meeting, key_of(meeting), "x").status_code == 404
    assert Client().get(page(meeting, "own_notes")).status_code == 302


def test_note_has_no_history_and_stands_in_no_register(board: Board, meeting: Meeting) -> None:
    assert not hasattr(OwnNote, "history")
    assert not [one for one in apps.get_models() if one.__name__ == "HistoricalOwnNote"]
    assert not register.is_registered(OwnNote)
    assert not plain_admin.is_registered(OwnNote)
    assert not [
        one for one in Meeting._meta.related_objects if one.related_model is OwnNote and not one.hidden
    ]
    assert SECRET not in str(OwnNote(text=SECRET, paper=SECRET, heading=SECRET))


def test_nobody_writes_over_what_was_written_elsewhere(board: Board, meeting: Meeting) -> None:
    key = key_of(meeting)
    first = save(board.member, meeting, key, "Ett").json()
    assert save(board.member, meeting, key, "Två", first["digest"]).status_code == 200
    late = save(board.member, meeting, key, "Tre", first["digest"])
    assert late.status_code == 409
    told = late.json()["conflict"]
    assert (told["value"], told["elsewhere"]) == ("Två", True)
    assert OwnNote.objects.get().text == "Två"
    assert save(board.member, meeting, key, "Tre", told["digest"]).status_code == 200
    assert save(board.member, meeting, key, "Tre").status_code == 200, "the same words are no conflict"
    assert save(board.member, meeting, key, "", digest_of("Tre")).json()["digest"] == ""
    assert not OwnNote.objects.exists()


def test_without_script_a_button_saves_and_shows_both_wordings(board: Board, meeting: Meeting) -> None:
    key = key_of(meeting)
    saved = save(board.member, meeting, key, "Ett", script=False)
    assert (saved.status_code, saved.url) == (302, page(meeting))
    refused = save(board.member, meeting, key, "Två", script=False)
    assert refused.status_code == 422
    html = " ".join(refused.text.split())
    assert "Anteckningen är inte sparad än" in html
    assert "Ett</p>" in html
    assert "Två</textarea>" in html
    assert f'value="{digest_of("Ett")}"' in html


def test_note_is_kept_when_the_paper_is_replaced_and_says_so(board: Board, meeting: Meeting) -> None:
    before = key_of(meeting, paper=True)
    save(board.member, meeting, before, "Räknat fel på sidan 2")
    assert "förra versionen" not in shown(board.member, meeting)
    replace_paper(meeting, board)
    html = shown(board.member, meeting)
    assert "Räknat fel på sidan 2</textarea>" in html
    assert "Du skrev det här om den förra versionen av handlingen." in html
    assert "inte längre är med" not in html
    after = key_of(meeting, paper=True)
    save(board.member, meeting, after, "Nu stämmer det", digest_of("Räknat fel på sidan 2"))
    assert OwnNote.objects.count() == 1
    html = shown(board.member, meeting)
    assert "Nu stämmer det" in html
    assert "förra versionen" not in html


def test_page_that_was_open_when_the_paper_was_replaced_saves_too(board: Board, meeting: Meeting) -> None:
    shown(board.member, meeting)
    before = key_of(meeting, paper=True)
    replace_paper(meeting, board)
    assert save(board.member, meeting, before, "Skrivet på tåget").status_code == 200
    html = shown(board.member, meeting)
    assert "Skrivet på tåget</textarea>" in html
    assert "Du skrev det här om den förra versionen av handlingen." in html


def test_note_follows_a_paper_that_gets_another_name_or_matter(board: Board, meeting: Meeting) -> None:
    save(board.member, meeting, key_of(meeting, paper=True), "Min fråga")
    paper, by = meeting.attachments.get(), {"by": board.secretary, "at": timezone.now()}
    edit_attachment(attachment=paper, name="Kalkyl", **by)
    move_attachment(
        attachment=paper, paragraph=Paragraph.objects.get(meeting=meeting, heading="Ekonomi"), **by
    )
    notes = notes_of(meeting, board.member, read_agenda(meeting, timezone.now()))
    [field] = notes.written
    assert (field.about, field.heading, field.text) == ("Bilaga 1, Kalkyl", "Ekonomi", "Min fråga")
    assert notes.gone == []


def test_note_of_what_is_no_longer_there_is_still_shown(board: Board, meeting: Meeting) -> None:
    key = key_of(meeting, paper=True)
    save(board.member, meeting, key, "Min fråga")
    remove_attachment(attachment=meeting.attachments.get(), by=board.secretary, at=timezone.now())
    for name in ("meeting_agenda", "own_notes"):
        html = shown(board.member, meeting, name)
        assert "Anteckningar till handlingar som inte längre är med" in html
        assert "Min fråga</textarea>" in html
        assert "Underlag</h3>" in html
    assert save(board.member, meeting, key, "Ändrad", digest_of("Min fråga")).status_code == 200
    assert OwnNote.objects.get().text == "Ändrad"


def test_words_written_of_a_paper_that_is_gone_are_saved_by_its_name(board: Board, meeting: Meeting) -> None:
    """On a device without contact, for the first time, while the paper was taken off."""
    shown(board.member, meeting)  # the reader was told of it
    key = key_of(meeting, paper=True)
    remove_attachment(attachment=meeting.attachments.get(), by=board.secretary, at=timezone.now())
    assert save(board.member, meeting, key, "Skrivet på tåget").status_code == 200
    assert "Underlag</h3>" in shown(board.member, meeting)


def test_notes_can_be_read_and_written_when_the_agenda_is_gone(board: Board, meeting: Meeting) -> None:
    key = key_of(meeting)
    save(board.member, meeting, key, "Före")
    pass_meeting_to(meeting=meeting, state="cancelled", by=board.secretary, at=timezone.now())
    assert signed_in(board.member).get(page(meeting)).status_code == 404
    home = signed_in(board.member).get(reverse("board_home", args=["exempelvik"])).text
    assert page(meeting, "own_notes") in home
    assert "Före</textarea>" in shown(board.member, meeting, "own_notes")
    assert "Ny insats" in shown(board.member, meeting, "own_notes")
    assert save(board.member, meeting, key, "Efter", digest_of("Före")).status_code == 200
    assert page(meeting, "own_notes") not in signed_in(board.chair).get("/exempelvik/styrelsen/").text


def test_writer_removes_all_of_them(board: Board, meeting: Meeting) -> None:
    save(board.member, meeting, key_of(meeting), "Mina")
    save(board.chair, meeting, key_of(meeting), "Ordförandens")
    assert signed_in(board.member).post(page(meeting, "own_notes_remove")).status_code == 302
    assert [one.person for one in OwnNote.objects.all()] == [board.chair]
    assert "Du har inga anteckningar" in shown(board.member, meeting, "own_notes")


def test_notes_are_removed_ninety_days_after_the_meeting_and_the_page_says_so(
    board: Board, meeting: Meeting
) -> None:
    save(board.member, meeting, key_of(meeting), "Min fråga")
    assert kept_until(meeting) == meeting.date + timedelta(days=90)
    assert "De finns kvar till och med" in shown(board.member, meeting)
    held = timezone.now() + timedelta(days=10)
    forget_old_notes(at=held + timedelta(days=90))
    assert OwnNote.objects.exists()
    forget_old_notes(at=held + timedelta(days=91))
    assert not OwnNote.objects.exists()


def test_one_whose_mandate_has_ended_still_has_what_they_wrote_and_nothing_of_the_agenda(
    board: Board, meeting: Meeting
) -> None:
    save(board.member, meeting, key_of(meeting), "Mina ord")
    Mandate.objects.filter(person=board.member).update(last_day=timezone.localdate())
    assert signed_in(board.member).get(page(meeting)).status_code == 404
    html = shown(board.member, meeting, "own_notes")
    assert "Mina ord" in html
    assert "Ekonomi" not in html


@pytest.mark.parametrize("key", ["", "x", "../../etc/pass.", "a" * 12, f"{'a' * 12}.{'g' * 64}"])
def test_key_of_nothing_is_refused_with_the_words_kept_on_the_page(
    board: Board, meeting: Meeting, key: str
) -> None:
    assert save(board.member, meeting, key, "Mina ord").status_code == 422
    assert "Mina ord</textarea>" in save(board.member, meeting, key, "Mina ord", script=False).text
    assert not OwnNote.objects.exists()


def test_text_that_is_too_long_is_refused_whole(board: Board, meeting: Meeting) -> None:
    answer = save(board.member, meeting, key_of(meeting), "x" * 20_001)
    assert answer.status_code == 422
    assert "högst" in answer.json()["sentence"]
    assert save(board.member, meeting, key_of(meeting), "x\0" * 20_000).status_code == 200
    assert OwnNote.objects.get().text == "x" * 20_000


def test_nothing_is_saved_of_more_notes_than_a_meeting_can_have(
    board: Board, meeting: Meeting, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("meetings.actions.noting.MOST", 1)
    save(board.member, meeting, key_of(meeting), "Ett")
    agenda = read_agenda(meeting, timezone.now())
    key = key_of(meeting, "Ekonomi")
    with pytest.raises(RuleViolation, match="för många"):
        write_note(
            meeting=meeting, key=key, text="Två", base="", agenda=agenda, by=board.member, at=timezone.now()
        )


def test_database_keeps_a_note_to_its_writer_and_its_matter(board: Board, meeting: Meeting) -> None:
    save(board.member, meeting, key_of(meeting), "Mina ord")
    for change in ({"person": board.chair}, {"item_public_id": "a" * 12}, {"text": ""}):
        with pytest.raises(DatabaseError), transaction.atomic():
            OwnNote.objects.update(**change)


def test_agenda_asks_as_many_questions_for_many_notes(board: Board, meeting: Meeting) -> None:
    client = signed_in(board.member)
    client.get(page(meeting))
    asked = []
    for heading in ("Ny insats", "Ekonomi"):
        save(board.member, meeting, key_of(meeting, heading), "Min fråga")
        with CaptureQueriesContext(connection) as context:
            client.get(page(meeting))
        asked.append(len(context))
    assert asked[0] == asked[1]
