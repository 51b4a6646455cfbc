"""Fees from closed meetings: who is paid what, and what each states."""

from datetime import date, time, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from meetings.actions.attending import set_presence, set_serving
from meetings.actions.fees import set_payees
from meetings.actions.moving import register_arrival, register_departure
from meetings.actions.pausing import adjourn, close_meeting, reopen_meeting
from meetings.actions.planning import pass_meeting_to
from meetings.errors import RuleViolation
from meetings.models import FeeClaim, FeePayee, FeeRule, Mandate, Meeting
from meetings.reads.fee_people import own_fees_of, payees_of
from meetings.reads.fees import FeeBook, book_of
from meetings.record.fees import FeeLine
from tests.worlds.boards import ELECTED, MEETING_DAY, Board, at, make_board, make_meeting, make_ready
from tests.worlds.fees import (
    make_claim,
    make_closed,
    make_fee_period,
    make_fee_rule,
    make_payees,
)
from tests.worlds.notes import make_notes_body
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


def test_everybody_with_a_mandate_who_was_there_is_paid(board: Board, meeting: Meeting) -> None:
    found = book(board)
    assert paid(found) == {
        "Henrik Brolin": 800,
        "Mona Edvinsson": 800,
        "Astrid Norling": 1100,
        "Petra Sandell": 800,
    }
    chair = line_of(found, "Astrid Norling")
    assert (chair.is_chair, chair.hours, chair.mode) == (True, "2 tim 30 min", "På plats")
    assert (chair.payroll_number, chair.payer_label) == ("101", "Förbundet")
    assert found.lacks == ()


def test_meeting_that_is_not_closed_or_is_cancelled_pays_nobody(board: Board) -> None:
    open_one = make_ready(board).meeting
    cancelled = make_meeting(board, day=LATER)
    pass_meeting_to(meeting=cancelled, state="cancelled", by=board.secretary, at=at())
    found = book(board, last=LATER)
    assert found.record.rows == ()
    (lack,) = found.lacks
    assert lack.sentence == "Mötet den 30 maj 2024 (Förbundsstyrelsen) är inte avslutat."
    assert open_one.key in lack.url


def test_who_is_absent_and_a_guest_are_not_in_it(board: Board, meeting: Meeting) -> None:
    signed = reopened(board, meeting)
    set_presence(attendee=meeting.attendees.get(person=board.member), presence="absent", **signed)
    meeting.attendees.create(kind="guest", person=board.auditor, presence="on_site")
    closed_again(board, meeting)
    assert set(paid(book(board))) == {"Henrik Brolin", "Mona Edvinsson", "Astrid Norling"}


def test_time_is_counted_from_the_protocol(board: Board) -> None:
    meeting = make_ready(board).meeting
    signed = {"by": board.secretary, "at": at(hour=10)}
    first, second = meeting.paragraphs.order_by("position")
    leaves = meeting.attendees.get(person=board.member)
    register_departure(attendee=leaves, paragraph=second, time=time(10, 0), **signed)
    late = meeting.attendees.get(person=board.deputy)
    register_arrival(attendee=late, paragraph=first, mode="remote", time=time(9, 0), **signed)
    adjourn(meeting=meeting, start=time(9, 30), end=time(9, 45), **signed)
    close_meeting(meeting=meeting, end=time(13, 0), by=board.secretary, at=at(hour=14))
    found = book(board)
    assert line_of(found, "Petra Sandell").hours == "1 tim 15 min"
    deputy = line_of(found, "Gunnar Hallin")
    assert (deputy.hours, deputy.mode) == ("3 tim 45 min", "På distans")
    assert deputy.role_label == "Ersättare, tjänstgjorde inte"
    assert line_of(found, "Mona Edvinsson").amounts.fee == 800 + 2 * 150


def test_departure_without_a_clock_is_told(board: Board) -> None:
    meeting = make_ready(board).meeting
    leaves = meeting.attendees.get(person=board.member)
    second = meeting.paragraphs.order_by("position")[1]
    register_departure(attendee=leaves, paragraph=second, time=None, by=board.secretary, at=at())
    close_meeting(meeting=meeting, end=time(11, 0), by=board.secretary, at=at(hour=14))
    found = book(board)
    assert line_of(found, "Petra Sandell").hours == "2 tim 30 min"
    assert found.lacks[0].sentence.startswith("Petra Sandell kom eller gick under mötet den 30 maj 2024")


@pytest.mark.parametrize(("serves", "fee"), [(True, 800), (False, 0)])
def test_deputy_is_paid_as_the_rule_says(board: Board, serves: bool, fee: int) -> None:
    FeeRule.objects.update(pays_waiting=False)
    meeting = make_ready(board).meeting
    signed = {"by": board.secretary, "at": at()}
    deputy = meeting.attendees.get(person=board.deputy)
    set_presence(attendee=deputy, presence="on_site", **signed)
    if serves:
        set_presence(attendee=meeting.attendees.get(person=board.member), presence="absent", **signed)
        set_serving(deputy=deputy, seat=board.seats["FK"], **signed)
    close_meeting(meeting=meeting, end=time(11, 0), by=board.secretary, at=at(hour=14))
    line = line_of(book(board), "Gunnar Hallin")
    assert (line.amounts.fee, line.role) == (fee, "serving" if serves else "waiting")


def test_rule_of_the_day_holds_and_the_bodys_own_goes_first(board: Board, meeting: Meeting) -> None:
    make_fee_rule(board, first_day=MEETING_DAY + timedelta(days=1), per_meeting=Decimal(5000))
    make_fee_rule(board, first_day=MEETING_DAY, per_meeting=Decimal(900))
    assert paid(book(board))["Petra Sandell"] == 900
    make_fee_rule(board, body=board.body, per_meeting=Decimal(700))
    assert paid(book(board))["Petra Sandell"] == 700


def test_notes_are_paid_by_a_rule_of_their_own_alone(board: Board) -> None:
    notes = make_notes_body(board)
    seat = notes.seats.create(party=board.parties["FK"], number=1)
    Mandate.objects.create(body=notes, seat=seat, person=board.member, first_day=ELECTED)
    meeting = make_closed(_of_body(board, notes))
    assert meeting.body == notes
    assert book(board).record.rows == ()
    make_fee_rule(board, body=notes, per_meeting=Decimal(400), per_chair=Decimal(0))
    assert paid(book(board)) == {"Petra Sandell": 400}


def _of_body(board: Board, body: object) -> Board:
    board = Board(**{**vars(board), "body": body, "verifier": board.member})
    # The deputy of the board has no row to set absent in a group.
    Mandate.objects.create(
        body=body,
        seat=body.seats.create(party=board.parties["RVN"], number=2),
        person=board.deputy,
        first_day=ELECTED,
    )
    return board


def test_two_bodies_the_same_day_are_one_day_where_the_rule_says_so(board: Board, meeting: Meeting) -> None:
    FeeRule.objects.update(once_a_day=True)
    notes = make_notes_body(board)
    seat = notes.seats.create(party=board.parties["FK"], number=1)
    Mandate.objects.create(body=notes, seat=seat, person=board.member, first_day=ELECTED)
    make_fee_rule(board, body=notes, once_a_day=True)
    make_closed(_of_body(board, notes))
    fees = [row.paid.fee for row in book(board).record.rows if row.line.name == "Petra Sandell"]
    assert fees == [800, 2 * 150]


def test_association_without_rules_pays_nothing_and_is_told(board: Board, meeting: Meeting) -> None:
    FeeRule.objects.all().delete()
    found = book(board)
    assert found.record.rows == ()
    assert found.lacks[0].sentence == "Inga regler för arvoden gällde den 30 maj 2024 (Förbundsstyrelsen)."


def test_who_has_left_is_paid_for_what_they_were_at(board: Board, meeting: Meeting) -> None:
    Mandate.objects.filter(person=board.member).update(last_day=MEETING_DAY)
    make_closed(board, day=LATER)
    rows = [row.line.day for row in book(board, last=LATER).record.rows if row.line.name == "Petra Sandell"]
    assert rows == [MEETING_DAY]


def test_member_pays_its_own_and_the_basis_says_which(board: Board, meeting: Meeting) -> None:
    make_claim(meeting, board.member, by=board.member, km=10)
    set_payees(
        association=board.association,
        first_day=MEETING_DAY,
        answers={board.member: ("member", "")},
        by=board.secretary,
        at=at(),
    )
    line = line_of(book(board), "Petra Sandell")
    assert (line.payer_label, line.km, line.amounts.total) == ("Försäkringskassan", 10, 0)
    assert FeePayee.objects.filter(person=board.member).count() == 2


def test_payer_of_another_day_leaves_earlier_ones(board: Board, meeting: Meeting) -> None:
    set_payees(
        association=board.association,
        first_day=LATER,
        answers={board.member: ("nobody", "103"), board.chair: ("association", "999")},
        by=board.secretary,
        at=at(),
    )
    found = book(board)
    assert line_of(found, "Petra Sandell").amounts.total == 800
    assert line_of(found, "Astrid Norling").payroll_number == "999"
    assert FeePayee.objects.filter(person=board.chair).count() == 1
    with pytest.raises(RuleViolation, match="redan bestämt från den 27 juni 2024"):
        set_payees(
            association=board.association,
            first_day=MEETING_DAY,
            answers={board.member: ("member", "")},
            by=board.secretary,
            at=at(),
        )


def test_first_answer_holds_for_the_days_before_it_too(board: Board, meeting: Meeting) -> None:
    FeePayee.objects.filter(person=board.member).update(first_day=LATER)
    assert line_of(book(board), "Petra Sandell").payer == "association"


def test_payroll_number_is_never_a_personnummer(board: Board) -> None:
    row = FeePayee.objects.filter(person=board.member).get()
    row.payroll_number = "640823-3234"
    with pytest.raises(ValidationError, match="ser ut som ett personnummer"):
        row.full_clean()


def test_each_states_their_own_and_the_office_for_them(board: Board, meeting: Meeting) -> None:
    make_claim(
        meeting,
        board.member,
        by=board.member,
        km=60,
        costs=45,
        costs_for="Parkering",
        lost_hours=4,
        lost_amount=1200,
    )
    amounts = line_of(book(board), "Petra Sandell").amounts
    assert (amounts.travel, amounts.costs, amounts.lost, amounts.total) == (150, 45, 1000, 1995)
    assert line_of(book(board), "Petra Sandell").stated_by == ""
    make_claim(meeting, board.member, by=board.secretary, km=50)
    assert line_of(book(board), "Petra Sandell").stated_by == "Karl Ostman"
    claim = FeeClaim.objects.get()
    assert list(claim.history.order_by("history_id").values_list("history_user", flat=True)) == [
        board.member.pk,
        board.secretary.pk,
    ]


def test_nobody_states_for_another_nor_of_what_they_were_not_at(board: Board, meeting: Meeting) -> None:
    with pytest.raises(RuleViolation, match="sina egna uppgifter"):
        make_claim(meeting, board.member, by=board.chair, km=5)
    with pytest.raises(RuleViolation, match="sina egna uppgifter"):
        make_claim(meeting, board.member, by=board.auditor, km=5)
    with pytest.raises(RuleViolation, match="Inget arvode räknas"):
        make_claim(meeting, board.deputy, by=board.deputy, km=5)
    with pytest.raises(RuleViolation, match="vad kostnaden är för") as refused:
        make_claim(meeting, board.member, by=board.member, costs=5)
    assert refused.value.field == "costs_for"
    assert not FeeClaim.objects.exists()


def test_own_page_holds_ones_own_alone(board: Board, meeting: Meeting) -> None:
    rows = own_fees_of(board.association, board.member, MEETING_DAY)
    assert [(one.line.name, one.is_closed) for one in rows] == [("Petra Sandell", False)]
    make_fee_period(board)
    assert [one.is_closed for one in own_fees_of(board.association, board.member, LATER)] == [True]
    assert own_fees_of(board.association, board.secretary, MEETING_DAY) == []


def test_everybody_on_the_board_can_be_answered_for(board: Board) -> None:
    rows = payees_of(board.association, MEETING_DAY)
    assert [one.name for one in rows] == [
        "Astrid Norling",
        "Gunnar Hallin",
        "Henrik Brolin",
        "Mona Edvinsson",
        "Petra Sandell",
    ]
