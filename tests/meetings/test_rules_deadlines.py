from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.rules.deadlines import (
    earliest_removal,
    immediate_day,
    is_legal_holiday,
    last_appeal_day,
    motivation_deadline,
    next_working_day,
    posting_deadline,
    verification_deadline,
)

DAYS = st.dates(date(2004, 1, 1), date(2099, 12, 31))

# Up, last appeal day, earliest down; the reason the day moves.
BY_LAW = [
    ("2021-10-26", "2021-11-16", "2021-11-17"),
    ("2024-03-08", "2024-04-02", "2024-04-03"),  # långfredagen
    ("2024-06-12", "2024-07-03", "2024-07-04"),
    ("2024-12-03", "2024-12-27", "2024-12-28"),  # julafton
    ("2024-12-10", "2025-01-02", "2025-01-03"),  # nyårsafton
    ("2025-05-08", "2025-05-30", "2025-05-31"),  # Kristi himmelsfärd
    ("2025-05-16", "2025-06-09", "2025-06-10"),  # nationaldagen
    ("2025-05-30", "2025-06-23", "2025-06-24"),  # midsommarafton
    ("2025-12-03", "2025-12-29", "2025-12-30"),  # julafton, two holidays, a weekend
    ("2025-12-11", "2026-01-02", "2026-01-03"),  # nyårsdagen
    ("2025-12-16", "2026-01-07", "2026-01-08"),  # trettondedag jul
    ("2026-03-13", "2026-04-07", "2026-04-08"),  # långfredagen
    ("2026-04-10", "2026-05-04", "2026-05-05"),  # första maj
    ("2026-05-16", "2026-06-08", "2026-06-09"),  # Saturday and nationaldagen
    ("2026-05-29", "2026-06-22", "2026-06-23"),  # midsommarafton
    ("2026-10-10", "2026-11-02", "2026-11-03"),  # alla helgons dag
]

# Up and down as printed on notices of förbund, kommuner and nämnder.
PRINTED = [
    ("2021-10-26", "2021-11-17"),
    ("2017-09-12", "2017-10-04"),
    ("2019-03-25", "2019-04-16"),
    ("2019-02-05", "2019-02-27"),
    ("2017-10-26", "2017-11-17"),
    ("2017-11-07", "2017-11-29"),
    ("2013-01-17", "2013-02-08"),
    ("2015-06-16", "2015-07-08"),
    ("2019-06-24", "2019-07-16"),
    ("2018-04-03", "2018-04-25"),
]


def day(text):
    return date.fromisoformat(text)


@pytest.mark.parametrize(("up", "last", "down"), BY_LAW)
def test_notice_dates_follow_the_law(up, last, down):
    assert last_appeal_day(day(up)) == day(last)
    assert earliest_removal(day(up)) == day(down)


@pytest.mark.parametrize(("up", "down"), PRINTED)
def test_notice_dates_agree_with_printed_notices(up, down):
    assert earliest_removal(day(up)) == day(down)


@pytest.mark.parametrize("up", ["2008-12-17", "2010-03-18", "2011-11-17"])
def test_exactly_21_days_is_one_day_too_early(up):
    assert earliest_removal(day(up)) == day(up) + timedelta(days=22)


@given(DAYS)
def test_last_appeal_day_is_a_working_day_at_least_three_weeks_later(up):
    last = last_appeal_day(up)
    assert not is_legal_holiday(last)
    assert last >= up + timedelta(days=21)
    assert all(is_legal_holiday(up + timedelta(days=n)) for n in range(21, (last - up).days))


@given(DAYS)
def test_removal_is_the_day_after_the_last_appeal_day(up):
    assert earliest_removal(up) == last_appeal_day(up) + timedelta(days=1)


@given(DAYS, DAYS)
def test_a_later_notice_never_ends_earlier(one, other):
    first, second = sorted((one, other))
    assert last_appeal_day(first) <= last_appeal_day(second)


@given(DAYS)
def test_a_working_day_is_not_moved(start):
    assert next_working_day(next_working_day(start)) == next_working_day(start)


@pytest.mark.parametrize(
    ("ended", "deadline"),
    [
        ("2024-05-30", "2024-06-13"),
        ("2025-05-18", "2025-06-01"),  # a Sunday stays
        ("2024-12-10", "2024-12-24"),  # julafton stays
    ],
)
def test_verification_deadline_is_14_days_and_not_moved(ended, deadline):
    assert verification_deadline(day(ended)) == day(deadline)


@pytest.mark.parametrize(
    ("verified", "deadline"),
    [
        ("2024-06-10", "2024-06-12"),
        ("2019-06-20", "2019-06-24"),  # midsommardagen
        ("2024-12-23", "2024-12-27"),  # juldagen
        ("2024-06-14", "2024-06-17"),  # Sunday
    ],
)
def test_posting_deadline_is_the_second_day_moved_from_a_holiday(verified, deadline):
    assert posting_deadline(day(verified)) == day(deadline)


@pytest.mark.parametrize(
    "holiday",
    [
        "2024-01-01", "2024-01-06", "2024-03-29", "2024-03-31", "2024-04-01", "2024-05-01", "2024-05-09",
        "2024-05-19", "2024-06-06", "2024-06-21", "2024-06-22", "2024-11-02", "2024-12-24", "2024-12-25",
        "2024-12-26", "2024-12-31", "2024-06-15", "2024-06-16", "2005-06-06",
    ],
)  # fmt: skip
def test_legal_holidays(holiday):
    assert is_legal_holiday(day(holiday))


@pytest.mark.parametrize(
    "working_day",
    [
        "2024-01-05",  # trettondagsafton
        "2024-03-28",  # skärtorsdagen
        "2024-04-30",  # valborg
        "2024-05-10",  # klämdag
        "2024-05-20",  # annandag pingst, not since 2005
        "2024-11-01",  # allhelgonaafton
        "2024-12-23",
    ],
)
def test_working_days_that_feel_like_holidays(working_day):
    assert not is_legal_holiday(day(working_day))


def test_a_datetime_is_refused_instead_of_missing_every_holiday():
    with pytest.raises(TypeError):
        is_legal_holiday(datetime(2024, 12, 24, 9, tzinfo=UTC))


def test_a_paragraph_verified_at_once_is_verified_the_day_of_the_meeting():
    assert verification_deadline(day("2024-05-30"), immediate=True) == day("2024-05-30")


@pytest.mark.parametrize(
    ("written_out", "dealt_with"),
    [("2024-12-31", "2024-12-31"), ("2025-01-01", "2025-01-01"), ("2025-01-09", "2025-01-02"),
     ("2024-12-30", "2024-12-31"), (None, "2025-01-02")],
)  # fmt: skip
def test_a_paragraph_of_several_days_was_dealt_with_when_it_was_written_out(written_out, dealt_with):
    first, last = day("2024-12-31"), day("2025-01-02")
    assert immediate_day(first, last, written_out and day(written_out)) == day(dealt_with)


@pytest.mark.parametrize(
    ("meeting", "days", "last"),
    [
        (date(2024, 5, 30), None, date(2024, 6, 4)),
        (date(2024, 6, 19), None, date(2024, 6, 25)),  # midsommar
        (date(2024, 12, 20), None, date(2024, 12, 30)),
        (date(2024, 5, 30), 0, date(2024, 5, 30)),
        (date(2024, 5, 30), 7, date(2024, 6, 6)),
    ],
)
def test_motivation_is_handed_in_within_three_working_days(meeting, days, last):
    assert motivation_deadline(meeting, days) == last
