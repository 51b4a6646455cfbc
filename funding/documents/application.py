"""An application as PDF: the receipt that the applicant keeps."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from funding.documents.paper import render_paper
from meetings.documents.pdf import RenderedPdf


def render_application(
    content: Mapping[str, Any], *, registry_number: str, number: int, at: datetime
) -> RenderedPdf:
    """Version `number` as it was sent `at`."""
    name = content["name"]
    return render_paper(
        "application",
        content,
        title=f"Ansökan om medel: {name} – {content['document']['association_name']}",
        running=f"Ansökan {registry_number} · version {number}",
        created=at,
        data_name="ansokan.json",
        description="Ansökan som data",
        registry_number=registry_number,
        number=number,
        at=at,
    )
