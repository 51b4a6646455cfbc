"""The decision letter as PDF, with the extract of the § as a file in it."""

from datetime import datetime

from funding.record.decision_letter import DecisionLetter
from meetings.documents.rendering import render_document
from meetings.paper.embedded import EmbeddedFile
from meetings.paper.pdf import RenderedPdf

EXTRACT_NAME = "protokollsutdrag.pdf"


def render_decision_letter(letter: DecisionLetter, *, extract: bytes, at: datetime) -> RenderedPdf:
    """The letter of `letter`, made `at` and not yet sealed; `extract`, the sealed extract of the protocol, lies in it
    as a file.
    """
    return render_document(
        "decision_letter",
        letter,
        title=f"Beslut om medel: {letter.name} – {letter.document.association_name}",
        running=f"Beslut om medel · {letter.registry_number}",
        created=at,
        data_name="beslut.json",
        description="Beslutet som data",
        files=[EmbeddedFile(EXTRACT_NAME, extract, "application/pdf", "Utdrag ur det justerade protokollet")],
    )
