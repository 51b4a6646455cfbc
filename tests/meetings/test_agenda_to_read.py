"""The board reads the agenda and the papers before the meeting, once the summons is out."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from meetings.actions.attaching import add_attachment
from meetings.actions.planning import pass_meeting_to
from meetings.models import Meeting
from tests.worlds.boards import Board, make_board, make_meeting, make_paragraph
from tests.worlds.notices import letters
from tests.worlds.once import made_once
from tests.worlds.papers import make_pdf

pytestmark = pytest.mark.django_db
PAPER = make_pdf(note="underlag")


@made_once
def meeting(board: Board) -> Meeting:
    meeting = make_meeting(board, day=timezone.localdate() + timedelta(days=10))
    paragraph = make_paragraph(meeting, board.secretary, heading="Ny insats", decisions=())
    paragraph.decisions.create(position=1, text="att bevilja medel.", is_prepared=True)
    paragraph.decisions.create(position=2, text="att avslå.", is_prepared=False)
    add_attachment(
        paragraph=paragraph, file_name="Underlag.pdf", data=PAPER, by=board.secretary, at=timezone.now()
    )
    return meeting


@made_once
def summoned(board: Board, meeting: Meeting) -> Meeting:
    return pass_meeting_to(meeting=meeting, state="summoned", by=board.secretary, at=timezone.now())


def write(meeting: Meeting, text: str) -> None:
    meeting.paragraphs.filter(heading="Ny insats").update(text=text)


def agenda(meeting: Meeting) -> str:
    return f"/exempelvik/dagordning/styrelsen/{meeting.key}/"


def test_a_member_reads_what_is_proposed_and_its_papers(
    client: Client, board: Board, summoned: Meeting
) -> None:
    client.force_login(board.deputy)
    assert f'href="{agenda(summoned)}"' in client.get("/exempelvik/styrelsen/").content.decode()
    html = client.get(agenda(summoned)).content.decode()
    assert "Ny insats" in html
    assert "att bevilja medel." in html
    assert "att avslå." not in html
    answer = client.get(f"{agenda(summoned)}bilaga/1/")
    assert b"".join(answer.streaming_content) == PAPER
    assert client.get(f"{agenda(summoned)}bilaga/2/").status_code == 404


def test_what_is_prepared_is_read_and_what_is_written_at_the_meeting_is_not(
    client: Client, board: Board, meeting: Meeting
) -> None:
    write(meeting, "<p>Bakgrund.</p>")
    opened = pass_meeting_to(meeting=meeting, state="summoned", by=board.secretary, at=timezone.now())
    client.force_login(board.deputy)
    assert "Bakgrund." in client.get(agenda(opened)).text
    pass_meeting_to(meeting=opened, state="open", by=board.secretary, at=timezone.now())
    write(meeting, "<p>Vad som sades.</p>")
    html = client.get(agenda(opened)).text
    assert "Bakgrund." in html
    assert "Vad som sades." not in html


def test_formality_is_a_heading_without_its_words(client: Client, board: Board, meeting: Meeting) -> None:
    make_paragraph(meeting, board.secretary, heading="Mötet öppnas", kind="formality", decisions=())
    meeting.paragraphs.filter(heading="Mötet öppnas").update(text="<p>Ordföranden hälsar välkommen.</p>")
    pass_meeting_to(meeting=meeting, state="summoned", by=board.secretary, at=timezone.now())
    client.force_login(board.deputy)
    html = client.get(agenda(meeting)).text
    assert "Mötet öppnas" in html
    assert "Ordföranden hälsar välkommen." not in html
    assert html.count("Anmäl jäv<") == 1


def test_before_the_summons_and_for_others_there_is_nothing(
    client: Client, board: Board, meeting: Meeting
) -> None:
    client.force_login(board.member)
    assert "Kallelsen är inte skickad än." in client.get("/exempelvik/styrelsen/").content.decode()
    assert client.get(agenda(meeting)).status_code == 404
    pass_meeting_to(meeting=meeting, state="summoned", by=board.secretary, at=timezone.now())
    assert client.get(agenda(meeting)).status_code == 200
    client.force_login(make_board(slug="granby", suffix=".granby").member)
    assert client.get(agenda(meeting)).status_code == 404


def test_members_and_deputies_are_told_by_a_letter(client: Client, board: Board, meeting: Meeting) -> None:
    client.force_login(board.secretary)
    page = f"/exempelvik/moten/styrelsen/{meeting.key}/"
    assert "Skicka kallelse" in client.get(page).content.decode()
    client.post(f"{page}lage/summoned/")
    told = [one for one in letters() if one["subject"].startswith("Kallelse till")]
    assert {one["to"] for one in told} >= {board.member.email, board.deputy.email, board.chair.email}
    assert board.auditor.email not in {one["to"] for one in told}
    assert agenda(meeting) in told[0]["body"]
