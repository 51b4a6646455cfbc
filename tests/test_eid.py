"""Sign-in by e-ID against a real provider: who gets in, who does not, and what is kept of it."""

import re
import time
from types import SimpleNamespace

import pytest
from allauth.core.internal.deferred import jwt
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added
from allauth.socialaccount.models import SocialAccount
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from cryptography.hazmat.primitives.asymmetric import rsa
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import timezone

from finsam.sign_in.eid import TokenEndpoint, remember_eid
from finsam.sign_in.second_step import session_eid
from meetings.actions.own_details import rename
from meetings.models import Person
from tests.worlds.boards import PASSWORD, make_board, make_person
from tests.worlds.eid import LOA2, LOA3, PERSONNUMMER, Eid, link, show
from tests.worlds.kept import Told, all_that_is_kept
from tests.worlds.letters import letters
from tests.worlds.once import made_once

pytestmark = pytest.mark.django_db


@made_once
def person() -> Person:
    return make_person("Astrid", "Norling")


@made_once
def namesake() -> Person:
    return make_person("Astrid", "Norling", email="annan@example.org")


@pytest.fixture
def inside(client: Client, person: Person) -> Client:
    """Just signed in, with the password."""
    client.post(reverse("account_login"), {"login": person.email, "password": PASSWORD})
    return client


def signed_in(client: Client) -> str | None:
    return client.session.get("_auth_user_id")


def test_linked_identity_signs_in_as_its_person(inside: Client, eid: Eid, person: Person) -> None:
    page = link(inside, eid, "Astrid Elisabet Norling").content.decode()
    assert "E-legitimationen är kopplad till ditt konto." in page
    assert "<strong>Provlegitimation</strong>" in page
    other = Client()
    assert "Logga in med Provlegitimation" in other.get(reverse("account_login")).content.decode()
    answer = show(other, eid, next=reverse("mfa_index"))
    assert signed_in(other) == str(person.pk)
    assert answer.redirect_chain[-1][0] == reverse("mfa_index")


def test_session_that_an_eid_opened_is_no_stronger_than_another_when_it_is_taken_away(
    inside: Client, eid: Eid, person: Person
) -> None:
    link(inside, eid)
    other = Client()
    show(other, eid)
    request = SimpleNamespace(session=other.session)
    assert session_eid(request, person)
    identity = SocialAccount.objects.get()
    other.post(reverse("socialaccount_connections"), {"account": identity.pk})
    assert not SocialAccount.objects.exists()
    assert signed_in(other) == str(person.pk)
    assert session_eid(request, person) is None
    remember_eid(request, key := Authenticator(user=person, type="webauthn", data={}))
    assert "eid" not in key.data


def test_request_asks_for_the_level_and_to_be_shown_now(inside: Client, eid: Eid) -> None:
    link(inside, eid)
    asked = eid.asked()
    assert asked["acr_values"] == "http://id.elegnamnden.se/loa/1.0/loa3"
    assert (asked["prompt"], asked["max_age"], asked["code_challenge_method"]) == ("login", "0", "S256")
    assert set(asked["scope"].split()) == {"openid", "profile"}


def test_unknown_identity_is_refused_on_a_plain_page(client: Client, eid: Eid, person: Person) -> None:
    eid.will_find(person.name)
    page = show(client, eid)
    assert page.status_code == 403
    assert "<h1>E-legitimationen är inte kopplad till något konto</h1>" in page.content.decode()
    assert signed_in(client) is None
    assert not SocialAccount.objects.exists()
    assert Person.objects.count() == 1


@pytest.mark.parametrize("what", ["weak", "old", "refused", "forged"])
def test_answer_that_is_too_weak_or_old_or_not_asked_for_opens_nothing(
    inside: Client, eid: Eid, what: str
) -> None:
    link(inside, eid)
    other = Client()
    if what == "weak":
        eid.will_find("Astrid Norling", acr=LOA2)
    elif what == "old":
        eid.will_find("Astrid Norling", ago=3600)
    elif what == "refused":
        eid.will_refuse()
    if what == "forged":
        page = other.get(reverse("openid_connect_callback", args=["prov"]), {"code": "x", "state": "y"})
    else:
        page = show(other, eid)
    heading = "Du avbröt legitimeringen" if what == "refused" else "Det gick inte att legitimera dig"
    assert f"<h1>{heading}</h1>" in page.content.decode()
    assert signed_in(other) is None


@pytest.mark.parametrize(
    "how",
    [
        {"algorithm": "RS256"},
        {"algorithm": "HS256", "key": "provhemlighet" * 4},
        {"algorithm": "none", "key": None},
        {"algorithm": "RS256", "headers": {}},
        {"algorithm": "RS256", "headers": {"kid": "annan"}},
    ],
)
def test_token_that_the_provider_has_not_signed_says_nothing(eid: Eid, rf: RequestFactory, how: dict) -> None:
    now = int(time.time())
    said = {"iss": eid.address, "aud": "finsam", "sub": PERSONNUMMER, "iat": now, "exp": now + 60}
    key = rsa.generate_private_key(65537, 2048)
    token = jwt.encode(said, **{"key": key, "headers": {"kid": "eid"}, **how})
    answers = TokenEndpoint(rf.get("/"), "prov")
    for answer in ({"id_token": token}, {"id_token": "inget"}, {}):
        with pytest.raises(OAuth2Error):
            answers.said_by(answers.get_provider().app, answer)


def test_link_is_made_only_where_the_name_is_the_same(inside: Client, eid: Eid) -> None:
    page = link(inside, eid, "Karl Östman")
    assert page.status_code == 403
    assert "Namnet i e-legitimationen är inte det som står i registret." in page.content.decode()
    assert not SocialAccount.objects.exists()


def test_name_that_was_taken_just_now_links_nothing(
    inside: Client, eid: Eid, person: Person, settings
) -> None:
    rename(person=person, first_name="Karl", last_name="Östman", by=person, at=timezone.now())
    assert link(inside, eid, "Karl Östman").status_code == 403
    settings.SIGNING_WAIT_HOURS = 0
    assert "är kopplad" in link(inside, eid, "Karl Östman").content.decode()


def test_passkey_tells_by_which_eid_its_session_was_opened(
    inside: Client, eid: Eid, person: Person, settings
) -> None:
    link(inside, eid)
    by_eid, by_password = Client(), Client()
    show(by_eid, eid)
    by_password.post(reverse("account_login"), {"login": person.email, "password": PASSWORD})
    told = {}
    sessions = {"e-ID": by_eid.session, "password": by_password.session}
    assert all(session.keys() for session in sessions.values())  # read before they are ended
    for name, session in sessions.items():
        request = RequestFactory().get("/")
        request.session, request.user = session, person
        key = Authenticator.objects.create(user=person, type="webauthn", data={"name": name})
        authenticator_added.send(Authenticator, request=request, user=person, authenticator=key)
        told[name] = Authenticator.objects.get(pk=key.pk).data.get("eid")
    assert told["password"] is None
    assert told["e-ID"]["acr"] == LOA3
    assert set(told["e-ID"]) == {"issuer", "acr", "auth_time"}


def test_identity_is_linked_to_one_person_only(inside: Client, eid: Eid, namesake: Person) -> None:
    link(inside, eid)
    other = Client()
    other.post(reverse("account_login"), {"login": namesake.email, "password": PASSWORD})
    page = link(other, eid)
    assert "E-legitimationen är redan kopplad till ett annat konto." in page.content.decode()
    assert SocialAccount.objects.get().user != namesake


def test_person_links_one_identity_of_a_kind(inside: Client, eid: Eid) -> None:
    link(inside, eid)
    page = link(inside, eid, sub="199001012391").content.decode()
    assert "Du har redan kopplat en annan e-legitimation av samma slag." in page
    assert SocialAccount.objects.count() == 1


def test_only_who_has_just_shown_who_they_are_links_and_unlinks(
    client: Client, eid: Eid, person: Person
) -> None:
    client.force_login(person)  # long ago
    eid.will_find(person.name)
    answer = client.post(reverse("openid_connect_login", args=["prov"]), {"process": "connect"})
    assert answer.headers["Location"].startswith(reverse("account_reauthenticate"))
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    link(client, eid)
    later = Client()
    later.force_login(person)
    own = SocialAccount.objects.get()
    answer = later.post(reverse("socialaccount_connections"), {"account": own.pk})
    assert answer.headers["Location"].startswith(reverse("account_reauthenticate"))
    assert SocialAccount.objects.exists()


def test_identity_is_unlinked_by_its_person_alone(inside: Client, eid: Eid, namesake: Person) -> None:
    link(inside, eid)
    own = SocialAccount.objects.get()
    other = Client()
    other.post(reverse("account_login"), {"login": namesake.email, "password": PASSWORD})
    other.post(reverse("socialaccount_connections"), {"account": own.pk})
    assert SocialAccount.objects.exists()
    page = inside.post(reverse("socialaccount_connections"), {"account": own.pk}, follow=True)
    assert "E-legitimationen är inte längre kopplad till ditt konto." in page.content.decode()
    assert not SocialAccount.objects.exists()
    subjects = [letter.subject for letter in letters()]
    assert "En e-legitimation är kopplad till ditt konto" in subjects
    assert "En e-legitimation är bortkopplad" in subjects


def test_only_way_in_is_not_taken_away(inside: Client, eid: Eid, person: Person) -> None:
    link(inside, eid)
    Person.objects.filter(pk=person.pk).update(password="!")
    other = Client()
    show(other, eid)
    own = SocialAccount.objects.get()
    page = other.post(reverse("socialaccount_connections"), {"account": own.pk}).content.decode()
    assert "Välj ett lösenord först." in page
    assert SocialAccount.objects.exists()


def test_provider_that_is_not_in_the_settings_is_nowhere(client: Client, eid: Eid) -> None:
    for name in ("openid_connect_login", "openid_connect_callback"):
        for ask in (client.get, client.post):
            assert ask(reverse(name, args=["annan"])).status_code in (404, 405)


def test_provider_that_is_down_is_a_sentence(client: Client, eid: Eid, settings) -> None:
    settings.EID_PROVIDERS = [eid.settings(server_url="http://localhost:1")]
    page = client.post(reverse("openid_connect_login", args=["prov"])).content.decode()
    assert "<h1>Det gick inte att legitimera dig</h1>" in page


def invite(person: Person) -> str:
    """The page that the letter leads to."""
    Client().post(reverse("account_reset_password"), {"email": person.email})
    found = re.search(r"https?://[^/]+(/\S+)", letters(person.email)[-1].body)
    assert found
    return found[1]


@made_once
def invited() -> Person:
    person = Person(email="petra@example.org", first_name="Petra", last_name="Sandell")
    person.set_unusable_password()
    person.save()
    return person


def key_on(page: str) -> str:
    found = re.search(r'name="invitation" value="([^"]+)"', page)
    assert found
    return found[1]


def test_invited_person_links_an_identity_instead_of_a_password(
    client: Client, eid: Eid, invited: Person
) -> None:
    page = client.get(invite(invited)).content.decode()
    assert "Använd Provlegitimation i stället" in page
    eid.will_find("Petra Sandell")
    show(client, eid, invitation=key_on(page))
    assert signed_in(client) == str(invited.pk)
    assert SocialAccount.objects.get().user == invited
    invited.refresh_from_db()
    assert invited.in_use_since
    assert "Länken gäller inte längre" in Client().get(invite(invited).replace("-", "-x", 1)).content.decode()


def test_invitation_is_of_no_use_to_another_name(client: Client, eid: Eid, invited: Person) -> None:
    key = key_on(client.get(invite(invited)).content.decode())
    eid.will_find("Karl Östman")
    assert show(client, eid, invitation=key).status_code == 403
    assert signed_in(client) is None
    assert not SocialAccount.objects.exists()
    eid.will_find("Petra Sandell")
    assert show(client, eid).status_code == 403  # what was begun before is forgotten
    assert show(client, eid, invitation=f"{key}x").status_code == 403
    assert not SocialAccount.objects.exists()


def test_letter_about_a_forgotten_password_links_no_identity(
    client: Client, eid: Eid, person: Person, invited: Person
) -> None:
    page = client.get(invite(person)).content.decode()
    assert "Välj lösenord" in page
    assert "invitation" not in page
    key = key_on(client.get(invite(invited)).content.decode())
    Person.objects.filter(pk=invited.pk).update(in_use_since=timezone.now())
    eid.will_find("Petra Sandell")
    assert show(client, eid, invitation=key).status_code == 403
    assert not SocialAccount.objects.exists()


def test_personnummer_is_kept_nowhere(inside: Client, eid: Eid, person: Person, told: Told, tmp_path) -> None:
    eid.will_find(person.name)
    show(Client(), eid)  # not known yet
    link(inside, eid)
    show(Client(), eid)
    link(inside, eid, "Karl Östman", sub="199001012391")
    account = SocialAccount.objects.get()
    assert set(account.extra_data) == {"issuer", "acr", "auth_time"}
    everything = all_that_is_kept(tmp_path) + told.text
    for secret in (PERSONNUMMER, PERSONNUMMER[2:], "199001012391", "Karl Östman"):
        assert secret not in everything
    assert account.uid in everything


@pytest.mark.parametrize("page", ["/konto/personuppgifter/", "/exempelvik/personuppgifter/"])
def test_page_about_personal_data_says_what_is_kept_of_an_eid(client: Client, page: str) -> None:
    """The value that a key makes of the number is still about a person (GDPR art. 4.1)."""
    make_board()
    said = " ".join(client.get(page).content.decode().split())
    assert "ett värde som räknas fram ur det som identifierar dig, med en hemlig nyckel" in said
    assert "men det är ändå en personuppgift om dig" in said
