"""What stands in the log can be read by whoever runs the machine: no letters, no keys."""

import logging
import re
import sys
from time import process_time
from urllib.parse import quote

import pytest
from django.conf import settings
from django.db import connection
from procrastinate.contrib.django.models import ProcrastinateJob

from finsam.keys_in_addresses import KEY_ARGUMENTS, arguments_of, routes
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


def test_what_an_eid_sends_the_browser_back_with_is_not_logged():
    for path in ("/konto/oidc/prov/login/callback/", "/konto/oidc/prov/skriv-under/"):
        back = f"{path}?code=hemlig-1&state=hemlig_2&iss=https%3A%2F%2Feid.example"
        told = line("django.server", '"GET %s HTTP/1.1" 200', back)
        assert told == f'"GET {path}?code=…&state=…&iss=https%3A%2F%2Feid.example HTTP/1.1" 200'
        login = f"Not Found: /konto/login/?next={quote(back, safe='')}"
        assert "hemlig" not in line("django.request", login)


def test_key_in_a_traceback_is_not_logged():
    try:
        raise ValueError("/anslag/hemlig-12/ did not answer")
    except ValueError:
        record = logging.LogRecord("django", logging.ERROR, "", 0, "Fel", (), sys.exc_info())
    WithoutSecrets().filter(record)
    assert "/anslag/…/ did not answer" in logging.Formatter().format(record)


def addresses_with_a_key() -> list[str]:
    """Every address of the site that is a key, with «hemlig» for it and x for the rest."""
    own = [route for route in routes() if not KEY_ARGUMENTS.isdisjoint(arguments_of(route))]
    plain = [re.sub(r"\(\?P<uidb36>.*", "hemlig-abc-def/", route) for route in own]
    return ["/" + re.sub(r"<(\w+:)?\w+>", "x", route.replace("<str:token>", "hemlig")) for route in plain]


def test_addresses_that_are_keys_are_these():
    assert set(addresses_with_a_key()) == {
        "/anslag/hemlig/",
        "/kalender/hemlig.ics",
        "/konto/bekrafta/hemlig/",
        "/inbjudan/hemlig/",
        "/inbjudan/hemlig/bilaga/x/",
        "/svar/hemlig/",
        "/underlag/hemlig/",
        "/konto/password/reset/key/hemlig-abc-def/",
        "/x/medel/avtal/hemlig/",
        "/x/medel/avtal/hemlig/avtal.pdf",
        "/x/medel/bekrafta/hemlig/",
        "/x/medel/konto/hemlig/",
        "/x/medel/lank/hemlig/",
        "/x/medel/svara/hemlig/",
    }


@pytest.mark.parametrize("address", addresses_with_a_key())
def test_no_form_of_an_address_brings_its_key_into_the_log(address):
    forms = [
        address,
        address.rstrip("/"),
        f"{address}mer/",
        f"http://localhost:8000{address}?x=1",
        f"/konto/login/?next={quote(address)}",
        f"/konto/login/?next={quote(address, safe='')}&mer=1",
        f"/{address}",
        address.replace("/", "//"),
        address.replace("anslag", "Anslag").replace("konto", "KONTO").replace("medel", "Medel"),
        f"<WSGIRequest: GET '{address}'>",
        f"Forbidden (CSRF cookie not set.): {address}",
    ]
    for form in forms:
        told = line("django.request", "%s: %s", "Not Found", form)
        assert "hemlig" not in told
        assert "…" in told


@pytest.mark.parametrize("part", ["/", "/x", "/x/medel/", "//konto//", "%2f"])
def test_no_address_takes_long_to_write_in_the_log(part):
    began = process_time()
    line("django.request", "%s", (part * 100_000)[:100_000])
    assert process_time() - began < 0.5


def test_every_argument_that_may_be_any_text_is_judged():
    """A new one is either a key, and then named as one, or said here to be none."""
    free = re.compile(r"<(?:str:|path:)?(\w+)>|\(\?P<(\w+)>")
    named = {one or other for route in routes() for one, other in free.findall(route)}
    harmless = {"key", "object_id", "version_id", "section", "content_type_id", "app_label", "url"}
    assert named - KEY_ARGUMENTS <= harmless, named


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
