"""An application's whole content: what a version freezes, and what is shown of it before that."""

from collections import defaultdict
from decimal import Decimal

from funding.models import Applicant, Application, CostAmount, Criterion, CriterionAnswer
from funding.record.application import (
    HEADINGS,
    ApplicantContent,
    ApplicantRole,
    ApplicationContent,
    AttachedPaper,
    CostLine,
    CriterionReply,
    Economy,
    PlannedActivity,
    Texts,
    WholeSums,
    YearlySums,
)
from funding.rules.economy import Year, own_contribution, total
from funding.rules.parts import part_of
from meetings.documents.rendering import letterhead_of

ORE = Decimal("0.01")


def years_of(application: Application) -> list[Year]:
    """The years of the application's economy."""
    costs: dict[int, Decimal] = defaultdict(Decimal)
    for one in CostAmount.objects.filter(row__application=application).select_related("year"):
        costs[one.year.year] += one.amount
    return [
        Year(
            one.year,
            costs[one.year],
            own_contribution(one.own, one.in_kind, in_kind_is_cost=application.in_kind_is_cost),
            one.other,
            one.sought,
        )
        for one in application.years.all()
    ]


def replies_of(application: Application) -> list[CriterionAnswer]:
    """A reply for each criterion that is used or answered; one not answered yet has no row and comes unsaved."""
    answered = {one.criterion_id: one for one in application.answers.select_related("criterion")}
    criteria = Criterion.objects.filter(association=application.association)
    return [
        answered.get(one.pk) or CriterionAnswer(application=application, criterion=one)
        for one in criteria
        if one.is_used or one.pk in answered
    ]


def content_of(application: Application) -> ApplicationContent:
    """The application as it stands now."""
    return ApplicationContent(
        document=letterhead_of(application.association),
        association=application.association.slug,
        call=application.call.name if application.call else None,
        name=application.name,
        first_day=application.first_day,
        last_day=application.last_day,
        applicants=tuple(
            _applicant(one)
            for one in application.applicants.select_related("party").order_by("role", "position")
        ),
        texts=Texts(**{name: getattr(application, name) for name in HEADINGS}),
        target_number=application.target_number,
        activities=tuple(
            PlannedActivity(when=one.when, what=one.what, responsible=one.responsible)
            for one in application.activities.all()
            if one.when or one.what or one.responsible
        ),
        answers=tuple(
            CriterionReply(name=one.criterion.name, question=one.criterion.question, text=one.text)
            for one in replies_of(application)
        ),
        papers=tuple(
            AttachedPaper(
                name=one.name,
                file_name=one.file_name,
                sha256=one.file.sha256,
                media_type=one.file.media_type,
                pages=one.file.pages,
            )
            for one in application.papers.filter(from_applicant=True).select_related("file")
        ),
        economy=economy_of(application),
    )


def latest_content(application: Application) -> ApplicationContent:
    """The latest version that was sent; the application as it stands where none was."""
    latest = application.submissions.order_by("number").last()
    return latest.content if latest else content_of(application)


def economy_of(application: Application) -> Economy:
    """Rows, years and sums; every amount with two decimals, as the JSON has them."""
    plan = list(application.years.all())
    years = years_of(application)
    whole = total(years)
    rows = []
    for row in application.cost_rows.prefetch_related("amounts__year"):
        by_year = {one.year_id: one.amount for one in row.amounts.all()}
        amounts = [by_year.get(one.pk, Decimal(0)) for one in plan]
        rows.append(
            CostLine(
                kind=row.kind,
                label=str(row),
                amounts=_in_ore(amounts),
                sum=sum(amounts, Decimal(0)).quantize(ORE),
            )
        )
    return Economy(
        includes_vat=application.includes_vat,
        in_kind_is_cost=application.in_kind_is_cost,
        in_kind=_in_ore([one.in_kind for one in plan]),
        years=tuple(one.year for one in plan),
        rows=tuple(rows),
        totals=YearlySums(
            costs=_in_ore([one.costs for one in years]),
            own=_in_ore([one.own for one in years]),
            other=_in_ore([one.other for one in years]),
            sought=_in_ore([one.sought for one in years]),
            difference=_in_ore([one.difference for one in years]),
        ),
        sums=WholeSums(
            costs=whole.costs.quantize(ORE),
            own=whole.own.quantize(ORE),
            other=whole.other.quantize(ORE),
            sought=whole.sought.quantize(ORE),
            difference=whole.difference.quantize(ORE),
        ),
        difference_explained=application.difference_explained,
    )


def _applicant(one: Applicant) -> ApplicantContent:
    return ApplicantContent(
        key=one.public_id,
        role=ApplicantRole(one.role),
        party=one.party.code if one.party else None,
        part=part_of(one.party.kind) if one.party else None,
        organisation=one.organisation,
        unit=one.unit,
        signatory=one.signatory,
        org_number=one.org_number,
        address=one.address,
        postal_code=one.postal_code,
        city=one.city,
        signatory_email=one.signatory_email,
        contact=one.contact,
        phone=one.phone,
        mobile=one.mobile,
        email=one.email,
        plusgiro=one.plusgiro,
        bankgiro=one.bankgiro,
        payment_reference=one.payment_reference,
    )


def _in_ore(amounts: list[Decimal]) -> tuple[Decimal, ...]:
    return tuple(one.quantize(ORE) for one in amounts)
