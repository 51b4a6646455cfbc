"""An application's whole content as data: what a submission freezes and every document is made from."""

from collections import defaultdict
from decimal import Decimal
from typing import Any

from funding.documents.paper import head_of
from funding.models import Applicant, Application, CostAmount, Criterion, CriterionAnswer
from funding.models.application import TEXTS
from funding.rules.amounts import money
from funding.rules.economy import Year, own_contribution, total
from funding.rules.parts import part_of

APPLICANT_KEYS = (
    "organisation unit signatory signatory_email org_number address postal_code city contact phone mobile email "
    "plusgiro bankgiro payment_reference"
).split()
PRIVATE_KEYS = "signatory_email contact phone mobile email plusgiro bankgiro payment_reference".split()


def years_of(application: Application) -> list[Year]:
    """The economy year by year."""
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


def answers_of(application: Application) -> list[CriterionAnswer]:
    """One for each criterion that is used or answered; those not answered yet are not stored."""
    answered = {one.criterion_id: one for one in application.answers.select_related("criterion")}
    criteria = Criterion.objects.filter(association=application.association)
    return [
        answered.get(one.pk) or CriterionAnswer(application=application, criterion=one)
        for one in criteria
        if one.is_used or one.pk in answered
    ]


def content_of(application: Application) -> dict[str, Any]:
    """`{"schema": 1, ...}`: names, texts, plan, economy and papers; money as «65000.00», days as ISO dates."""
    return {
        "schema": 1,
        "association": application.association.slug,
        "call": application.call.name if application.call else None,
        "name": application.name,
        "first_day": application.first_day.isoformat() if application.first_day else None,
        "last_day": application.last_day.isoformat() if application.last_day else None,
        "applicants": [
            _applicant(one)
            for one in application.applicants.select_related("party").order_by("role", "position")
        ],
        "texts": {name: getattr(application, name) for name in TEXTS},
        "target_number": application.target_number,
        "activities": [
            {"when": one.when, "what": one.what, "responsible": one.responsible}
            for one in application.activities.all()
        ],
        "answers": [
            {"name": one.criterion.name, "question": one.criterion.question, "text": one.text}
            for one in answers_of(application)
        ],
        "papers": [
            {
                "name": one.name,
                "file_name": one.file_name,
                "sha256": one.file.sha256,
                "media_type": one.file.media_type,
                "pages": one.file.pages,
            }
            for one in application.papers.filter(from_applicant=True).select_related("file")
        ],
        **economy_of(application),
        "document": head_of(application.association),
    }


def economy_of(application: Application) -> dict[str, Any]:
    """Rows, years and sums of `application_json`, and what the form needs besides."""
    plan = list(application.years.all())
    years = years_of(application)
    whole = total(years)
    rows = []
    for row in application.cost_rows.prefetch_related("amounts__year"):
        amounts = {one.year_id: one.amount for one in row.amounts.all()}
        values = [amounts.get(one.pk, Decimal(0)) for one in plan]
        rows.append(
            {
                "kind": row.kind,
                "label": str(row),
                "amounts": [money(one) for one in values],
                "sum": money(sum(values, Decimal(0))),
            }
        )
    names = ("costs", "own", "other", "sought", "difference")
    return {
        "includes_vat": application.includes_vat,
        "in_kind_is_cost": application.in_kind_is_cost,
        "in_kind": [money(one.in_kind) for one in plan],
        "years": [one.year for one in plan],
        "rows": rows,
        "totals": {name: [money(getattr(one, name)) for one in years] for name in names},
        "sums": {name: money(getattr(whole, name)) for name in names},
        "difference_explained": application.difference_explained,
    }


def public_content(content: dict[str, Any]) -> dict[str, Any]:
    """The same with contact and bank details masked, for every public copy."""
    masked = [
        {key: ("" if key in PRIVATE_KEYS else value) for key, value in one.items()}
        for one in content["applicants"]
    ]
    return {**content, "applicants": masked}


def _applicant(one: Applicant) -> dict[str, Any]:
    return {
        "key": one.public_id,
        "role": one.role,
        "party": one.party.code if one.party else None,
        "part": part_of(one.party.kind) if one.party else None,
        **{key: getattr(one, key) for key in APPLICANT_KEYS},
    }
