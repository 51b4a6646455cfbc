"""What a stranger is told of an address by the time an answer takes: nothing.

The same answer, the same number of password hashes and of questions to the database for every kind of address. The
times themselves are measured by `python -m tests.timing`.
"""

import re
from dataclasses import dataclass
from unittest.mock import patch

import pytest
from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.auth.hashers import get_hasher
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from procrastinate.contrib.django.models import ProcrastinateJob

from meetings.letters import put_in_post
from meetings.models import Person
from meetings.tasks import rescue_every_minute
from tests.worlds.boards import PASSWORD
from tests.worlds.kinds_of_addresses import make_addresses
from tests.worlds.letters import letters
from tests.worlds.once import made_once

pytestmark = pytest.mark.django_db


@made_once
def known() -> dict[str, str]:
    return make_addresses()


@dataclass(frozen=True)
class Cost:
    status: int
    page: str
    hashes: int
    queries: int


def cost(path: str, fields: dict[str, str]) -> Cost:
    client = Client()
    hasher = type(get_hasher())
    with (
        patch.object(hasher, "encode", autospec=True, side_effect=hasher.encode) as encode,
        CaptureQueriesContext(connection) as queries,
    ):
        answer = client.post(path, fields)
    # What was written is shown again; nothing else of the page may differ.
    page = answer.text.replace(next(iter(fields.values())), "")
    page = page.replace(client.cookies["csrftoken"].value if "csrftoken" in client.cookies else "-", "")
    return Cost(answer.status_code, _without_tokens(page), encode.call_count, len(queries))


def _without_tokens(page: str) -> str:
    return "\n".join(
        line for line in page.splitlines() if "csrfmiddlewaretoken" not in line and "nonce" not in line
    )


def costs(path: str, field: str, known: dict[str, str], *, tries: int = 1, **other: str) -> dict[str, Cost]:
    found = {}
    for kind, email in {"warms up": "forst@example.org", **known}.items():
        cache.clear()
        for _ in range(tries):
            found[kind] = cost(path, {field: email, **other})
    del found["warms up"]
    return found


def assert_equal(found: dict[str, Cost]) -> None:
    assert found == dict.fromkeys(found, found["is nobody's"])


def test_wrong_password_is_refused_alike(known):
    found = costs(reverse("account_login"), "login", known, password="fel-losenord")
    assert_equal(found)
    assert found["is nobody's"].hashes == 1


def test_sixth_wrong_password_is_refused_alike(known):
    found = costs(reverse("account_login"), "login", known, tries=6, password="fel-losenord")
    assert_equal(found)
    assert found["is nobody's"].hashes == 0


def test_forgotten_password_is_answered_alike(known):
    assert_equal(costs(reverse("account_reset_password"), "email", known))
    expected = {email for kind, email in known.items() if kind not in ("is closed", "is nobody's")}
    assert {letter.to for letter in letters()} == expected


def test_link_to_applications_is_asked_for_alike(known):
    assert_equal(costs(reverse("application_enter", args=["exempelvik"]), "email", known))
    assert known["is closed"] not in {letter.to for letter in letters()}
    assert {known["is nobody's"], known["has a password"]} <= {letter.to for letter in letters()}


def test_sixth_link_in_an_hour_is_asked_for_alike(known):
    assert_equal(costs(reverse("application_enter", args=["exempelvik"]), "email", known, tries=6))


def test_letter_about_a_password_leads_to_the_site_whatever_host_was_asked(known):
    client = Client(HTTP_HOST="127.0.0.1")
    client.post(reverse("account_reset_password"), {"email": known["has a password"]})
    (letter,) = letters()
    assert f"{settings.SITE_URL}/konto/password/reset/key/" in letter.body
    assert "127.0.0.1" not in letter.body


def test_former_address_in_allauths_own_table_opens_nothing(known, client):
    person = Person.objects.get(email=known["has a password"])
    EmailAddress.objects.create(user=person, email="forr@example.org", verified=True, primary=True)
    client.post(reverse("account_login"), {"login": "forr@example.org", "password": PASSWORD})
    assert "_auth_user_id" not in client.session
    client.post(reverse("account_reset_password"), {"email": "forr@example.org"})
    assert letters() == []


def test_link_to_a_password_is_made_and_opened_without_that_table(known, client):
    client.post(reverse("account_reset_password"), {"email": known["has a password"]})
    (letter,) = letters()
    client.get(re.search(r"http://[^/]+(/\S+)", letter.body)[1])
    assert not EmailAddress.objects.exists()


def test_what_strangers_ask_for_waits_for_everything_else(known, client):
    client.post(reverse("account_reset_password"), {"email": known["has a password"]})
    client.post(reverse("application_enter", args=["exempelvik"]), {"email": known["has no password"]})
    put_in_post(to="a@example.org", subject="Underskrift behövs", body="Skriv under.")
    rescue_every_minute.defer(timestamp=0)
    waiting = ProcrastinateJob.objects.order_by("-priority", "id").values_list("task_name", flat=True)
    assert [name.rpartition(".")[2] for name in waiting] == [
        "rescue_every_minute",
        "send_mail",
        "answer_forgotten_password",
        "answer_applicant",
    ]
