"""A member's board answers by its own link, without an account."""

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from meetings.actions.noticing import register_up
from meetings.actions.telling_boards import send_posting_again
from meetings.models import Notice, PostingPeriod
from meetings.reads.notices import dates_of
from meetings.swedish import long_date
from tests.worlds.boards import Board
from tests.worlds.notices import link_to, make_notice, posting_of
from tests.worlds.once import made_once
from tests.worlds.papers import PDF

pytestmark = pytest.mark.django_db


@pytest.fixture
def today() -> date:
    return timezone.localdate()


@made_once
def notice(board: Board) -> Notice:
    return make_notice(board, posted=timezone.localdate() - timedelta(days=5))


@pytest.fixture
def link(notice: Notice) -> str:
    return link_to("anslag-ek@exempelvik.example")


def answer(client: Client, link: str, step: str, **fields: object) -> str:
    data = {f"{step}-{name}": value for name, value in fields.items()}
    return client.post(link, {"step": step, **data}, follow=True).content.decode()


def test_link_shows_the_ready_text_without_an_account_or_a_script(client: Client, link: str) -> None:
    html = client.get(link).content.decode()
    assert "TILLKÄNNAGIVANDE AV JUSTERAT PROTOKOLL" in html
    assert "Inte uppsatt än" in html
    assert "<script" not in html


def test_day_up_is_today_unless_another_is_chosen(client: Client, link: str, today: date) -> None:
    assert f'value="{today.isoformat()}"' in client.get(link).content.decode()


def test_board_registers_up_and_the_dates_become_final(
    client: Client, link: str, notice: Notice, today: date
) -> None:
    register_up(posting=posting_of(notice, "RVN"), day=notice.posted, name="Rut Ek", at=timezone.now())
    html = answer(client, link, "up", day=today.isoformat(), name="Sten Ask")
    assert "registrerat som uppsatt" in html
    assert f"Uppsatt {long_date(today)} av Sten Ask" in html
    assert not dates_of(Notice.objects.get()).preliminary


def test_board_says_when_it_may_come_down(client: Client, link: str, today: date) -> None:
    html = answer(client, link, "up", day=today.isoformat(), name="Sten Ask")
    assert "Ta inte ner anslaget före" in html


def test_early_removal_is_explained_and_asked_to_go_up_again(client: Client, link: str, today: date) -> None:
    answer(client, link, "up", day=today.isoformat(), name="Sten Ask")
    html = answer(client, link, "down", day=today.isoformat(), name="Sten Ask")
    assert "behöver sättas upp igen" in html
    assert "13 kap. 5 §" in html
    html = answer(client, link, "up", day=today.isoformat(), name="Sten Ask")
    assert "behöver sättas upp igen" not in html
    assert PostingPeriod.objects.count() == 2


def test_removal_in_time_ends_with_thanks(client: Client, board: Board, today: date) -> None:
    notice = make_notice(board, posted=today - timedelta(days=60))
    link = link_to("anslag-ek@exempelvik.example")
    answer(client, link, "up", day=notice.posted.isoformat(), name="Sten Ask")
    html = answer(client, link, "down", day=today.isoformat(), name="Sten Ask")
    assert "Tack för hjälpen" in html
    assert "behöver sättas upp igen" not in html


def test_certificate_can_be_left(client: Client, link: str, today: date) -> None:
    answer(client, link, "up", day=today.isoformat(), name="Sten Ask")
    html = answer(client, link, "certificate", certificate=SimpleUploadedFile("bevis.pdf", PDF))
    assert "Beviset är mottaget" in html
    assert PostingPeriod.objects.get().certificate.media_type == "application/pdf"


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"day": "", "name": "Sten Ask"}, "Skriv dagen"),
        ({"day": "i går", "name": "Sten Ask"}, "Dagen finns inte"),
        ({"day": "2024-13-45", "name": "Sten Ask"}, "Dagen finns inte"),
        ({"day": "9999-12-31", "name": "Sten Ask"}, "framtiden"),
        ({"day": "0001-01-01", "name": "Sten Ask"}, "före justeringen"),
        ({"day": "2024-06-11", "name": "a" * 5000}, "150"),
        ({"day": "2024-06-11", "name": "a\0b"}, "Null"),
        ({"day": "2024-06-11", "name": "   "}, "Skriv ditt namn"),
    ],
)
def test_bad_answer_gets_a_sentence_and_saves_nothing(
    client: Client, link: str, fields: dict[str, str], sentence: str
) -> None:
    html = answer(client, link, "up", **fields)
    assert sentence in html
    assert not PostingPeriod.objects.exists()


def test_refused_day_stands_beside_its_field(client: Client, link: str, notice: Notice, today: date) -> None:
    early = notice.posted - timedelta(days=1)
    page = answer(client, link, "up", day=early.isoformat(), name="Sten Ask")
    assert '<a href="#id_up-day">Uppsatt den – Anslaget kan inte ha satts upp före justeringen' in page
    answer(client, link, "up", day=today.isoformat(), name="Sten Ask")
    page = answer(client, link, "down", day=notice.posted.isoformat(), name="Sten Ask")
    assert '<a href="#id_down-day">Nedtaget den – Anslaget sattes upp den' in page
    page = answer(client, link, "down", day=(today + timedelta(days=1)).isoformat(), name="Sten Ask")
    assert '<a href="#id_down-day">Nedtaget den – Dagen ligger i framtiden.' in page


def test_second_press_is_told_that_it_is_done(client: Client, link: str, today: date) -> None:
    answer(client, link, "up", day=today.isoformat(), name="Sten Ask")
    page = answer(client, link, "up", day=today.isoformat(), name="Sten Ask")
    assert f"Anslaget är redan registrerat som uppsatt den {long_date(today)}." in page
    answer(client, link, "down", day=today.isoformat(), name="Sten Ask")
    page = answer(client, link, "down", day=today.isoformat(), name="Sten Ask")
    assert f"Anslaget är redan registrerat som nedtaget den {long_date(today)}." in page
    assert PostingPeriod.objects.count() == 1


@pytest.mark.parametrize("data", [{}, {"step": "up"}, {"step": "x" * 9000}, {"step": "certificate"}])
def test_any_post_is_answered(client: Client, link: str, data: dict[str, str]) -> None:
    assert client.post(link, data).status_code in (400, 422)


def test_body_that_is_no_form_is_answered(client: Client, link: str) -> None:
    for media_type in (
        "application/json",
        "multipart/form-data",
        "multipart/form-data; boundary=x",
        "nonsens",
    ):
        assert client.post(link, b"\xff\0", content_type=media_type).status_code < 500


def test_file_of_another_kind_gets_a_sentence(client: Client, link: str, today: date) -> None:
    answer(client, link, "up", day=today.isoformat(), name="Sten Ask")
    html = answer(client, link, "certificate", certificate=SimpleUploadedFile("a.pdf", b"MZ not a pdf"))
    assert "PDF eller en bild" in html


def test_too_large_file_is_refused_before_it_is_read(client: Client, link: str) -> None:
    response = client.post(
        link, b"", content_type="multipart/form-data; boundary=x", CONTENT_LENGTH=str(10**9)
    )
    assert response.status_code == 422
    assert "för stor" in response.content.decode()


def test_link_never_shows_another_board(client: Client, link: str) -> None:
    html = client.get(link).content.decode()
    assert "Region Vallnäs" not in html
    assert "anslag-rvn" not in html


def test_address_is_kept_from_others(client: Client, link: str) -> None:
    response = client.get(link)
    assert "noindex" in response.headers["X-Robots-Tag"]
    assert response.headers["Referrer-Policy"] == "same-origin"
    assert "no-store" in response.headers["Cache-Control"]


@pytest.mark.parametrize("token", ["x" * 32, "x", "x" * 4000, "--", "åäö"])
def test_unknown_link_says_whom_to_ask(client: Client, board: Board, token: str) -> None:
    for response in (client.get(f"/anslag/{token}/"), client.post(f"/anslag/{token}/", {"step": "up"})):
        assert response.status_code == 404
        assert "kontakta kansliet" in response.content.decode()


def test_replaced_link_says_whom_to_ask(client: Client, link: str, notice: Notice) -> None:
    send_posting_again(posting=posting_of(notice, "EK"), at=timezone.now())
    refused = client.get(link)
    assert refused.status_code == 404
    assert "kontakta kansliet" in refused.text
    assert client.get(link_to("anslag-ek@exempelvik.example")).status_code == 200


def test_answers_are_limited_in_number(client: Client, board: Board) -> None:
    statuses = [client.post("/anslag/fel/").status_code for _ in range(61)]
    assert statuses[:60] == [404] * 60
    assert statuses[60] == 429


def test_address_that_is_a_key_is_not_left_on_paper(client: Client, notice: Notice) -> None:
    link = link_to("anslag-ek@exempelvik.example")
    head = client.get(link).content.decode().partition('class="on-paper">')[2].partition("</p>")[0]
    assert "· utskrivet" in head
    assert link not in head
