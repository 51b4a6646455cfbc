"""What the demo's association pays those who sit in it: rules, some stated costs, and a period that is closed."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal

from meetings.actions.fees import close_fee_period, set_payees, state_fee
from meetings.actions.keeping import keep
from meetings.demo.associations import Cast
from meetings.models import FeeRule, Meeting
from meetings.reads.fees import book_of
from meetings.rules.fees import FeeClaim, Payer
from meetings.swedish import STOCKHOLM


def pay_fees(cast: Cast, elected: date, closed: Meeting, latest: Meeting) -> None:
    """The period to some weeks after `closed` is paid; in `latest` somebody has stated a journey, and waits."""
    by, first = cast.secretary, elected.replace(month=3)
    rule = FeeRule(
        association=cast.association,
        first_day=first,
        decided_in=f"§ 7 den 16 februari {elected.year}",
        per_meeting=Decimal(900),
        included_hours=2,
        per_hour=Decimal(200),
        day_from=6,
        per_day=Decimal(1800),
        per_chair=Decimal(400),
        once_a_day=True,
        per_km=Decimal("2.50"),
        lost_per_hour=Decimal(300),
        lost_per_day=Decimal(2000),
    )
    keep(rule, by=by, at=_at(first))
    paid_by = {"chair": Payer.ASSOCIATION, "kommun": Payer.ASSOCIATION, "deputy": Payer.ASSOCIATION}
    paid_by |= {"vice": Payer.MEMBER, "fk": Payer.MEMBER}
    answers = {
        cast.people[key]: (payer.value, str(number) if payer == Payer.ASSOCIATION else "")
        for number, (key, payer) in enumerate(paid_by.items(), start=2041)
    }
    set_payees(association=cast.association, first_day=first, answers=answers, by=by, at=_at(first))
    lost = FeeClaim(km=Decimal(38), lost_hours=Decimal(4), lost_amount=Decimal(1060))
    travel = FeeClaim(km=Decimal(112), costs=Decimal(60))
    mona, gunnar = cast.people["kommun"], cast.people["deputy"]
    state_fee(meeting=closed, person=mona, claim=lost, by=mona, at=_at(closed.date, 15))
    state_fee(
        meeting=closed, person=gunnar, claim=travel, costs_for="Parkering", by=by, at=_at(closed.date, 16)
    )
    last = closed.date + timedelta(days=20)
    book = book_of(cast.association, first, last, last)
    close_fee_period(
        association=cast.association,
        first=first,
        last=last,
        seen=book.fingerprint,
        by=by,
        at=_at(last + timedelta(days=3)),
    )
    state_fee(
        meeting=latest,
        person=mona,
        claim=FeeClaim(km=Decimal(38)),
        by=mona,
        at=_at(latest.date, 15),
    )


def _at(day: date, hour: int = 9) -> datetime:
    return datetime.combine(day, time(hour), STOCKHOLM)
