"""The pages of money: the applicant's, the chancellery's and the public's."""

from decimal import Decimal
from http import HTTPStatus

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from funding.actions.reporting import send_report
from funding.models import Budget, Frame, Purpose
from tests.funding.test_money import SPRING, approve, requisition
from tests.worlds.agreements import make_reporting
from tests.worlds.applications import (
    YEARS,
    make_budget_section,
    make_measure,
    make_office,
)
from tests.worlds.boards import at
from tests.worlds.letters import letters
from tests.worlds.papers import PDF

pytestmark = pytest.mark.django_db


def page(name: str, *more: object) -> str:
    return reverse(name, args=["exempelvik", *more])


def test_applicant_requisitions_and_reports_in_the_browser(office, measure, client):
    client.force_login(office.applicant)
    shown = client.get(page("own_requisition", measure.public_id))
    assert shown.context["form"].initial == {
        "first_day": SPRING.first,
        "last_day": SPRING.last,
        "amount": Decimal(250_000),
    }
    given = {"first_day": "2024-03-01", "last_day": "2024-06-30", "amount": "90 000"}
    assert "Utdrag ur huvudboken" in client.post(page("own_requisition", measure.public_id), given).text
    given["ledger"] = SimpleUploadedFile("huvudbok.pdf", PDF)
    sent = client.post(page("own_requisition", measure.public_id), given, follow=True)
    assert "Rekvisitionen är inskickad" in sent.text
    report = measure.reports.get(last_day=SPRING.last)
    address = page("own_report", measure.public_id, report.public_id)
    form = client.get(address).context["form"]
    values = {name: form[name].value() or "" for name in form.fields if name != "sure"}
    wrong = client.post(address, values | {"activities": "Deltagaren 121212-1212 har börjat."})
    assert "ser ut som ett personnummer" in wrong.text
    values |= {"activities": "Gjort.", "results": "Nått.", "send": "1", "count_women_16-24": "3"}
    values[f"outcome_{report.costs.first().pk}"] = "31 000"
    assert client.post(address, values).status_code == HTTPStatus.FOUND
    report.refresh_from_db()
    assert report.sent_by == office.applicant
    assert report.participants.get(sex="women", band="16-24").number == 3
    again = client.post(address, values | {"results": "Skrivet i en annan flik."}, follow=True)
    assert "Rapporten är redan inskickad" in again.text
    report.refresh_from_db()
    assert report.results == "Nått."


def test_two_with_one_name_who_review_and_attest_are_told_apart(office, measure, client):
    one = requisition(office, measure, 90_000)
    for person in (office.board.secretary, office.board.manager):
        person.first_name, person.last_name = "Anna", "Andersson"
        person.save()
    approve(office, one)
    client.force_login(office.board.manager)
    shown = client.get(page("requisition_detail", one.public_id)).text
    assert "Anna Andersson (förbundschef)" in shown
    assert "Anna Andersson (utvecklingsstrateg)" in shown


def test_chancellery_approves_pays_and_returns_in_the_browser(office, measure, client):
    one = requisition(office, measure, 90_000)
    client.force_login(office.board.secretary)
    detail = page("requisition_detail", one.public_id)
    assert "90\u202f000\xa0kronor" in client.get(detail).text
    client.post(page("requisition_approve", one.public_id), {"step": "review"})
    assert "En kollega attesterar" in client.get(detail).text
    assert client.post(page("requisition_approve", one.public_id), {"step": "x"}).status_code == 404
    client.force_login(office.board.manager)
    client.post(page("requisition_approve", one.public_id), {"step": "attest"})
    assert client.post(page("requisition_pay", one.public_id), {"day": "x"}).status_code == 422
    today = timezone.localdate().isoformat()
    paid = {"day": today, "amount": "90 000", "reference": "=V1"}
    early = client.post(page("requisition_pay", one.public_id), paid | {"day": "2024-07-05"})
    assert "Skriv den dagen eller en senare" in early.text
    client.post(page("requisition_pay", one.public_id), paid)
    assert "Utbetald" in client.get(detail).text
    assert client.get(page("requisition_ledger", one.public_id)).status_code == HTTPStatus.OK
    rows = client.get(page("postings_csv", 2024)).content.decode("utf-8-sig")
    assert f"{today};Social verkstad;Rekvisition;1;;;;'=V1;90000,00" in rows
    two = requisition(office, measure, 1_000)
    assert client.post(page("requisition_refuse", two.public_id), {"reason": ""}).status_code == 422
    client.post(page("requisition_refuse", two.public_id), {"reason": "Fel period."})
    assert "Fel period." in letters(office.applicant.email)[-1].body
    report = measure.reports.get(last_day=SPRING.last)
    report.activities = report.results = "Gjort."
    report.save()
    send_report(report=report, by=office.applicant, at=at(SPRING.last))
    client.post(page("report_detail", report.public_id), {"do": "return", "reason": "Mer om resultat."})
    assert "Mer om resultat." in letters(office.applicant.email)[-1].body
    send_report(report=report, by=office.applicant, at=at(SPRING.last))
    client.post(page("report_detail", report.public_id), {"do": "approve"})
    report.refresh_from_db()
    assert report.approved_by == office.board.manager
    assert "Nästa rekvisition kan nu betalas ut." in letters(office.applicant.email)[-1].body


def test_budget_is_proposed_by_the_law_saved_adopted_and_adjusted(office, client):
    verified = make_budget_section(office)
    purpose = Purpose.objects.create(association=office.association, name="Insatser")
    client.force_login(office.board.secretary)
    edit = page("budget_edit", 2024)
    shown = client.post(edit, {"total": "2 000 000", "propose": "1"})
    values = {one.name: one.value() for one in shown.context["form"]}
    amounts = {code: values[f"party_{party.pk}"] for code, party in office.board.parties.items()}
    assert amounts == {"FK": "1000000.00", "RVN": "500000.00", "EK": "500000.00", "AF": "0.00"}
    values |= {f"purpose_{purpose.pk}": "1 200 000", "own_capital": "100 000"}
    assert client.post(edit, values).status_code == HTTPStatus.FOUND
    assert "Inget kan rekvireras" in client.get(page("budget_detail", 2024)).text
    client.post(page("budget_adopt", 2024), {"paragraph": verified.pk})
    budget = Budget.objects.get()
    assert budget.adopted_in == verified
    assert "är fastställd. Ändra en ram" in client.post(edit, values).text
    address = page("budget_adjust", 2024, 1)
    assert "mindre än noll" in client.post(address, {"amount": "-1 300 000", "paragraph": verified.pk}).text
    client.post(address, {"amount": "25 000", "paragraph": verified.pk, "note": "Förstärkning"})
    frame = Frame.objects.get()
    assert [one.amount for one in frame.adjustments.all()] == [Decimal(25_000)]
    assert client.get(page("budget_csv", 2024)).status_code == HTTPStatus.OK
    for wrong in (page("budget_detail", 1999), page("budget_detail", 10**30), page("budget_adjust", 2024, 9)):
        assert client.get(wrong).status_code == HTTPStatus.NOT_FOUND
    assert client.get(page("postings_csv", 10**30)).status_code == HTTPStatus.OK


def test_public_list_names_organisations_and_no_contacts(office, measure, client):
    shown = client.get(page("measures_public")).text
    for expected in ("Social verkstad", "Exempelviks kommun och Arbetsförmedlingen", "850\u202f000"):
        assert expected in shown, expected
    for hidden in ("Linn Tallmo", "Rolf Mattby", "123-4566", "@"):
        assert hidden not in shown.partition("<main")[2].partition("</main>")[0], hidden


def test_lists_ask_a_constant_number_of_questions(office, client, django_assert_max_num_queries):
    for _ in range(3):
        make_measure(office)
    client.force_login(office.board.auditor)
    with django_assert_max_num_queries(20):
        client.get(page("measure_list"))
    with django_assert_max_num_queries(24):
        client.get(page("budget_detail", YEARS[0]))
    with django_assert_max_num_queries(16):
        Client().get(page("measures_public"))


def test_repeated_payment_and_foreign_money_are_not_there(office, measure, client):
    foreign = make_reporting(make_office(slug="granby", suffix=".granby"))
    client.force_login(office.board.secretary)
    for name in ("measure_detail", "measure_edit", "measure_invoice", "measure_repayment", "measure_grant"):
        assert client.get(page(name, foreign.public_id)).status_code == HTTPStatus.NOT_FOUND
    report = foreign.reports.first()
    assert client.get(page("report_detail", report.public_id)).status_code == HTTPStatus.NOT_FOUND
    assert client.get(page("own_measure", measure.public_id)).status_code == HTTPStatus.NOT_FOUND
