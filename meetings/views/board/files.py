"""What a signer downloads: exactly the PDF that is signed, and the attachments of the version."""

from django.http import FileResponse, Http404, HttpRequest
from django.views.decorators.http import require_GET

from meetings.record.protocol import Attachment
from meetings.views.addresses import ProtocolAddress
from meetings.views.board.open_protocol import open_protocol
from meetings.views.stored_files import stored_file


@require_GET
def protocol_verify_pdf(request: HttpRequest, slug: str, body: str, key: ProtocolAddress) -> FileResponse:
    """The frozen bytes whose SHA-256 is signed."""
    opened = open_protocol(request, slug, body, key)
    name = f"protokoll-{opened.protocol.key}-version-{opened.version.number}.pdf"
    return stored_file(opened.version.sha256, name, "application/pdf", as_attachment=False)


@require_GET
def protocol_verify_attachment(
    request: HttpRequest, slug: str, body: str, key: ProtocolAddress, number: int
) -> FileResponse:
    """An attachment as it was when the version was frozen."""
    opened = open_protocol(request, slug, body, key)
    found: Attachment | None = next(
        (one for one in opened.document.attachments if one.number == str(number)), None
    )
    if found is None:
        raise Http404
    return stored_file(found.sha256, found.file_name, found.media_type)
