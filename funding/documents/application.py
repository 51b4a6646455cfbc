"""An application as PDF: the receipt that the applicant keeps, and the document that the board reads."""

from datetime import datetime

from funding.record.application import ApplicationContent
from meetings.documents.rendering import render_document
from meetings.paper.embedded import EmbeddedFile, safe_name
from meetings.paper.pdf import RenderedPdf
from meetings.paper.storage import stored_bytes


def render_application(
    content: ApplicationContent, *, registry_number: str, number: int, at: datetime, with_papers: bool = True
) -> RenderedPdf:
    """Version `number` as it was sent `at`; the applicant's attachments lie in it as files unless told otherwise."""
    papers = content.papers if with_papers else ()
    return render_document(
        "application",
        content,
        title=f"Ansökan om medel: {content.name} – {content.document.association_name}",
        running=f"Ansökan {registry_number} · version {number}",
        created=at,
        data_name="ansokan.json",
        description="Ansökan som data",
        files=[
            EmbeddedFile(
                f"bilaga-{place}-{safe_name(one.file_name)}",
                stored_bytes(one.sha256),
                one.media_type,
                f"Bilaga: {one.name}",
            )
            for place, one in enumerate(papers, start=1)
        ],
        registry_number=registry_number,
        number=number,
        at=at,
    )
