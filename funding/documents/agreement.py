"""The agreement about granted funds as PDF: to be signed, and signed by both."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from funding.documents.paper import render_paper
from funding.models import Grant, Measure
from funding.rules.amounts import money
from meetings.paper.embedded import EmbeddedFile
from meetings.paper.pdf import RenderedPdf

from .paper import head_of

SIGNED_NAME = "undertecknad-version.pdf"
DEFAULT_TERMS = (
    "Medlen får bara användas till insatsen så som den är beskriven i ansökan och i styrelsens beslut.",
    "Medlen rekvireras i efterskott, per period och inom det belopp som är beviljat för året. "
    "Till rekvisitionen hör ett utdrag ur huvudboken för perioden.",
    "Lägesrapport och slutrapport lämnas de dagar som anges i förbundets system. "
    "Nästa utbetalning görs när rapporten för den förra perioden är godkänd.",
    "Medel som inte har använts betalas tillbaka. De förs över till ett senare år bara efter beslut av styrelsen.",
    "Ändringar av innehåll, tid eller belopp kräver ett nytt beslut av styrelsen.",
    "Uppgifter om enskilda deltagare lämnas aldrig till förbundet. "
    "Var och en av parterna ansvarar för sin egen behandling av personuppgifter.",
)


def agreement_content(
    measure: Measure, *, number: int, applicant: Mapping[str, Any], terms: Sequence[str], conditions: str
) -> dict[str, Any]:
    """Everything the agreement says, as data. `applicant` is the lead in the submission's snapshot."""
    case, section = measure.application, measure.decided_in
    amounts: dict[int, Any] = {}
    for one in Grant.objects.filter(measure=measure):
        amounts[one.year] = amounts.get(one.year, 0) + one.amount
    association = measure.association
    return {
        "schema": 1,
        "number": number,
        "registry_number": case.registry_number if case else "",
        "measure": measure.name,
        "first_day": measure.first_day.isoformat() if measure.first_day else None,
        "last_day": measure.last_day.isoformat() if measure.last_day else None,
        "decision": {
            "paragraph": str(section.number) if section and section.number else None,
            "date": section.meeting.date.isoformat() if section else None,
        },
        "association": {"name": association.name, "org_number": association.org_number},
        "counterpart": {
            key: applicant[key]
            for key in (
                "organisation unit org_number address postal_code city signatory signatory_email plusgiro bankgiro "
                "payment_reference"
            ).split()
        },
        "amounts": [{"year": year, "amount": money(amount)} for year, amount in sorted(amounts.items())],
        "total": money(sum(amounts.values())),
        "conditions": conditions,
        "terms": list(terms),
        "document": head_of(association),
    }


def render_agreement(
    content: Mapping[str, Any],
    *,
    at: datetime,
    signatures: Sequence[Mapping[str, Any]] = (),
    signed_pdf: bytes | None = None,
    signed_at: datetime | None = None,
) -> RenderedPdf:
    """The agreement made `at`; with `signatures` ({name, side, at, method, sha256}) also who signed, and what.

    Not yet sealed.
    """
    name = content["measure"]
    signed = EmbeddedFile(
        SIGNED_NAME, signed_pdf or b"", "application/pdf", "Den version som undertecknades", "Source"
    )
    return render_paper(
        "agreement",
        content,
        title=f"Överenskommelse om medel: {name} – {content['document']['association_name']}",
        running=f"Överenskommelse {content['registry_number']} · version {content['number']}",
        created=at,
        modified=signed_at or at,
        data_name="avtal.json",
        description="Avtalet som data",
        files=[signed] if signed_pdf else [],
        signatures=signatures,
        made_at=at,
    )
