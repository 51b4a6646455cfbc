"""The common appeal period of the members' boards: who is told of its days, and what the office may choose."""

from datetime import date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from meetings.actions.appealing import register_appeal
from meetings.actions.noticing import accept_gap, correct_period, register_up
from meetings.actions.reminding import remind_all_due
from meetings.actions.telling_boards import post_anew
from meetings.errors import RuleViolation
from meetings.models import Notice, PostingPeriod
from meetings.reads.notices import dates_of, has_force, status_of
from tests.worlds.boards import Board, at
from tests.worlds.notices import down, fresh, letters, make_notice, posting_of, up
from tests.worlds.once import made_once

POSTED = date(2024, 6, 11)
LONG_AFTER = date(2024, 12, 1)
STATUS = "/exempelvik/moten/styrelsen/2024-05-31/anslag/"

pytestmark = pytest.mark.django_db


@made_once
def notice(board: Board) -> Notice:
    """RVN took it down when its own period was over, but EK put it up two days later."""
    notice = make_notice(board, posted=POSTED)
    up(notice, "RVN", date(2024, 6, 12))
    down(notice, "RVN", date(2024, 7, 4))
    up(notice, "EK", date(2024, 6, 14))
    return notice


def test_a_board_that_misses_the_last_common_day_keeps_laga_kraft_away(notice: Notice) -> None:
    found = fresh(notice)
    assert dates_of(found).gaps == ("Region Vallnäs",)
    status = status_of(found, LONG_AFTER)
    assert status.word == "Preliminära dagar"
    assert status.sentence.endswith("Anslaget har inte suttit uppe hela tiden hos Region Vallnäs.")
    assert not has_force(found, LONG_AFTER)


def test_the_chancellery_is_told_when_the_last_board_makes_a_gap_of_another(notice: Notice) -> None:
    told = [letter for letter in letters() if "för tidigt hos Region" in letter["subject"]]
    assert len(told) == 2  # secretary and manager
    assert "den 14 juni 2024 till och med den 5 juli 2024" in told[0]["body"]
    assert STATUS in told[0]["body"]


def test_boards_that_stand_are_told_when_the_common_day_moves(board: Board) -> None:
    notice = make_notice(board, posted=POSTED)
    up(notice, "RVN", POSTED)
    before = len(letters())
    up(notice, "EK", date(2024, 6, 14))
    [told] = letters()[before:]
    assert told["to"] == posting_of(notice, "RVN").email
    assert "Ta inte ner anslaget före den 6 juli 2024" in told["body"]
    assert "Sista dag att överklaga är den 5 juli 2024" in told["body"]


def test_nobody_is_told_when_the_day_stays(board: Board) -> None:
    notice = make_notice(board, posted=POSTED)
    up(notice, "RVN", POSTED)
    before = len(letters())
    up(notice, "EK", POSTED)
    assert letters()[before:] == []


def test_a_corrected_day_is_told_to_every_board_that_stands(board: Board) -> None:
    notice = make_notice(board, posted=POSTED)
    up(notice, "RVN", POSTED)
    up(notice, "EK", date(2024, 6, 12))
    before = len(letters())
    correct_period(
        period=posting_of(notice, "EK").periods.get(),
        first_day=date(2024, 6, 13),
        last_day=None,
        by=board.secretary,
        at=at(date(2024, 6, 20)),
    )
    assert [letter["subject"] for letter in letters()[before:]] == [
        "Ny dag för anslaget från Samordningsförbundet i Exempelvik"
    ] * 2


def test_posted_anew_where_it_was_missing_begins_a_new_period(board: Board, notice: Notice) -> None:
    before = len(letters())
    assert [one.party.code for one in post_anew(notice=notice, at=at(LONG_AFTER))] == ["RVN"]
    [letter] = letters()[before:]
    assert "för tidigt hos Region Vallnäs, den 4 juli 2024" in letter["body"]
    assert "varade till och med den 5 juli 2024" in letter["body"]
    register_up(posting=posting_of(notice, "RVN"), day=date(2024, 11, 1), name="Rut Ek", at=at(LONG_AFTER))
    dates = dates_of(fresh(notice))
    assert (dates.posted, dates.preliminary) == (date(2024, 11, 1), False)
    with pytest.raises(RuleViolation, match="suttit uppe hos alla"):
        post_anew(notice=notice, at=at(LONG_AFTER))


def test_accepted_days_are_final_signed_and_dated(board: Board, notice: Notice) -> None:
    accept_gap(notice=notice, why="En dag, en söndag.", by=board.secretary, at=at(LONG_AFTER))
    found = fresh(notice)
    dates = dates_of(found)
    assert (dates.posted, dates.last_appeal_day, dates.gaps) == (date(2024, 6, 14), date(2024, 7, 5), ())
    assert status_of(found, LONG_AFTER).word == "Laga kraft"
    period = posting_of(notice, "RVN").periods.get()
    assert (period.accepted_by, period.accepted_why) == (board.secretary, "En dag, en söndag.")


def test_an_appealed_section_keeps_laga_kraft_away_from_accepted_days_too(
    board: Board, notice: Notice
) -> None:
    accept_gap(notice=notice, why="En dag.", by=board.secretary, at=at(LONG_AFTER))
    register_appeal(
        protocol=notice.protocol,
        paragraph=notice.protocol.paragraphs.get(number=43),
        received=date(2024, 7, 4),
        by=board.secretary,
        at=at(LONG_AFTER),
    )
    status = status_of(fresh(notice), LONG_AFTER)
    assert (status.word, "43" in status.sentence) == ("Överklagat", True)


def test_acceptance_needs_a_reason_and_an_answer_from_every_board(board: Board, notice: Notice) -> None:
    with pytest.raises(RuleViolation, match="Skriv varför"):
        accept_gap(notice=notice, why=" ", by=board.secretary, at=at(LONG_AFTER))
    other = make_notice(board, posted=POSTED + timedelta(days=60))
    with pytest.raises(RuleViolation, match="inget att godta"):
        accept_gap(notice=other, why="Ja", by=board.secretary, at=at(LONG_AFTER))
    up(other, "RVN", date(2024, 8, 12))
    down(other, "RVN", date(2024, 8, 14))
    with pytest.raises(RuleViolation, match="Alla har inte svarat än: Exempelviks kommun"):
        accept_gap(notice=other, why="Ja", by=board.secretary, at=at(LONG_AFTER))
    assert not PostingPeriod.registered.filter(accepted_at__isnull=False).exists()


def test_another_gap_after_the_acceptance_is_asked_about_anew(board: Board, notice: Notice) -> None:
    accept_gap(notice=notice, why="En dag.", by=board.secretary, at=at(LONG_AFTER))
    down(notice, "EK", date(2024, 7, 1))
    assert dates_of(fresh(notice)).gaps == ("Exempelviks kommun",)
    accept_gap(notice=notice, why="Tavlan flyttades.", by=board.secretary, at=at(LONG_AFTER))
    assert not dates_of(fresh(notice)).preliminary


def test_a_corrected_day_takes_the_acceptance_away(board: Board, notice: Notice) -> None:
    accept_gap(notice=notice, why="En dag.", by=board.secretary, at=at(POSTED + timedelta(days=23)))
    correct_period(
        period=posting_of(notice, "RVN").periods.get(),
        first_day=date(2024, 6, 12),
        last_day=date(2024, 7, 3),
        by=board.secretary,
        at=at(date(2024, 7, 4)),
    )
    assert dates_of(fresh(notice)).gaps == ("Region Vallnäs",)
    assert PostingPeriod.registered.filter(accepted_why="En dag.").exists()


def test_the_database_keeps_an_acceptance_whole(notice: Notice) -> None:
    period = posting_of(notice, "RVN").periods.get()
    period.accepted_from = date(2024, 6, 14)
    with pytest.raises(IntegrityError, match="posting_period_accepted_whole"), transaction.atomic():
        period.save()


def test_the_choice_is_made_on_the_page_of_the_notice(client: Client, board: Board, notice: Notice) -> None:
    client.force_login(board.secretary)
    address = f"/exempelvik/moten/styrelsen/{notice.protocol.key}/anslag/"
    assert "Anslaget har inte suttit uppe hela tiden" in client.get(address).content.decode()
    refused = client.post(f"{address}godta/", {"accept-why": ""})
    assert refused.status_code == 422
    client.post(f"{address}godta/", {"accept-why": "En dag."})
    html = client.get(address).content.decode()
    assert "Dagarna hos Region Vallnäs är godtagna för tiden från 14 juni 2024" in html
    assert "Godtaget av kansliet" in html


@pytest.mark.parametrize(("day", "words"), [(5, "ska sitta uppe hela den dagen"), (13, "får tas ner sedan")])
def test_boards_are_reminded_the_day_before_and_a_week_after(board: Board, day: int, words: str) -> None:
    notice = make_notice(board, posted=POSTED)
    for code in ("RVN", "EK"):
        up(notice, code, date(2024, 6, 14))
    before = len(letters())
    for moment in (datetime(2024, 7, day, 4, tzinfo=at(POSTED).tzinfo), at(date(2024, 7, day + 1))):
        remind_all_due(at=moment)
    told = letters()[before:]
    assert len(told) == 2
    assert all(words in letter["body"] for letter in told)


def test_an_earlier_period_of_the_board_that_is_corrected_asks_anew(board: Board) -> None:
    notice = make_notice(board, posted=POSTED)
    up(notice, "RVN", date(2024, 6, 12))
    down(notice, "RVN", date(2024, 6, 20))
    up(notice, "RVN", date(2024, 6, 21))
    down(notice, "RVN", date(2024, 7, 4))
    up(notice, "EK", date(2024, 6, 14))
    down(notice, "EK", date(2024, 7, 12))
    moment = at(date(2024, 7, 13))
    accept_gap(notice=notice, why="Några dagar", by=board.secretary, at=moment - timedelta(days=1))
    assert not dates_of(fresh(notice)).preliminary
    earlier = posting_of(notice, "RVN").periods.order_by("first_day")[0]
    correct_period(
        period=earlier,
        first_day=earlier.first_day,
        last_day=date(2024, 6, 13),
        by=board.secretary,
        at=moment - timedelta(days=1),
    )
    assert dates_of(fresh(notice)).gaps == ("Region Vallnäs",)
    assert not has_force(fresh(notice), LONG_AFTER)
