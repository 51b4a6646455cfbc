"""A closed period of fees stands, and what is otherwise afterwards is a correction in the next."""

from datetime import date, time, timedelta
from decimal import Decimal

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from meetings.actions.attending import set_presence
from meetings.actions.fees import close_fee_period, remove_fee_rule
from meetings.actions.keeping import keep
from meetings.actions.pausing import close_meeting, reopen_meeting
from meetings.errors import RuleViolation
from meetings.models import FeeClaim, FeeEntry, FeePayee, FeePeriod, FeeRule, Meeting
from meetings.reads.fee_people import next_period
from meetings.reads.fees import FeeBook, book_of
from meetings.record.fees import FeeLine, FeeRecord
from tests.worlds.boards import ELECTED, MEETING_DAY, Board, at, make_board, make_ready
from tests.worlds.fees import (
    make_claim,
    make_closed,
    make_fee_period,
    make_fee_rule,
    make_payees,
)
from tests.worlds.once import made_once

pytestmark = pytest.mark.django_db
LATER = MEETING_DAY + timedelta(days=28)


@made_once
def board() -> Board:
    """It pays everybody, by rules that hold from when they were elected."""
    made = make_board()
    make_fee_rule(made)
    make_payees(made)
    return made


@made_once
def meeting(board: Board) -> Meeting:
    """Closed after two and a half hours; four were there."""
    return make_closed(board)


def book(board: Board, first: date = MEETING_DAY, last: date = MEETING_DAY) -> FeeBook:
    return book_of(board.association, first, last, last)


def paid(found: FeeBook) -> dict[str, Decimal]:
    return {row.line.name: row.paid.total for row in found.record.rows}


def line_of(found: FeeBook, name: str) -> FeeLine:
    return next(row.line for row in found.record.rows if row.line.name == name)


def reopened(board: Board, meeting: Meeting) -> dict[str, object]:
    reopen_meeting(meeting=meeting, by=board.secretary, at=at(hour=16))
    return {"by": board.secretary, "at": at(hour=16)}


def closed_again(board: Board, meeting: Meeting, end: time = time(11, 0)) -> None:
    close_meeting(meeting=meeting, end=end, by=board.secretary, at=at(hour=17))


def test_closed_period_says_what_it_said_whatever_changes(board: Board, meeting: Meeting) -> None:
    period = make_fee_period(board)
    before = FeeRecord.from_json(period.content)
    assert (period.total, len(before.rows)) == (3500, 4)
    board.member.last_name = "Ek"
    board.member.save()
    FeeRule.objects.update(per_meeting=1)
    assert FeeRecord.from_json(FeePeriod.objects.get().content) == before
    for change in ({"total": 1}, {"content": {}}, {"last_day": LATER}):
        with pytest.raises(DatabaseError, match="läggs bara till"), transaction.atomic():
            FeePeriod.objects.update(**change)
    for model in (FeePeriod, FeeEntry):
        with pytest.raises(DatabaseError, match="läggs bara till"), transaction.atomic():
            model.objects.all()._raw_delete("default")


def test_no_day_is_closed_twice(board: Board, meeting: Meeting) -> None:
    period = make_fee_period(board)
    with pytest.raises(RuleViolation, match="redan stängd för några av dagarna"):
        make_fee_period(board, first=MEETING_DAY - timedelta(days=30))
    again = FeePeriod(
        association=board.association,
        first_day=MEETING_DAY - timedelta(days=2),
        last_day=MEETING_DAY,
        content=period.content,
        total=0,
        closed_at=at(),
        closed_by=board.secretary,
    )
    with pytest.raises(IntegrityError, match="fee_period_no_overlap"), transaction.atomic():
        again.save()
    assert next_period(board.association, LATER) == (MEETING_DAY + timedelta(days=1), LATER)


def test_period_is_closed_as_it_was_seen_and_when_all_is_answered(board: Board, meeting: Meeting) -> None:
    signed = {"by": board.secretary, "at": at(hour=15)}
    days = {"association": board.association, "first": MEETING_DAY, "last": MEETING_DAY}
    seen = book(board).fingerprint
    make_claim(meeting, board.member, by=board.member, km=10)
    with pytest.raises(RuleViolation, match="har ändrats sedan du såg det"):
        close_fee_period(**days, seen=seen, **signed)
    with pytest.raises(RuleViolation, match="kan stängas först då"):
        close_fee_period(**{**days, "last": LATER}, seen=seen, **signed)
    FeePayee.objects.filter(person=board.member).delete()
    assert book(board).lacks[0].sentence == "Vem som betalar för Petra Sandell är inte besvarat."
    with pytest.raises(RuleViolation, match="Svara på vem som betalar"):
        close_fee_period(**days, seen=book(board).fingerprint, **signed)
    empty = {**days, "first": ELECTED, "last": ELECTED}
    with pytest.raises(RuleViolation, match="inget att betala"):
        close_fee_period(**empty, seen=seen, **signed)
    assert not FeePeriod.objects.exists()


def test_what_changes_afterwards_is_a_correction_in_the_next_period(board: Board, meeting: Meeting) -> None:
    make_fee_period(board)
    signed = reopened(board, meeting)
    assert (
        book(board, first=LATER, last=LATER).record.rows == ()
    )  # open again: nothing is taken back meanwhile
    set_presence(attendee=meeting.attendees.get(person=board.member), presence="absent", **signed)
    closed_again(board, meeting, end=time(12, 0))
    make_closed(board, day=LATER)
    found = book(board, first=LATER, last=LATER)
    corrections = {row.line.name: (row.paid.total, row.reason) for row in found.record.rows if row.reason}
    assert corrections == {
        "Petra Sandell": (-800, "Närvaron är ändrad."),
        "Henrik Brolin": (150, "Närvaron är ändrad."),
        "Mona Edvinsson": (150, "Närvaron är ändrad."),
        "Astrid Norling": (150, "Närvaron är ändrad."),
    }
    assert found.record.total.total == 800 * 4 + 300 - 800 + 450
    make_fee_period(board, first=LATER, last=LATER)
    after = LATER + timedelta(days=30)
    assert book(board, first=after, last=after).record.rows == ()


def test_closed_row_is_set_right_by_the_office_with_a_reason(board: Board, meeting: Meeting) -> None:
    make_claim(meeting, board.member, by=board.member, km=10)
    make_fee_period(board)
    with pytest.raises(RuleViolation, match="Säg till kansliet"):
        make_claim(meeting, board.member, by=board.member, km=20)
    with pytest.raises(RuleViolation, match="Skriv varför") as refused:
        make_claim(meeting, board.member, by=board.secretary, km=20)
    assert refused.value.field == "reason"
    with pytest.raises(DatabaseError, match="bara som en rättelse"), transaction.atomic():
        FeeClaim.objects.update(km=20)
    make_claim(meeting, board.member, by=board.secretary, km=20, reason="Fel adress")
    (row,) = book(board, first=LATER, last=LATER).record.rows
    assert (row.paid.travel, row.paid.total) == (25, 25)
    assert row.reason == "Det som uppges är rättat: Fel adress."


def test_meeting_closed_late_comes_with_the_next_period(board: Board, meeting: Meeting) -> None:
    late = make_ready(board, day=MEETING_DAY + timedelta(days=1)).meeting
    make_fee_period(board, last=MEETING_DAY + timedelta(days=1))
    close_meeting(meeting=late, end=time(11, 0), by=board.secretary, at=at(LATER))
    rows = book(board, first=LATER, last=LATER).record.rows
    assert {row.reason for row in rows} == {"Fanns inte med när perioden stängdes."}
    assert len(rows) == 4
    make_claim(late, board.member, by=board.member, km=10)
    assert book(board, first=LATER, last=LATER).record.total.travel == 25


def test_rules_that_a_closed_period_may_rest_on_stay(board: Board, meeting: Meeting) -> None:
    later = make_fee_rule(board, first_day=LATER)
    make_fee_period(board)
    signed = {"by": board.secretary, "at": at(hour=16)}
    with pytest.raises(RuleViolation, match="En stängd period kan vara räknad"):
        remove_fee_rule(rule=FeeRule.objects.earliest("first_day"), **signed)
    remove_fee_rule(rule=later, **signed)
    assert FeeRule.objects.count() == 1
    again = FeeRule(association=board.association, first_day=ELECTED, per_meeting=1)
    with pytest.raises(RuleViolation, match="hann före"):
        keep(again, **signed)
