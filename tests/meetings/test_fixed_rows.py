"""A row that is fixed once it is written: what may be filled in later, and what never changes."""

from datetime import date

import pytest
from django.db import DatabaseError, transaction

from meetings.actions.appealing import close_appeal, register_appeal
from meetings.actions.noticing import correct_period, leave_certificate
from meetings.errors import RuleViolation
from meetings.models import Appeal, Notice, Posting, PostingPeriod, Protocol
from tests.worlds.boards import Board, at
from tests.worlds.notices import down, make_notice, posting_of, up
from tests.worlds.once import made_once
from tests.worlds.papers import PNG

pytestmark = pytest.mark.django_db
POSTED = date(2024, 6, 11)


@made_once
def notice(board: Board) -> Notice:
    return make_notice(board, posted=POSTED)


def refused():
    return pytest.raises(DatabaseError, match="ändras inte")


@pytest.mark.parametrize(
    ("model", "change"),
    [
        (Protocol, {"number": 2}),
        (Protocol, {"public_id": "another"}),
        (Posting, {"board": "En annan kommun"}),
        (Posting, {"mandatory": False}),
        (Posting, {"sent_at": at(date(2024, 6, 1))}),
    ],
)
def test_what_is_written_of_a_protocol_and_a_posting_stays(notice: Notice, model, change):
    with refused(), transaction.atomic():
        model.objects.update(**change)


def test_a_period_is_ended_once_and_its_days_stay(notice: Notice) -> None:
    up(notice, "EK", POSTED)
    down(notice, "EK", date(2024, 7, 10))
    for change in ({"first_day": date(2024, 6, 1)}, {"last_day": date(2024, 7, 9)}, {"up_by": "En annan"}):
        with refused(), transaction.atomic():
            PostingPeriod.objects.update(**change)


def test_a_correction_stands_beside_what_it_corrects(board: Board, notice: Notice) -> None:
    up(notice, "EK", date(2024, 6, 21))
    wrong = posting_of(notice, "EK").periods.get()
    right = correct_period(period=wrong, first_day=POSTED, last_day=None, by=board.secretary, at=at(POSTED))
    assert list(posting_of(notice, "EK").periods.all()) == [right]
    assert [(one.first_day, one.replaced_at) for one in PostingPeriod.registered.order_by("pk")] == [
        (date(2024, 6, 21), at(POSTED)),
        (POSTED, None),
    ]
    with refused(), transaction.atomic():
        PostingPeriod.registered.filter(first_day=date(2024, 6, 21)).update(replaced_at=None)


def test_a_certificate_that_is_left_again_stands_beside_the_first(notice: Notice) -> None:
    up(notice, "EK", POSTED)
    for data in (PNG, PNG + b"\1"):
        leave_certificate(period=posting_of(notice, "EK").periods.get(), data=data, at=at(POSTED))
    assert len({one.certificate_id for one in PostingPeriod.registered.all()}) == 2
    assert posting_of(notice, "EK").periods.get().certificate.size == len(PNG) + 1


def test_days_are_not_corrected_when_the_decisions_have_gained_force(board: Board, notice: Notice) -> None:
    for code in ("EK", "RVN"):
        up(notice, code, POSTED)
    period = posting_of(notice, "EK").periods.get()
    days = {"first_day": date(2024, 6, 12), "last_day": None}
    correct_period(period=period, by=board.secretary, at=at(date(2024, 7, 2)), **days)
    period = posting_of(notice, "EK").periods.get()
    with pytest.raises(RuleViolation, match="laga kraft"):
        correct_period(
            period=period, first_day=POSTED, last_day=None, by=board.secretary, at=at(date(2024, 7, 4))
        )


def test_an_appeal_is_closed_once(board: Board, notice: Notice) -> None:
    paragraph = notice.protocol.paragraphs.first()
    received = date(2024, 6, 20)
    appeal = register_appeal(
        protocol=notice.protocol, paragraph=paragraph, received=received, by=board.secretary, at=at(received)
    )
    said = {"outcome": "rejected", "by": board.secretary, "at": at(date(2024, 11, 2))}
    close_appeal(appeal=appeal, day=date(2024, 11, 1), **said)
    with pytest.raises(RuleViolation, match="redan avgjort"):
        close_appeal(appeal=appeal, day=date(2024, 11, 2), **said)
    with refused(), transaction.atomic():
        Appeal.objects.update(received=date(2024, 6, 1))
