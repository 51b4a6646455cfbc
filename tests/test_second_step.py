"""Second factors: one-time codes and recovery codes; passkeys are tried in tests/browser/test_passkeys.py."""

import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.test import Client
from django.urls import reverse

from meetings.models import Person
from tests.worlds.boards import PASSWORD, make_person
from tests.worlds.letters import letters
from tests.worlds.once import made_once
from tests.worlds.second_step import code_of, make_app

pytestmark = pytest.mark.django_db


@made_once
def person() -> Person:
    return make_person("Astrid", "Norling")


@pytest.fixture
def inside(client: Client, person: Person) -> Client:
    """Just signed in, with the password."""
    client.post(reverse("account_login"), {"login": person.email, "password": PASSWORD})
    return client


def signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def give_password(client: Client, person: Person) -> str:
    answer = client.post(reverse("account_login"), {"login": person.email, "password": PASSWORD})
    return answer.headers["Location"]


def inside_with_app(client: Client, person: Person) -> str:
    """Signed in with password and code; what the codes are made from."""
    _, secret = make_app(person)
    give_password(client, person)
    client.post(reverse("mfa_authenticate"), {"code": code_of(secret)})
    return secret


def test_password_alone_signs_in_nobody_who_has_a_second_step(client: Client, person: Person) -> None:
    _, secret = make_app(person)
    assert give_password(client, person) == reverse("mfa_authenticate")
    assert not signed_in(client)
    page = client.get(reverse("mfa_authenticate")).content.decode()
    assert "<h1>Ett steg till</h1>" in page
    assert "Använd din inloggningsnyckel" not in page
    wrong = client.post(reverse("mfa_authenticate"), {"code": "000000"}).content.decode()
    assert "Det stämmer inte. Försök igen." in wrong
    assert not signed_in(client)
    client.post(reverse("mfa_authenticate"), {"code": code_of(secret)})
    assert signed_in(client)


def test_code_opens_once(client: Client, person: Person) -> None:
    _, secret = make_app(person)
    code = code_of(secret)
    for expected in (True, False):
        client.post(reverse("account_logout"))
        give_password(client, person)
        client.post(reverse("mfa_authenticate"), {"code": code})
        assert signed_in(client) == expected


def test_too_many_wrong_codes_are_refused_with_the_right_one_too(client: Client, person: Person) -> None:
    _, secret = make_app(person)
    give_password(client, person)
    for _ in range(6):
        client.post(reverse("mfa_authenticate"), {"code": "000000"})
    page = client.post(reverse("mfa_authenticate"), {"code": code_of(secret)}).content.decode()
    assert "Det blev för många försök." in page
    assert not signed_in(client)


def test_new_password_by_a_letter_does_not_pass_the_second_step(client: Client, person: Person) -> None:
    make_app(person)
    client.post(reverse("account_reset_password"), {"email": person.email})
    link = re.search(r"https?://[^/]+(/\S+)", letters(person.email)[-1].body)
    assert link
    chosen = {"password1": "tolv-gula-roddbatar", "password2": "tolv-gula-roddbatar"}
    assert client.post(link[1], chosen).headers["Location"] == reverse("mfa_authenticate")
    assert not signed_in(client)


def test_app_is_taken_into_use_and_gives_recovery_codes(
    inside: Client, person: Person, django_capture_on_commit_callbacks
) -> None:
    page = inside.get(reverse("mfa_activate_totp")).content.decode()
    secret = re.search(r"nyckeln <code>(\w+)</code>", page)
    assert secret
    with django_capture_on_commit_callbacks(execute=True):
        answer = inside.post(reverse("mfa_activate_totp"), {"code": code_of(secret[1])}, follow=True)
    page = answer.content.decode()
    assert "<h1>Dina reservkoder</h1>" in page
    assert len(re.findall(r"<li><code>\d{8}</code></li>", page)) == 10
    assert "Engångskoder från app används" in [letter.subject for letter in letters(person.email)]
    own = inside.get(reverse("mfa_index")).content.decode()
    assert "En app ger dig engångskoder." in own
    assert "10 reservkoder är kvar." in own


def test_recovery_code_lets_in_once(client: Client, person: Person) -> None:
    inside_with_app(client, person)
    client.post(reverse("mfa_generate_recovery_codes"))
    page = client.get(reverse("mfa_view_recovery_codes")).content.decode()
    code = re.findall(r"<code>(\d{8})</code>", page)[3]
    for expected in (True, False):
        other = Client()
        give_password(other, person)
        other.post(reverse("mfa_authenticate"), {"code": code})
        assert signed_in(other) == expected


def test_what_codes_are_made_from_cannot_be_read_in_the_database(client: Client, person: Person) -> None:
    secret = inside_with_app(client, person)
    client.post(reverse("mfa_generate_recovery_codes"))
    codes = Authenticator.objects.get(type="recovery_codes").wrap().get_unused_codes()
    stored = str(list(Authenticator.objects.values_list("data")))
    assert not [one for one in (secret, *codes) if one in stored]


def test_codes_survive_a_change_of_the_secret_key(client: Client, person: Person, settings) -> None:
    _, secret = make_app(person)
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "en-annan-nyckel-" * 4
    give_password(client, person)
    client.post(reverse("mfa_authenticate"), {"code": code_of(secret)})
    assert signed_in(client)


CHANGES = (
    "mfa_add_webauthn",
    "mfa_activate_totp",
    "mfa_deactivate_totp",
    "mfa_view_recovery_codes",
    "mfa_generate_recovery_codes",
)


@pytest.mark.parametrize("name", CHANGES)
def test_second_step_is_changed_only_by_who_has_just_shown_who_they_are(
    client: Client, person: Person, name: str
) -> None:
    if name != "mfa_activate_totp":
        make_app(person)
    if name == "mfa_view_recovery_codes":
        RecoveryCodes.activate(person)
    client.force_login(person)  # long ago
    answer = client.get(reverse(name))
    assert answer.headers["Location"].startswith(reverse("account_reauthenticate"))
    page = client.get(reverse("account_reauthenticate"), {"next": reverse(name)}).content.decode()
    assert "<h1>Skriv ditt lösenord igen</h1>" in page
    answer = client.post(
        reverse("account_reauthenticate"), {"password": PASSWORD, "next": reverse(name)}, follow=True
    )
    assert answer.status_code == 200
    assert answer.redirect_chain[-1][0] == reverse(name)


SHAPE = '{"id": "AA", "rawId": "AA", "type": "public-key", "response": %s}'
NO_ANSWERS = (
    *("", "x", "[]", "{}", "null", '{"id": 1}', '{"response": {"userHandle": "_"}}', '{"response": 1}'),
    SHAPE % "{}",
    SHAPE % '{"clientDataJSON": "AA", "attestationObject": "AA"}',
    SHAPE % '{"clientDataJSON": "AA", "authenticatorData": "AA", "signature": "AA", "userHandle": "MQ"}',
    SHAPE % '{"clientDataJSON": "e30", "authenticatorData": "AA", "signature": "AA", "userHandle": 1}',
)


@pytest.mark.parametrize("credential", NO_ANSWERS)
def test_answer_that_no_passkey_gave_is_refused(inside: Client, person: Person, credential: str) -> None:
    for name in ("mfa_add_webauthn", "mfa_reauthenticate_webauthn", "mfa_login_webauthn"):
        inside.get(reverse(name), headers={"X-Requested-With": "XMLHttpRequest"})
        answer = inside.post(reverse(name), {"credential": credential, "name": "x"})
        assert answer.status_code in (200, 302)
    make_app(person)
    other = Client()
    give_password(other, person)
    assert other.post(reverse("mfa_authenticate"), {"credential": credential}).status_code == 200
    assert not signed_in(other)
    assert not Authenticator.objects.filter(type="webauthn").exists()
