"""The decision letter: what the board decided, to whoever applied, with the extract of the § as a file in it."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from funding.documents.paper import render_paper
from funding.models import Applicant
from meetings.paper.embedded import EmbeddedFile
from meetings.paper.pdf import RenderedPdf

EXTRACT_NAME = "protokollsutdrag.pdf"


def render_decision_letter(content: Mapping[str, Any], *, extract: bytes, at: datetime) -> RenderedPdf:
    """`content` is made by `letter_content`; `extract` the sealed extract. Not yet sealed."""
    return render_paper(
        "decision_letter",
        content,
        title=f"Beslut om medel: {content['name']} – {content['document']['association_name']}",
        running=f"Beslut om medel · {content['registry_number']}",
        created=at,
        data_name="beslut.json",
        description="Beslutet som data",
        files=[EmbeddedFile(EXTRACT_NAME, extract, "application/pdf", "Utdrag ur det justerade protokollet")],
    )


def letter_content(
    *,
    application: Mapping[str, Any],
    registry_number: str,
    day: date,
    meeting_date: date,
    paragraph: str,
    kind: str,
    outcome: str,
    sentences: list[str],
    amounts: list[tuple[int, str]],
    total: str,
    conditions: str,
    reason: str,
    next_step: str,
    court: str,
    notice_board: str,
    document: Mapping[str, Any],
) -> dict[str, Any]:
    """The letter as data; `application` is the submission's snapshot, money is text such as «65000.00»."""
    lead = next((one for one in application["applicants"] if one["role"] == Applicant.Role.LEAD), None)
    place = " ".join(filter(None, [lead["postal_code"], lead["city"]])) if lead else ""
    to = [lead["organisation"], lead["unit"], lead["address"], place] if lead else []
    return {
        "schema": 1,
        "name": application["name"],
        "to": [line for line in to if line],
        "registry_number": registry_number,
        "day": day.isoformat(),
        "meeting_date": meeting_date.isoformat(),
        "paragraph": paragraph,
        "kind": kind,
        "outcome": outcome,
        "sentences": sentences,
        "amounts": [{"year": year, "amount": amount} for year, amount in amounts],
        "total": total,
        "conditions": conditions,
        "reason": reason,
        "next_step": next_step,
        "court": court,
        "notice_board": notice_board,
        "document": dict(document),
    }
