"""Where money goes is changed by the organisation's signatory and two persons at the association, by nobody less."""

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from funding.actions.agreeing import make_agreement
from funding.actions.exporting import export_bank_file
from funding.actions.payees import (
    confirm_for_organisation,
    end_payee_change,
    send_payee_link_again,
)
from funding.actions.requisitioning import approve_requisition
from funding.models import Measure, PayeeChange, PaymentOrder, Requisition
from funding.reads.payees import payee_of
from meetings.errors import RuleViolation
from meetings.models import Person
from meetings.paper.storage import stored_bytes
from tests.funding.payee_changes import (
    CHIEF,
    NEW,
    OLD,
    attested,
    confirm,
    link,
    make_economist,
    make_paid,
    propose,
    sign,
)
from tests.worlds.applications import DAY, Office, make_measure, make_submitted
from tests.worlds.boards import at, make_person
from tests.worlds.letters import letters
from tests.worlds.once import made_once

pytestmark = pytest.mark.django_db


@made_once
def measure(office: Office) -> Measure:
    return make_paid(office)


@made_once
def economist(office: Office) -> Person:
    return make_economist(office)


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
