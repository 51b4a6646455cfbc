"""A measure whose account is changed, and those who say so."""

import re
from datetime import timedelta

from funding.actions.payees import (
    confirm_for_association,
    confirm_for_organisation,
    propose_payee,
)
from funding.actions.requisitioning import approve_requisition, send_requisition
from funding.models import Accounts, Measure, PayeeChange, Requisition
from funding.rules.periods import Period
from meetings.actions.attaching import store_file
from meetings.models import Person
from tests.worlds.agreements import make_running
from tests.worlds.applications import DAY, Office
from tests.worlds.boards import at, make_person
from tests.worlds.letters import letters
from tests.worlds.papers import PDF
from tests.worlds.second_step import make_app

OLD, NEW = "bankgiro 123-4566", "bankgiro 5050-1055"
CHIEF = "rolf.mattby@exempelvik.example"


def make_paid(office: Office) -> Measure:
    """Running, by an agreement that says bankgiro 123-4566; Linn Tallmo writes the case."""
    found = make_running(office)
    Accounts.objects.create(
        association=office.association, bank_account="1930", cost_account="4010", bankgiro="123-4566"
    )
    return found


def make_economist(office: Office) -> Person:
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
