"""What stands in the log can be read by whoever runs the machine: no letters, no keys."""

import logging

import pytest
from django.conf import settings
from django.db import connection
from procrastinate.contrib.django.models import ProcrastinateJob

from finsam.log_privacy import WithoutSecrets
from meetings.letters import send_mail


def line(name: str, message: str, *args: object) -> str:
    record = logging.LogRecord(name, logging.INFO, "", 0, message, args, None)
    WithoutSecrets().filter(record)
    return record.getMessage()


def test_letter_of_a_job_is_not_logged():
    job = "Starting job meetings.tasks.send_mail[7](to='a@b.example', body='Hej!\n(bråttom) /anslag/abc/')"
    assert line("procrastinate.worker.worker", job) == "Starting job meetings.tasks.send_mail[7]"
    ended = f"{job.replace('Starting job', 'Job')} ended with status: Error, lasted 0.1 s"
    told = line("procrastinate.worker", ended)
    assert told == "Job meetings.tasks.send_mail[7] ended with status: Error, lasted 0.1 s"


def test_key_in_an_address_is_not_logged():
    assert line("django.request", "%s: %s", "Not Found", "/anslag/hemlig-12/") == "Not Found: /anslag/…/"
    told = line("django.server", '"GET /konto/password/reset/key/1-abc-def/?next=/x HTTP/1.1" 200')
    assert told == '"GET /konto/password/reset/key/…/?next=/x HTTP/1.1" 200'


def test_every_handler_takes_secrets_out():
    for handler in settings.LOGGING["handlers"].values():
        assert "without_secrets" in handler["filters"]


@pytest.mark.django_db(transaction=True)
def test_sent_letter_is_not_kept(run_jobs):
    send_mail.defer(to="a@b.example", subject="Hej", body="/anslag/hemlig/")
    assert ProcrastinateJob.objects.count() == 1
    run_jobs()
    assert ProcrastinateJob.objects.count() == 0
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM procrastinate_events")
        assert cursor.fetchone() == (0,)
