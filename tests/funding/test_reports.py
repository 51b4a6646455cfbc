"""Reports are held to the grant, cover time that has passed, and at the end every krona is accounted for."""

import re
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from funding.actions.measuring import claim_back, close_measure
from funding.actions.paying import register_payment, register_repayment
from funding.actions.reporting import approve_report, save_report, send_report
from funding.models import Frame, Grant, Measure, Purpose, Report, ReportCost
from funding.reads.budgets import year_of_money
from funding.reads.measures import rows_of, spending_of
from funding.reads.reports import claimed_of, reconciliation_of, sum_of
from funding.rules.periods import Period, half_years
from funding.rules.reporting import budget_of
from funding.workflow import State
from meetings.actions.recording import record
from meetings.errors import RuleViolation
from tests.funding.test_money import SPRING, approve, requisition
from tests.worlds.applications import COSTS, DAY, SOUGHT, YEARS, Office
from tests.worlds.boards import at
from tests.worlds.forging import past_the_guards
from tests.worlds.letters import letters
from tests.worlds.once import made_once

pytestmark = pytest.mark.django_db
END = date(2026, 12, 31)
TEXTS = {"activities": "Gjort.", "results": "Nått.", "deviations": ""}


def page(name: str, *more: object) -> str:
    return reverse(name, args=["exempelvik", *more])


def write(office: Office, report: Report, outcome: int = 0, *, day: date = END) -> None:
    cost = report.costs.first()
    save_report(
        report=report,
        texts=TEXTS,
        outcomes=[(cost, Decimal(outcome))] if cost else [],
        participants={},
        by=office.applicant,
        at=at(day),
    )
    send_report(report=report, by=office.applicant, at=at(day))


@made_once
def reported(office: Office, measure: Measure) -> Measure:
    """100 000 is paid; 70 000 is said in the final report, which is approved."""
    one = requisition(office, measure, 100_000)
    approve(office, one)
    by = office.board.secretary
    register_payment(requisition=one, day=DAY, reference="", by=by, at=at(DAY))
    for report in measure.reports.order_by("kind", "due").exclude(kind="final"):
        write(office, report)
    final = measure.reports.get(kind="final")
    write(office, final, 70_000)
    for report in measure.reports.all():
        approve_report(report=report, by=by, at=at(END))
    return Measure.objects.select_related("application").get(pk=measure.pk)


def test_periods_of_a_year_sum_to_its_grant_and_rows_to_the_period():
    granted = dict(zip(YEARS, map(Decimal, SOUGHT), strict=True))
    rows = [(name, dict(zip(YEARS, map(Decimal, costs), strict=True))) for name, costs in COSTS.items()]
    whole = Period(date(2024, 3, 1), END)
    periods = [
        budget_of(granted, rows, period=one, whole=whole) for one in half_years(whole.first, whole.last)
    ]
    for year, (first, second) in enumerate(zip(periods[::2], periods[1::2], strict=True)):
        assert sum(amount for _, amount in first + second) == SOUGHT[year]
    assert sum(amount for _, amount in budget_of(granted, rows, period=whole, whole=whole)) == sum(SOUGHT)
    assert budget_of(granted, [], period=whole, whole=whole) == [("Insatsen", sum(SOUGHT))]


def test_the_budget_follows_the_grant_until_the_report_is_sent(office, measure):
    report = measure.reports.get(kind="periodic", last_day=SPRING.last)
    Grant.objects.create(
        measure=measure,
        year=2024,
        amount=Decimal(56_000),
        kind="supplement",
        paragraph=measure.decided_in,
        at=at(DAY),
        by=office.board.secretary,
    )
    write(office, report, day=SPRING.last)
    assert sum(one.budgeted for one in report.costs.all()) == Decimal(
        "122000.00"
    )  # 122 of 306 days of 306 000


def test_a_period_that_goes_on_is_not_reported(office, measure, client):
    report = measure.reports.get(kind="periodic", last_day=SPRING.last)
    with pytest.raises(RuleViolation, match="inte slut förrän den 30 juni 2024"):
        write(office, report, day=SPRING.last - timedelta(days=1))
    final = measure.reports.get(kind="final")
    with past_the_guards():  # the page knows no other day than today's
        Report.objects.filter(pk=final.pk).update(last_day=timezone.localdate() + timedelta(days=1))
    client.force_login(office.applicant)
    shown = client.get(page("own_report", measure.public_id, final.public_id))
    assert "0\xa0kronor utbetalda" in shown.text
    assert "Perioden är inte slut" in shown.text
    assert 'name="send"' not in shown.text
    over = client.get(page("own_report", measure.public_id, report.public_id))
    assert 'name="send"' in over.text


def test_what_is_paid_and_not_reported_is_claimed_back_before_the_end(office, reported, client):
    by = office.board.secretary
    ends = reconciliation_of(reported)
    assert (ends.granted, ends.paid, ends.reported, ends.difference) == (850_000, 100_000, 70_000, 30_000)
    with pytest.raises(RuleViolation, match="Kräv tillbaka det eller förklara"):
        close_measure(measure=reported, by=by, at=at(END))
    client.force_login(by)
    address = page("measure_close", reported.public_id)
    assert "30\u202f000\xa0kronor är utbetalda men varken" in client.get(address).text
    assert client.post(address, {"explanation": ""}).status_code == 422
    client.post(address, {"do": "claim"})
    assert "30\u202f000\xa0kronor" in letters(office.applicant.email)[-1].subject
    assert claimed_of(Measure.objects.get(pk=reported.pk)) == 30_000
    register_repayment(
        measure=reported, year=2024, day=SPRING.last, amount=Decimal(30_000), note_text="", by=by, at=at(END)
    )
    with pytest.raises(RuleViolation, match="inget att kräva"):
        claim_back(measure=reported, by=by, at=at(END))
    client.post(address, {"explanation": ""})
    reported.refresh_from_db()
    assert reported.closed_at
    assert reported.explanation == ""
    assert claimed_of(reported) == 0


def test_a_difference_that_is_explained_is_kept_with_the_measure(office, reported):
    close_measure(measure=reported, explanation="Avrundat.", by=office.board.secretary, at=at(END))
    reported.refresh_from_db()
    assert reported.explanation == "Avrundat."
    assert reported.application.state == State.CLOSED


def test_what_a_closed_measure_never_asked_for_is_back_in_its_frame(office, reported):
    purpose = Purpose.objects.create(association=office.association, name="Insatser")
    reported.purpose = purpose
    record(reported, by=None, at=at(END), fields=["purpose"])
    budgets = {one.year: one for one in office.association.budgets.all()}
    for budget in budgets.values():
        Frame.objects.create(budget=budget, purpose=purpose, amount=Decimal(400_000))
    assert [year_of_money(budgets[year]).frames[0].left for year in YEARS] == [150_000, 100_000, 100_000]
    close_measure(measure=reported, explanation="x", by=office.board.secretary, at=at(END))
    assert [year_of_money(budgets[year]).frames[0].left for year in YEARS] == [300_000, 400_000, 400_000]
    [row] = rows_of([Measure.objects.get()])
    assert (row.whole.freed, row.whole.remaining) == (750_000, 0)
    assert spending_of(Measure.objects.get(), 2024).used == 100_000


def test_costs_of_a_report_add_up_to_the_ore():
    rows = [
        ReportCost(budgeted=Decimal(budget), outcome=Decimal(used))
        for budget, used in (("1.50", "0.25"), ("2", "3.10"))
    ]
    found = sum_of(rows)
    assert found
    assert (found.budgeted, found.outcome) == (Decimal("3.50"), Decimal("3.35"))
    assert sum_of([]) is None


def test_report_shows_its_sum_to_whoever_writes_it_and_whoever_approves_it(office, reported, client):
    final = reported.reports.get(kind="final")
    rows = []
    for person, address in (
        (office.applicant, page("own_report", reported.public_id, final.public_id)),
        (office.board.secretary, page("report_detail", final.public_id)),
    ):
        client.force_login(person)
        [row] = re.findall(r'<tr class="sum">(.*?)</tr>', client.get(address).text, re.DOTALL)
        rows.append(re.sub(r"<[^>]+>|\s", "", row))
    assert rows[0] == rows[1]
    assert rows[0].endswith("70000")
