"""Signing in, what differs from allauth's own behaviour and what we rely on."""

import re
from http import HTTPStatus

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from meetings.models import Person
from tests.letters import letters

PASSWORD = "lagom-hemligt-lösenord"
PAGE = "/exempelvik/protokoll/"

pytestmark = pytest.mark.django_db


@pytest.fixture
def person() -> Person:
    return Person.objects.create_user(
        "astrid.norling@example.se", PASSWORD, first_name="Astrid", last_name="Norling"
    )


def sign_in(client: Client, email: str, password: str) -> int:
    return client.post(reverse("account_login"), {"login": email, "password": password}).status_code


def test_person_signs_in_with_email_in_any_case(client: Client, person: Person) -> None:
    assert sign_in(client, person.email.upper(), PASSWORD) == HTTPStatus.FOUND


def test_sign_in_is_refused_after_five_wrong_passwords(client: Client, person: Person) -> None:
    for _ in range(5):
        sign_in(client, person.email, "fel")
    assert sign_in(client, person.email, PASSWORD) != HTTPStatus.FOUND


def test_nobody_can_sign_up(client: Client) -> None:
    fields = {"email": "ny@example.se", "password1": PASSWORD, "password2": PASSWORD}
    client.post(reverse("account_signup"), fields)
    assert not Person.objects.exists()


def test_forgotten_password_leads_back_to_the_page(client: Client, person: Person) -> None:
    form = client.get(reverse("account_login"), {"next": PAGE}).content.decode()
    forgotten = re.search(r'href="([^"]*password/reset/[^"]*)"', form)
    assert forgotten
    client.post(forgotten[1], {"email": person.email, "next": PAGE})
    link = re.search(r"http://testserver(/\S+)", letters()[0].body)
    assert link
    choose = client.get(link[1], follow=True)
    action = re.search(r'<form[^>]*action="([^"]*)"[^>]*>(.*?)</form>', choose.content.decode(), re.DOTALL)
    assert action
    hidden = dict(re.findall(r'type="hidden" name="(next)" value="([^"]*)"', action[2]))
    new = {"password1": "ett-annat-bra-lösenord", "password2": "ett-annat-bra-lösenord"}
    answer = client.post(action[1] or choose.redirect_chain[-1][0], new | hidden)
    assert answer.status_code == HTTPStatus.FOUND
    assert answer.headers["Location"] == PAGE
    assert client.session["_auth_user_id"] == str(person.pk)


def test_forgotten_password_does_not_lead_to_another_site(client: Client, person: Person) -> None:
    away = "https://example.com/"
    client.post(reverse("account_reset_password"), {"email": person.email, "next": away})
    assert away not in letters()[0].body
    assert "example.com" not in letters()[0].body.replace("example.se", "")


def test_unknown_address_gets_the_same_answer_and_no_mail(client: Client, person: Person) -> None:
    answers = [
        client.post(reverse("account_reset_password"), {"email": email}).headers["Location"]
        for email in (person.email, "ingen@example.se")
    ]
    assert answers[0] == answers[1]
    assert [letter.to for letter in letters()] == [person.email]


def test_admin_has_no_sign_in_form_of_its_own(client: Client) -> None:
    answer = client.get("/admin/login/", {"next": "/admin/"})
    assert answer.headers["Location"].startswith(reverse(settings.LOGIN_URL))


def test_register_does_not_exist_for_a_person_without_one(client: Client, person: Person) -> None:
    client.force_login(person)
    assert client.get("/admin/").status_code == HTTPStatus.NOT_FOUND


def test_mail_server_that_is_down_fails_no_page_and_tells_nothing(
    client: Client, person: Person, settings
) -> None:
    settings.MAILERS = {
        "default": {
            "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
            "OPTIONS": {"host": "127.0.0.1", "port": 1},
        }
    }
    answer = client.post(reverse("account_reset_password"), {"email": person.email})
    assert answer.headers["Location"] == reverse("account_reset_password_done")
    assert letters(person.email)  # waits for the worker
