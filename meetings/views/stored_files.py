"""Stored files as answers: a safe type, a name, and never run by the browser."""

from io import BytesIO
from typing import Any

from django.http import FileResponse

from meetings.models import StoredFile
from meetings.paper.storage import opened, stored_bytes
from meetings.reads.seals import in_force

SHOWN_IN_PLACE = {"application/pdf"}
NOTHING: dict[str, Any] = {"default-src": ["'none'"], "sandbox": True}  # a policy for what others have made


def sealed_document(file: StoredFile, file_name: str, *, as_attachment: bool = True) -> FileResponse:
    """A document of ours (PDF) as it counts now: sealed, unless it waits for the seal."""
    return stored_file(in_force(file).sha256, file_name, "application/pdf", as_attachment=as_attachment)


def stored_file(sha256: str, file_name: str, media_type: str, *, as_attachment: bool = True) -> FileResponse:
    """The bytes stored under `sha256`."""
    data = stored_bytes(sha256)
    in_place = not as_attachment and media_type in SHOWN_IN_PLACE
    response = FileResponse(
        BytesIO(data), as_attachment=not in_place, filename=file_name, content_type=media_type
    )
    response["X-Content-Type-Options"] = "nosniff"
    return response


def reading_copy(file: StoredFile, file_name: str) -> FileResponse:
    """A protocol and its attachments, sent piece by piece: it may be larger than any single file is."""
    response = FileResponse(opened(file.sha256), filename=file_name, content_type="application/pdf")
    response["X-Content-Type-Options"] = "nosniff"
    return response
