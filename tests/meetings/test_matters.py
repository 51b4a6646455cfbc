"""Ärendebalansen: what was deferred, on the first page and on the meeting that can take it up."""

from datetime import timedelta
from http import HTTPStatus

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from meetings.actions.deciding import defer
from meetings.actions.deferred import write_off
from meetings.actions.drafting import add_sub_item
from meetings.actions.planning import pass_meeting_to
from meetings.errors import RuleViolation
from meetings.models import Body, Dismissal, Meeting, Paragraph
from tests.worlds.boards import Board, at, make_board, make_meeting, make_paragraph
from tests.worlds.notes import make_notes_body
from tests.worlds.notices import make_notice
from tests.worlds.once import made_once

pytestmark = pytest.mark.django_db
FIRST_PAGE = "/exempelvik/kansli/"


@pytest.fixture
def kansli(client: Client, board: Board) -> Client:
    client.force_login(board.secretary)
    return client


@made_once
def matter(board: Board) -> Paragraph:
    return put_off(board, make_meeting(board), "Ny insats för unga")


@made_once
def following(board: Board) -> Meeting:
    return make_meeting(board, day=timezone.localdate() + timedelta(days=20))


def put_off(
    board: Board, meeting: Meeting, heading: str, *, kind: str = "postponed", body: Body | None = None
) -> Paragraph:
    paragraph = make_paragraph(meeting, board.secretary, heading=heading, decisions=())
    defer(row=paragraph, kind=kind, body=body, reason="Underlaget saknas", by=board.secretary, at=at())
    return paragraph


def address(name: str, meeting: Meeting) -> str:
    return reverse(name, args=["exempelvik", meeting.body.slug, meeting.key])


def text_of(client: Client, url: str = FIRST_PAGE) -> str:
    answer = client.get(url)
    assert answer.status_code == HTTPStatus.OK
    return " ".join(answer.content.decode().replace("\xa0", " ").split())


def ending(matter: Paragraph) -> str:
    return reverse("matter_end", args=["exempelvik", matter.public_id])


def test_first_page_tells_what_waits_and_for_what(kansli: Client, matter: Paragraph) -> None:
    html = text_of(kansli)
    assert "Ny insats för unga" in html
    assert "Bordlagt den 30 maj 2024. Skäl: Underlaget saknas. Inget möte är planerat." in html
    assert "Sätt på dagordningen" not in html


def test_taken_up_on_the_next_planned_meeting(
    kansli: Client, matter: Paragraph, following: Meeting, board: Board
) -> None:
    make_meeting(board, day=following.date + timedelta(days=30))
    assert address("matter_take_up", following) in text_of(kansli)
    sent = {"arende": matter.public_id, "fran": "todo"}
    answer = kansli.post(address("matter_take_up", following), sent)
    assert answer.url == FIRST_PAGE
    assert following.paragraphs.get(origin=matter).heading == "Ny insats för unga"
    html = text_of(kansli)
    assert "«Ny insats för unga» står nu på dagordningen" in html
    assert "Ärendebalans" not in html


def test_second_press_is_a_sentence(kansli: Client, matter: Paragraph, following: Meeting) -> None:
    for _ in range(2):
        answer = kansli.post(address("matter_take_up", following), {"arende": matter.public_id}, follow=True)
    assert "Ärendet väntar inte längre." in answer.content.decode()
    assert following.paragraphs.filter(origin=matter).count() == 1


def test_meeting_offers_what_waits_for_its_body(
    kansli: Client, board: Board, matter: Paragraph, following: Meeting
) -> None:
    group = make_notes_body(board)
    passed_on = put_off(board, matter.meeting, "Till gruppen", kind="passed_on", body=group)
    html = text_of(kansli, address("meeting_detail", following))
    assert "Ny insats för unga" in html
    assert "Till gruppen" not in html
    board.body = group
    of_group = make_meeting(board, day=following.date)
    html = text_of(kansli, address("meeting_detail", of_group))
    assert "Hänskjutet av förbundsstyrelsen den 30 maj 2024 till beredningsgruppen" in html
    answer = kansli.post(address("matter_take_up", of_group), {"arende": passed_on.public_id})
    assert answer.url == address("meeting_detail", of_group)


def test_part_of_a_paragraph_waits_too(
    kansli: Client, board: Board, following: Meeting, meeting: Meeting
) -> None:
    paragraph = make_paragraph(meeting, board.secretary, heading="Rapporter", decisions=())
    item = add_sub_item(paragraph=paragraph, heading="Dialogmötet", by=board.secretary, at=at())
    defer(row=item, kind="postponed", by=board.secretary, at=at())
    assert "Dialogmötet" in text_of(kansli)
    kansli.post(address("matter_take_up", following), {"arende": item.public_id})
    assert following.paragraphs.get(origin_item=item).heading == "Dialogmötet"


@made_once
def later_section(board: Board, matter: Paragraph) -> Paragraph:
    """A § of a verified protocol of a later meeting."""
    notice = make_notice(board, posted=matter.meeting.date + timedelta(days=40))
    return notice.protocol.paragraphs.get(number=43)


def test_written_off_by_the_board_in_a_verified_section(
    kansli: Client, matter: Paragraph, later_section: Paragraph
) -> None:
    html = text_of(kansli, ending(matter))
    assert "bara styrelsen kan avskriva det" in html
    assert f'value="{later_section.pk}"' in html
    assert "Välj paragrafen" in kansli.post(ending(matter), {"how": "board"}).content.decode()
    assert not Dismissal.objects.exists()
    sent = {"how": "board", "decided_in": later_section.pk}
    answer = kansli.post(ending(matter), sent, follow=True)
    assert "«Ny insats för unga» väntar inte längre." in answer.content.decode()
    assert Dismissal.objects.get().decided_in == later_section
    again = kansli.get(ending(matter), follow=True)
    assert "Ärendet väntar inte längre." in again.content.decode()


def test_withdrawn_by_whoever_brought_it(kansli: Client, matter: Paragraph) -> None:
    html = kansli.post(ending(matter), {"how": "withdrawn"}).content.decode()
    assert "Skriv vem som återkallade ärendet." in html
    assert "Skriv dagen." in html
    sent = {"how": "withdrawn", "withdrawn_by": "Exempelviks kommun", "withdrawn_on": "2024-06-03"}
    kansli.post(ending(matter), sent)
    assert Dismissal.objects.get().withdrawn_by == "Exempelviks kommun"


def test_the_office_cannot_take_it_away_by_itself(
    kansli: Client, board: Board, matter: Paragraph, later_section: Paragraph, following: Meeting
) -> None:
    """Neither by the page, the action nor a row: a § must be verified, and not from before."""
    assert "Välj hur." in kansli.post(ending(matter), {"reason": "Frågan har fallit."}).content.decode()
    draft = make_paragraph(following, board.secretary, heading="Ärendebalans")
    earlier = make_notice(board, posted=matter.meeting.date - timedelta(days=20)).protocol.paragraphs.get(
        number=43
    )
    for wrong in (draft, earlier, matter):
        with pytest.raises(RuleViolation, match="justerat protokoll"):
            write_off(source=matter, decided_in=wrong, by=board.secretary, at=at())
    for how in ({"decided_in": draft}, {"reason": "Frågan har fallit."}):
        with pytest.raises(DatabaseError, match="avskrivs av styrelsen"), transaction.atomic():
            Dismissal.objects.create(paragraph=matter, person=board.secretary, at=at(), **how)
    assert not Dismissal.objects.exists()


@pytest.mark.parametrize("day", ["2024-05-29", "2099-01-01"])
def test_a_day_of_withdrawal_that_cannot_be_is_refused(kansli: Client, matter: Paragraph, day: str) -> None:
    sent = {"how": "withdrawn", "withdrawn_by": "Exempelviks kommun", "withdrawn_on": day}
    assert "mellan den 30 maj 2024 och i dag" in kansli.post(ending(matter), sent).content.decode()


@pytest.mark.parametrize("name", ["x" * 201, "🙂", "a\x00b"])
def test_what_cannot_be_kept_is_refused(kansli: Client, matter: Paragraph, name: str) -> None:
    sent = {"how": "withdrawn", "withdrawn_by": name, "withdrawn_on": "2024-06-03"}
    assert kansli.post(ending(matter), sent).status_code == HTTPStatus.OK
    assert not Dismissal.objects.exists()


def test_closed_or_cancelled_meeting_takes_nothing_up(
    kansli: Client, board: Board, matter: Paragraph, following: Meeting
) -> None:
    pass_meeting_to(meeting=following, state="cancelled", by=board.secretary, at=at())
    assert "Sätt på dagordningen" not in text_of(kansli, address("meeting_detail", following))
    assert "Sätt på dagordningen" not in text_of(kansli)
    sent = {"arende": matter.public_id}
    answer = kansli.post(address("matter_take_up", following), sent, follow=True)
    assert "Sammanträdet är inställt." in answer.content.decode()


@pytest.mark.parametrize("public_id", ["", "finns-inte", "\x00", "x" * 400])
def test_unknown_matter_is_not_found(kansli: Client, following: Meeting, public_id: str) -> None:
    answer = kansli.post(address("matter_take_up", following), {"arende": public_id})
    assert answer.status_code == HTTPStatus.NOT_FOUND


def test_only_the_chancellery_acts(
    client: Client, board: Board, matter: Paragraph, following: Meeting
) -> None:
    client.force_login(board.auditor)
    html = text_of(client)
    assert "Ny insats för unga" in html
    assert "Avskriv" not in html
    outsider = make_board(slug="granby", suffix=".granby").secretary
    for person in (board.auditor, board.chair, outsider):
        client.force_login(person)
        taken = client.post(address("matter_take_up", following), {"arende": matter.public_id})
        assert taken.status_code == client.get(ending(matter)).status_code == HTTPStatus.NOT_FOUND


def test_another_associations_matter_is_not_found(client: Client, matter: Paragraph) -> None:
    other = make_board(slug="granby", suffix=".granby")
    meeting = make_meeting(other, day=timezone.localdate() + timedelta(days=9))
    client.force_login(other.secretary)
    url = reverse("matter_take_up", args=["granby", "styrelsen", meeting.key])
    assert client.post(url, {"arende": matter.public_id}).status_code == HTTPStatus.NOT_FOUND
    url = reverse("matter_end", args=["granby", matter.public_id])
    assert client.get(url).status_code == HTTPStatus.NOT_FOUND


@pytest.mark.parametrize("where", ["todo", "meeting_detail"])
def test_longer_list_asks_no_more_questions(
    kansli: Client, board: Board, matter: Paragraph, following: Meeting, where: str
) -> None:
    url = FIRST_PAGE if where == "todo" else address("meeting_detail", following)

    def queries() -> int:
        text_of(kansli, url)
        with CaptureQueriesContext(connection) as captured:
            text_of(kansli, url)
        return len(captured)

    before = queries()
    for number in range(5):
        put_off(board, matter.meeting, f"Ärende {number}")
    assert queries() == before
