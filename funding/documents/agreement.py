"""The agreement about granted funds as PDF: to be signed, and signed by both."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal

from funding.models import Measure
from funding.record.agreement import (
    AgreementContent,
    AssociationAsParty,
    Counterpart,
    GivenSignature,
    GrantingSection,
    YearAmount,
)
from meetings.documents.rendering import letterhead_of, render_document
from meetings.paper.embedded import EmbeddedFile
from meetings.paper.pdf import RenderedPdf

SIGNED_NAME = "undertecknad-version.pdf"
# What förbund and other funders usually ask for: requisition afterwards with the ledger, and a report before the next.
DEFAULT_TERMS = (
    "Medlen får bara användas till insatsen så som den är beskriven i ansökan och i styrelsens beslut.",
    "Medlen rekvireras per period och inom det belopp som är beviljat för året. "
    "Till rekvisitionen hör ett utdrag ur huvudboken för perioden.",
    "Lägesrapport och slutrapport lämnas de dagar som anges i förbundets system. "
    "Nästa utbetalning görs när rapporten för den förra perioden är godkänd.",
    "Medel som inte har använts betalas tillbaka. De förs över till ett senare år bara efter beslut av styrelsen.",
    "Ändringar av innehåll, tid eller belopp kräver ett nytt beslut av styrelsen.",
    "Uppgifter om enskilda deltagare lämnas aldrig till förbundet. "
    "Var och en av parterna ansvarar för sin egen behandling av personuppgifter.",
)

IN_ADVANCE = "Medlen rekvireras i förskott: en rekvisition får avse en period som inte är slut."
AFTERWARDS = "Medlen rekvireras i efterskott: en rekvisition avser en period som är slut."


def agreement_content(
    measure: Measure,
    *,
    number: int,
    counterpart: Counterpart,
    amounts: tuple[YearAmount, ...],
    terms: Sequence[str],
    conditions: str,
    in_advance: bool = False,
) -> AgreementContent:
    """What version `number` says: parties, time and § as they are now, and the `amounts` of the years.

    One term says, from `in_advance`, whether a period must be over before money is asked for it.
    """
    case, section = measure.application, measure.decided_in
    association = measure.association
    return AgreementContent(
        document=letterhead_of(association),
        number=number,
        registry_number=case.registry_number if case else "",
        measure=measure.name,
        first_day=measure.first_day,
        last_day=measure.last_day,
        decision=GrantingSection(
            paragraph=str(section.number) if section and section.number else None,
            date=section.meeting.date if section else None,
        ),
        association=AssociationAsParty(name=association.name, org_number=association.org_number),
        counterpart=counterpart,
        amounts=amounts,
        total=sum((one.amount for one in amounts), Decimal("0.00")),
        conditions=conditions,
        terms=(*terms[:1], IN_ADVANCE if in_advance else AFTERWARDS, *terms[1:]),
        in_advance=in_advance,
    )


def title_of(content: AgreementContent) -> str:
    return "Tillägg till avtal om medel" if content.supplements else "Avtal om medel"


def render_agreement(
    content: AgreementContent,
    *,
    at: datetime,
    signatures: Sequence[GivenSignature] = (),
    signed_pdf: bytes | None = None,
    signed_at: datetime | None = None,
) -> RenderedPdf:
    """The agreement made `at`; with `signatures` also who signed, and `signed_pdf` as a file in it. Not yet sealed."""
    signed = EmbeddedFile(
        SIGNED_NAME, signed_pdf or b"", "application/pdf", "Den version som undertecknades", "Source"
    )
    return render_document(
        "agreement",
        content,
        title=f"{title_of(content)}: {content.measure} – {content.document.association_name}",
        running=f"Avtal {content.registry_number} · version {content.number}",
        created=at,
        modified=signed_at or at,
        data_name="avtal.json",
        description="Avtalet som data",
        files=[signed] if signed_pdf else [],
        signatures=signatures,
        made_at=at,
    )
