"""Sign-in and forgotten passwords, in the site's own words."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from meetings.models import Person
from tests.worlds.letters import letters
from tests.worlds.once import made_once
from tests.worlds.passkeys import UNREADABLE

pytestmark = pytest.mark.django_db
PASSWORD = "nio-lommar-over-sjon"


@made_once
def person() -> Person:
    return Person.objects.create_user(
        email="astrid@exempel.test", password=PASSWORD, first_name="Astrid", last_name="Norling"
    )


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        (
            {"login": "astrid@exempel.test", "password": "fel"},
            "E-postadressen eller lösenordet stämmer inte.",
        ),
        ({"login": "astrid@exempel.test", "password": ""}, "Skriv ditt lösenord."),
        ({"login": "", "password": "fel"}, "Skriv din e-postadress."),
    ],
)
def test_failed_sign_in_is_told_in_swedish_and_keeps_the_address(
    client: Client, person: Person, fields: dict[str, str], sentence: str
) -> None:
    html = client.post(reverse("account_login"), fields).content.decode()
    assert "Du är inte inloggad" in html
    assert sentence in html
    assert fields["login"] in html


def test_too_many_wrong_passwords_are_told_how_long_to_wait(client: Client, person: Person) -> None:
    for _ in range(6):
        answer = client.post(reverse("account_login"), {"login": person.email, "password": "fel"})
    assert "Det blev för många försök. Vänta fem minuter och försök igen." in answer.content.decode()


@pytest.mark.parametrize(
    ("old", "new", "again", "sentence"),
    [
        ("fel", "tolv-gula-roddbatar", "tolv-gula-roddbatar", "Lösenordet stämmer inte."),
        (PASSWORD, "", "", "Skriv ett nytt lösenord."),
        (PASSWORD, "tolv-gula-roddbatar", "", "Skriv samma lösenord en gång till."),
        (PASSWORD, "tolv-gula-roddbatar", "tolv-gula-roddbåtar", "De två lösenorden är inte lika."),
        (PASSWORD, "kort", "kort", "Lösenordet är för kort. Det ska ha minst 10 tecken."),
        (PASSWORD, "19 juni 26", "19 juni 26", "Ditt nya lösenord är sparat."),
        (PASSWORD, "72390146582", "72390146582", "Lösenordet har bara siffror."),
        (PASSWORD, "basketball", "basketball", "Lösenordet är vanligt och lätt att gissa."),
        (PASSWORD, "astrid@exempel", "astrid@exempel", "Lösenordet liknar ditt namn eller din e-postadress."),
    ],
)
def test_change_of_password_is_answered_in_plain_words(
    client: Client, person: Person, old: str, new: str, again: str, sentence: str
) -> None:
    client.force_login(person)
    fields = {"oldpassword": old, "password1": new, "password2": again}
    html = client.post(reverse("account_change_password"), fields, follow=True).content.decode()
    assert sentence in html


def test_signing_in_says_nothing_and_signing_out_says_so(client: Client, person: Person) -> None:
    inside = client.post(reverse("account_login"), {"login": person.email, "password": PASSWORD}, follow=True)
    assert list(inside.context["messages"]) == []
    outside = client.post(reverse("account_logout"), follow=True)
    assert [str(message) for message in outside.context["messages"]] == ["Du är utloggad."]


def test_sign_in_page_leads_a_forgetful_person_back_to_the_same_page(client: Client) -> None:
    html = client.get(reverse("account_login"), {"next": "/exempelvik/justera/"}).content.decode()
    assert f'href="{reverse("account_reset_password")}?next=/exempelvik/justera/"' in html


def test_letter_about_a_new_password_is_in_swedish(client: Client, person: Person) -> None:
    client.post(reverse("account_reset_password"), {"email": person.email})
    (letter,) = letters()
    assert letter.subject == "Välj ett nytt lösenord"
    assert "Länken gäller i en vecka och fungerar en gång." in letter.body
    assert "Hälsningar\nFinsam protokoll" in letter.body


def test_new_password_is_chosen_by_the_link(client: Client, person: Person) -> None:
    client.post(reverse("account_reset_password"), {"email": person.email})
    link = re.search(r"https?://[^/]+(/\S+)", letters()[0].body)
    assert link
    page = client.get(link[1])
    assert "<h1>Välj lösenord</h1>" in page.content.decode()
    chosen = {"password1": "tolv-gula-roddbatar", "password2": "tolv-gula-roddbatar"}
    assert client.post(link[1], chosen).status_code == 302
    person.refresh_from_db()
    assert person.check_password("tolv-gula-roddbatar")


def test_used_link_says_so_and_offers_a_new_one(client: Client) -> None:
    html = client.get("/konto/password/reset/key/1-abc/").content.decode()
    assert "Länken gäller inte längre" in html


def test_signed_in_person_sees_name_and_the_way_out(client: Client, person: Person) -> None:
    client.force_login(person)
    html = client.get(reverse("account_change_password")).content.decode()
    assert f"<summary>{person}</summary>" in html
    assert f'action="{reverse("account_logout")}"' in html


def test_sign_up_is_closed(client: Client) -> None:
    assert "Kansliet bjuder in" in client.get(reverse("account_signup")).content.decode()


@pytest.mark.parametrize("text", UNREADABLE.values(), ids=UNREADABLE)
def test_answer_of_a_key_that_cannot_be_read_is_a_sentence(client: Client, person: Person, text: str) -> None:
    for page, who in (("mfa_login_webauthn", None), ("mfa_add_webauthn", person)):
        if who:
            client.force_login(who)
        client.get(reverse(page))
        answer = client.post(reverse(page), {"credential": text, "name": "Min telefon"})
        assert "_auth_user_id" not in client.session or who
        assert answer.status_code in (200, 302)


def test_register_asks_whoever_is_not_signed_in_to_sign_in_and_leads_back(client: Client) -> None:
    answer = client.get("/admin/")
    assert answer.headers["Location"] == f"{reverse('account_login')}?next=/admin/"
