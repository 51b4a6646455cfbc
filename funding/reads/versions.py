"""What changed from one sent version to the next, in words."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from funding.documents.application import TEXTS
from funding.models import Applicant, Application, Submission
from meetings.rules.difference import Segment, word_changes


@dataclass(frozen=True)
class Version:
    """A sent version, and what it changed: label and segments; empty for the first."""

    submission: Submission
    changes: list[tuple[str, tuple[Segment, ...]]]


def versions_of(application: Application) -> list[Version]:
    """The newest first."""
    sent = list(application.submissions.select_related("by", "file"))
    found = [
        Version(one, changes_between(sent[place - 1].snapshot, one.snapshot) if place else [])
        for place, one in enumerate(sent)
    ]
    return found[::-1]


def changes_between(
    before: Mapping[str, Any], after: Mapping[str, Any]
) -> list[tuple[str, tuple[Segment, ...]]]:
    """Label and difference of each part that is not the same."""
    old, new = _parts(before), _parts(after)
    return [
        (label, word_changes(old.get(label, ""), new.get(label, "")))
        for label in dict.fromkeys([*old, *new])
        if old.get(label, "") != new.get(label, "")
    ]


def _parts(content: Mapping[str, Any]) -> dict[str, str]:
    parts = {"Insatsens namn": content["name"]}
    parts |= {label: content["texts"][key] for key, label in TEXTS}
    parts["Antal deltagare"] = str(content["target_number"] or "")
    parts["Tid"] = f"{content['first_day'] or ''} – {content['last_day'] or ''}"
    for one in content["applicants"]:
        who = "Sökande" if one["role"] == Applicant.Role.LEAD else f"Samverkanspartner {one['organisation']}"
        keys = ("organisation", "unit", "signatory", "org_number", "contact")
        parts[who] = ", ".join(filter(None, [one[key] for key in keys]))
    parts["Tid- och aktivitetsplan"] = "\n".join(
        f"{one['when']}: {one['what']} ({one['responsible']})" for one in content["activities"]
    )
    for one in content["answers"]:
        parts[one["question"]] = one["text"]
    for row in content["rows"]:
        parts[row["label"]] = ", ".join(_per_year(content, row["amounts"]))
    parts["Egen insats"] = ", ".join(_per_year(content, content["totals"]["own"]))
    parts["Annan finansiering"] = ", ".join(_per_year(content, content["totals"]["other"]))
    parts["Söks från förbundet"] = ", ".join(_per_year(content, content["totals"]["sought"]))
    parts["Förklaring till skillnaden"] = content["difference_explained"]
    parts["Bilagor"] = ", ".join(one["name"] for one in content["papers"])
    return parts


def _per_year(content: Mapping[str, Any], amounts: list[str]) -> list[str]:
    return [f"{year}: {amount}" for year, amount in zip(content["years"], amounts, strict=True)]
