"""The pages where an account is changed, and what the list of payments says of it."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from funding.actions.paying import register_payment, register_repayment, register_return
from funding.models import Measure, PayeeChange, Payment, Requisition
from meetings.models import Person
from tests.funding.payee_changes import attested, confirm, link, make_economist, make_paid, sign
from tests.worlds.applications import DAY, Office
from tests.worlds.boards import at
from tests.worlds.letters import letters
from tests.worlds.once import made_once

pytestmark = pytest.mark.django_db


@made_once
def measure(office: Office) -> Measure:
    return make_paid(office)


@made_once
def economist(office: Office) -> Person:
    return make_economist(office)


def test_the_pages_of_the_applicant_the_signatory_and_the_association(office, measure, economist, client):
    def page(name: str) -> str:
        return reverse(name, args=["exempelvik", measure.public_id])

    client.force_login(office.applicant)
    assert "Ändra betalningsuppgifterna" in client.get(page("own_measure")).text
    wrong = client.post(page("own_payee"), {"bankgiro": "5050-1056", "reason": "Ny bank."})
    assert (wrong.status_code, "stämmer inte" in wrong.text) == (422, True)
    asked = {"bankgiro": "5050-1055, Ref 44120000/02", "reason": "Ny bank."}
    assert (
        client.post(page("own_payee"), asked | {"reference": "Ansvar 9"}).status_code == 422
    )  # which of the two?
    assert client.post(page("own_payee"), asked).status_code == 302
    assert "väntar på att bekräftas" in client.get(page("own_requisition")).text
    change = PayeeChange.objects.get()
    client.logout()
    signing = reverse("payee_sign", args=["exempelvik", link()])
    assert "Bankgiro 5050-1055</strong>, 44120000/02" in client.get(signing).text
    assert client.post(signing, {"name": "Rolf Mattby"}).status_code == 422
    assert "bekräftade uppgifterna" in client.post(signing, {"name": "Rolf Mattby", "accepts": "on"}).text
    told = letters(office.board.chair.email)[-1].body
    assert page("measure_payee") in told
    for person, status in ((office.board.chair, 302), (office.board.chair, 422), (economist, 422)):
        client.force_login(person)
        assert "Väntar på förbundet" in client.get(page("measure_payee")).text
        assert client.post(page("payee_confirm"), {"checked": "on"}).status_code == status, person
    for person in (office.board.member, office.applicant):
        client.force_login(person)
        assert client.get(page("measure_payee")).status_code == 404
    client.force_login(office.board.secretary)
    assert client.post(page("payee_confirm"), {}).status_code == 422
    assert client.post(page("payee_confirm"), {"checked": "on"}).status_code == 302
    change.refresh_from_db()
    assert change.confirmed_at
    shown = client.get(page("measure_payee")).text
    assert "Bankgiro 5050-1055" in shown
    assert "Rolf Mattby" in shown


def test_the_chancellery_names_another_signatory_which_those_who_confirm_see(office, measure, client):
    client.force_login(office.board.secretary)
    given = {"bankgiro": "5050-1055", "reason": "Ny bank.", "signatory": "Ny Chef"}
    address = reverse("payee_propose", args=["exempelvik", measure.public_id])
    given["signatory_email"] = "ny.chef@exempelvik.example"
    assert client.post(address, given).status_code == 302
    page = reverse("measure_payee", args=["exempelvik", measure.public_id])
    assert "En annan än i avtalet" in client.get(page).text
    ending = reverse("payee_end", args=["exempelvik", measure.public_id])
    assert client.post(ending, {"again": ""}).status_code == 302
    assert len([one for one in letters("ny.chef@exempelvik.example") if "/medel/konto/" in one.body]) == 2
    assert client.post(ending, {"end-reason": ""}).status_code == 422
    assert client.post(ending, {"end-reason": "Organisationen känner inte till den."}).status_code == 302
    assert PayeeChange.objects.get().ended_at <= timezone.now()


def test_an_attestant_sees_the_accounts_to_confirm_and_nothing_else(office, measure, economist, client):
    client.force_login(economist)
    measures = reverse("measure_list", args=["exempelvik"])
    assert client.get(measures).status_code == 404
    assert client.get(reverse("case_list", args=["exempelvik"])).status_code == 404
    assert client.get(reverse("measure_payee", args=["exempelvik", measure.public_id])).status_code == 200


def paid(office: Office, requisition: Requisition, **given) -> Payment:
    said = {"reference": "", "by": office.board.secretary, "at": at(DAY + timedelta(days=9))}
    return register_payment(requisition=requisition, **said | given)


def test_each_payment_says_to_whom_it_went_when_it_was_made(office, measure, client):
    """A later change is not of what is paid already, nor of what corrects that; a repayment has no account."""
    first = attested(office, measure)
    wrong = paid(office, first, day=DAY, at=at(DAY, 12))
    change = sign(office, measure)
    confirm(change, office.board.secretary, office.board.manager)
    later = DAY + timedelta(days=5)
    register_return(payment=wrong, kind="reversed", day=later, note="", by=office.board.manager, at=at(later))
    paid(office, first, day=later)
    register_repayment(
        measure=measure,
        year=DAY.year,
        day=later,
        amount=1,
        note_text="",
        by=office.board.manager,
        at=at(later),
    )
    client.force_login(office.board.secretary)
    with CaptureQueriesContext(connection) as few:
        answer = client.get(reverse("postings_csv", args=["exempelvik", DAY.year]))
    rows = [row.split(";") for row in answer.content.decode("utf-8-sig").splitlines()]
    kommun = ["Exempelviks kommun", "212000-0001"]
    assert [row[11:] for row in rows] == [
        ["Motpart", "Organisationsnummer", "Bankgiro", "Plusgiro", "Betalningsreferens"],
        [*kommun, "123-4566", "", "Ref 4411"],
        [*kommun, "123-4566", "", "Ref 4411"],
        [*kommun, "5050-1055", "", ""],
        [*kommun, "", "", ""],
    ]
    for _ in range(3):
        paid(office, attested(office, measure, is_sure=True), day=later)
    with CaptureQueriesContext(connection) as many:
        client.get(reverse("postings_csv", args=["exempelvik", DAY.year]))
    assert len(many) == len(few)
