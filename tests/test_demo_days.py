"""The boards of the demo meet on working days, whenever it is made."""

from datetime import date, timedelta

from meetings.demo.days import meeting_day
from meetings.rules.deadlines import is_legal_holiday

YEAR = [date(2026, 1, 1) + timedelta(days=number) for number in range(366)]


def test_no_board_meets_on_a_holiday():
    assert [day for day in YEAR if is_legal_holiday(meeting_day(day))] == []


def test_it_is_a_thursday_unless_that_is_a_holiday():
    assert meeting_day(date(2026, 12, 20)) == date(2026, 12, 17)
    assert meeting_day(date(2026, 12, 25)) == date(2026, 12, 23)  # julafton is a Thursday
    assert meeting_day(date(2026, 5, 16)) == date(2026, 5, 13)  # Kristi himmelsfärdsdag
