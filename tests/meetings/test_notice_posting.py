"""The members' boards: what they answer decides the notice's dates."""

from datetime import date

import pytest

from meetings.actions.noticing import (
    correct_period,
    leave_certificate,
)
from meetings.errors import RuleViolation
from meetings.models import Notice
from meetings.reads.notices import (
    dates_of,
    keep_up_until,
)
from tests.worlds.boards import Board, at
from tests.worlds.notices import down, fresh, letters, make_notice, posting_of, up
from tests.worlds.once import made_once
from tests.worlds.papers import PNG

POSTED = date(2024, 6, 11)

pytestmark = pytest.mark.django_db


@made_once
def notice(board: Board) -> Notice:
    return make_notice(board, posted=POSTED)


def test_dates_are_preliminary_and_counted_from_our_own_posting_until_all_have_answered(
    notice: Notice,
) -> None:
    up(notice, "RVN", date(2024, 6, 14))
    dates = dates_of(fresh(notice))
    assert (dates.preliminary, dates.posted, dates.last_appeal_day) == (True, POSTED, date(2024, 7, 2))


def test_dates_are_final_and_counted_from_the_latest_board(notice: Notice) -> None:
    up(notice, "RVN", date(2024, 6, 12))
    up(notice, "EK", date(2024, 6, 14))
    dates = dates_of(fresh(notice))
    assert (dates.preliminary, dates.posted) == (False, date(2024, 6, 14))
    assert (dates.last_appeal_day, dates.earliest_removal) == (date(2024, 7, 5), date(2024, 7, 6))


def test_copy_to_fk_does_not_affect_the_dates(board: Board) -> None:
    board.parties["FK"].wants_copy = True
    board.parties["FK"].board_email = "fk@example.org"
    board.parties["FK"].save()
    notice = make_notice(board, posted=POSTED)
    assert not posting_of(notice, "FK").mandatory
    for code in ("RVN", "EK"):
        up(notice, code, date(2024, 6, 12))
    assert not dates_of(fresh(notice)).preliminary
    up(notice, "FK", date(2024, 6, 20))
    down(notice, "FK", date(2024, 6, 21))
    assert dates_of(fresh(notice)).posted == date(2024, 6, 12)


def test_party_that_neither_must_post_nor_wants_a_copy_gets_nothing(notice: Notice) -> None:
    assert sorted(notice.postings.values_list("party__code", flat=True)) == ["EK", "RVN"]


def test_taken_down_early_makes_the_dates_preliminary_and_tells_the_chancellery(notice: Notice) -> None:
    for code in ("RVN", "EK"):
        up(notice, code, date(2024, 6, 12))
    before = len(letters())
    down(notice, "EK", date(2024, 6, 20))
    dates = dates_of(fresh(notice))
    assert (dates.preliminary, dates.gaps) == (True, ("Exempelviks kommun",))
    told = letters()[before:]
    assert len(told) == 2  # secretary and manager
    assert all("för tidigt hos Exempelviks kommun" in letter["subject"] for letter in told)


def test_put_up_again_starts_the_period_anew(notice: Notice) -> None:
    for code in ("RVN", "EK"):
        up(notice, code, date(2024, 6, 12))
    down(notice, "EK", date(2024, 6, 20))
    up(notice, "EK", date(2024, 6, 24))
    dates = dates_of(fresh(notice))
    assert (dates.preliminary, dates.posted) == (False, date(2024, 6, 24))


def test_taken_down_in_time_changes_nothing(notice: Notice) -> None:
    for code in ("RVN", "EK"):
        up(notice, code, date(2024, 6, 12))
        down(notice, code, date(2024, 7, 4))
    assert not dates_of(fresh(notice)).gaps
    assert len(letters()) == 2


def test_board_that_was_last_keeps_the_notice_until_its_own_period_has_ended(notice: Notice) -> None:
    up(notice, "EK", date(2024, 6, 20))
    posting = fresh(notice).postings.get(party__code="EK")
    assert keep_up_until(posting) == date(2024, 7, 12)


@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        (date(2024, 12, 2), "framtiden"),
        (date(2024, 6, 10), "före justeringen"),
        (date(1, 1, 1), "före justeringen"),
    ],
)
def test_impossible_day_up_is_refused(notice: Notice, day: date, sentence: str) -> None:
    with pytest.raises(RuleViolation, match=sentence):
        up(notice, "EK", day)
    assert not posting_of(notice, "EK").periods.exists()


def test_a_notice_that_is_up_cannot_go_up_again(notice: Notice) -> None:
    up(notice, "EK", date(2024, 6, 12))
    with pytest.raises(RuleViolation, match="redan registrerat"):
        up(notice, "EK", date(2024, 6, 13))


def test_a_notice_that_is_not_up_cannot_come_down(notice: Notice) -> None:
    with pytest.raises(RuleViolation, match="inte registrerat"):
        down(notice, "EK", date(2024, 7, 10))


@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        (date(2024, 6, 11), "sattes upp den 12 juni 2024 och kan inte ha tagits ner före det"),
        (date(2024, 12, 2), "Dagen ligger i framtiden. Registrera när anslaget är nedtaget"),
    ],
)
def test_impossible_day_down_is_refused(notice: Notice, day: date, sentence: str) -> None:
    up(notice, "EK", date(2024, 6, 12))
    with pytest.raises(RuleViolation, match=sentence):
        down(notice, "EK", day)
    assert posting_of(notice, "EK").periods.get().last_day is None


def test_certificate_is_kept_with_the_time_it_proves(notice: Notice) -> None:
    up(notice, "EK", POSTED)
    period = posting_of(notice, "EK").periods.get()
    leave_certificate(period=period, data=PNG, at=at(POSTED))
    period.refresh_from_db()
    assert period.certificate.media_type == "image/png"


@pytest.mark.parametrize("data", [b"", b"MZ" + b"\0" * 100, b"<html><script>alert(1)</script>"])
def test_certificate_of_another_kind_is_refused(notice: Notice, data: bytes) -> None:
    up(notice, "EK", POSTED)
    with pytest.raises(RuleViolation, match="PDF eller en bild"):
        leave_certificate(period=posting_of(notice, "EK").periods.get(), data=data, at=at(POSTED))


def test_corrected_day_counts_and_says_who_corrected_it(board: Board, notice: Notice) -> None:
    up(notice, "RVN", POSTED)
    up(notice, "EK", date(2024, 6, 21))
    period = correct_period(
        period=posting_of(notice, "EK").periods.get(),
        first_day=date(2024, 6, 12),
        last_day=None,
        by=board.secretary,
        at=at(date(2024, 6, 25)),
    )
    period.refresh_from_db()
    assert dates_of(fresh(notice)).posted == date(2024, 6, 12)
    assert period.up_by == "Rut Ek, rättat av Karl Ostman"


def test_correction_cannot_overlap_another_time(board: Board, notice: Notice) -> None:
    up(notice, "EK", date(2024, 6, 12))
    down(notice, "EK", date(2024, 6, 20))
    up(notice, "EK", date(2024, 6, 24))
    latest = posting_of(notice, "EK").periods.order_by("first_day").last()
    assert latest
    with pytest.raises(RuleViolation, match="redan registrerat"):
        correct_period(
            period=latest,
            first_day=date(2024, 6, 15),
            last_day=None,
            by=board.secretary,
            at=at(date(2024, 7, 1)),
        )
