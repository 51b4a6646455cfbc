"""A question to the database that outlasts its limit: our own page, and nothing half saved."""

from http import HTTPStatus

import psycopg
import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from meetings.models import Meeting
from tests.worlds.boards import Board, make_meeting


@pytest.mark.django_db(transaction=True)
def test_page_that_waits_too_long_says_so_and_saves_nothing(client: Client, board: Board) -> None:
    meeting = make_meeting(board)
    client.force_login(board.secretary)
    page = reverse("meeting_edit", args=["exempelvik", board.body.slug, meeting.key])
    form = client.get(page).context["form"]
    sent = {form.add_prefix(name): form[name].value() or "" for name in form.fields} | {
        "place": "En annan plats"
    }
    other = psycopg.connect(**connection.get_connection_params())  # type: ignore[attr-defined]
    other.execute("SELECT 1 FROM meetings_meeting FOR UPDATE")
    with connection.cursor() as cursor:
        cursor.execute("SET statement_timeout = '100ms'")
    answer = client.post(page, sent)
    with connection.cursor() as cursor:
        cursor.execute("SET statement_timeout = 0")
    other.close()
    assert answer.status_code == HTTPStatus.SERVICE_UNAVAILABLE
    assert "Det du just skickade är inte sparat" in answer.content.decode()
    assert Meeting.objects.get().place == meeting.place
