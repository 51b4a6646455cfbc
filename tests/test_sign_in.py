"""Signing in, what differs from allauth's own behaviour and what we rely on."""

import re
from http import HTTPStatus

import pytest
from allauth.core.internal import ratelimit
from django.conf import settings
from django.core.cache import cache
from django.test import Client, RequestFactory
from django.urls import reverse

from finsam.sign_in.accounts import is_known_browser
from meetings.models import Person
from meetings.views.limits import may_try_password
from tests.worlds.boards import make_board, make_verified
from tests.worlds.letters import letters
from tests.worlds.once import made_once

PASSWORD = "lagom-hemligt-lösenord"
PAGE = "/exempelvik/protokoll/"

pytestmark = pytest.mark.django_db


@made_once
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


def from_place(ip: str) -> Client:
    return Client(REMOTE_ADDR=ip)


def test_lock_of_a_killed_process_is_waited_for_and_is_no_wrong_password(person: Person) -> None:
    request = RequestFactory().post("/")
    request.user = person
    rate = ratelimit.get_rates(app="allauth.account", action="signing_password")[0]
    key = ratelimit.get_cache_key(request, app="allauth.account", action="signing_password", rate=rate)
    cache.add(f"{key}:lock", True, timeout=3)
    assert may_try_password(request, person)


def test_stranger_with_wrong_passwords_keeps_nobody_out(person: Person) -> None:
    for _ in range(6):
        sign_in(from_place("192.0.2.66"), person.email, "fel")
    assert sign_in(from_place("192.0.2.66"), person.email, PASSWORD) != HTTPStatus.FOUND
    assert sign_in(from_place("192.0.2.7"), person.email, PASSWORD) == HTTPStatus.FOUND


def test_known_browser_and_the_reset_link_get_in_when_an_address_is_tried_from_everywhere(
    person: Person, settings
) -> None:
    settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | {"login_of_address": "3/h/key"}
    own = from_place("192.0.2.7")
    assert sign_in(own, person.email, PASSWORD) == HTTPStatus.FOUND
    own.post(reverse("account_logout"))
    for last in range(10, 14):
        sign_in(from_place(f"192.0.2.{last}"), person.email, "fel")
    elsewhere = from_place("192.0.2.99")
    assert sign_in(elsewhere, person.email, PASSWORD) != HTTPStatus.FOUND
    assert sign_in(own, person.email, PASSWORD) == HTTPStatus.FOUND
    elsewhere.post(reverse("account_reset_password"), {"email": person.email})
    link = re.search(r"http://[^/]+(/\S+)", letters(person.email)[-1].body)
    assert link
    new = {"password1": "tolv-gula-roddbatar", "password2": "tolv-gula-roddbatar"}
    elsewhere.post(link[1], new)
    assert elsewhere.session["_auth_user_id"] == str(person.pk)


def test_known_browser_guesses_no_more_than_others(client: Client, person: Person) -> None:
    assert sign_in(client, person.email, PASSWORD) == HTTPStatus.FOUND
    client.post(reverse("account_logout"))
    for _ in range(5):
        sign_in(client, person.email, "fel")
    assert sign_in(client, person.email, PASSWORD) != HTTPStatus.FOUND


def test_browser_that_another_person_knows_is_no_known_one(client: Client, person: Person) -> None:
    other = Person.objects.create_user("x@example.se", PASSWORD, first_name="X", last_name="Y")
    sign_in(client, other.email, PASSWORD)
    client.post(reverse("account_logout"))
    request = RequestFactory().get("/")
    request.COOKIES = {name: morsel.value for name, morsel in client.cookies.items()}
    assert is_known_browser(request, other.email)
    assert not is_known_browser(request, person.email)


def test_nobody_can_sign_up(client: Client) -> None:
    fields = {"email": "ny@example.se", "password1": PASSWORD, "password2": PASSWORD}
    client.post(reverse("account_signup"), fields)
    assert not Person.objects.exists()


def forms_and_links(client: Client, address: str, **query: str) -> tuple[str, str, dict[str, str]]:
    """A page's HTML, where its form goes, and the form's hidden fields."""
    page = client.get(address, query, follow=True)
    html = page.content.decode()
    form = re.search(r'<form[^>]*action="([^"]*)" class="form">(.*?)</form>', html, re.DOTALL)
    assert form
    hidden = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', form[2]))
    return html, form[1] or page.redirect_chain[-1][0], hidden


def link_to(words: str, html: str) -> str:
    found = re.search(rf'href="([^"]+)"[^>]*>{re.escape(words)}</a>', html)
    assert found, words
    return found[1]


def test_forgotten_password_leads_back_to_the_same_protocol(client: Client) -> None:
    """Every link and form of the way is followed as it stands on its page."""
    board = make_board()
    protocol = make_verified(board).protocol
    member = board.chair
    page = reverse("protocol_verify", args=["exempelvik", "styrelsen", protocol.key])
    html, _, hidden = forms_and_links(client, page)
    assert hidden["next"] == page
    html, action, hidden = forms_and_links(client, link_to("Glömt lösenordet?", html))
    assert f"{reverse('account_login')}?next={page}" in html
    sent = client.post(action, hidden | {"email": member.email}, follow=True)
    html = sent.content.decode()
    assert "<h1>Titta bland dina mejl</h1>" in html
    assert link_to("Till inloggningen", html) == f"{reverse('account_login')}?next={page}"
    letter = next(each for each in letters(member.email) if each.subject == "Välj ett nytt lösenord")
    link = re.search(r"http://[^/]+(/\S+)", letter.body)
    assert link
    html, action, hidden = forms_and_links(client, link[1])
    assert "<h1>Välj lösenord</h1>" in html
    short = client.post(action, hidden | {"password1": "kort", "password2": "kort"}).content.decode()
    assert "Det ska ha minst 10 tecken." in short
    assert f'name="next" value="{page}"' in short
    new = {"password1": "tolv-gula-roddbatar", "password2": "tolv-gula-roddbatar"}
    back = client.post(action, hidden | new, follow=True)
    assert back.redirect_chain[-1][0] == page
    assert [str(message) for message in back.context["messages"]] == ["Ditt nya lösenord är sparat."]
    assert client.session["_auth_user_id"] == str(member.pk)
    assert "Ditt lösenord är ändrat" in [letter.subject for letter in letters(member.email)]


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
