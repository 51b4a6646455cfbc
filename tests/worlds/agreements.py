"""An agreement as it stands when both have signed it, beside the way there."""

from decimal import Decimal

from funding.actions.reporting import plan_reports
from funding.models import Agreement, Measure
from funding.reads.measures import granted_amounts
from funding.record.agreement import AgreementContent, AssociationAsParty, Counterpart, GrantingSection
from funding.workflow import State
from meetings.actions.attaching import store_file
from meetings.actions.recording import record
from meetings.documents.rendering import letterhead_of
from tests.worlds.applications import DAY, Office, make_measure, make_submitted
from tests.worlds.boards import at
from tests.worlds.papers import PDF


def make_running(office: Office) -> Measure:
    """Of an application that was sent, with budgets and an agreement that both have signed."""
    case = make_submitted(office).application
    case.state = State.RUNNING
    record(case, by=None, at=at(DAY), fields=["state"])
    measure = make_measure(office, application=case)
    make_agreement_row(office, measure)
    return measure


def make_reporting(office: Office) -> Measure:
    """It runs, and its reports are planned."""
    measure = make_running(office)
    plan_reports(measure=measure, by=office.board.secretary, at=at(DAY))
    return measure


def make_agreement_row(
    office: Office, measure: Measure, *, is_sealed: bool = True, in_advance: bool = False
) -> Agreement:
    """It says what is granted, and bankgiro 123-4566."""
    file = store_file(data=PDF, media_type="application/pdf", at=at(DAY))
    sealed = {"sealed": file, "sealed_at": at(DAY)} if is_sealed else {}
    return Agreement.objects.create(
        measure=measure,
        number=1,
        snapshot=content_of_agreement(measure, in_advance=in_advance).to_json(),
        file=file,
        made_at=at(DAY),
        made_by=office.board.secretary,
        **sealed,
    )


def content_of_agreement(measure: Measure, *, in_advance: bool = False) -> AgreementContent:
    amounts = granted_amounts(measure)
    return AgreementContent(
        document=letterhead_of(measure.association),
        number=1,
        registry_number="2024/0002",
        measure=measure.name,
        first_day=None,
        last_day=None,
        decision=GrantingSection(paragraph=None, date=None),
        association=AssociationAsParty(name=measure.association.name, org_number=""),
        counterpart=Counterpart(
            organisation="Exempelviks kommun",
            unit="Näringslivsenheten",
            org_number="212000-0001",
            address="",
            postal_code="",
            city="",
            signatory="Rolf Mattby",
            signatory_email="rolf.mattby@exempelvik.example",
            plusgiro="",
            bankgiro="123-4566",
            payment_reference="Ref 4411",
        ),
        amounts=amounts,
        total=sum((one.amount for one in amounts), Decimal("0.00")),
        conditions="",
        terms=(),
        in_advance=in_advance,
    )
