"""Sv: arvoden. One's own, who pays for whom, and which periods there are."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q, QuerySet

from meetings.models import Association, FeeEntry, FeePayee, FeePeriod, Mandate, Meeting, Person
from meetings.reads.fees import PAID_BY_THE_COMMON_RULE, live_fees, payees_in, told_in
from meetings.reads.people import names_of
from meetings.record.fees import FeeLine
from meetings.swedish import sort_key


def has_rules(association: Association) -> bool:
    """Whether the association has said what it pays."""
    return association.fee_rules.exists()


def is_paid_in(association: Association, person: Person) -> bool:
    """Whether the person sits, or has sat, in a body that the association has rules for."""
    common = Q(body__kind__in=PAID_BY_THE_COMMON_RULE, body__association__fee_rules__body=None)
    held = Mandate.objects.filter(person=person, body__association=association)
    paid = common & Q(body__association__fee_rules__isnull=False) | Q(body__fee_rules__isnull=False)
    return held.filter(paid).exists()


def next_period(association: Association, today: date) -> tuple[date, date]:
    """The days that the next period is suggested to have: from the day after the last one, to today.

    The first one begins with the first rule.
    """
    last = association.fee_periods.order_by("-last_day").first()
    if last:
        first = last.last_day + timedelta(days=1)
        return first, max(first, today)
    rule = association.fee_rules.order_by("first_day").first()
    first = min(rule.first_day if rule else today, today)
    return first, today


def periods_of(association: Association) -> QuerySet[FeePeriod]:
    """The closed ones, the latest first."""
    return association.fee_periods.select_related("closed_by").order_by("-first_day").defer("content")


@dataclass(frozen=True)
class OwnFee:
    """A meeting on one's own page: the line, and whether its period is closed."""

    line: FeeLine
    is_closed: bool


def own_fees_of(association: Association, person: Person, today: date) -> list[OwnFee]:
    """One's own meetings that a rule pays, since a year before the oldest period that is open; the latest first."""
    told = told_in(association, person)
    first, _ = next_period(association, today)
    live = live_fees(association, first - timedelta(days=365), today, person)
    rows = [OwnFee(line, key in told) for key, line in live.lines.items()]
    return sorted(rows, key=lambda one: one.line.day, reverse=True)


def own_fee(association: Association, person: Person, meeting: Meeting) -> OwnFee | None:
    """What holds of one person at one meeting; None where they were not there, or nothing is paid."""
    live = live_fees(association, meeting.date, meeting.date, person)
    line = live.lines.get((meeting.pk, person.pk))
    is_closed = FeeEntry.objects.filter(meeting=meeting, person=person).exists()
    return OwnFee(line, is_closed) if line else None


@dataclass(frozen=True)
class PayeeRow:
    """Somebody with a mandate, and what is said of who pays for them now."""

    person: Person
    name: str
    payee: FeePayee | None


def payees_of(association: Association, today: date) -> list[PayeeRow]:
    """Everybody who holds a mandate in a body that a rule pays, or held one the last year or since the period that is
    open began; by name."""
    bodies = Q(kind__in=PAID_BY_THE_COMMON_RULE) | Q(pk__in=association.fee_rules.values("body"))
    paid = association.bodies.filter(bodies)
    earliest = min(next_period(association, today)[0], today - timedelta(days=365))
    since = Q(mandates__last_day=None) | Q(mandates__last_day__gte=earliest)
    people = list(Person.objects.filter(since, mandates__body__in=paid).distinct())
    called = names_of(people, association)
    payees = payees_in(association)
    rows = [PayeeRow(one, called[one.pk], next(iter(payees.get(one.pk, [])), None)) for one in people]
    return sorted(rows, key=lambda one: sort_key(one.name))
