"""Planning: what a meeting may be given."""

from datetime import UTC, date, datetime
from threading import Event, Thread

import pytest
from django.db import connection, transaction

from meetings.actions.freezing import freeze_immediately, freeze_protocol
from meetings.actions.planning import edit_meeting, pass_meeting_to
from meetings.draft.series import read_place
from meetings.errors import RuleViolation
from meetings.models import BodyYear
from tests.worlds.boards import MEETING_DAY, Board, at, make_board, make_frozen, make_meeting, make_ready

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("day", [date(9999, 12, 31), date(204, 5, 30), date(2003, 12, 31)])
def test_year_out_of_reach_is_refused(day: date, board):
    with pytest.raises(RuleViolation, match=f"årtalet {day.year}"):
        make_meeting(board, day=day.replace(year=2024), end_date=day)
    meeting = make_meeting(board)
    for field in ("date", "end_date", "next_meeting"):
        with pytest.raises(RuleViolation, match="årtalet"):
            edit_meeting(meeting=meeting, by=board.secretary, at=at(), **{field: day})
    meeting.refresh_from_db()
    assert (meeting.date, meeting.end_date, meeting.next_meeting) == (at().date(), None, None)


SERIES = {
    "§ of the year": {"series": "year"},
    "shown number": {"series": "meeting", "shows_meeting_number": True},
}


@pytest.mark.parametrize("settings", SERIES.values(), ids=SERIES)
def test_no_meeting_comes_before_one_that_has_its_number(settings: dict[str, object]):
    board = make_board(**settings)
    cancelled = make_meeting(board, day=date(2024, 2, 1))
    pass_meeting_to(meeting=cancelled, state="cancelled", by=board.secretary, at=at())
    make_frozen(board)
    later = make_meeting(board, day=date(2024, 9, 12))
    with pytest.raises(RuleViolation, match="Välj en senare dag"):
        make_meeting(board, day=date(2024, 3, 1))
    with pytest.raises(RuleViolation, match="Välj en senare dag"):
        edit_meeting(meeting=later, date=date(2024, 3, 1), by=board.secretary, at=at())
    with pytest.raises(RuleViolation, match="Välj en senare dag"):
        pass_meeting_to(meeting=cancelled, state="planned", by=board.secretary, at=at())
    assert make_meeting(board, day=MEETING_DAY).sequence == 2


@pytest.mark.parametrize("settings", SERIES.values(), ids=SERIES)
def test_meetings_freeze_in_the_order_of_their_numbers(settings: dict[str, object]):
    board = make_board(**settings)
    first, second = make_ready(board), make_ready(board, day=date(2024, 9, 12))
    with pytest.raises(RuleViolation, match="2024-05-30 måste vara klart"):
        freeze_protocol(protocol=second, by=board.secretary, at=at(date(2024, 9, 12), 15))
    for protocol in (first, second):
        freeze_protocol(protocol=protocol, by=board.secretary, at=at(date(2024, 9, 12), 15))
    assert numbers(board) == [1, 2]


def test_where_numbers_do_not_follow_each_other_a_meeting_is_finished_before_an_earlier_one():
    board = make_board(series="meeting")
    earliest, early, late = (make_ready(board, day=date(2024, month, 12)) for month in (3, 5, 9))
    freeze_protocol(protocol=late, by=board.secretary, at=at(date(2024, 9, 12), 15))
    freeze_protocol(protocol=early, by=board.secretary, at=at(date(2024, 9, 12), 15))
    added = make_ready(board, day=date(2024, 1, 11))
    for protocol in (added, earliest):
        freeze_protocol(protocol=protocol, by=board.secretary, at=at(date(2024, 9, 12), 15))
    assert numbers(board) == [3, 4, 2, 1]  # as they were finished, none twice and none lost


def test_number_that_begins_to_show_goes_on_after_the_last_taken():
    board = make_board(series="meeting")
    early, late = (make_ready(board, day=date(2024, month, 12)) for month in (5, 9))
    freeze_protocol(protocol=late, by=board.secretary, at=at(date(2024, 9, 12), 15))
    board.body.shows_meeting_number = True
    board.body.save(update_fields=["shows_meeting_number"])
    freeze_protocol(protocol=early, by=board.secretary, at=at(date(2024, 9, 12), 15))
    assert numbers(board) == [2, 1]


def numbers(board: Board) -> list[int | None]:
    """Of the meetings, by day."""
    return list(board.body.meetings.order_by("date").values_list("number", flat=True))


def test_meeting_keeps_to_the_years_first_number():
    board = make_board(series="meeting", shows_meeting_number=True)
    BodyYear.objects.create(body=board.body, year=2024, first_meeting=4)
    first, second = make_meeting(board), make_meeting(board, day=date(2024, 9, 12))
    assert (read_place(first).number, read_place(second).number) == (4, 5)


@pytest.mark.django_db(transaction=True)
def test_meeting_created_while_a_later_one_freezes_waits_and_is_refused():
    board = make_board()
    protocol = make_ready(board)
    frozen, outcome = Event(), []

    def create() -> None:
        frozen.wait(10)
        try:
            make_meeting(board, day=date(2024, 3, 1))
            outcome.append("created")
        except RuleViolation:
            outcome.append("refused")
        finally:
            connection.close()

    creator = Thread(target=create)
    creator.start()
    with transaction.atomic():
        freeze_protocol(protocol=protocol, by=board.secretary, at=at(hour=15))
        frozen.set()
        creator.join(0.5)
        assert outcome == []
    creator.join(10)
    assert outcome == ["refused"]


def test_nothing_is_verified_before_the_meeting(board, protocol):
    with pytest.raises(RuleViolation, match="hålls först den 30 maj 2024"):
        freeze_protocol(protocol=protocol, by=board.secretary, at=at(date(2024, 5, 29), 15))
    with pytest.raises(RuleViolation, match="hålls först den 30 maj 2024"):
        freeze_immediately(
            paragraphs=[protocol.paragraphs.first()], by=board.secretary, at=at(date(2024, 5, 29), 15)
        )


def test_the_day_begins_at_the_swedish_midnight(board, protocol):
    half_past_midnight = datetime(2024, 5, 29, 22, 30, tzinfo=UTC)
    assert freeze_protocol(protocol=protocol, by=board.secretary, at=half_past_midnight).number == 1
