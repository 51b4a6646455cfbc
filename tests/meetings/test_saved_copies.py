"""A copy of an agenda on a device: what it may hold, for whom, and what the server says to browsers about it."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from meetings.actions.attaching import add_attachment, remove_attachment
from meetings.actions.planning import edit_meeting, pass_meeting_to
from meetings.models import AuditEntry, Mandate, Meeting, Paragraph, Person
from tests.worlds.boards import Board, make_meeting, make_paragraph
from tests.worlds.once import made_once
from tests.worlds.papers import make_pdf

pytestmark = pytest.mark.django_db


@made_once
def meeting(board: Board) -> Meeting:
    planned = make_meeting(board, day=timezone.localdate() + timedelta(days=10))
    make_paragraph(planned, board.secretary, heading="Ny insats", decisions=())
    add_paper(planned, board, "ett")
    add_paper(planned, board, "två")
    return pass_meeting_to(meeting=planned, state="summoned", by=board.secretary, at=timezone.now())


def add_paper(meeting: Meeting, board: Board, note: str) -> None:
    add_attachment(
        paragraph=Paragraph.objects.get(meeting=meeting, heading="Ny insats"),
        file_name=f"{note}.pdf",
        data=make_pdf(note=note),
        by=board.secretary,
        at=timezone.now(),
    )


def signed_in(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def page(meeting: Meeting, name: str = "saved_copy", *more: int) -> str:
    return reverse(name, args=["exempelvik", "styrelsen", meeting.key, *more])


def test_copy_holds_what_its_reader_may_read_and_the_summons(board: Board, meeting: Meeting) -> None:
    told = signed_in(board.member).get(page(meeting)).json()
    papers = meeting.attachments.all()
    assert told["person"] == board.member.public_id
    assert told["papers"] == {
        **{
            page(meeting, "meeting_paper", number): {"version": one.file.sha256, "size": one.file.size}
            for number, one in enumerate(papers, start=1)
        },
        page(meeting, "meeting_summons"): {"version": "1", "size": 0},
    }
    assert not AuditEntry.objects.filter(page="saved_copy").exists(), "it shows nothing of what they say"


def test_paper_that_takes_anothers_number_is_another_version(board: Board, meeting: Meeting) -> None:
    client, first = signed_in(board.member), page(meeting, "meeting_paper", 1)
    before = client.get(page(meeting)).json()
    remove_attachment(attachment=meeting.attachments.first(), by=board.secretary, at=timezone.now())
    after = client.get(page(meeting)).json()
    assert page(meeting, "meeting_paper", 2) not in after["papers"]
    assert after["papers"][first]["version"] == before["papers"][page(meeting, "meeting_paper", 2)]["version"]
    assert after["page"] != before["page"]


def test_page_is_another_when_it_says_something_else(board: Board, meeting: Meeting) -> None:
    client = signed_in(board.member)
    before = client.get(page(meeting)).json()["page"]
    assert client.get(page(meeting)).json()["page"] == before
    edit_meeting(meeting=meeting, place="Rådhuset", by=board.secretary, at=timezone.now())
    assert client.get(page(meeting)).json()["page"] != before


def test_nothing_may_be_kept_when_sign_in_mandate_or_summons_has_ended(
    board: Board, meeting: Meeting
) -> None:
    client = signed_in(board.member)
    assert client.get(page(meeting)).status_code == 200
    pass_meeting_to(meeting=meeting, state="cancelled", by=board.secretary, at=timezone.now())
    assert client.get(page(meeting)).status_code == 404
    Meeting.objects.filter(pk=meeting.pk).update(state="summoned")
    Mandate.objects.filter(person=board.member).update(last_day=timezone.localdate())
    assert client.get(page(meeting)).status_code == 404
    board.member.sessions.all().delete()
    assert Client().get(page(meeting)).status_code == 302
    assert client.get(page(meeting)).status_code == 302


def test_what_the_reader_is_shown_is_kept_by_no_cache_but_the_one_they_chose(
    board: Board, meeting: Meeting
) -> None:
    client = signed_in(board.member)
    for path in (page(meeting), page(meeting, "meeting_agenda"), page(meeting, "meeting_paper", 1)):
        assert client.get(path).headers["Cache-Control"] == "private, no-store"


def test_worker_lies_at_the_root_and_is_never_stale(client: Client, board: Board) -> None:
    for one in (client, signed_in(board.member)):
        answer = one.get("/sw.js")
        assert answer.status_code == 200
        assert answer.headers["Content-Type"].startswith("text/javascript")
        assert "no-cache" in answer.headers["Cache-Control"]
        assert "worker-src 'self'" in answer.headers["Content-Security-Policy"]
        again = one.get("/sw.js", headers={"If-None-Match": answer.headers["ETag"]})
        assert again.status_code == 304


def test_only_the_agenda_has_the_script_that_registers_it(
    client: Client, board: Board, meeting: Meeting
) -> None:
    member = signed_in(board.member)
    assert "bundles/agenda" in member.get(page(meeting, "meeting_agenda")).text
    for path in ("/exempelvik/", "/exempelvik/protokoll/", reverse("account_login")):
        assert "bundles/agenda" not in client.get(path).text
    assert "bundles/agenda" not in member.get("/exempelvik/styrelsen/").text


def test_signing_out_empties_the_browser(client: Client, board: Board) -> None:
    client.force_login(board.member)
    assert "Clear-Site-Data" not in client.get(reverse("account_logout")).headers
    answer = client.post(reverse("account_logout"))
    assert answer.status_code == 302
    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert client.get("/exempelvik/styrelsen/").status_code == 302
