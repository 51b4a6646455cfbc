from http import HTTPStatus

import pytest
from django.db import connection
from django.test import Client

from finsam import health
from meetings.models import Letter
from tests.worlds.boards import Board
from tests.worlds.letters import make_letter, set_job


@pytest.mark.django_db
def test_health_is_told_without_sign_in(client: Client) -> None:
    response = client.get("/halsa/")
    assert response.status_code == HTTPStatus.OK
    *parts, queue = response.content.decode().splitlines()
    assert [*parts, "kö: ok"] == [f"{part}: ok" for part in health.PARTS]
    assert queue == "kö: ok (äldsta väntar 0 s, misslyckade 0, avstannade 0)"


@pytest.mark.django_db
def test_queue_that_nobody_empties_is_told_with_its_numbers(client: Client, board: Board) -> None:
    letter, left = make_letter(board.association), make_letter(board.association, job="doing")
    make_letter(board.association, job="failed")
    set_waiting(letter, "16 minutes")
    response = client.get("/halsa/")
    assert response.status_code == HTTPStatus.SERVICE_UNAVAILABLE
    assert "kö: fel (äldsta väntar 960 s, misslyckade 1, avstannade 1)" in response.content.decode()
    set_job(letter, "succeeded")
    set_job(left, "succeeded")
    assert "kö: ok (äldsta väntar 0 s, misslyckade 1, avstannade 0)" in client.get("/halsa/").content.decode()


def set_waiting(letter: Letter, time: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE procrastinate_jobs SET scheduled_at = now() - %s::interval WHERE id = %s",
            [time, letter.job_id],
        )


@pytest.mark.django_db
def test_head_is_answered_as_get(client: Client) -> None:
    response = client.head("/halsa/")
    assert response.status_code == HTTPStatus.OK
    assert response.content == b""


@pytest.mark.django_db
def test_a_part_that_fails_is_named_but_not_explained(
    client: Client, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(health, "LEAST_FREE_BYTES", 1 << 62)
    response = client.get("/halsa/")
    assert response.status_code == HTTPStatus.SERVICE_UNAVAILABLE
    assert "disk: fel" in response.content.decode()
    assert "almost full" not in response.content.decode()
    assert "almost full" in caplog.text
