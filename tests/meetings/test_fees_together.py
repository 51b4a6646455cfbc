"""Somebody states a journey at the moment when the period is closed: it is in what is closed, or refused."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import transaction

from meetings.actions.fees import close_fee_period, lock_fees
from meetings.errors import RuleViolation
from meetings.models import FeeClaim, FeePeriod
from meetings.reads.fees import book_of
from tests.meetings.test_account_together import done, wait_for_lock
from tests.worlds.boards import MEETING_DAY, Board, at
from tests.worlds.fees import make_claim, make_closed, make_fee_rule, make_payees


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("first", "closing", "stating"),
    [
        ("close", "done", "Perioden är stängd. Säg till kansliet, som kan rätta i nästa period."),
        ("state", "Underlaget har ändrats sedan du såg det. Granska det igen.", "done"),
    ],
)
def test_whichever_comes_first_is_whole(board: Board, first: str, closing: str, stating: str) -> None:
    make_fee_rule(board)
    make_payees(board)
    meeting = make_closed(board)
    seen = book_of(board.association, MEETING_DAY, MEETING_DAY, MEETING_DAY).fingerprint
    days = {"association": board.association, "first": MEETING_DAY, "last": MEETING_DAY}
    acts = {
        "close": lambda: close_fee_period(**days, seen=seen, by=board.secretary, at=at(hour=15)),
        "state": lambda: make_claim(meeting, board.member, by=board.member, km=10),
    }
    came = {}
    with ThreadPoolExecutor(2) as threads:
        with transaction.atomic():
            lock_fees(board.association)
            for number, name in enumerate(sorted(acts, key=lambda one: one != first), start=1):
                came[name] = threads.submit(done, acts[name])
                wait_for_lock(number)
        assert (came["close"].result(20), came["state"].result(20)) == (closing, stating)
    assert FeePeriod.objects.exists() == (closing == "done")
    assert FeeClaim.objects.exists() == (stating == "done")


@pytest.mark.django_db(transaction=True)
def test_period_is_closed_once_however_many_press(board: Board) -> None:
    make_fee_rule(board)
    make_payees(board)
    make_closed(board)
    last = MEETING_DAY + timedelta(days=1)
    seen = book_of(board.association, MEETING_DAY, last, last).fingerprint
    days = {"association": board.association, "first": MEETING_DAY, "last": last}

    def close() -> str:
        return done(lambda: close_fee_period(**days, seen=seen, by=board.secretary, at=at(last, 15)))

    with ThreadPoolExecutor(2) as threads:
        said = sorted(one.result(20) for one in [threads.submit(close) for _ in range(2)])
    assert said[1] == "done"
    assert "redan stängd" in said[0]
    with pytest.raises(RuleViolation):
        close_fee_period(**days, seen=seen, by=board.secretary, at=at(last, 16))
