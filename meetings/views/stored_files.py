"""Stored files as answers: a safe type, a name, and never run by the browser."""

import logging
from io import BytesIO
from typing import Any

from django.http import FileResponse, Http404

from meetings.paper.storage import read

logger = logging.getLogger(__name__)
SHOWN_IN_PLACE = {"application/pdf"}
NOTHING: dict[str, Any] = {"default-src": ["'none'"], "sandbox": True}  # a policy for what others have made


def stored_file(sha256: str, file_name: str, media_type: str, *, as_attachment: bool = True) -> FileResponse:
    """The bytes stored under `sha256`; 404 when they are missing or damaged."""
    try:
        data = read(sha256)
    except OSError as error:
        logger.exception("A stored file cannot be read")
        raise Http404 from error
    in_place = not as_attachment and media_type in SHOWN_IN_PLACE
    response = FileResponse(
        BytesIO(data), as_attachment=not in_place, filename=file_name, content_type=media_type
    )
    response["X-Content-Type-Options"] = "nosniff"
    return response
