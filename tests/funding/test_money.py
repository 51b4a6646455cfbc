"""Budget, requisitions, payments and reports: every krona reachable, nothing overspent, two persons approve."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from copy import copy
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from funding.actions.measuring import close_measure
from funding.actions.paying import register_payment
from funding.actions.reporting import plan_reports, remind_of_reports, send_report
from funding.actions.requisitioning import approve_requisition, send_requisition
from funding.models import (
    Agreement,
    Approval,
    Budget,
    Grant,
    Measure,
    Payment,
    Report,
    Requisition,
)
from funding.reads.measures import spending_of
from funding.rules.periods import Period
from funding.workflow import State
from meetings.actions.attaching import store_file
from meetings.actions.recording import record
from meetings.errors import RuleViolation
from tests.worlds.agreements import make_reporting
from tests.worlds.applications import DAY, Office, make_office
from tests.worlds.boards import at
from tests.worlds.forging import past_the_guards
from tests.worlds.letters import letters

pytestmark = pytest.mark.django_db
SPRING = Period(date(2024, 3, 1), date(2024, 6, 30))
AUTUMN = Period(date(2024, 7, 1), date(2024, 12, 31))


def requisition(office: Office, measure: Measure, amount: int, *, period: Period = SPRING) -> Requisition:
    ledger = store_file(data=b"%PDF-1.4", media_type="application/pdf", at=at(DAY))
    return send_requisition(
        measure=measure,
        period=period,
        amount=Decimal(amount),
        ledger=ledger,
        ledger_name="huvudbok.pdf",
        is_sure=True,
        by=office.applicant,
        at=at(period.last),
    )


def approve(office: Office, one: Requisition) -> None:
    for step, person in (("review", office.board.secretary), ("attest", office.board.manager)):
        approve_requisition(requisition=one, step=step, by=person, at=at(DAY))


def at_the_same_time(*actions: Callable[[], object]) -> list[object]:
    """What each gave, or the RuleViolation it raised; each in a thread and a connection of its own."""
    start = threading.Barrier(len(actions))

    def run(action: Callable[[], object]) -> object:
        start.wait()
        try:
            return action()
        except RuleViolation as violation:
            return violation
        finally:
            connection.close()

    with ThreadPoolExecutor(len(actions)) as threads:
        return list(threads.map(run, actions))


def page(name: str, *more: object) -> str:
    return reverse(name, args=["exempelvik", *more])


def test_over_requisition_is_refused_with_what_remains(office, measure):
    requisition(office, measure, 200_000)
    with pytest.raises(RuleViolation, match="återstår 50\u202f000\xa0kronor"):
        requisition(office, measure, 50_001)
    requisition(office, measure, 50_000)
    assert spending_of(measure, 2024).remaining == 0


def test_database_refuses_overspending_whoever_writes(office, measure):
    one = requisition(office, measure, 200_000)
    more = copy(one)
    more.pk, more.public_id, more.number, more.amount = None, "another", 2, Decimal(50_001)
    with pytest.raises(DatabaseError, match="större än det som återstår"), transaction.atomic():
        more.save(force_insert=True)
    with pytest.raises(DatabaseError, match="finns inte kvar"), transaction.atomic():
        Grant.objects.create(
            measure=measure,
            year=2024,
            amount=Decimal(-60_000),
            kind="carry_over",
            paragraph=measure.decided_in,
            at=at(DAY),
        )
    with pytest.raises(DatabaseError, match="Två personer"), transaction.atomic():
        Payment.objects.create(
            requisition=one, day=DAY, amount=one.amount, at=at(DAY), by=office.board.secretary
        )


@pytest.mark.django_db(transaction=True)
def test_two_at_once_cannot_overspend_and_one_attests():
    office = make_office()
    measure = make_reporting(office)
    answers = at_the_same_time(
        lambda: requisition(office, measure, 150_000), lambda: requisition(office, measure, 150_000)
    )
    assert sorted(type(one).__name__ for one in answers) == ["Requisition", "RuleViolation"]
    one = Requisition.objects.get()
    approve_requisition(requisition=one, step="review", by=office.board.secretary, at=at(DAY))
    answers = at_the_same_time(
        *[lambda: approve_requisition(requisition=one, step="attest", by=office.board.manager, at=at(DAY))]
        * 2
    )
    assert sorted(type(one).__name__ for one in answers) == ["Approval", "RuleViolation"]


def test_two_different_persons_approve_before_payment(office, measure):
    one = requisition(office, measure, 100_000)
    by = office.board.secretary
    with pytest.raises(RuleViolation, match="Två personer"):
        register_payment(requisition=one, day=DAY, reference="", by=by, at=at(DAY))
    approve_requisition(requisition=one, step="review", by=by, at=at(DAY))
    with pytest.raises(RuleViolation, match="Två olika personer"):
        approve_requisition(requisition=one, step="attest", by=by, at=at(DAY))
    with pytest.raises(DatabaseError, match="Bara kansliet"), transaction.atomic():
        Approval.objects.create(requisition=one, step="attest", person=office.applicant, at=at(DAY))
    approve_requisition(requisition=one, step="attest", by=office.board.manager, at=at(DAY))
    register_payment(requisition=one, day=DAY, reference="V 12", by=by, at=at(DAY))
    assert spending_of(measure, 2024).paid == 100_000
    assert "är utbetald" in letters(office.applicant.email)[-1].subject


def test_planned_budget_cannot_be_requisitioned(office, measure):
    with past_the_guards():  # nothing has been requisitioned when a budget is opened again
        Budget.objects.filter(year=2024).update(adopted_in=None)
    with pytest.raises(RuleViolation, match="inte fastställd"):
        requisition(office, measure, 1)
    with pytest.raises(DatabaseError, match="inte fastställd"), transaction.atomic():
        Requisition.objects.create(
            measure=measure,
            number=9,
            year=2024,
            first_day=DAY,
            last_day=DAY,
            amount=1,
            sent_at=at(DAY),
            sent_by=office.applicant,
        )


@pytest.mark.parametrize(
    ("period", "why"),
    [
        (Period(date(2024, 7, 1), date(2025, 1, 31)), "inom ett kalenderår"),
        (Period(date(2024, 1, 1), date(2024, 6, 30)), "utanför insatsens tid"),
        (Period(date(2024, 6, 30), date(2024, 6, 1)), "före den första"),
        (AUTUMN, "ska vara inskickad först"),
    ],
)
def test_period_and_reports_come_in_order(office, measure, period, why):
    with pytest.raises(RuleViolation, match=why):
        requisition(office, measure, 1_000, period=period)


def test_attest_waits_for_the_report_of_the_period_before(office, measure):
    report = measure.reports.get(kind="periodic", last_day=SPRING.last)
    report.activities = report.results = "Gjort."
    report.save()
    send_report(report=report, by=office.applicant, at=at(SPRING.last))
    one = requisition(office, measure, 1_000, period=AUTUMN)
    approve_requisition(requisition=one, step="review", by=office.board.secretary, at=at(DAY))
    with pytest.raises(RuleViolation, match="inte godkänd än"):
        approve_requisition(requisition=one, step="attest", by=office.board.manager, at=at(DAY))


def test_agreement_is_signed_before_money_is_asked_for(office, measure):
    with past_the_guards():
        Agreement.objects.update(sealed=None, sealed_at=None)
    with pytest.raises(RuleViolation, match="Avtalet"):
        requisition(office, measure, 1)


def test_reports_are_planned_by_half_years_and_reminded_of(office, measure):
    assert [(one.kind, one.last_day.isoformat()) for one in measure.reports.order_by("due", "kind")][:2] == [
        ("periodic", "2024-06-30"),
        ("periodic", "2024-12-31"),
    ]
    assert measure.reports.count() == 7
    assert plan_reports(measure=measure, by=None, at=at(DAY)) == []
    first = measure.reports.get(last_day=SPRING.last)
    cost = first.costs.first()
    assert (str(cost.budgeted), cost.label) == ("69106.75", "Personal")
    assert remind_of_reports(at=at(first.due - timedelta(days=15))) == 0
    assert remind_of_reports(at=at(first.due - timedelta(days=14))) == 1
    assert remind_of_reports(at=at(first.due - timedelta(days=10))) == 0
    assert remind_of_reports(at=at(first.due + timedelta(days=1))) == 1
    late = f"Rapporten är försenad: Social verkstad – {office.board.association.name}"
    assert letters(office.applicant.email)[-1].subject == late


def test_measure_is_closed_when_paid_and_reported(office, measure):
    one = requisition(office, measure, 1_000)
    by = office.board.secretary
    with pytest.raises(RuleViolation, match="rekvisition"):
        close_measure(measure=measure, by=by, at=at(DAY))
    approve(office, one)
    register_payment(requisition=one, day=DAY, reference="", by=by, at=at(DAY))
    with pytest.raises(RuleViolation, match="rapporter"):
        close_measure(measure=measure, by=by, at=at(DAY))
    Report.objects.update(sent_at=at(DAY), sent_by=by, approved_at=at(DAY), approved_by=by)
    case = measure.application
    case.state = State.FINAL_REPORT
    record(case, by=by, at=at(DAY), fields=["state"])
    close_measure(measure=measure, explanation="Redovisas i bilagan.", by=by, at=at(DAY))
    case.refresh_from_db()
    assert case.state == State.CLOSED
