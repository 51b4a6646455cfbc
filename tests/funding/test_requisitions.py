"""A requisition that is wrong is returned, taken back or asked about; who pays sees to whom."""

from datetime import date
from http import HTTPStatus

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction
from django.urls import reverse
from django.utils import timezone

from funding.actions.requisitioning import (
    approve_requisition,
    return_requisition,
    send_requisition,
    take_back_requisition,
)
from funding.models import Agreement, Measure, Requisition
from funding.reads.measures import RequisitionState, requisition_state, spending_of
from funding.rules.periods import Period
from meetings.actions.attaching import store_file
from meetings.errors import RuleViolation
from tests.funding.test_money import SPRING, requisition
from tests.worlds.applications import DAY, Office
from tests.worlds.boards import at
from tests.worlds.forging import past_the_guards
from tests.worlds.letters import letters
from tests.worlds.papers import PDF

pytestmark = pytest.mark.django_db
MARCH = Period(date(2024, 3, 1), date(2024, 3, 31))


def page(name: str, *more: object) -> str:
    return reverse(name, args=["exempelvik", *more])


def send(office: Office, measure: Measure, *, data: bytes = b"%PDF-1.4 b", **given: object) -> Requisition:
    ledger = store_file(data=data, media_type="application/pdf", at=at(DAY))
    values: dict = {"period": SPRING, "amount": 1_000, "at": at(SPRING.last), "by": office.applicant} | given
    return send_requisition(measure=measure, ledger=ledger, ledger_name="huvudbok.pdf", **values)


def test_returned_for_change_and_sent_again_points_at_the_first(office, measure, client):
    one = requisition(office, measure, 200_000)
    approve_requisition(requisition=one, step="review", by=office.board.secretary, at=at(DAY))
    client.force_login(office.board.manager)
    pressed = {"do": "return", "reason": "Bilagan gäller en annan period."}
    client.post(page("requisition_refuse", one.public_id), pressed)
    assert "Bilagan gäller en annan period." in letters(office.applicant.email)[-1].body
    assert spending_of(measure, 2024).remaining == 250_000
    client.force_login(office.applicant)
    shown = client.get(page("own_measure", measure.public_id)).text
    address = f"{page('own_requisition', measure.public_id)}?ersatter=1"
    assert "Behöver ändras" in shown
    assert address in shown
    form = client.get(address).context["form"]
    assert form["amount"].value() == "200\u202f000"
    given = {"first_day": "2024-03-01", "last_day": "2024-06-30", "amount": "180 000"}
    client.post(address, given | {"ledger": SimpleUploadedFile("ny.pdf", PDF)})
    again = Requisition.objects.get(number=2)
    assert (again.replaces, again.amount) == (one, 180_000)
    assert client.get(address).status_code == HTTPStatus.NOT_FOUND
    client.force_login(office.board.auditor)
    for shows, other in ((one, "Ersatt av"), (again, "Ersätter")):
        assert other in client.get(page("requisition_detail", shows.public_id)).text


def test_applicant_takes_back_what_nobody_has_reviewed(office, measure, client):
    one = requisition(office, measure, 200_000)
    client.force_login(office.applicant)
    client.post(page("own_take_back", measure.public_id, 1))
    one = Requisition.objects.get()
    assert requisition_state(one) == RequisitionState.TAKEN_BACK
    assert spending_of(measure, 2024).remaining == 250_000
    assert "togs tillbaka" in letters(office.board.secretary.email)[-1].subject
    two = requisition(office, measure, 100_000)
    approve_requisition(requisition=two, step="review", by=office.board.secretary, at=at(DAY))
    with pytest.raises(RuleViolation, match="har granskat"):
        take_back_requisition(requisition=two, by=office.applicant, at=at(DAY))
    client.force_login(office.board.secretary)
    assert client.post(page("own_take_back", measure.public_id, 2)).status_code == HTTPStatus.NOT_FOUND


def test_how_it_ended_is_said_once(office, measure):
    one = requisition(office, measure, 200_000)
    return_requisition(requisition=one, reason="Fel period.", by=office.board.secretary, at=at(DAY))
    for change in ({"ending": ""}, {"ending": "taken_back"}):
        with pytest.raises(DatabaseError, match="ändras inte"), transaction.atomic():
            Requisition.objects.update(**change)
    with pytest.raises(DatabaseError, match="avvisad"), transaction.atomic():
        one.approvals.create(step="review", person=office.board.secretary, at=at(DAY))


def test_a_period_that_goes_on_needs_an_agreement_that_says_in_advance(office, measure):
    early = at(date(2024, 6, 29))
    with pytest.raises(RuleViolation, match="inte slut förrän den 30 juni 2024"):
        send(office, measure, at=early)
    with past_the_guards():
        Agreement.objects.update(snapshot={"in_advance": True})
    send(office, measure, at=early)


def test_a_file_or_a_period_that_was_sent_before_is_asked_about_and_let_through(office, measure, client):
    send(office, measure, period=MARCH)
    with pytest.raises(RuleViolation, match="Samma fil skickades med rekvisition 1"):
        send(office, measure, period=Period(date(2024, 4, 1), SPRING.last))
    with pytest.raises(RuleViolation, match="För perioden finns redan rekvisition 1") as refused:
        send(office, measure, data=b"%PDF-1.4 another")
    assert refused.value.field == "is_sure"
    client.force_login(office.applicant)
    address = page("own_requisition", measure.public_id)

    def given(**more: str) -> dict:
        values = {"first_day": "2024-03-01", "last_day": "2024-06-30", "amount": "9 000"}
        return values | more | {"ledger": SimpleUploadedFile("ny.pdf", PDF)}

    asked = client.post(address, given())
    assert asked.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert 'name="is_sure"' in asked.text
    assert client.post(address, given(is_sure="on")).status_code == HTTPStatus.FOUND
    assert measure.requisitions.count() == 2


def test_who_pays_sees_payee_account_years_and_the_other_requisitions(office, measure, client):
    one, two = requisition(office, measure, 90_000), requisition(office, measure, 40_000)
    client.force_login(office.board.secretary)
    shown = client.get(page("requisition_detail", two.public_id)).text
    for expected in ("Exempelviks kommun", "212000-0001", "Bankgiro 123-4566", "Ref 4411", "Samma period"):
        assert expected in shown, expected
    assert page("requisition_detail", one.public_id) in shown
    for year in (2024, 2025, 2026):
        assert f">{year}<" in shown


def test_part_approval_part_payment_and_correction_in_the_browser(office, measure, client):
    one = requisition(office, measure, 90_000)
    client.force_login(office.board.secretary)
    approve_page = page("requisition_approve", one.public_id)
    wrong = client.post(approve_page, {"step": "review", "amount": "80 000"})
    assert "Skriv varför" in wrong.text
    client.post(approve_page, {"step": "review", "amount": "80 000", "note": "Resan är inte med."})
    client.force_login(office.board.manager)
    client.post(approve_page, {"step": "attest"})
    today = timezone.localdate().isoformat()
    client.post(page("requisition_pay", one.public_id), {"day": today, "amount": "50 000"})
    shown = client.get(page("requisition_detail", one.public_id)).text
    assert "Delvis utbetald" in shown
    assert "30\u202f000\xa0kronor återstår att betala" in shown
    correct = page("payment_correct", measure.public_id, 1)
    assert correct in shown
    missing = client.post(correct, {"do": "correct", "note": "", "day": "", "amount": "1"})
    assert "Skriv rätt dag" in missing.text
    client.post(correct, {"do": "return", "kind": "failed", "day": today})
    assert client.get(correct).status_code == HTTPStatus.NOT_FOUND  # done
    client.post(page("requisition_pay", one.public_id), {"day": today, "amount": "80 000"})
    third = page("payment_correct", measure.public_id, 3)
    client.post(third, {"do": "correct", "note": "Fel belopp.", "day": today, "amount": "79 000"})
    back = {"year": 2024, "day": today, "amount": "9 000"}
    client.post(page("measure_repayment", measure.public_id), back)
    shown = client.get(page("measure_detail", measure.public_id)).text
    for expected in (
        "Rättelse av utbetalning",
        "Misslyckad utbetalning",
        "Fel belopp.",
        "gäller betalning 3",
    ):
        assert expected in shown, expected
    assert spending_of(measure, 2024).used == 70_000
    rows = client.get(page("postings_csv", 2024)).content.decode("utf-8-sig").splitlines()
    amounts = [row.split(";")[8] for row in rows[1:]]
    assert amounts == ["50000,00", "-50000,00", "80000,00", "-80000,00", "79000,00", "-9000,00"]
