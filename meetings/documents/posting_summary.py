"""The sammanställning av anslag as PDF, with the boards' own certificates as files in it."""

from collections.abc import Sequence
from datetime import datetime

from meetings.documents.rendering import render_document
from meetings.paper.embedded import EmbeddedFile
from meetings.paper.pdf import RenderedPdf
from meetings.record.posting_summary import PostingSummary
from meetings.swedish import long_date

DATA_NAME = "anslag.json"


def render_posting_summary(
    summary: PostingSummary, *, certificates: Sequence[EmbeddedFile], at: datetime
) -> RenderedPdf:
    """The summary made `at` and not yet sealed; each of `certificates` is named by a period of it."""
    day = long_date(summary.meeting_date)
    return render_document(
        "posting_summary",
        summary,
        title=f"Sammanställning av anslag {day}, {summary.paragraphs} – {summary.document.association_name}",
        running=f"Sammanställning av anslag · {summary.meeting_date}",
        created=at,
        data_name=DATA_NAME,
        description="Sammanställningen som data",
        files=certificates,
    )
