"""How the fields of a section stand on the page: applicants in boxes, the plan and the economy as tables."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms

from funding.models import Applicant, Application, CostRow
from funding.reads.content import economy_of
from funding.record.application import ApplicantRole, Economy
from funding.rules.periods import outside_in_words
from funding.templatetags.funding_text import differences

from .section_form import SectionForm

PAYS = ("own", "in_kind", "other", "sought")
LABELS = {
    "own": "Egen finansiering i pengar",
    "in_kind": "Egen finansiering som arbete eller lokaler",
    "other": "Annan finansiering",
    "sought": "Söks från förbundet",
}


@dataclass(frozen=True)
class Box:
    """An applicant with its fields; `remove` is what the button sends, empty for the lead."""

    anchor: str
    title: str
    fields: list[forms.BoundField]
    remove: str


@dataclass(frozen=True)
class TableRow:
    """A row of a table: a heading or a field for it, its fields, and their sum in the table of costs."""

    anchor: str
    label: str
    name: forms.BoundField | None
    fields: list[forms.BoundField]
    total: Decimal | None = None
    remove: str = ""


def layout_of(application: Application, section: str, form: SectionForm) -> dict[str, Any]:
    """What the section's template walks through."""
    if section == "sokande":
        return {"boxes": [_box(one, form) for one in application.applicants.all()]}
    if section == "insatsen":
        return {
            "plain": [form[name] for name in ("name", "background", "description")],
            "period": [form["first_day"], form["last_day"]],
            "plan": [
                TableRow(
                    f"p-{one.public_id}",
                    "",
                    None,
                    [form[f"p-{one.public_id}-{name}"] for name in ("when", "what", "responsible")],
                    remove=f"ta-bort:p-{one.public_id}",
                )
                for one in application.activities.all()
            ],
        }
    if section == "ekonomi":
        return _economy(application, form)
    return {"plain": list(form)}


def _box(one: Applicant, form: SectionForm) -> Box:
    is_lead = one.role == ApplicantRole.LEAD
    prefix = f"a-{one.public_id}"
    title = "Sökande" if is_lead else f"Samverkanspartner{f': {one}' if one.organisation else ''}"
    fields = [form[name] for name in form.fields if name.startswith(f"{prefix}-")]
    return Box(prefix, title, fields, "" if is_lead else f"ta-bort:{prefix}")


def _economy(application: Application, form: SectionForm) -> dict[str, Any]:
    years = [one.year for one in application.years.all()]
    economy = economy_of(application)
    costs = []
    for row, shown in zip(application.cost_rows.all(), economy.rows, strict=True):
        is_own = row.kind == CostRow.Kind.FREE
        costs.append(
            TableRow(
                f"l-{row.public_id}",
                "" if is_own else row.get_kind_display(),
                form[f"l-{row.public_id}"] if is_own else None,
                [form[f"c-{row.public_id}-{year}"] for year in years],
                shown.sum,
                f"ta-bort:l-{row.public_id}" if is_own else "",
            )
        )
    return {
        "years": years,
        "costs": costs,
        "ends": sorted({years[0], years[-1]}) if len(years) > 1 else [],
        "pays": [
            TableRow("", LABELS[name], None, [form[f"y-{year}-{name}"] for year in years]) for name in PAYS
        ],
        "plain": [form[name] for name in ("includes_vat", "in_kind_is_cost", "difference_explained")],
        "economy": economy,
        "words": economy_in_words(economy, application.first_day, application.last_day),
    }


def economy_in_words(economy: Economy, first: date | None, last: date | None) -> str:
    """What is left over of each year, and which years the measure does not run."""
    return " ".join(
        filter(None, [differences(economy), outside_in_words(economy.sought, first=first, last=last)])
    )
