"""What in this app leaves a trace for the audit log: cases, measures and their money, the budget, the registers.

What an applicant writes is their own until it is sent; then the case's timeline tells of it, as of every step.
"""

from django.db.models import F, Q, TextField, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast, Concat
from django.urls import reverse

from funding import models
from funding.models import Application, Budget, Measure
from meetings.traces import Subject, Trace, evidence, history


def _case_name(path: str) -> Combinable:
    return F(f"{path}name")


def _case_address(case: Application) -> str:
    return reverse("case_detail", args=[case.association.slug, case.public_id])


def _measure_name(path: str) -> Combinable:
    return F(f"{path}name")


def _measure_address(measure: Measure) -> str:
    return reverse("measure_detail", args=[measure.association.slug, measure.public_id])


def _budget_name(path: str) -> Combinable:
    return Concat(Value("Budget "), Cast(f"{path}year", TextField()), output_field=TextField())


def _budget_address(budget: Budget) -> str:
    return reverse("budget_detail", args=[budget.association.slug, budget.year])


def _export_name(path: str) -> Combinable:
    return Concat(Value("Exportfil "), Cast(f"{path}number", TextField()), output_field=TextField())


def _export_address(export: models.Export) -> str:
    return reverse("export_detail", args=[export.association.slug, export.public_id])


_OF_ASSOCIATION = ("association",)
CASE = Subject(Application, "association", _case_name, _case_address, _OF_ASSOCIATION)
MEASURE = Subject(Measure, "association", _measure_name, _measure_address, _OF_ASSOCIATION)
BUDGET = Subject(Budget, "association", _budget_name, _budget_address, _OF_ASSOCIATION)
EXPORT = Subject(models.Export, "association", _export_name, _export_address, _OF_ASSOCIATION)

# A draft has no number; it gets one when it is sent.
_SENT = ~Q(application__registry_number="")
_REPAID = Q(kind=models.Payment.Kind.REPAID)

TRACES: list[Trace] = [
    evidence(models.Event, "application", CASE, "at", "by", detail="what", only=_SENT),
    history(models.Memo, "application", CASE),
    history(models.Score, "application", CASE),
    evidence(
        models.AgreementSignature,
        "agreement__measure",
        MEASURE,
        "at",
        "person",
        is_signature=True,
    ),
    history(Measure, "", MEASURE),
    evidence(models.Grant, "measure", MEASURE, "at", "by"),
    evidence(models.DecidedEnd, "measure", MEASURE, "at", "by"),
    evidence(models.Agreement, "measure", MEASURE, "made_at", "made_by"),
    evidence(models.Requisition, "measure", MEASURE, "sent_at", "sent_by"),
    evidence(models.Approval, "requisition__measure", MEASURE, "at", "person", is_signature=True),
    evidence(models.Payment, "requisition__measure", MEASURE, "at", "by", only=~_REPAID),
    evidence(models.Payment, "measure", MEASURE, "at", "by", only=_REPAID),
    evidence(models.PayeeChange, "measure", MEASURE, "proposed_at", "proposed_by"),
    evidence(models.PayeeConfirmation, "change__measure", MEASURE, "at", "person", is_signature=True),
    history(models.Report, "measure", MEASURE),
    history(Budget, "", BUDGET),
    evidence(models.ClosedYear, "budget", BUDGET, "at", "by"),
    history(models.Income, "budget", BUDGET),
    history(models.Frame, "budget", BUDGET),
    evidence(models.Adjustment, "frame__budget", BUDGET, "at", "by"),
    history(models.Purpose, title="name"),
    history(models.Accounts, title=Value("Konton för medel")),
    evidence(models.Export, "", EXPORT, "made_at", "made_by"),
    history(models.Programme, title=Value("Medel")),
    history(models.Call, title="name"),
    history(models.Criterion, title="name"),
    history(models.UnitHead, title="unit"),
]
