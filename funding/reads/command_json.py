"""The fixed answers about funds, for commands now and an open API later; docs/medel.schema.json holds them."""

from datetime import datetime
from typing import Any

from funding.models import Application, Budget, Measure, Opinion
from funding.reads.budgets import year_of_money
from funding.reads.content import latest_content
from funding.reads.measures import RequisitionState, approved_amount, requisition_state, with_payments
from funding.reads.placements import DECIDED
from funding.reads.timeline import timeline_of
from funding.record.application import SUMS
from funding.rules.amounts import money
from funding.rules.spending import Spending
from funding.rules.verdict import CaseOutcome
from meetings.errors import RuleViolation
from meetings.models import Association
from meetings.swedish import STOCKHOLM, day_of

# Scripts outside the association rely on these words; what is stored is English.
OPINIONS = {
    Opinion.Outcome.SUPPORTED: "tillstyrks",
    Opinion.Outcome.ADVISED_AGAINST: "avstyrks",
    Opinion.Outcome.DIVIDED: "delad",
    Opinion.Outcome.RETURNED: "åter",
}
OUTCOMES = {
    CaseOutcome.GRANTED: "beviljad",
    CaseOutcome.PARTLY: "delvis beviljad",
    CaseOutcome.REJECTED: "avslagen",
    CaseOutcome.REFERRED_BACK: "återremitterad",
    CaseOutcome.POSTPONED: "bordlagd",
    CaseOutcome.SENT_FOR_COMMENTS: "remiss",
    CaseOutcome.NOT_HANDLED: "inte behandlad",
}
# They know of five ways; what is returned or taken back is free to requisition again, as what is refused.
STATES = {
    RequisitionState.RETURNED: RequisitionState.REFUSED,
    RequisitionState.TAKEN_BACK: RequisitionState.REFUSED,
    RequisitionState.PART_PAID: RequisitionState.ATTESTED,
}


def list_of_applications() -> list[dict[str, str]]:
    """Every application that has been sent; a draft is the applicant's own."""
    sent = Application.objects.exclude(registry_number="").select_related("association")
    return [
        {
            "association": one.association.slug,
            "registry_number": one.registry_number,
            "state": one.state,
        }
        for one in sent.order_by("association__slug", "pk")
    ]


def application_json(slug: str, registry_number: str) -> dict[str, Any]:
    """One case as the command prints it. Raises RuleViolation when there is none."""
    association = association_of(slug)
    case = Application.objects.filter(association=association, registry_number=registry_number).first()
    if case is None or not registry_number:
        raise RuleViolation(f"Det finns inget ärende {registry_number} i {slug}.")
    submissions = list(case.submissions.order_by("number"))
    content = latest_content(case)
    economy = content.economy
    measure = Measure.objects.filter(application=case).first()
    agreement = measure.agreements.filter(replaced_at=None).order_by("number").last() if measure else None
    return {
        "association": slug,
        "registry_number": case.registry_number,
        "state": case.state,
        "name": content.name,
        "applicant": content.lead.organisation if content.lead else "",
        "partners": [one.organisation for one in content.partners],
        "versions": [{"number": one.number, "at": _moment(one.at)} for one in submissions],
        "years": list(economy.years),
        "rows": [
            {"kind": row.kind, "amounts": [money(one) for one in row.amounts], "sum": money(row.sum)}
            for row in economy.rows
        ],
        "totals": {name: [money(one) for one in getattr(economy.totals, name)] for name in SUMS},
        "opinions": [
            {
                "meeting": one.meeting.date.isoformat(),
                "for": one.in_favour,
                "against": one.against,
                "abstain": one.abstaining,
                "outcome": OPINIONS[Opinion.Outcome(one.outcome)],
                "text": one.text,
            }
            for one in case.opinions.select_related("meeting")
        ],
        "decisions": [
            {
                "meeting": one.meeting_date.isoformat(),
                "paragraph": one.number,
                "outcome": OUTCOMES[CaseOutcome(one.outcome)],
                "amounts": [
                    {"year": amount.year, "amount": money(amount.amount)} for amount in one.amounts.all()
                ],
            }
            for one in case.decisions.prefetch_related(DECIDED)
        ],
        "agreement": {
            "number": agreement.number,
            "made": _day(agreement.made_at),
            "sealed": _day(agreement.sealed_at) if agreement.sealed_at else None,
        }
        if agreement
        else None,
        "requisitions": _requisitions(measure),
        "reports": _reports(measure),
        "timeline": [
            {"at": _moment(one.at), "by": None if one.by is None else str(one.by), "what": one.what}
            for one in reversed(timeline_of(case, internal=False))
        ],
    }


def budget_json(slug: str, year: int) -> dict[str, Any]:
    """A year's money as the command prints it. Raises RuleViolation when the year has no budget."""
    association = association_of(slug)
    budget = Budget.objects.filter(association=association, year=year).select_related("association").first()
    if budget is None:
        raise RuleViolation(f"Det finns ingen budget för {year} i {slug}.")
    whole = year_of_money(budget)
    return {
        "year": year,
        "income": [{"party": name, "amount": money(amount)} for name, amount in whole.incomes],
        "own_capital": money(budget.own_capital),
        "frames": [
            {"purpose": one.purpose, "amount": money(one.amount), "adjusted": money(one.adjusted)}
            for one in whole.frames
        ],
        "measures": [{"name": measure.name, **_spending(spending)} for measure, spending in whole.measures],
        "total": {"income": money(whole.income), **_spending(whole.total)},
    }


def association_of(slug: str) -> Association:
    association = Association.objects.filter(slug=slug).first()
    if association is None:
        raise RuleViolation(f"Förbundet {slug} finns inte.")
    return association


def _spending(spending: Spending) -> dict[str, str]:
    return {
        name: money(getattr(spending, name)) for name in ("granted", "requisitioned", "paid", "remaining")
    }


def _requisitions(measure: Measure | None) -> list[dict[str, Any]]:
    found = with_payments(measure.requisitions.all()) if measure else []
    return [
        {
            "number": one.number,
            "year": one.year,
            "amount": money(approved_amount(one)),
            "state": STATES.get(state := requisition_state(one), state).value,
        }
        for one in found
    ]


def _reports(measure: Measure | None) -> list[dict[str, Any]]:
    return [
        {
            "kind": one.kind,
            "due": one.due.isoformat(),
            "state": "approved"
            if one.approved_at
            else "sent"
            if one.sent_at
            else "returned"
            if one.returned_at
            else "awaited",
        }
        for one in (measure.reports.all() if measure else [])
    ]


def _moment(at: datetime) -> str:
    return at.astimezone(STOCKHOLM).isoformat(timespec="seconds")


def _day(at: datetime) -> str:
    return day_of(at).isoformat()
