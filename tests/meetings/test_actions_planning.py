"""Planning: what a meeting may be given."""

from datetime import date

import pytest

from meetings.actions.planning import edit_meeting
from meetings.errors import RuleViolation
from tests.builders import at, make_board, make_meeting

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("day", [date(9999, 12, 31), date(204, 5, 30), date(2003, 12, 31)])
def test_year_out_of_reach_is_refused(day: date):
    board = make_board()
    with pytest.raises(RuleViolation, match=f"årtalet {day.year}"):
        make_meeting(board, day=day.replace(year=2024), end_date=day)
    meeting = make_meeting(board)
    for field in ("date", "end_date", "next_meeting"):
        with pytest.raises(RuleViolation, match="årtalet"):
            edit_meeting(meeting=meeting, by=board.secretary, at=at(), **{field: day})
    meeting.refresh_from_db()
    assert (meeting.date, meeting.end_date, meeting.next_meeting) == (at().date(), None, None)
