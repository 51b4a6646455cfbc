"""An association that pays fees: its rules, closed meetings, and who is paid by whom."""

from datetime import date, time, timedelta
from decimal import Decimal

from meetings.actions.fees import close_fee_period, set_payees, state_fee
from meetings.actions.keeping import keep, take_away
from meetings.actions.pausing import close_meeting
from meetings.models import Body, FeeClaim, FeePeriod, FeeRule, Meeting, Person
from meetings.reads.fees import book_of
from meetings.rules import fees as rules
from tests.worlds.boards import ELECTED, MEETING_DAY, Board, at, make_ready

# The addresses of the pages: those the auditor reads too, and those of the chancellery alone.
FEES_READ = {
    "fee_list",
    "fee_list_csv",
    "fee_list_xlsx",
    "fee_period",
    "fee_period_csv",
    "fee_period_xlsx",
}
FEES_EDIT = {"fee_claim", "fee_close"}
FEES_OWN = {"own_fees"}


def make_fee_rule(
    board: Board, *, first_day: date = ELECTED, body: Body | None = None, **changes: object
) -> FeeRule:
    """800 kronor for three hours, 150 for each after, 300 for the chair, 2.50 a km, lost income of 250 an hour."""
    said = {
        "per_meeting": Decimal(800),
        "included_hours": 3,
        "per_hour": Decimal(150),
        "per_chair": Decimal(300),
        "per_km": Decimal("2.50"),
        "lost_per_hour": Decimal(250),
        "lost_per_day": Decimal(1600),
    }
    row = FeeRule(association=board.association, body=body, first_day=first_day, **{**said, **changes})
    keep(row, by=board.secretary, at=at(ELECTED))
    return row


def make_closed(board: Board, *, day: date = MEETING_DAY, end: time = time(11, 0)) -> Meeting:
    """From 8.30 to `end`, everybody there but the deputy."""
    meeting = make_ready(board, day=day).meeting
    return close_meeting(meeting=meeting, end=end, by=board.secretary, at=at(day, 13))


def make_payees(board: Board, payer: str = "association") -> None:
    """The same for everybody on the board, with numbers from 101."""
    people = [board.chair, board.verifier, board.member, board.other_member, board.deputy]
    set_payees(
        association=board.association,
        first_day=ELECTED,
        answers={one: (payer, str(number)) for number, one in enumerate(people, start=101)},
        by=board.secretary,
        at=at(ELECTED),
    )


def make_claim(
    meeting: Meeting, person: Person, *, by: Person, reason: str = "", costs_for: str = "", **said: object
) -> FeeClaim:
    claim = rules.FeeClaim(**{name: Decimal(str(value)) for name, value in said.items()})
    return state_fee(
        meeting=meeting,
        person=person,
        claim=claim,
        costs_for=costs_for,
        reason=reason,
        by=by,
        at=at(meeting.date, 14),
    )


def make_fee_period(board: Board, first: date = MEETING_DAY, last: date = MEETING_DAY) -> FeePeriod:
    """Closed as it stands."""
    book = book_of(board.association, first, last, last)
    return close_fee_period(
        association=board.association,
        first=first,
        last=last,
        seen=book.fingerprint,
        by=board.secretary,
        at=at(last, 15),
    )


def make_paid(board: Board, day: date) -> dict[str, str]:
    """Rules, a closed period of one day, and rules that were taken away: what their addresses say."""
    rule = make_fee_rule(board)
    make_payees(board)
    period = make_fee_period(board, day, day)
    gone = make_fee_rule(board, first_day=day + timedelta(days=400))
    return {
        "fee period": period.public_id,
        "fee_rule": str(rule.pk),
        "fee_version": str(take_away(gone, by=board.secretary, at=at(day))),
        "person who is paid": board.other_member.public_id,
    }
