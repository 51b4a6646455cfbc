"""What an applicant does to a draft: begin, write, add and remove rows, copy, delete."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db import models, transaction
from django.db.models import Max

from funding import letters
from funding.actions.stepping import lock_case
from funding.models import (
    Activity,
    Applicant,
    Application,
    Call,
    CostAmount,
    CostRow,
    CriterionAnswer,
    Editor,
    Paper,
    PlanYear,
)
from funding.record.application import HEADINGS, ApplicantRole
from funding.rules.economy import LAST_YEAR, MOST_YEARS, years_of_time
from funding.workflow import EDITABLE_BY_APPLICANT, State
from meetings.actions.recording import record, record_deletion
from meetings.actions.writing import Conflict, FieldChange, write_changes
from meetings.errors import RuleViolation
from meetings.models import Association, Person

MOST_ROWS = 60
FIXED = (CostRow.Kind.STAFF, CostRow.Kind.PREMISES, CostRow.Kind.OTHER, CostRow.Kind.EVALUATION)


@transaction.atomic
def begin_application(
    *, association: Association, call: Call | None, year: int, by: Person, at: datetime
) -> Application:
    """An empty draft with its lead applicant, a row of the plan, the fixed cost rows and three years from `year`.

    A letter leads back to it.
    """
    application = Application(association=association, call=call, created_at=at, created_by=by)
    record(application, by=by, at=at)
    Editor.objects.create(application=application, person=by, added_at=at)
    lead = Applicant(
        application=application, role=ApplicantRole.LEAD, position=1, contact=by.name, email=by.email
    )
    record(lead, by=by, at=at)
    PlanYear.objects.bulk_create(PlanYear(application=application, year=year + number) for number in range(3))
    CostRow.objects.bulk_create(
        CostRow(application=application, kind=kind, position=position)
        for position, kind in enumerate(FIXED, start=1)
    )
    Activity.objects.create(application=application, position=1)
    _fill(application)
    letters.to_editors(application, "application_begun")
    return application


@transaction.atomic
def save_changes(
    *, application: Application, changes: Iterable[FieldChange], by: Person, at: datetime
) -> list[Conflict]:
    """Save what nobody else has changed since it was read, and return the rest.

    The years of the economy follow the measure's time. Raises RuleViolation when the application is not the
    applicant's to change now, or when a value is impossible.
    """
    lock_open(application)
    given = list(changes)
    if any(isinstance(one.row, CriterionAnswer) and one.row.pk is None for one in given):
        stored = {one.criterion_id: one for one in CriterionAnswer.objects.filter(application=application)}
        given = [replace(one, row=_answer_as_stored(one.row, stored)) for one in given]
    conflicts = write_changes(given, by=by, at=at)
    if any(one.field in ("first_day", "last_day") for one in given):
        _follow_period(application, by=by, at=at)
    return conflicts


def _follow_period(application: Application, *, by: Person, at: datetime) -> None:
    """Gives the economy a column for each year of the measure's time; an amount that is written keeps its year."""
    case = Application.objects.get(pk=application.pk)
    years = years_of_time(case.first_day, case.last_day)
    if not years:
        return
    for one in case.years.exclude(year__in=years):
        if not one.is_written:
            record_deletion(one, by=by, at=at)
    there = {one.year for one in case.years.all()}
    PlanYear.objects.bulk_create(PlanYear(application=case, year=year) for year in years if year not in there)
    _fill(case)


def _answer_as_stored(row: models.Model, stored: Mapping[int, CriterionAnswer]) -> models.Model:
    """An answer is stored when something is first written in it: a colleague may have been quicker."""
    if not isinstance(row, CriterionAnswer) or row.pk is not None:
        return row
    return stored.get(row.criterion_id, row)


@transaction.atomic
def add_partner(*, application: Application, most: int, by: Person, at: datetime) -> Applicant:
    case = lock_open(application)
    partners = case.applicants.filter(role=ApplicantRole.PARTNER)
    if partners.count() >= most:
        raise RuleViolation(f"Förbundet tar emot högst {most} samverkanspartner.")
    partner = Applicant(application=case, role=ApplicantRole.PARTNER, position=_next(partners))
    record(partner, by=by, at=at)
    return partner


@transaction.atomic
def add_activity(*, application: Application) -> Activity:
    case = lock_open(application)
    _refuse_many(case.activities.count())
    return Activity.objects.create(application=case, position=_next(case.activities.all()))


@transaction.atomic
def add_cost_row(*, application: Application) -> CostRow:
    case = lock_open(application)
    _refuse_many(case.cost_rows.count())
    row = CostRow.objects.create(application=case, position=_next(case.cost_rows.all()))
    _fill(case)
    return row


@transaction.atomic
def add_year(*, application: Application) -> PlanYear:
    """Adds the year after the last one to the application's budget."""
    case = lock_open(application)
    last = case.years.aggregate(last=Max("year"))["last"]
    if case.years.count() >= MOST_YEARS or last is None or last >= LAST_YEAR:
        raise RuleViolation(f"Högst {MOST_YEARS} år.")
    year = PlanYear.objects.create(application=case, year=last + 1)
    _fill(case)
    return year


@transaction.atomic
def remove_row(*, application: Application, row: models.Model, by: Person, at: datetime) -> None:
    """Removes a partner, an activity, a cost row of one's own, the last year or a paper.

    Raises RuleViolation for the lead, a fixed row, the only year, and what a confirmation points at.
    """
    case = lock_open(application)
    if isinstance(row, Applicant) and row.role == ApplicantRole.LEAD:
        raise RuleViolation("Den sökande kan inte tas bort.")
    if isinstance(row, CostRow) and row.kind != CostRow.Kind.FREE:
        raise RuleViolation("Raden hör till formuläret. Lämna den tom i stället.")
    if isinstance(row, PlanYear) and case.years.count() == 1:
        raise RuleViolation("Minst ett år behövs.")
    if isinstance(row, Applicant) and row.confirmations.exists():
        raise RuleViolation(
            "Partnern har bekräftat en tidigare version och står kvar. Ändra uppgifterna i stället."
        )
    record_deletion(row, by=by, at=at)


@transaction.atomic
def copy_application(*, application: Application, by: Person, at: datetime) -> Application:
    """Makes a new draft with the same texts, partners and economy; papers and answers are copied too."""
    fields = [*HEADINGS, "target_number", "includes_vat", "in_kind_is_cost", "difference_explained"]
    copy = Application(
        association=application.association,
        created_at=at,
        created_by=by,
        copied_from=application,
        name=f"{application.name[:190]} (kopia)".strip(),
        **{name: getattr(application, name) for name in fields},
    )
    record(copy, by=by, at=at)
    Editor.objects.create(application=copy, person=by, added_at=at)
    years = {one.pk: _again(one, application=copy) for one in application.years.all()}
    for row in application.cost_rows.prefetch_related("amounts"):
        amounts = list(row.amounts.all())
        made = _again(row, application=copy)
        for one in amounts:
            _again(one, row=made, year=years[one.year_id])
    for group in (application.applicants, application.activities, application.answers, application.papers):
        for part in group.all():
            _again(part, application=copy)
    return copy


@transaction.atomic
def delete_draft(*, application: Application) -> None:
    """Deletes a draft. Raises RuleViolation once it has been sent, for then it is an allmän handling (TF 2 kap.)."""
    case = lock_case(application)
    if case.status != State.DRAFT:
        raise RuleViolation("Ansökan är inskickad och kan inte tas bort. Den kan återkallas.")
    case.delete()


def lock_open(application: Application) -> Application:
    """The application's row. Raises RuleViolation when the applicant may not change it now."""
    case = lock_case(application)
    if case.status not in EDITABLE_BY_APPLICANT:
        raise RuleViolation("Ansökan är inskickad och kan inte ändras. Skriv till kansliet.")
    return case


def _fill(application: Application) -> None:
    """An amount for every row and year, 0 until something is written."""
    years = list(application.years.all())
    amounts = [CostAmount(row=row, year=year) for row in application.cost_rows.all() for year in years]
    CostAmount.objects.bulk_create(amounts, ignore_conflicts=True)  # those that are there stay as they are


def _again[Row: models.Model](row: Row, /, **changes: object) -> Row:
    """The same row once more, with another owner and its own id in addresses."""
    row.pk, row._state.adding = None, True
    if isinstance(row, Applicant | Activity | CostRow | Paper):
        row.public_id = row._meta.get_field("public_id").get_default()
    for name, value in changes.items():
        setattr(row, name, value)
    row.save(force_insert=True)
    return row


def _next(rows: models.QuerySet[Any]) -> int:
    return int(rows.aggregate(last=Max("position"))["last"] or 0) + 1


def _refuse_many(count: int) -> None:
    if count >= MOST_ROWS:
        raise RuleViolation(f"Högst {MOST_ROWS} rader.")
