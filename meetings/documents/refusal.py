"""A written refusal to hand out a document, as PDF."""

from datetime import datetime

from meetings.documents.rendering import render_document
from meetings.paper.pdf import RenderedPdf
from meetings.record.refusal import RefusalDecision


def render_refusal(decision: RefusalDecision, *, at: datetime) -> RenderedPdf:
    """The decision, made `at` and not yet sealed."""
    return render_document(
        "refusal",
        decision,
        title=f"Beslut om utlämnande av handling – {decision.document.association_name}",
        running=f"Beslut om utlämnande · {decision.day}",
        created=at,
        data_name="beslut.json",
        description="Beslutet som data",
    )
