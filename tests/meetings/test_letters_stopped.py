"""A letter that does not get through is neither forgotten nor sent twice."""

from collections.abc import Iterator
from http import HTTPStatus
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.jobs import Job

from meetings.actions.resending import take_up_stalled_jobs
from meetings.letters import PerhapsSentError, put_in_post, send_mail
from meetings.models import Letter
from tests.worlds.boards import Board
from tests.worlds.forging import past_the_guards
from tests.worlds.letters import make_letter, set_job
from tests.worlds.mail_server import MailServer

pytestmark = pytest.mark.django_db
LIST = "/exempelvik/kansli/mejl/"


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[MailServer]:
    server = MailServer()
    monkeypatch.setattr(settings, "MAILERS", {"default": server.start()})
    yield server
    server.stop()


@pytest.fixture
def office(client: Client, board: Board) -> Client:
    client.force_login(board.secretary)
    return client


def try_to_send(letter: Letter) -> None:
    job = job_of(letter)
    send_mail(SimpleNamespace(job=job), **job.task_kwargs)  # type: ignore[arg-type]


def job_of(letter: Letter) -> Job:
    return ProcrastinateJob.objects.get(pk=letter.job_id).procrastinate_job


def state_of(letter: Letter) -> str:
    return ProcrastinateJob.objects.get(pk=letter.job_id).status


def test_letter_is_marked_before_and_after_and_sent_once(board: Board, server: MailServer) -> None:
    letter = make_letter(board.association)
    try_to_send(letter)
    try_to_send(letter)  # as by a worker that ended between the letter and its job
    letter.refresh_from_db()
    assert letter.sending_at
    assert letter.sending_at <= letter.sent_at
    assert [one["Message-ID"] for one in server.letters_to(letter.to)] == [letter.message_id]


def test_refused_letter_is_tried_again_and_its_reason_is_shown(
    board: Board, server: MailServer, office: Client
) -> None:
    server.answer = "550 Ingen sådan brevlåda"
    letter = make_letter(board.association)
    with pytest.raises(Exception, match="550") as refusal:
        try_to_send(letter)
    strategy = send_mail.retry_strategy
    assert strategy
    assert strategy.get_retry_decision(exception=refusal.value, job=job_of(letter))
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET attempts = 1, scheduled_at = now()")
    page = office.get(LIST).content.decode()
    assert "Väntar på ett nytt försök" in page
    assert "550" in page
    set_job(letter, "failed")
    page = office.get(LIST).content.decode()
    assert f"Till {letter.to}" in page
    assert "Kanske inte framme" not in page
    assert "hemligt" not in page


def test_letter_whose_answer_was_not_seen_is_not_sent_again_by_itself(
    board: Board, server: MailServer, office: Client
) -> None:
    settings.MAILERS["default"]["OPTIONS"]["timeout"] = 0.1
    server.seconds = 0.3
    letter = make_letter(board.association)
    with pytest.raises(PerhapsSentError) as unseen:
        try_to_send(letter)
    strategy = send_mail.retry_strategy
    assert strategy
    assert strategy.get_retry_decision(exception=unseen.value, job=job_of(letter)) is None
    set_job(letter, "failed")
    with pytest.raises(PerhapsSentError):
        try_to_send(letter)
    page = office.get(LIST).content.decode()
    assert "Kanske inte framme" in page
    assert letter.subject in page
    assert "hemligt" not in page


def test_mail_server_that_is_away_has_taken_nothing(board: Board, server: MailServer) -> None:
    settings.MAILERS["default"]["OPTIONS"]["port"] = 1
    letter = make_letter(board.association)
    with pytest.raises(OSError, match="refused"):
        try_to_send(letter)
    letter.refresh_from_db()
    assert letter.sending_at is None
    assert "refused" in letter.trouble


def test_job_of_a_killed_worker_is_done_by_another(board: Board) -> None:
    letter = make_letter(board.association, job="doing")
    assert take_up_stalled_jobs(besides=letter.job_id) == []
    assert take_up_stalled_jobs() == [letter.job_id]
    assert state_of(letter) == "todo"


def test_job_of_a_living_worker_is_left_to_it(board: Board) -> None:
    letter = make_letter(board.association, job="doing")
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO procrastinate_workers DEFAULT VALUES RETURNING id")
        cursor.execute("UPDATE procrastinate_jobs SET worker_id = %s", [cursor.fetchone()[0]])
        assert take_up_stalled_jobs() == []
        cursor.execute("UPDATE procrastinate_workers SET last_heartbeat = now() - interval '31 seconds'")
    assert take_up_stalled_jobs() == [letter.job_id]


def test_letter_that_a_killed_worker_had_begun_waits_for_a_person(
    board: Board, office: Client, server: MailServer
) -> None:
    letter = make_letter(board.association, job="doing")
    Letter.objects.update(sending_at=letter.written_at)
    take_up_stalled_jobs()
    assert state_of(letter) == "failed"
    assert "Ett mejl" in office.get("/exempelvik/kansli/").content.decode()
    again = f"{LIST}{letter.public_id}/igen/"
    first, second = (office.post(again, follow=True).content.decode() for _ in range(2))
    assert f"Mejlet till {letter.to} skickas på nytt." in first
    assert f"Mejlet till {letter.to} skickas på nytt." in second
    assert state_of(letter) == "todo"
    try_to_send(letter)
    assert [one["Message-ID"] for one in server.letters_to(letter.to)] == [letter.message_id]


def test_job_that_ends_its_worker_each_time_is_given_up(board: Board) -> None:
    letter = make_letter(board.association, job="doing")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET attempts = 10")
    take_up_stalled_jobs()
    assert state_of(letter) == "failed"


def test_worker_that_woke_and_sent_it_after_all_leaves_nothing_behind(board: Board, office: Client) -> None:
    letter = make_letter(board.association, job="failed")
    Letter.objects.update(sending_at=letter.written_at, sent_at=letter.written_at)
    assert "Alla mejl har kommit iväg." in office.get(LIST).content.decode()
    take_up_stalled_jobs()
    assert not ProcrastinateJob.objects.exists()


def test_letter_is_taken_off_the_list_with_its_text(board: Board, office: Client) -> None:
    letter = make_letter(board.association, job="failed")
    for _ in range(2):
        response = office.post(f"{LIST}{letter.public_id}/bort/", follow=True)
        assert "borttaget ur listan" in response.content.decode()
    assert not ProcrastinateJob.objects.exists()
    assert Letter.objects.get().sent_at is None


def test_letter_of_another_association_is_neither_seen_nor_sent(board: Board, office: Client) -> None:
    letter = make_letter(board.association, job="failed")
    with past_the_guards():
        Letter.objects.update(association=None)
    assert letter.to not in office.get(LIST).content.decode()
    assert office.post(f"{LIST}{letter.public_id}/igen/").status_code == HTTPStatus.NOT_FOUND


def test_list_asks_as_many_questions_for_many_letters(board: Board, office: Client) -> None:
    def questions() -> int:
        with CaptureQueriesContext(connection) as captured:
            office.get(LIST)
        return len(captured)

    make_letter(board.association, job="failed")
    one = questions()
    for _ in range(5):
        make_letter(board.association, job="failed")
    assert questions() == one


def test_letter_is_written_in_the_callers_transaction_in_the_worker_too(board: Board) -> None:
    with app.replace_connector(app.connector.get_worker_connector()):
        with transaction.atomic():
            put_in_post(to="a@b.example", subject="s", body="b", association=board.association)
            transaction.set_rollback(True)
    assert not ProcrastinateJob.objects.exists()
    assert not Letter.objects.exists()
