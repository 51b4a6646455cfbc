"""The demo's applications: written, sent and prepared, as a person would."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db import models

from funding.actions.agenda import place_case
from funding.actions.applying import add_activity, add_partner, begin_application, save_changes
from funding.actions.confirming import confirm
from funding.actions.linking import make_link
from funding.actions.matters import terms_of
from funding.actions.memos import prefilled, save_memo
from funding.actions.preparing import prepare
from funding.actions.submitting import submit_application
from funding.demo.ideas import ANSWERS, EVALUATION, IMPLEMENTATION, MANAGEMENT, Idea
from funding.demo.office import DemoOffice, moment
from funding.models import Applicant, Application, CostAmount, CostRow, Link, Measure, Placement
from funding.reads.content import replies_of
from funding.record.application import ApplicantRole
from meetings.actions.writing import FieldChange
from meetings.models import Meeting

ORG_NUMBERS = {"EK": "212000-9911", "RVN": "232100-9918", "FK": "202100-5521", "AF": "202100-2114"}
SHARES = {"staff": 70, "premises": 5, "other": 20, "evaluation": 5}  # per cent


def write(
    office: DemoOffice, idea: Idea, day: date, *, months: int = 12, in_call: bool = False
) -> Application:
    """A draft of `day` with all in it, for a measure that begins three months later and lasts `months`."""
    first = _month(day, 3)
    last = _month(first, months) - timedelta(days=1)
    at, by = moment(day, 9), office.applicant
    case = begin_application(
        association=office.association,
        call=office.call if in_call else None,
        year=first.year,
        by=by,
        at=at,
    )
    _keep_years(case, first.year, last.year)
    changes = [
        *_fields(
            case,
            name=idea.name,
            background=idea.background,
            description=idea.description,
            target_group=idea.target,
            target_number=idea.number,
            goals=idea.goals,
            evaluation=EVALUATION,
            management=MANAGEMENT,
            implementation=IMPLEMENTATION,
            first_day=first,
            last_day=last,
            difference_explained=idea.explained,
        ),
        *_applicants(office, case, idea, day),
        *_economy(case, idea),
    ]
    for answer, text in zip(replies_of(case), ANSWERS, strict=True):
        changes.append(FieldChange(answer, "text", text))
    for when, what in (("Månad 1", "Rekrytera och bilda styrgrupp"), ("Därefter", "Ta emot deltagare")):
        activity = add_activity(application=case)
        changes += _fields(activity, when=when, what=what, responsible="Den sökande")
    save_changes(application=case, changes=changes, by=by, at=at)
    return case


def begin(office: DemoOffice, idea: Idea, day: date) -> Application:
    """Begins a draft and writes little in it."""
    at, by = moment(day, 15), office.applicant
    case = begin_application(
        association=office.association, call=office.call, year=day.year + 1, by=by, at=at
    )
    save_changes(application=case, changes=_fields(case, name=idea.name), by=by, at=at)
    return case


def send(office: DemoOffice, case: Application, day: date) -> Application:
    """Sends the draft that day; the applicant's signatory confirms it the day after."""
    submit_application(application=case, by=office.applicant, at=moment(day, 16))
    lead = case.applicants.get(role=ApplicantRole.LEAD)
    confirmed = moment(day + timedelta(days=1), 8)
    token = make_link(
        purpose=Link.Purpose.CONFIRM,
        association=case.association,
        email=lead.signatory_email,
        application=case,
        applicant=lead,
        at=confirmed,
    )
    sent = case.submissions.latest("number")
    confirm(token=token, name=lead.signatory, number=sent.number, at=confirmed)
    return case


def prepare_with_memo(office: DemoOffice, case: Application, day: date, *, conditions: str = "") -> None:
    """Takes the case up and writes a memo that proposes what was sought."""
    prepare(application=case, by=office.officer, at=moment(day, 9))
    content = replace(
        prefilled(case),
        assessment="Insatsen möter ett behov som ingen part kan möta ensam. Målen går att följa upp.",
        conditions=conditions,
        kind=Measure.Kind.INDIVIDUAL,
        focus="Arbetslivsinriktad rehabilitering",
        method="Individuppföljning",
    )
    save_memo(application=case, content=content, by=office.officer, at=moment(day, 11))


def place(office: DemoOffice, case: Application, meeting: Meeting, *, days_before: int = 8) -> Placement:
    """Puts the case on the agenda with what the memo proposes."""
    day = meeting.date - timedelta(days=days_before)
    return place_case(
        application=case,
        meeting=meeting,
        amounts=prefilled(case).amounts,
        terms=replace(terms_of(case, prefilled(case)), purpose=office.purposes["Insatser för individer"]),
        by=office.officer,
        at=moment(day, 13),
    )


def ready_for_board(office: DemoOffice, idea: Idea, meeting: Meeting, *, months: int = 12) -> Application:
    """Writes, sends and prepares an application, and puts it on the agenda of `meeting`."""
    day = meeting.date - timedelta(days=45)
    case = send(office, write(office, idea, day, months=months), day + timedelta(days=3))
    prepare_with_memo(office, case, day + timedelta(days=10), conditions="Lägesrapport varje halvår.")
    place(office, case, meeting)
    return case


def _fields(row: models.Model, **values: Any) -> list[FieldChange]:
    return [FieldChange(row, name, value) for name, value in values.items()]


def _applicants(office: DemoOffice, case: Application, idea: Idea, day: date) -> list[FieldChange]:
    lead = case.applicants.get(role=ApplicantRole.LEAD)
    changes = [
        *_organisation(office, lead, idea.unit),
        *_fields(
            lead,
            address="Torggatan 2",
            postal_code="123 45",
            city="Exempelvik",
            phone="000-00 00 10",
            bankgiro="123-4566",
            payment_reference="Ansvar 4411",
        ),
    ]
    if idea.partner:
        partner = add_partner(application=case, most=8, by=office.applicant, at=moment(day, 9))
        changes += _organisation(office, partner, idea.partner)
        changes += _fields(partner, contact=idea.partner[2])
    return changes


def _organisation(office: DemoOffice, applicant: Applicant, who: tuple[str, str, str]) -> list[FieldChange]:
    code, unit, signatory = who
    email = signatory.lower().replace(" ", ".").translate(str.maketrans("åäö", "aao"))
    return _fields(
        applicant,
        party=office.parties[code],
        organisation=office.parties[code].name,
        unit=unit,
        signatory=signatory,
        signatory_email=f"{email}@{code.lower()}.example",
        org_number=ORG_NUMBERS[code],
    )


def _economy(case: Application, idea: Idea) -> list[FieldChange]:
    """What is sought is spread over the rows; the first year of two takes the first amount."""
    years = list(case.years.all())
    sought = idea.sought if len(idea.sought) == len(years) else _spread(idea.sought, len(years))
    changes = [
        FieldChange(year, "sought", Decimal(amount)) for year, amount in zip(years, sought, strict=True)
    ]
    by_year = dict(zip([year.pk for year in years], sought, strict=True))
    for one in CostAmount.objects.filter(row__application=case).select_related("row"):
        amount = Decimal(by_year[one.year_id]) * SHARES[one.row.kind] / 100
        extra = idea.costs_more if one.row.kind == CostRow.Kind.PREMISES else 0
        changes.append(FieldChange(one, "amount", (amount + extra).quantize(Decimal(1))))
    return changes


def _spread(sought: tuple[int, ...], years: int) -> tuple[int, ...]:
    each = int(round(sum(sought) / years, -3))
    return (*[each] * (years - 1), sum(sought) - each * (years - 1))


def _keep_years(case: Application, first: int, last: int) -> None:
    case.years.filter(year__gt=last).delete()
    case.years.filter(year__lt=first).delete()


def _month(day: date, later: int) -> date:
    """The first of a month, `later` months on."""
    months = day.year * 12 + day.month - 1 + later
    return date(months // 12, months % 12 + 1, 1)
