"""What a visitor meets when something is wrong: the site's own look, Swedish, and a way on."""

from datetime import timedelta
from http import HTTPStatus

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from meetings.actions.publishing import hide_protocol
from tests.worlds.boards import Board, make_meeting
from tests.worlds.notices import make_notice

pytestmark = pytest.mark.django_db


def test_form_without_its_token_is_told_what_to_do() -> None:
    answer = Client(enforce_csrf_checks=True).post(reverse("account_login"), {"login": "a@example.se"})
    assert answer.status_code == HTTPStatus.FORBIDDEN
    assert "Det du skickade har inte sparats." in answer.content.decode()


@pytest.mark.parametrize(("more", "status"), [(0, HTTPStatus.OK), (1, HTTPStatus.CONTENT_TOO_LARGE)])
def test_request_larger_than_any_file_is_refused_unread(
    client: Client, settings, more: int, status: HTTPStatus
) -> None:
    body = b"login=a&password=b"
    settings.REQUEST_MAX_BYTES = len(body) - more
    form = "application/x-www-form-urlencoded"
    answer = client.post(reverse("account_login"), body, content_type=form)
    assert answer.status_code == status
    assert ("Filen är för stor" in answer.content.decode()) == bool(more)


def test_too_many_letters_about_passwords_are_told_to_wait(client: Client) -> None:
    for _ in range(6):
        answer = client.post(reverse("account_reset_password"), {"email": "ingen@example.se"})
    assert answer.status_code == HTTPStatus.TOO_MANY_REQUESTS
    assert "Vänta några minuter och försök igen." in answer.content.decode()


def test_missing_protocol_tells_where_to_turn_and_not_why_it_is_missing(client: Client, board: Board) -> None:
    notice = make_notice(board, posted=timezone.localdate() - timedelta(days=10))
    hide_protocol(protocol=notice.protocol, by=board.secretary, at=timezone.now())
    drafted = make_meeting(board, day=notice.protocol.meeting.date + timedelta(days=1))
    hidden, draft, nothing = (
        client.get(f"/exempelvik/protokoll/styrelsen/{key}/").content.decode()
        for key in (notice.protocol.key, drafted.key, "1999-01-01")
    )
    assert "Protokollet är inte publicerat här" in hidden
    assert "lämnas ut av förbundets kansli" in hidden
    assert hidden == draft == nothing
    elsewhere = client.get(f"/grannby/protokoll/styrelsen/{notice.protocol.key}/").content.decode()
    assert "Sidan finns inte" in elsewhere


def test_address_of_a_form_opened_by_itself_says_so_and_leads_home(client: Client, board: Board) -> None:
    """Every other address and role: tests/test_access.py."""
    answer = client.post(reverse("notice_board", args=["exempelvik"]))
    page = answer.content.decode()
    assert answer.status_code == HTTPStatus.METHOD_NOT_ALLOWED
    assert answer.headers["Allow"] == "GET, HEAD"
    assert "Sidan kan inte öppnas så" in page
    assert 'href="/exempelvik/"' in page
