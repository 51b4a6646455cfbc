"""HTML -> one PDF that is PDF/A-3a and PDF/UA-1 at once; the same bytes for the same input in any process."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from meetings.paper.embedded import EmbeddedFile
from meetings.paper.fonts import refuse_unsupported


@dataclass(frozen=True)
class RenderedPdf:
    """The bytes of a PDF, their SHA-256 in hex, and how many pages they hold."""

    pdf: bytes
    sha256: str
    pages: int


def render_pdf(
    *parts: str,
    created: datetime,
    modified: datetime | None = None,
    attachments: Sequence[EmbeddedFile] = (),
    assets: Mapping[str, tuple[str, bytes]] | None = None,
) -> RenderedPdf:
    """One PDF of one or more whole HTML documents, laid out each on its own and joined in order.

    A later part therefore cannot move anything on the pages of an earlier one, not even «av y». Title and
    language are those of the first part. `created` and `modified` are aware; nothing asks the clock.
    Raises UnsupportedCharacter when a face lacks a character.
    """
    from meetings.paper.rendering import render  # WeasyPrint: only a process that prints waits for it

    if created.tzinfo is None or (modified or created).tzinfo is None:
        raise ValueError("A document's time needs its offset from UTC.")
    for part in parts:
        refuse_unsupported(part)
    pdf, pages = render(
        parts,
        created=created,
        modified=modified or created,
        attachments=sorted(attachments, key=lambda file: file.name),  # a PDF name tree is sorted
        assets=assets or {},
    )
    return RenderedPdf(pdf, hashlib.sha256(pdf).hexdigest(), pages)
