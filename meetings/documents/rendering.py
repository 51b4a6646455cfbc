"""What single documents share: the association's letterhead, and the way from a frozen content to PDF."""

from collections.abc import Sequence
from datetime import datetime

from django.template.loader import render_to_string

from meetings.models import Association
from meetings.paper.embedded import EmbeddedFile, canonical_json
from meetings.paper.pdf import RenderedPdf, render_pdf
from meetings.paper.storage import stored_bytes
from meetings.record.document import Document, Letterhead
from meetings.swedish import lines_of


def letterhead_of(association: Association) -> Letterhead:
    """The association as it is now, to be frozen into a document."""
    logo = association.logo
    return Letterhead(
        association_name=association.name,
        org_number=association.org_number,
        address=tuple(lines_of(association.address)),
        web=association.web,
        email=association.email,
        phone=association.phone,
        logo_sha256=logo.sha256 if logo else None,
        logo_media_type=logo.media_type if logo else "",
        logo_alt=association.logo_alt,
        accent=association.accent,
        storage_place=association.storage_place,
    )


def render_document(
    template: str,
    content: Document,
    *,
    title: str,
    running: str,
    created: datetime,
    modified: datetime | None = None,
    data_name: str,
    description: str,
    files: Sequence[EmbeddedFile] = (),
    **context: object,
) -> RenderedPdf:
    """`pdf/<template>.html` of `content`, which lies in the PDF as data. The same arguments give the same bytes."""
    head = content.document
    html = render_to_string(
        f"pdf/{template}.html",
        {"content": content, "head": head, "page_title": title, "running": running, **context},
    )
    assets = {"logo": (head.logo_media_type, stored_bytes(head.logo_sha256))} if head.logo_sha256 else {}
    data = EmbeddedFile(
        data_name, canonical_json(content.to_json()), "application/json", description, "Source"
    )
    return render_pdf(html, created=created, modified=modified, attachments=[data, *files], assets=assets)
