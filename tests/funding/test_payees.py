"""Where money goes is changed by the organisation's signatory and two persons at the association, by nobody less."""

import re
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from funding.actions.agreeing import make_agreement
from funding.actions.exporting import export_bank_file
from funding.actions.payees import (
    confirm_for_association,
    confirm_for_organisation,
    end_payee_change,
    propose_payee,
    send_payee_link_again,
)
from funding.actions.paying import register_payment, register_repayment, register_return
from funding.actions.requisitioning import approve_requisition, send_requisition
from funding.models import Accounts, Measure, PayeeChange, Payment, PaymentOrder, Requisition
from funding.reads.payees import payee_of
from funding.rules.periods import Period
from meetings.actions.attaching import store_file
from meetings.errors import RuleViolation
from meetings.models import Person
from meetings.paper.storage import stored_bytes
from tests.worlds.agreements import make_running
from tests.worlds.applications import DAY, Office, make_measure, make_submitted
from tests.worlds.boards import at, make_person
from tests.worlds.letters import letters
from tests.worlds.once import made_once
from tests.worlds.papers import PDF
from tests.worlds.second_step import make_app

pytestmark = pytest.mark.django_db

OLD, NEW = "bankgiro 123-4566", "bankgiro 5050-1055"
CHIEF = "rolf.mattby@exempelvik.example"


@made_once
def measure(office: Office) -> Measure:
    """Running, by an agreement that says bankgiro 123-4566; Linn Tallmo writes the case."""
    found = make_running(office)
    Accounts.objects.create(
        association=office.association, bank_account="1930", cost_account="4010", bankgiro="123-4566"
    )
    return found


@made_once
def economist(office: Office) -> Person:
    """A member's economist with the role attestant."""
    person = make_person("Tage", "Ekbom")
    make_app(person)
    office.association.roles.create(person=person, kind="approver")
    return person


def propose(office: Office, measure: Measure, **given) -> PayeeChange:
    said = {"bankgiro": "5050-1055", "plusgiro": "", "reference": "", "reason": "Ny bank.", "at": at(DAY)}
    return propose_payee(measure=measure, **said | {"by": office.applicant} | given)


def link(to: str = CHIEF) -> str:
    return re.findall(r"/medel/konto/([\w-]+)/", "".join(one.body for one in letters(to)))[-1]


def sign(office: Office, measure: Measure, **given) -> PayeeChange:
    change = propose(office, measure, **given)
    confirm_for_organisation(token=link(change.signatory_email), name="Rolf Mattby", at=at(DAY, 14))
    return change


def confirm(change: PayeeChange, *people: Person) -> None:
    for hour, person in enumerate(people, start=15):
        confirm_for_association(change=change, by=person, at=at(DAY, hour))


def attested(office: Office, measure: Measure, **given) -> Requisition:
    one = send_requisition(
        measure=measure,
        period=Period(DAY - timedelta(days=3), DAY - timedelta(days=1)),
        amount=100,
        ledger=store_file(data=PDF, media_type="application/pdf", at=at(DAY)),
        by=office.applicant,
        at=at(DAY),
        **given,
    )
    approve_requisition(requisition=one, step="review", by=office.board.secretary, at=at(DAY))
    approve_requisition(requisition=one, step="attest", by=office.board.manager, at=at(DAY))
    return one


@pytest.mark.parametrize("second", ["manager", "chair", "economist"])
def test_the_new_account_holds_when_the_signatory_and_two_at_the_association_have_confirmed(
    office, measure, economist, second
):
    change = sign(office, measure)
    confirm(change, office.board.secretary)
    assert payee_of(measure).account == OLD
    confirm(change, economist if second == "economist" else getattr(office.board, second))
    payee = payee_of(measure)
    assert (payee.account, payee.reference, payee.name) == (NEW, "", "Exempelviks kommun")
    assert "bekräftade och gäller" in letters(office.applicant.email)[-1].body
    assert "5050" not in "".join(one.body for one in letters())


REFUSED = {
    "the same person twice": (["secretary", "secretary"], "Två olika personer"),
    "an auditor": (["auditor"], "Kansliet, ordföranden"),
    "a member of the board": (["member"], "Kansliet, ordföranden"),
    "nobody of the chancellery": (["chair", "economist"], "En av de två hör till kansliet"),
    "the applicant": (["applicant"], "Kansliet, ordföranden"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_others_do_not_confirm_for_the_association(office, measure, economist, case):
    names, sentence = REFUSED[case]
    people = {"economist": economist, "applicant": office.applicant}
    change = sign(office, measure)
    found = [people.get(name) or getattr(office.board, name) for name in names]
    confirm(change, *found[:-1])
    with pytest.raises(RuleViolation, match=sentence):
        confirm(change, found[-1])
    assert payee_of(measure).account == OLD


def test_nobody_at_the_association_confirms_before_the_signatory_or_for_a_case_of_their_own(office, measure):
    change = propose(office, measure)
    with pytest.raises(RuleViolation, match="Firmatecknaren bekräftar först"):
        confirm(change, office.board.secretary)
    confirm_for_organisation(token=link(), name="Rolf Mattby", at=at(DAY, 14))
    measure.application.editor_links.create(person=office.board.manager, added_at=at(DAY))
    with pytest.raises(RuleViolation, match="Du skriver för den sökande"):
        confirm(change, office.board.manager)


def test_the_database_holds_to_the_same(office, measure):
    change = propose(office, measure)

    def refused(sentence: str, act) -> None:
        with pytest.raises(DatabaseError, match=sentence), transaction.atomic():
            act()

    def confirmed_by(person: Person) -> None:
        change.confirmations.create(side="association", person=person, name=person.name, at=at(DAY, 15))

    def hold() -> None:
        PayeeChange.objects.filter(pk=change.pk).update(confirmed_at=at(DAY, 16))

    board = office.board
    refused("Firmatecknaren bekräftar först", lambda: confirmed_by(board.secretary))
    change.confirmations.create(side="signatory", name="Rolf Mattby", at=at(DAY, 14))
    refused("Bara kansliet, ordförande", lambda: confirmed_by(board.auditor))
    refused("Bara kansliet, ordförande", lambda: confirmed_by(board.member))
    confirmed_by(board.chair)
    refused("två personer", hold)
    refused("two_persons", lambda: confirmed_by(board.chair))
    measure.application.editor_links.create(person=board.manager, added_at=at(DAY))
    refused("skriver för den sökande", lambda: confirmed_by(board.manager))
    confirmed_by(board.secretary)
    refused("ändras inte", lambda: PayeeChange.objects.filter(pk=change.pk).update(bankgiro="1"))
    hold()
    refused("redan avgjord", lambda: change.confirmations.create(side="signatory", name="R", at=at(DAY, 17)))
    row = {"measure": measure, "bankgiro": "1", "proposed_at": at(DAY), "proposed_by": board.secretary}
    row |= {"reason": "x", "signatory": "x", "signatory_email": "x@x.example"}
    refused("bekräftar nya", lambda: PayeeChange.objects.create(confirmed_at=at(DAY), **row))


def test_a_payment_file_has_only_what_is_confirmed_and_says_that_a_change_waits(office, measure, client):
    one = attested(office, measure)
    change = sign(office, measure)
    client.force_login(office.board.secretary)
    for name, key in (("requisition_detail", one.public_id), ("export_list", "")):
        page = client.get(reverse(name, args=["exempelvik", *([key] if key else [])])).text
        assert "gäller nu" in page, name
    export = export_bank_file(association=office.association, day=DAY, by=office.board.secretary, at=at(DAY))
    assert export.orders.get().account == OLD
    assert b"1234566" in stored_bytes(export.file.sha256)
    confirm(change, office.board.secretary, office.board.manager)
    row = {"export": export, "requisition": one, "amount": 1, "name": "x"}
    PaymentOrder.objects.update(cancelled_at=at(DAY), cancelled_by=office.board.secretary)
    with pytest.raises(DatabaseError, match="Kontot är inte det som är bekräftat"), transaction.atomic():
        PaymentOrder.objects.create(account=OLD, **row)
    again = export_bank_file(association=office.association, day=DAY, by=office.board.secretary, at=at(DAY))
    assert again.orders.get().account == NEW


def test_nothing_is_attested_while_the_account_is_about_to_change(office, measure):
    change = propose(office, measure)
    with pytest.raises(RuleViolation, match="En ändring av betalningsuppgifterna väntar"):
        attested(office, measure)
    one = Requisition.objects.get()
    with pytest.raises(DatabaseError, match="väntar"), transaction.atomic():
        one.approvals.create(step="attest", person=office.board.manager, at=at(DAY))
    end_payee_change(change=change, reason="Fel nummer.", by=office.applicant, at=at(DAY))
    approve_requisition(requisition=one, step="attest", by=office.board.manager, at=at(DAY))


def test_everyone_concerned_is_told_and_no_letter_has_the_account(office, measure):
    colleague = make_person("Alma", "Lind")
    measure.application.editor_links.all().delete()
    measure.application.editor_links.create(person=colleague, added_at=at(DAY))
    propose(office, measure, by=colleague)
    # Linn Tallmo no longer writes, and stands as contact person in the application.
    for address in (colleague.email, "linn.tallmo@exempelvik.example", office.board.secretary.email):
        assert any("har begärt att betalningsuppgifterna ändras" in one.body for one in letters(address)), (
            address
        )
    assert "5050" not in "".join(one.body for one in letters())
    assert measure.application.events.filter(what__startswith="Alma Lind har begärt").exists()


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"bankgiro": ""}, "Skriv ett bankgiro"),
        ({"bankgiro": "123-4566", "reference": "Ref 4411"}, "gäller redan"),
    ],
)
def test_a_change_says_another_account(office, measure, given, sentence):
    with pytest.raises(RuleViolation, match=sentence):
        propose(office, measure, **given)


def test_one_change_waits_at_a_time_and_none_before_the_agreement(office, measure):
    change = propose(office, measure)
    with pytest.raises(RuleViolation, match="väntar redan"):
        propose(office, measure, bankgiro="991-2346")
    end_payee_change(change=change, reason="Fel nummer.", by=office.applicant, at=at(DAY))
    with pytest.raises(RuleViolation, match="redan avgjord"):
        send_payee_link_again(change=change, by=office.board.secretary, at=at(DAY))
    other = make_measure(office, application=make_submitted(office, name="Annan").application)
    with pytest.raises(RuleViolation, match="inte är underskrivet"):
        propose(office, other)


def test_a_new_agreement_has_the_account_that_holds(office, measure):
    confirm(sign(office, measure), office.board.secretary, office.board.manager)
    agreement = make_agreement(
        application=measure.application,
        terms=["Det som gäller."],
        signatory="Rolf Mattby",
        email=CHIEF,
        by=office.board.secretary,
        at=at(DAY, 18),
    )
    assert agreement.content.counterpart.bankgiro == "5050-1055"


def test_the_pages_of_the_applicant_the_signatory_and_the_association(office, measure, economist, client):
    def page(name: str) -> str:
        return reverse(name, args=["exempelvik", measure.public_id])

    client.force_login(office.applicant)
    assert "Ändra betalningsuppgifterna" in client.get(page("own_measure")).text
    wrong = client.post(page("own_payee"), {"bankgiro": "5050-1056", "reason": "Ny bank."})
    assert (wrong.status_code, "stämmer inte" in wrong.text) == (422, True)
    assert client.post(page("own_payee"), {"bankgiro": "50501055", "reason": "Ny bank."}).status_code == 302
    assert "väntar på att bekräftas" in client.get(page("own_requisition")).text
    change = PayeeChange.objects.get()
    client.logout()
    signing = reverse("payee_sign", args=["exempelvik", link()])
    assert "Bankgiro 5050-1055" in client.get(signing).text
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
