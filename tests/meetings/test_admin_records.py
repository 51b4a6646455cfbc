"""What the auditor sees in the register of a meeting and its §§: who did what, by name, and the way back."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from meetings.actions.proposing import add_proposal
from meetings.actions.voting import Slips, vote_by_slips, vote_openly
from meetings.models import Meeting, Presenter
from meetings.rules.voting import Choice
from tests.worlds.boards import Board, at, make_paragraph
from tests.worlds.running_meeting import Held

pytestmark = pytest.mark.django_db


@pytest.fixture
def auditor(client: Client, held: Held) -> Client:
    client.force_login(held.board.auditor)
    return client


def words_of(client: Client, name: str, row: object) -> str:
    html = client.get(reverse(f"admin:meetings_{name}_change", args=[row.pk])).content.decode()
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


def test_paragraph_shows_presenter_mover_and_each_vote(auditor: Client, held: Held) -> None:
    row, board = held.paragraphs[0], held.board
    Presenter.objects.create(paragraph=row, attendee=held.of(board.secretary))
    add_proposal(paragraph=row, movers=[held.of(board.member)], text="avslag", by=held.by, at=at())
    choices = {held.of(one): Choice.YES for one in (board.chair, board.verifier, board.other_member)}
    vote_openly(paragraph=row, choices=choices | {held.of(board.member): Choice.NO}, by=held.by, at=at())
    words = words_of(auditor, "paragraph", row)
    assert "Föredragande" in words
    assert "avslag Petra Sandell" in words
    assert "Astrid Norling: ja" in words
    assert "Petra Sandell: nej" in words
    assert "Jäv" not in words  # nobody had


def test_slips_of_a_closed_vote_are_counted(auditor: Client, held: Held) -> None:
    row = held.paragraphs[1]
    row.kind = "election"
    row.save(update_fields=["kind"])
    slips = Slips(options=[("Astrid Norling", 3)], blank=1)
    vote_by_slips(paragraph=row, slips=slips, by=held.by, at=at())
    words = words_of(auditor, "paragraph", row)
    assert "Astrid Norling: 3" in words
    assert "blanka: 1" in words


def test_meeting_shows_presence_verifiers_and_the_way_to_its_paragraphs(auditor: Client, held: Held) -> None:
    html = auditor.get(reverse("admin:meetings_meeting_change", args=[held.meeting.pk])).content.decode()
    for words in ("Närvarande", "Astrid Norling", "Justerare", "Henrik Brolin"):
        assert words in html
    assert reverse("admin:meetings_paragraph_change", args=[held.paragraphs[0].pk]) in html
    assert "Ajourneringar" not in html


def test_register_has_the_chancellerys_own_menu(auditor: Client, held: Held) -> None:
    html = auditor.get(reverse("admin:meetings_mandate_changelist")).content.decode()
    for name in ("todo", "meeting_list"):
        assert f'href="{reverse(name, args=["exempelvik"])}"' in html
    assert "<summary>Tid</summary>" in html
    assert "Ersättare 1" in html
    assert "från 1 januari 2023" in html


@pytest.mark.parametrize("name", ["meeting", "paragraph"])
def test_each_row_of_the_history_is_read_and_written_by_nobody(client: Client, held: Held, name: str) -> None:
    row = {"meeting": held.meeting, "paragraph": held.paragraphs[0]}[name]
    for place in ("Rådhuset", "Stadshuset"):
        setattr(row, "place" if name == "meeting" else "heading", place)
        row.save()
    for person in (held.board.auditor, held.board.secretary):
        client.force_login(person)
        for version in row.history.all():
            address = reverse(f"admin:meetings_{name}_simple_history", args=[row.pk, version.pk])
            page = client.get(address)
            assert page.status_code == 200
            assert getattr(version, "place" if name == "meeting" else "heading") in page.content.decode()
            assert client.post(address, {}).status_code == 403
    row.refresh_from_db()
    assert "Stadshuset" in (row.place if name == "meeting" else row.heading)


def test_what_happened_in_a_paragraph_is_looked_into(client: Client, board: Board, meeting: Meeting) -> None:
    paragraph = make_paragraph(meeting, board.secretary)
    attendee = meeting.attendees.get(person=board.member)
    paragraph.abstentions.create(attendee=attendee)
    paragraph.recusals.create(attendee=meeting.attendees.get(person=board.chair), reason="Egen ansökan")
    paragraph.proposals.create(position=1, text="avslag")
    meeting.movements.create(attendee=attendee, paragraph=paragraph, kind="left", cause="Tåget")
    client.force_login(board.auditor)
    html = client.get(reverse("admin:meetings_paragraph_change", args=[paragraph.pk])).content.decode()
    for said in ("Petra Sandell", "Egen ansökan", "avslag"):
        assert said in html
    assert "Tåget" in client.get(reverse("admin:meetings_meeting_change", args=[meeting.pk])).content.decode()
