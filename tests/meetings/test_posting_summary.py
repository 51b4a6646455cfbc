"""Sammanställning av anslag: when it is made, what it says, and that what is told later makes another."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction
from django.test import Client

from meetings.actions.noticing import accept_gap, leave_certificate, register_up
from meetings.actions.summarising import summarise_due, summarise_postings
from meetings.documents.posting_summary import DATA_NAME
from meetings.errors import RuleViolation
from meetings.models import Notice, PostingSummary
from meetings.paper.embedded import canonical_json
from meetings.paper.evidence import embedded_files
from meetings.paper.storage import stored_bytes
from meetings.reads.integrity import integrity
from meetings.rules.posting import SUMMARY_WAITS, BoardPosting, notice_dates, summary_is_due
from tests.meetings.pdf_assertions import assert_sealed, text_of
from tests.worlds.boards import Board, at
from tests.worlds.notices import down, make_notice, posting_of, up
from tests.worlds.once import made_once
from tests.worlds.papers import PNG

POSTED = date(2024, 6, 11)
LAST = date(2024, 7, 5)  # three weeks after the last board
FREE = date(2024, 7, 6)
STATUS = "/exempelvik/moten/styrelsen/2024-05-31/anslag/"

pytestmark = pytest.mark.django_db


@made_once
def notice(board: Board) -> Notice:
    """RVN answered all, with a bevis; the office registered for EK, who has not said that it took it down."""
    notice = make_notice(board, posted=POSTED)
    up(notice, "RVN", date(2024, 6, 12))
    down(notice, "RVN", date(2024, 7, 8))
    leave_certificate(period=posting_of(notice, "RVN").periods.get(), data=PNG, at=at(FREE))
    register_up(
        posting=posting_of(notice, "EK"),
        day=date(2024, 6, 14),
        name="Ann Berg",
        by=board.secretary,
        at=at(date(2024, 6, 15)),
    )
    return notice


@made_once
def summary(board: Board, notice: Notice) -> PostingSummary:
    return summarise_postings(notice=notice, by=board.secretary, at=at(date(2024, 7, 8)))


def test_it_is_sealed_and_says_how_each_day_is_known(board: Board, summary: PostingSummary) -> None:
    pdf = stored_bytes(summary.file.sha256)
    assert_sealed(pdf)
    said = text_of(pdf)
    assert "14 juni 2024 till och med 5 juli 2024" in said
    region = said[said.index("Region Vallnäs Uppsatt") :]
    assert "Uppsatt 12 juni 2024 Medlemmen svarade 1 december 2024: Rut Ek" in region
    assert "Nedtaget 8 juli 2024 Medlemmen svarade" in region
    assert "Bevis Filen bevis-RVN-1.png i detta dokument" in region
    kommun = said[said.index("Exempelviks kommun Uppsatt") :]
    assert "Uppsatt 14 juni 2024 Kansliet registrerade 15 juni 2024: Ann Berg" in kommun
    assert "Nedtaget Inte bekräftat Bevis Inte lämnat" in kommun


def test_the_boards_own_certificates_and_the_data_lie_in_it(summary: PostingSummary) -> None:
    pdf = stored_bytes(summary.file.sha256)
    inside = embedded_files(pdf, {DATA_NAME: None, "bevis-RVN-1.png": None})
    assert inside["bevis-RVN-1.png"] == PNG
    assert inside[DATA_NAME] == canonical_json(summary.snapshot)


def test_a_board_that_has_said_nothing_is_not_confirmed(board: Board) -> None:
    silent = make_notice(board, posted=POSTED)
    up(silent, "RVN", POSTED)
    made = summarise_postings(notice=silent, by=board.secretary, at=at(FREE))
    said = text_of(stored_bytes(made.file.sha256))
    assert "Exempelviks kommun Inte bekräftat." in said
    assert "Inte fastställd" in said


def test_it_is_not_made_while_the_notice_must_be_up(board: Board, notice: Notice) -> None:
    with pytest.raises(RuleViolation, match="från den 6 juli 2024"):
        summarise_postings(notice=notice, by=board.secretary, at=at(LAST))
    assert not PostingSummary.objects.exists()


def test_it_is_made_again_only_when_something_new_is_known(board: Board, summary: PostingSummary) -> None:
    notice = summary.notice
    with pytest.raises(RuleViolation, match="säger redan allt"):
        summarise_postings(notice=notice, by=board.secretary, at=at(date(2024, 7, 9)))
    board.association.address = "Nya gatan 1"  # the letterhead is nothing that is said of the postings
    board.association.save()
    assert summarise_due(at=at(date(2025, 1, 1))) == 0
    down(notice, "EK", date(2024, 7, 10))
    assert summarise_due(at=at(date(2025, 1, 1))) == 1
    assert list(notice.summaries.values_list("number", "by")) == [(1, board.secretary.pk), (2, None)]


@pytest.mark.parametrize("change", ["down", "accept", "certificate"])
def test_what_the_office_and_the_boards_do_later_is_said_in_a_new_one(
    board: Board, summary: PostingSummary, change: str
) -> None:
    notice, later = summary.notice, at(date(2024, 7, 20))
    period = posting_of(notice, "EK").periods.get()
    if change == "down":
        down(notice, "EK", date(2024, 7, 9))
    elif change == "accept":
        down(notice, "EK", date(2024, 7, 4))
        accept_gap(notice=notice, why="En dag.", by=board.secretary, at=later)
    else:
        leave_certificate(period=period, data=PNG, at=later)
    made = summarise_postings(notice=notice, by=None, at=later)
    assert made.number == 2
    if change == "accept":
        assert f"Godtaget En dag. {board.secretary.name}" in text_of(stored_bytes(made.file.sha256))


def test_the_night_waits_two_weeks_for_a_board_and_then_says_so(notice: Notice) -> None:
    assert summarise_due(at=at(FREE + SUMMARY_WAITS - timedelta(days=1))) == 0
    assert summarise_due(at=at(FREE + SUMMARY_WAITS)) == 1
    assert summarise_due(at=at(FREE + SUMMARY_WAITS)) == 0


def test_when_every_board_has_said_all_the_night_does_not_wait(notice: Notice) -> None:
    down(notice, "EK", FREE)
    assert summarise_due(at=at(FREE)) == 1


def test_preliminary_days_are_waited_for_too() -> None:
    dates = notice_dates(POSTED, [BoardPosting("A", True)])
    assert not summary_is_due(dates, dates.earliest_removal, all_told=False)
    assert summary_is_due(dates, dates.earliest_removal + SUMMARY_WAITS, all_told=False)


def test_it_stands_and_is_read_again_every_night(summary: PostingSummary) -> None:
    with pytest.raises(DatabaseError, match="läggs bara till"), transaction.atomic():
        PostingSummary.objects.update(number=2)
    assert [one for one in integrity().faults if "ammanställning" in one.where + one.what] == []


def test_the_page_gives_it_and_offers_a_new_one(
    client: Client, board: Board, summary: PostingSummary
) -> None:
    client.force_login(board.secretary)
    html = client.get(STATUS).content.decode()
    assert f'href="{STATUS}sammanstallning/1/"' in html
    assert "Gör en ny" not in html
    answer = client.get(f"{STATUS}sammanstallning/1/")
    assert answer["Content-Type"] == "application/pdf"
    assert b"".join(answer.streaming_content) == stored_bytes(summary.file.sha256)
    assert client.get(f"{STATUS}sammanstallning/2/").status_code == 404
    down(summary.notice, "EK", date(2024, 7, 9))
    assert "Gör en ny" in client.get(STATUS).content.decode()
    assert "är gjord" in client.post(f"{STATUS}sammanstallning/", follow=True).content.decode()
    assert summary.notice.summaries.count() == 2


def test_the_protocols_public_page_shows_the_days_of_every_board(client: Client, notice: Notice) -> None:
    html = " ".join(client.get("/exempelvik/protokoll/styrelsen/2024-05-31/").content.decode().split())
    assert "uppsatt 12 juni 2024, nedtaget 8 juli 2024" in html
    assert "uppsatt 14 juni 2024" in html
    assert "Rut Ek" not in html
