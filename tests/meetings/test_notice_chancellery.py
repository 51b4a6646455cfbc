"""The chancellery follows a notice and answers for the boards; the auditor reads."""

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from meetings.actions.appealing import register_appeal
from meetings.actions.noticing import register_down, register_up
from meetings.models import Appeal, Notice, Party, PostingPeriod
from tests.worlds.boards import Board, make_board
from tests.worlds.notices import make_notice, posting_of
from tests.worlds.once import made_once
from tests.worlds.papers import PDF

pytestmark = pytest.mark.django_db


@pytest.fixture
def today() -> date:
    return timezone.localdate()


@made_once
def notice(board: Board) -> Notice:
    return make_notice(board, posted=timezone.localdate() - timedelta(days=10))


@pytest.fixture
def secretary(client: Client, board: Board) -> Client:
    client.force_login(board.secretary)
    return client


def status_url(notice: Notice, rest: str = "") -> str:
    meeting = notice.protocol.meeting
    return f"/{meeting.body.association.slug}/moten/{meeting.body.slug}/{meeting.key}/anslag/{rest}"


def board_url(notice: Notice, code: str, rest: str = "") -> str:
    return status_url(notice, f"tavla/{posting_of(notice, code).public_id}/{rest}")


def post(client: Client, url: str, **data: object) -> str:
    response = client.post(url, data, follow=True)
    assert response.status_code in (200, 422)
    return response.content.decode()


def test_page_tells_each_board_and_the_dates(secretary: Client, notice: Notice) -> None:
    html = secretary.get(status_url(notice)).content.decode()
    assert html.count("Väntar på besked") == 2
    assert "Sista dagen att anslå har passerat" in html
    assert "Ska anslås senast" in html


def test_gap_is_said_first(secretary: Client, notice: Notice, today: date) -> None:
    posting = posting_of(notice, "EK")
    register_up(posting=posting, day=notice.posted, name="Rut Ek", at=timezone.now())
    register_down(posting=posting, day=today, name="Rut Ek", at=timezone.now())
    html = secretary.get(status_url(notice)).content.decode()
    assert "Det togs ner för tidigt hos Exempelviks kommun" in html
    assert "Nedtaget för tidigt, ska upp igen" in html


def test_chancellery_registers_on_a_boards_behalf_in_its_own_name(
    secretary: Client, notice: Notice, today: date
) -> None:
    url = board_url(notice, "EK")
    post(secretary, url, step="up", **{"up-day": notice.posted.isoformat(), "up-name": "Rut Ek"})
    period = PostingPeriod.objects.get()
    assert (period.first_day, period.up_by) == (notice.posted, "Rut Ek (registrerat av Karl Ostman)")
    post(secretary, url, step="down", **{"down-day": today.isoformat(), "down-name": "Rut Ek"})
    assert PostingPeriod.objects.get().last_day == today


def test_wrong_day_is_set_right(secretary: Client, notice: Notice, today: date) -> None:
    register_up(posting=posting_of(notice, "EK"), day=today, name="Rut Ek", at=timezone.now())
    url = board_url(notice, "EK")
    data = {"correct-first_day": notice.posted.isoformat(), "correct-last_day": ""}
    post(secretary, url, step="correct", **data)
    assert PostingPeriod.objects.get().first_day == notice.posted
    html = post(secretary, url, step="correct", **{**data, "correct-last_day": "2000-01-01"})
    assert "kan inte ha tagits ner före" in html


def test_letter_goes_again_to_another_address(secretary: Client, notice: Notice) -> None:
    post(secretary, board_url(notice, "EK", "paminn/"), **{"send-email": "ny@example.org"})
    assert ProcrastinateJob.objects.order_by("-id").first().args["to"] == "ny@example.org"
    assert Party.objects.get(code="EK").board_email == "anslag-ek@exempelvik.example"
    html = post(secretary, board_url(notice, "EK", "paminn/"), **{"send-email": "ingen adress"})
    assert "giltig e-postadress" in html


def test_certificate_is_put_in_and_fetched_as_a_download(secretary: Client, notice: Notice) -> None:
    register_up(posting=posting_of(notice, "EK"), day=notice.posted, name="Rut Ek", at=timezone.now())
    url = board_url(notice, "EK")
    data = {"certificate-certificate": SimpleUploadedFile("bevis.pdf", PDF)}
    post(secretary, url, step="certificate", **data)
    response = secretary.get(url + "bevis/1/")
    assert response.content == PDF
    assert response.headers["Content-Disposition"].startswith("attachment")
    assert "sandbox" in response.headers["Content-Security-Policy"]
    assert [secretary.get(f"{url}bevis/{number}/").status_code for number in (0, 2, 10**30)] == [404] * 3


def test_appeal_is_registered_shown_and_closed(secretary: Client, notice: Notice, today: date) -> None:
    paragraph = notice.protocol.paragraphs.get(number=43)
    data = {
        "appeal-paragraph": paragraph.pk,
        "appeal-received": today.isoformat(),
        "appeal-case_number": "12-26",
    }
    html = post(secretary, status_url(notice, "overklagande/"), **data)
    assert "mål 12-26" in html
    board_page = secretary.get(f"/exempelvik/anslagstavla/{notice.public_id}/").content.decode()
    assert "Överklagat och inte slutligt avgjort" in board_page
    closing = {
        "close-appeal": Appeal.objects.get().pk,
        "close-day": today.isoformat(),
        "close-outcome": "rejected",
    }
    post(secretary, status_url(notice, "overklagande/avgjort/"), **closing)
    assert Appeal.objects.get().closed == today


def test_appeal_on_another_meetings_paragraph_is_refused(
    secretary: Client, board: Board, notice: Notice, today: date
) -> None:
    other = make_notice(board, posted=today - timedelta(days=5))
    paragraph = other.protocol.paragraphs.get(number=43)
    data = {"appeal-paragraph": paragraph.pk, "appeal-received": today.isoformat()}
    assert "error-summary" in post(secretary, status_url(notice, "overklagande/"), **data)
    assert not Appeal.objects.exists()


def test_protocol_is_taken_off_the_web_and_put_back(secretary: Client, notice: Notice) -> None:
    address = status_url(notice).replace("/anslag/", "/justering/webben/")
    assert "togs bort från webben" in post(secretary, address)
    assert secretary.get("/exempelvik/protokoll/").content.decode().count("PDF") == 0
    assert "visas för allmänheten" in post(secretary, address, show="1")


def test_printed_text_leaves_the_day_to_be_written_in(secretary: Client, notice: Notice) -> None:
    html = secretary.get(status_url(notice, "text/")).content.decode()
    assert "Anslaget uppsatt" in html
    assert "____" in html


def test_auditor_reads_everything_and_changes_nothing(
    client: Client, board: Board, notice: Notice, today: date
) -> None:
    posting = posting_of(notice, "EK")
    register_up(posting=posting, day=notice.posted, name="Rut Ek", at=timezone.now())
    register_appeal(
        protocol=notice.protocol,
        paragraph=notice.protocol.paragraphs.get(number=43),
        received=today,
        by=board.secretary,
        at=timezone.now(),
    )
    client.force_login(board.auditor)
    for url in (status_url(notice), board_url(notice, "EK")):
        html = client.get(url).content.decode()
        assert html.count("<form") == 1  # signing out
    writes = ["overklagande/", "overklagande/avgjort/"]
    urls = [status_url(notice, each) for each in writes]
    urls += [board_url(notice, "EK"), board_url(notice, "EK", "paminn/")]
    assert {client.post(url, {"step": "down"}).status_code for url in urls} == {404}


def test_others_find_nothing(client: Client, board: Board, notice: Notice) -> None:
    outsider = make_board(slug="grannby", suffix="2").secretary
    urls = [status_url(notice), status_url(notice, "text/"), board_url(notice, "EK")]
    for person in (board.chair, board.deputy, outsider):
        client.force_login(person)
        assert {client.get(url).status_code for url in urls} == {404}
    client.logout()
    assert {client.get(url).status_code for url in urls} == {302}


def test_another_associations_posting_is_not_found(secretary: Client, notice: Notice, today: date) -> None:
    other = make_notice(make_board(slug="grannby", suffix="2"), posted=today)
    posting = posting_of(other, "EK")
    assert secretary.get(status_url(notice, f"tavla/{posting.public_id}/")).status_code == 404


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"step": "x"},
        {"step": "up", "up-day": "2024-13-45", "up-name": "a"},
        {"step": "up", "up-day": "0001-01-01", "up-name": "a\0"},
        {"step": "down", "down-day": "9999-12-31", "down-name": "a"},
        {"step": "correct", "correct-first_day": "9999-12-31"},
        {"step": "certificate"},
    ],
)
def test_any_post_is_answered(secretary: Client, notice: Notice, data: dict[str, str]) -> None:
    for registered in (False, True):
        if registered:
            register_up(posting=posting_of(notice, "EK"), day=notice.posted, name="Rut Ek", at=timezone.now())
        assert secretary.post(board_url(notice, "EK"), data).status_code in (404, 422)


@pytest.mark.parametrize("value", ["", "x", "-1", "9" * 40, "\0"])
def test_any_appeal_is_answered(secretary: Client, notice: Notice, value: str) -> None:
    data = {f"appeal-{name}": value for name in ("paragraph", "received", "case_number", "note")}
    assert secretary.post(status_url(notice, "overklagande/"), data).status_code == 422
    data = {f"close-{name}": value for name in ("appeal", "day")}
    assert secretary.post(status_url(notice, "overklagande/avgjort/"), data).status_code == 422


def test_page_takes_as_many_queries_for_many_boards_as_for_two(
    secretary: Client, board: Board, notice: Notice, today: date
) -> None:
    def queries(one: Notice) -> int:
        with CaptureQueriesContext(connection) as captured:
            secretary.get(status_url(one))
        return len(captured)

    few = queries(notice)
    for number in range(20):
        Party.objects.create(
            association=board.association, kind="municipality", name=f"Kommun {number}", code=f"K{number}"
        )
    many = make_notice(board, posted=today - timedelta(days=3))
    assert queries(many) == few
