"""What the chancellery writes in a form of a case is kept while it is written, until it is sent."""

from http import HTTPStatus

import pytest
from django.test import Client

from funding.models import Criterion, Memo, Message, UnsentText
from meetings.actions.writing import digest
from tests.funding.test_cases import page
from tests.worlds.applications import Office

pytestmark = pytest.mark.django_db

EMPTY = digest("")


@pytest.fixture
def clerk(office: Office, client: Client) -> Client:
    client.force_login(office.board.secretary)
    return client


def keep(client: Client, url: str, base: str = EMPTY, **texts: str):
    return client.post(url, texts | {f"base-{name}": base for name in texts}, headers={"X-Autosave": "1"})


@pytest.mark.parametrize(
    ("name", "more", "field"),
    [
        ("case_memo", (), "assessment"),
        ("case_opinion", (), "text"),
        ("case_step", ("skriv",), "text"),
        ("case_step", ("komplettera",), "text"),
    ],
)
def test_what_is_begun_stands_there_again_for_its_writer_alone(clerk, office, case, name, more, field):
    url = page(name, case, *more)
    answer = keep(clerk, url, **{field: "Skrivet hittills.\nOch mer."})
    assert answer.status_code == HTTPStatus.OK
    assert answer.json()["digests"] == {field: digest("Skrivet hittills.\nOch mer.")}
    assert "Skrivet hittills.\\nOch mer." in clerk.get(url).text
    assert "Ta bort det jag skrev" in clerk.get(url).text
    other = Client()
    other.force_login(office.board.manager)
    assert "Skrivet hittills" not in other.get(url).text
    assert not Memo.objects.exists()
    assert not Message.objects.exists()
    assert "borttaget" in clerk.post(url, {"forget": "1"}, follow=True).text
    assert not UnsentText.objects.exists()


def test_comment_of_the_review_is_kept(clerk, office, case):
    key = Criterion.objects.filter(association=case.association, is_used=True).first().pk
    url = page("case_review", case)
    keep(clerk, url, **{f"comment_{key}": "Bra.", f"points_{key}": "3"})
    assert "Bra." in clerk.get(url).text


def test_what_is_sent_is_kept_no_more_and_what_is_refused_is(clerk, case):
    url = page("case_step", case, "skriv")
    keep(clerk, url, text="Hej.")
    assert clerk.post(url, {"text": ""}).status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert UnsentText.objects.get().text == "Hej."
    assert clerk.post(url, {"text": "Hej."}).status_code == HTTPStatus.FOUND
    assert not UnsentText.objects.exists()
    assert Message.objects.get().text == "Hej."


def test_own_second_tab_writes_over_nothing(clerk, case):
    url = page("case_memo", case)
    keep(clerk, url, assessment="Ett.")
    told = keep(clerk, url, assessment="Två.")
    assert told.status_code == HTTPStatus.CONFLICT
    assert told.json()["conflicts"]["assessment"]["own"]
    assert UnsentText.objects.get().text == "Ett."
    assert keep(clerk, url, digest("Ett."), assessment="Två.").status_code == HTTPStatus.OK


def test_memo_begun_before_a_colleague_saved_hers_is_not_saved_over_it(clerk, case):
    url = page("case_memo", case)
    keep(clerk, url, assessment="Min.", seen="1")
    keep(clerk, url, digest("Min."), assessment="Min egen.", seen="2")
    assert UnsentText.objects.get(name="seen").text == "1"


@pytest.mark.parametrize("texts", [{"text": "x" * 100_001}, {"Å": "x"}, {"x" * 61: "x"}])
def test_what_cannot_be_kept_is_said(clerk, case, texts):
    answer = keep(clerk, page("case_step", case, "skriv"), **texts)
    assert answer.json()["errors"]["__all__"]
    assert not UnsentText.objects.exists()


def test_any_signs_are_kept(clerk, case):
    assert keep(clerk, page("case_step", case, "skriv"), text="a\0b").status_code == HTTPStatus.OK
    assert UnsentText.objects.get().text == "ab"
    assert keep(clerk, page("case_step", case, "s" * 90), text="a").status_code == HTTPStatus.NOT_FOUND
