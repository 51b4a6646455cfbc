"""The journey of money in the browser is of time that has been, whichever day it is run."""

from datetime import date, timedelta

import pytest

from funding.rules.periods import half_years
from tests.browser.funding.journey import first_year


@pytest.mark.parametrize("year", [2024, 2026, 2027, 2028])
def test_a_whole_half_year_of_the_first_year_has_passed_on_every_day_and_no_later_year_has_one(year):
    days = (date(year + 1, 1, 1) - date(year, 1, 1)).days
    for today in (date(year, 1, 1) + timedelta(days=number) for number in range(days)):
        first = first_year(today)
        ended = [half_years(date(one, 1, 1), date(one, 12, 31))[0].last < today for one in (first, first + 1)]
        assert ended == [True, False], today
