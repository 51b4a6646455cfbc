from datetime import date, timedelta

import pytest

from meetings.rules.posting import BoardPosting, has_gained_force, is_visible, notice_dates

OWN = date(2024, 6, 11)


def posting(board, *periods, mandatory=True):
    return BoardPosting(board, mandatory, tuple(periods))


def june(number):
    return date(2024, 6, number)


def test_dates_are_preliminary_and_our_own_until_every_mandatory_board_has_answered():
    dates = notice_dates(OWN, [posting("Exempelvik", (june(13), None)), posting("Region Vik")])
    assert dates.preliminary
    assert (dates.posted, dates.last_appeal_day, dates.earliest_removal) == (
        OWN,
        date(2024, 7, 2),
        date(2024, 7, 3),
    )


def test_dates_count_from_the_latest_mandatory_board():
    dates = notice_dates(
        OWN, [posting("Exempelvik", (june(12), None)), posting("Region Vik", (june(14), None))]
    )
    assert not dates.preliminary
    assert dates.posted == june(14)
    assert dates.last_appeal_day == date(2024, 7, 5)
    assert dates.earliest_removal == date(2024, 7, 6)


def test_dates_count_from_the_members_boards_even_when_ours_was_later():
    assert notice_dates(OWN, [posting("Exempelvik", (june(10), None))]).posted == june(10)


def test_a_board_that_only_gets_a_copy_changes_nothing():
    copy = posting("Försäkringskassan", (june(20), None), mandatory=False)
    assert notice_dates(OWN, [posting("Exempelvik", (june(12), None)), copy]).posted == june(12)
    silent = posting("Försäkringskassan", mandatory=False)
    assert not notice_dates(OWN, [posting("Exempelvik", (june(12), None)), silent]).preliminary


def test_without_a_mandatory_board_the_dates_stay_preliminary():
    assert notice_dates(OWN, []).preliminary


def test_taken_down_on_the_earliest_day_is_not_a_gap():
    dates = notice_dates(OWN, [posting("Exempelvik", (june(12), date(2024, 7, 4)))])
    assert (dates.posted, dates.preliminary, dates.gaps) == (june(12), False, ())


def test_taken_down_a_day_early_is_a_gap_and_makes_the_dates_preliminary():
    dates = notice_dates(
        OWN,
        [posting("Exempelvik", (june(12), date(2024, 7, 3))), posting("Region Vik", (june(12), None))],
    )
    assert dates.gaps == ("Exempelvik",)
    assert dates.preliminary


def test_put_up_again_the_period_starts_anew():
    periods = ((date(2024, 7, 5), None), (june(12), june(20)))
    dates = notice_dates(OWN, [posting("Exempelvik", *periods)])
    assert (dates.posted, dates.preliminary, dates.gaps) == (date(2024, 7, 5), False, ())


def test_put_up_again_after_a_whole_period_changes_nothing():
    periods = ((june(12), date(2024, 7, 4)), (date(2024, 8, 1), None))
    assert notice_dates(OWN, [posting("Exempelvik", *periods)]).posted == june(12)


@pytest.mark.parametrize(
    ("today", "preliminary", "visible"),
    [
        (OWN - timedelta(days=1), False, False),
        (OWN, False, True),
        (date(2024, 7, 2), False, True),
        (date(2024, 7, 3), False, False),
        (date(2024, 7, 3), True, True),
    ],
)
def test_notice_is_visible_through_the_last_appeal_day(today, preliminary, visible):
    assert is_visible(OWN, date(2024, 7, 3), today, preliminary=preliminary) is visible


@pytest.mark.parametrize(
    ("today", "appealed", "preliminary", "final"),
    [
        (date(2024, 7, 2), False, False, False),
        (date(2024, 7, 3), False, False, True),
        (date(2024, 7, 3), True, False, False),
        (date(2024, 7, 3), False, True, False),
    ],
)
def test_decision_gains_force_the_day_after_the_last_appeal_day(today, appealed, preliminary, final):
    assert has_gained_force(date(2024, 7, 2), today, appealed=appealed, preliminary=preliminary) is final
