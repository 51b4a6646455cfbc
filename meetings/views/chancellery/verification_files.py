"""The documents of a verification: versions on record, the print for paper, the sealed original."""

from io import BytesIO

from django.http import FileResponse, Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET

from meetings.documents.protocol import render_for_paper
from meetings.models import StoredFile, Verification
from meetings.paper.storage import stored_bytes
from meetings.reads.frozen import frozen_record
from meetings.reads.reading_copies import whole_reading_copy
from meetings.views.addresses import ProtocolAddress
from meetings.views.chancellery.verification import protocol_edited, protocol_read
from meetings.views.stored_files import reading_copy, sealed_document, stored_file

PDF = "application/pdf"


@require_GET
def version_pdf(
    request: HttpRequest, slug: str, body: str, key: ProtocolAddress, number: int
) -> FileResponse:
    """A version as it was frozen, whether or not it was signed."""
    protocol = protocol_read(request, slug, body, key, what=f"Version {number}")
    version = get_object_or_404(protocol.versions.defer("snapshot"), number=number)
    return stored_file(version.sha256, f"protokoll-{key}-version-{number}.pdf", PDF)


@require_GET
def verification_print(request: HttpRequest, slug: str, body: str, key: ProtocolAddress) -> FileResponse:
    """The latest version with lines to sign on; rendered now, since no hash of it is signed."""
    version = protocol_edited(request, slug, body, key, what="Protokoll för underskrift på papper")
    if not version.protocol.meeting.body.under_kl:
        raise Http404  # nobody signs notes
    frozen_record(version)  # nobody signs what is not as it was frozen
    rendered = render_for_paper(version.snapshot, files=stored_bytes)
    name = f"protokoll-{key}-for-underskrift.pdf"
    return FileResponse(BytesIO(rendered.pdf), as_attachment=True, filename=name, content_type=PDF)


@require_GET
def verification_original(request: HttpRequest, slug: str, body: str, key: ProtocolAddress) -> FileResponse:
    """The original, which the chancellery hands out; sealed unless it waits for the seal."""
    verification = _verified(request, slug, body, key, what="Original med bevis om underskrifterna")
    return _sent(verification.original, f"protokoll-{key}-original.pdf")


@require_GET
def verification_public_copy(
    request: HttpRequest, slug: str, body: str, key: ProtocolAddress
) -> FileResponse:
    verification = _verified(request, slug, body, key, what="Offentlig kopia")
    return _sent(verification.public_copy, f"protokoll-{key}.pdf")


@require_GET
def verification_reading_copy(
    request: HttpRequest, slug: str, body: str, key: ProtocolAddress
) -> FileResponse:
    """The original's pages and every attachment, for the chancellery itself."""
    verification = _verified(request, slug, body, key, what="Läsexemplar med alla bilagor")
    copy = whole_reading_copy(verification)
    if copy is None:
        raise Http404
    return reading_copy(copy, f"protokoll-{key}-lasexemplar.pdf")


@require_GET
def verification_scan(request: HttpRequest, slug: str, body: str, key: ProtocolAddress) -> FileResponse:
    """The paper that was signed by hand."""
    verification = _verified(request, slug, body, key, what="Inskannat protokoll")
    return _sent(verification.scan, f"protokoll-{key}-inskannat.pdf")


def _verified(request: HttpRequest, slug: str, body: str, key: ProtocolAddress, *, what: str) -> Verification:
    protocol = protocol_read(request, slug, body, key, what=what)
    files = Verification.objects.select_related("original", "public_copy", "scan")
    return get_object_or_404(files, protocol=protocol)


def _sent(file: StoredFile | None, name: str) -> FileResponse:
    if file is None:
        raise Http404
    return sealed_document(file, name)
