"""What has changed of an agenda: told to everyone in a new summons, and to each reader on their own page."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from meetings.actions.attaching import add_attachment
from meetings.actions.planning import edit_meeting, pass_meeting_to
from meetings.actions.telling_agenda import tell_changes, untold_changes
from meetings.errors import RuleViolation
from meetings.models import Meeting, Paragraph, Person, ReadAgenda
from meetings.rules.agenda_changes import KnownItem, changes
from tests.meetings.pdf_assertions import assert_conforms, assert_second_opinion, text_of
from tests.worlds.boards import Board, make_meeting, make_paragraph
from tests.worlds.letters import letters
from tests.worlds.once import made_once
from tests.worlds.papers import make_pdf

BUDGET = KnownItem("b", "§ 1", "Budget", "Kl. 9.", ("att anta.",), {"1": "Förslag"})
REPORT = KnownItem("r", "§ 2", "Rapport")


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ([BUDGET, REPORT], [BUDGET, REPORT], []),
        ([REPORT], [BUDGET, REPORT], ["Nytt ärende: § 1 Budget."]),
        ([BUDGET, REPORT], [REPORT], ["Borttaget ärende: Budget."]),
        ([BUDGET, REPORT], [REPORT, BUDGET], ["Ärendena tas upp i en annan ordning."]),
        (
            [BUDGET],
            [KnownItem("b", "§ 1", "Budget 2027", "", (), {"2": "Förslag", "3": "Bilaga"})],
            [
                "§ 1 Budget 2027: rubriken är ändrad (förut Budget).",
                "§ 1 Budget 2027: tiden och föredraganden är borttagna.",
                "§ 1 Budget 2027: förslaget till beslut är borttaget.",
                "§ 1 Budget 2027: ny handling, Bilaga.",
                "§ 1 Budget 2027: ersatt handling, Förslag.",
            ],
        ),
        (
            [REPORT],
            [KnownItem("r", "§ 7", "Rapport", "Kl. 10.", ("att x",), text="<p>Bakgrund.</p>")],
            [
                "§ 7 Rapport: Kl. 10.",
                "§ 7 Rapport: texten är tillagd.",
                "§ 7 Rapport: förslaget till beslut är tillagt.",
            ],
        ),
    ],
)
def test_each_change_is_a_sentence(before: list[KnownItem], after: list[KnownItem], said: list[str]) -> None:
    assert changes(before, after) == said


pytestmark = pytest.mark.django_db


@made_once
def meeting(board: Board) -> Meeting:
    planned = make_meeting(board, day=timezone.localdate() + timedelta(days=10))
    make_paragraph(planned, board.secretary, heading="Ny insats", decisions=())
    return pass_meeting_to(meeting=planned, state="summoned", by=board.secretary, at=timezone.now())


def signed_in(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def page(meeting: Meeting, name: str) -> str:
    return reverse(name, args=["exempelvik", "styrelsen", meeting.key])


def add_paper(meeting: Meeting, board: Board) -> None:
    paragraph = Paragraph.objects.get(meeting=meeting, heading="Ny insats")
    add_attachment(
        paragraph=paragraph, file_name="Underlag.pdf", data=make_pdf(), by=board.secretary, at=timezone.now()
    )


NEW_PAPER = "Ny insats: ny handling, Underlag."


def test_changed_agenda_is_told_to_everyone_once(board: Board, meeting: Meeting) -> None:
    office = signed_in(board.secretary)
    assert "Ändrat sedan kallelsen" not in office.get(page(meeting, "meeting_detail")).text
    with pytest.raises(RuleViolation, match="Inget i dagordningen"):
        tell_changes(meeting=meeting, by=board.secretary, at=timezone.now())
    add_paper(meeting, board)
    assert NEW_PAPER in office.get(page(meeting, "meeting_detail")).text
    assert NEW_PAPER in office.get(page(meeting, "summons_tell")).text
    before = len(letters())
    office.post(page(meeting, "summons_tell"))
    sent = letters()[before:]
    assert {board.member.email, board.chair.email} <= {one.to for one in sent}
    assert all(NEW_PAPER in one.body and "SEQUENCE:1" in one.calendar for one in sent)
    assert untold_changes(Meeting.objects.get(pk=meeting.pk), timezone.now()) == []
    office.post(page(meeting, "summons_tell"))
    assert len(letters()) == before + len(sent)
    assert [one.number for one in meeting.sent_agendas.all()] == [1, 2]


def test_moved_meeting_tells_of_its_agenda_too(board: Board, meeting: Meeting) -> None:
    add_paper(meeting, board)
    edit_meeting(meeting=meeting, place="Rådhuset", by=board.secretary, at=timezone.now())
    last = letters(board.member.email)[-1].body
    assert NEW_PAPER in last
    assert "Plats: Rådhuset" in last


def test_reader_sees_what_has_changed_until_it_is_read_and_nobody_else_does(
    board: Board, meeting: Meeting
) -> None:
    member, agenda = signed_in(board.member), page(meeting, "meeting_agenda")
    assert "Ändrat sedan du läste" not in member.get(agenda).text
    add_paper(meeting, board)
    for _ in range(2):
        shown = " ".join(member.get(agenda).text.split())
        assert "Ändrat sedan du läste" in shown
        assert "ny handling, Underlag" in shown
    assert "Ändrat sedan du läste" not in signed_in(board.chair).get(agenda).text
    member.post(page(meeting, "meeting_agenda_read"))
    assert "Ändrat sedan du läste" not in member.get(agenda).text
    assert ReadAgenda.objects.filter(meeting=meeting).count() == 2


def test_summons_is_a_document_for_everybody(board: Board, meeting: Meeting) -> None:
    member = signed_in(board.member)
    first = member.get(page(meeting, "meeting_summons")).getvalue()
    assert_conforms(first)
    assert_second_opinion(first)
    said = " ".join(text_of(first).replace("\N{NO-BREAK SPACE}", " ").split())
    assert "Kallelse till sammanträde" in said
    assert "Ny insats" in said
    add_paper(meeting, board)
    assert member.get(page(meeting, "meeting_summons")).getvalue() == first, "what was sent is not changed"
