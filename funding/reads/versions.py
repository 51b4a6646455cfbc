"""What changed from one sent version to the next, in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from funding.models import Application, Submission
from funding.record.application import HEADINGS, ApplicantRole, ApplicationContent
from funding.rules.parts import own_units
from meetings.rules.difference import Segment, word_changes


@dataclass(frozen=True)
class Version:
    """A sent version, and what it changed: label and segments; empty for the first."""

    submission: Submission
    changes: list[tuple[str, tuple[Segment, ...]]]


def versions_of(application: Application) -> list[Version]:
    """The versions that were sent, the newest first."""
    sent = list(application.submissions.select_related("by", "file"))
    found = [
        Version(one, changes_between(sent[place - 1].content, one.content) if place else [])
        for place, one in enumerate(sent)
    ]
    return found[::-1]


@dataclass(frozen=True)
class Confirmed:
    """How many of the partners of the version that was sent last have confirmed it."""

    version: int
    partners: int
    confirmed: int

    def __str__(self) -> str:
        what = "samverkanspartner" if self.partners == 1 else "samverkansparter"
        return f"{self.confirmed} av {self.partners} {what} har bekräftat version {self.version}"


def confirmed_partners(application: Application) -> Confirmed | None:
    """None when nothing is sent, or nobody is a partner; a unit of the applicant's own confirms nothing."""
    latest = application.submissions.order_by("number").last()
    if latest is None:
        return None
    applicants = latest.content.applicants
    own = own_units(applicants)
    partners = [one for one in applicants if one.role == ApplicantRole.PARTNER and one not in own]
    if not partners:
        return None
    done = set(latest.confirmations.values_list("applicant__public_id", flat=True))
    return Confirmed(latest.number, len(partners), sum(one.key in done for one in partners))


def changes_between(
    before: ApplicationContent, after: ApplicationContent
) -> list[tuple[str, tuple[Segment, ...]]]:
    """Label and difference of each part that is not the same."""
    old, new = _parts(before), _parts(after)
    return [
        (label, word_changes(old.get(label, ""), new.get(label, "")))
        for label in dict.fromkeys([*old, *new])
        if old.get(label, "") != new.get(label, "")
    ]


def _parts(content: ApplicationContent) -> dict[str, str]:
    economy = content.economy
    parts = {"Insatsens namn": content.name}
    parts |= {heading: getattr(content.texts, name) for name, heading in HEADINGS.items()}
    parts["Antal deltagare"] = str(content.target_number or "")
    parts["Tid"] = f"{content.first_day or ''} – {content.last_day or ''}"
    for one in content.applicants:
        who = "Sökande" if one.role == ApplicantRole.LEAD else f"Samverkanspartner {one.organisation}"
        said = (one.organisation, one.unit, one.signatory, one.org_number, one.contact)
        parts[who] = ", ".join(filter(None, said))
    parts["Tid- och aktivitetsplan"] = "\n".join(
        f"{one.when}: {one.what} ({one.responsible})" for one in content.activities
    )
    for reply in content.answers:
        parts[reply.question] = reply.text
    for row in economy.rows:
        parts[row.label] = _per_year(economy.years, row.amounts)
    parts["Egen finansiering"] = _per_year(economy.years, economy.totals.own)
    parts["Annan finansiering"] = _per_year(economy.years, economy.totals.other)
    parts["Söks från förbundet"] = _per_year(economy.years, economy.totals.sought)
    parts["Förklaring till skillnaden"] = economy.difference_explained
    parts["Bilagor"] = ", ".join(paper.name for paper in content.papers)
    return parts


def _per_year(years: Sequence[int], amounts: Sequence[Decimal]) -> str:
    return ", ".join(f"{year}: {amount}" for year, amount in zip(years, amounts, strict=True))
