"""A summons on paper, as PDF."""

from datetime import datetime

from meetings.documents.rendering import render_document
from meetings.paper.pdf import RenderedPdf
from meetings.record.summons import Summons
from meetings.swedish import long_date

SUMMONS_NAME = "kallelse.json"


def render_summons(summons: Summons, *, at: datetime) -> RenderedPdf:
    """The summons as it is printed, made `at`."""
    day = long_date(summons.meeting_day)
    return render_document(
        "summons",
        summons,
        title=f"Kallelse till sammanträde {day} – {summons.document.association_name}",
        running=f"Kallelse · {summons.body}\n{day}",
        created=at,
        data_name=SUMMONS_NAME,
        description="Kallelsen som data",
    )
