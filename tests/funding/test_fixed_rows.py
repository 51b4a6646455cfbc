"""Money and agreements that are fixed once they are written."""

import pytest
from django.db import DatabaseError, transaction

from funding.actions.reporting import plan_reports
from funding.models import Agreement, Measure, ParticipantCount, Payment, Report, ReportCost, Requisition
from meetings.actions.attaching import store_file
from tests.worlds.applications import DAY, YEARS, Office, make_measure
from tests.worlds.boards import at
from tests.worlds.once import made_once

pytestmark = pytest.mark.django_db


@made_once
def measure(office: Office) -> Measure:
    measure = make_measure(office)
    plan_reports(measure=measure, by=None, at=at(DAY))
    return measure


def refused(sentence: str = "ändras inte"):
    return pytest.raises(DatabaseError, match=sentence)


def make_requisition(office: Office, measure: Measure) -> Requisition:
    return Requisition.objects.create(
        measure=measure,
        number=1,
        year=YEARS[0],
        first_day=DAY,
        last_day=DAY,
        amount=100,
        sent_at=at(DAY),
        sent_by=office.applicant,
    )


@pytest.mark.parametrize("change", [{"amount": 99}, {"supplier": "Ett bolag"}, {"ledger_name": "annan.pdf"}])
def test_a_requisition_stays_as_it_was_sent(office: Office, measure: Measure, change) -> None:
    make_requisition(office, measure)
    with refused(), transaction.atomic():
        Requisition.objects.update(**change)


def test_a_requisition_is_refused_once(office: Office, measure: Measure) -> None:
    make_requisition(office, measure)
    Requisition.objects.update(refused_at=at(DAY), refused_by=office.board.secretary, refusal="Dubblett.")
    with refused(), transaction.atomic():
        Requisition.objects.update(refused_at=None, refused_by=None, refusal="")


def test_a_requisition_that_is_paid_is_not_refused(office: Office, measure: Measure) -> None:
    one = make_requisition(office, measure)
    for step, person in (("review", office.board.secretary), ("attest", office.board.manager)):
        one.approvals.create(step=step, person=person, at=at(DAY))
    Payment.objects.create(requisition=one, day=DAY, amount=100, at=at(DAY), by=office.board.secretary)
    with refused("utbetald"), transaction.atomic():
        Requisition.objects.update(refused_at=at(DAY), refused_by=office.board.secretary, refusal="För sent.")


def test_an_agreement_is_sealed_once_and_stays(office: Office, measure: Measure) -> None:
    files = [
        store_file(data=data, media_type="application/pdf", at=at(DAY)) for data in (b"%PDF-1", b"%PDF-2")
    ]
    Agreement.objects.create(
        measure=measure,
        number=1,
        snapshot={"total": "850000.00"},
        file=files[0],
        made_at=at(DAY),
        made_by=office.board.secretary,
    )
    for change in ({"snapshot": {}}, {"file": files[1]}, {"number": 2}):
        with refused(), transaction.atomic():
            Agreement.objects.update(**change)
    Agreement.objects.update(sealed=files[0], sealed_at=at(DAY))
    for change in ({"sealed": files[1]}, {"sealed": None, "sealed_at": None}):
        with refused(), transaction.atomic():
            Agreement.objects.update(**change)


def test_an_approved_report_stays_with_its_costs_and_participants(office: Office, measure: Measure) -> None:
    report = Report.objects.first()
    ReportCost.objects.create(report=report, position=9, label="Lokal")
    ParticipantCount.objects.create(report=report, sex="women", band="16-24", number=1)
    Report.objects.filter(pk=report.pk).update(activities="Vi har börjat.")
    by = office.board.secretary
    Report.objects.filter(pk=report.pk).update(
        sent_at=at(DAY), sent_by=by, approved_at=at(DAY), approved_by=by
    )
    for change in ({"activities": "Nytt."}, {"approved_at": None, "approved_by": None}):
        with refused(), transaction.atomic():
            Report.objects.filter(pk=report.pk).update(**change)
    for rows, change in ((report.costs, {"outcome": 5}), (report.participants, {"number": 5})):
        with refused(), transaction.atomic():
            rows.update(**change)
        with refused(), transaction.atomic():
            rows.all().delete()
    with refused(), transaction.atomic():
        ReportCost.objects.create(report=report, position=10, label="Resor")
