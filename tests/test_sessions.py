"""Where one is signed in: listed, ended one by one and everywhere, and ended by what makes an account another's."""

from collections.abc import Callable

import pytest
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.conf import settings
from django.test import Client
from django.urls import reverse

from meetings.models import Person, Session
from tests.worlds.boards import PASSWORD, make_person
from tests.worlds.once import made_once
from tests.worlds.second_step import code_of, make_app

pytestmark = pytest.mark.django_db
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"
PHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Safari/604.1"
)


@made_once
def person() -> Person:
    return make_person("Astrid", "Norling")


@made_once
def other_person() -> Person:
    return make_person("Petra", "Sandell")


def sign_in(person: Person, browser: str = FIREFOX) -> Client:
    client = Client(headers={"User-Agent": browser})
    client.post(reverse("account_login"), {"login": person.email, "password": PASSWORD})
    assert is_inside(client)
    return client


def is_inside(client: Client) -> bool:
    return client.get(reverse("mfa_index")).status_code == 200


def test_page_lists_the_browsers_one_is_signed_in_with(person: Person, other_person: Person) -> None:
    here = sign_in(person)
    sign_in(person, PHONE)
    sign_in(other_person, "Wget/1.25")
    page = here.get(reverse("mfa_index")).content.decode()
    assert page.count("<strong>Firefox på Windows</strong>") == 1
    assert page.count("<strong>Safari på iPhone</strong>") == 1
    assert page.count("Den här webbläsaren") == 1
    assert "Wget" not in page
    assert "Okänd" not in page


def test_page_asks_the_same_number_of_questions_for_any_number(
    person: Person, django_assert_max_num_queries
) -> None:
    here = sign_in(person)
    for _ in range(4):
        sign_in(person, PHONE)
    with django_assert_max_num_queries(8):
        here.get(reverse("mfa_index"))


def test_session_is_ended_by_its_person_alone(person: Person, other_person: Person) -> None:
    here, there, stranger = sign_in(person), sign_in(person, PHONE), sign_in(other_person)
    row = Session.objects.get(person=person, browser="Safari på iPhone")
    address = reverse("session_end", args=[row.public_id])
    assert stranger.post(address).status_code == 404
    assert here.get(address).status_code == 405
    assert is_inside(there)
    page = here.post(address, follow=True).content.decode()
    assert "Du är utloggad där." in page
    assert (is_inside(here), is_inside(there)) == (True, False)


def test_sessions_are_ended_everywhere_but_here(person: Person, other_person: Person) -> None:
    here, there, stranger = sign_in(person), sign_in(person, PHONE), sign_in(other_person)
    here.post(reverse("sessions_end"))
    assert [is_inside(one) for one in (here, there, stranger)] == [True, False, True]


def new_password(here: Client, person: Person) -> None:
    new = "tolv-gula-roddbatar"
    fields = {"oldpassword": PASSWORD, "password1": new, "password2": new}
    here.post(reverse("account_change_password"), fields)


def first_second_factor(here: Client, person: Person) -> None:
    here.get(reverse("mfa_activate_totp"))
    here.post(reverse("mfa_activate_totp"), {"code": code_of(here.session["mfa.totp.secret"])})


@pytest.mark.parametrize("change", [new_password, first_second_factor])
def test_change_of_the_way_in_ends_all_sessions_but_the_one_that_made_it(
    person: Person, other_person: Person, change: Callable[[Client, Person], None]
) -> None:
    here, there, stranger = sign_in(person), sign_in(person, PHONE), sign_in(other_person)
    change(here, person)
    assert [is_inside(one) for one in (here, there, stranger)] == [True, False, True]
    assert here.get(reverse("mfa_index")).content.decode().count("<strong>") == 1


def by_another(person: Person) -> None:
    Person.objects.filter(pk=person.pk).update(password="md5$salt$annat")


def factor_added(person: Person) -> None:
    make_app(person)


def identity_added(person: Person) -> None:
    SocialAccount.objects.create(user=person, provider="prov", uid="0" * 64)


@pytest.mark.parametrize("change", [by_another, factor_added, identity_added])
def test_change_made_elsewhere_ends_every_session(
    person: Person, other_person: Person, change: Callable[[Person], None]
) -> None:
    here, stranger = sign_in(person), sign_in(other_person)
    change(person)
    assert [is_inside(one) for one in (here, stranger)] == [False, True]


def test_second_factor_that_is_taken_away_ends_every_session(person: Person) -> None:
    make_app(person)
    client = Client()
    client.force_login(person)
    assert is_inside(client)
    Authenticator.objects.filter(user=person).delete()
    assert not is_inside(client)


def test_address_is_a_part_of_what_a_session_rests_on(person: Person) -> None:
    before = person.get_session_auth_hash()
    person.email = "annan@example.org"
    assert person.get_session_auth_hash() != before


def test_session_of_nobody_belongs_to_nobody(client: Client) -> None:
    session = client.session
    session["x"] = 1
    session.save()
    row = Session.objects.get()
    assert (row.person, row.begun_at, row.public_id, row.browser) == (None, None, "", "")


def test_session_from_before_signing_in_opens_nothing(person: Person) -> None:
    """Whoever left a browser with a session of their choice, or has seen it, is not inside with the next one."""
    browser, other = Client(), Client()
    session = browser.session
    session["signing"] = {"state": "annans"}
    session.save()
    other.cookies[settings.SESSION_COOKIE_NAME] = chosen = session.session_key
    browser.post(reverse("account_login"), {"login": person.email, "password": PASSWORD})
    assert is_inside(browser)
    assert browser.session.session_key != chosen
    assert not is_inside(other)
    other.cookies[settings.SESSION_COOKIE_NAME] = browser.session.session_key
    browser.post(reverse("account_logout"))
    assert not is_inside(other)
