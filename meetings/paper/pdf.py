"""HTML -> one PDF that is PDF/A-3a and PDF/UA-1 at once; the same bytes for the same input in any process."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from meetings.paper.embedded import EmbeddedFile
from meetings.paper.fonts import refuse_unsupported

if TYPE_CHECKING:
    from weasyprint import Document

type Assets = Mapping[str, tuple[str, bytes]]  # name -> media type, bytes; the HTML asks for asset:<name>


@dataclass(frozen=True)
class RenderedPdf:
    """The bytes of a PDF, their SHA-256 in hex, and how many pages they hold."""

    pdf: bytes
    sha256: str
    pages: int


@dataclass(frozen=True)
class LaidOut:
    """The pages of one HTML document, to be written into as many PDFs as wanted, by the thread that laid it out."""

    document: "Document"


def lay_out(html: str, *, assets: Assets | None = None) -> LaidOut:
    """The pages of a whole HTML document. Raises UnsupportedCharacter when a face lacks a character."""
    from meetings.paper import rendering  # WeasyPrint: only a process that prints waits for it

    refuse_unsupported(html)
    return LaidOut(rendering.lay_out(html, assets or {}))


def write_pdf(
    *parts: LaidOut,
    created: datetime,
    modified: datetime | None = None,
    attachments: Sequence[EmbeddedFile] = (),
) -> RenderedPdf:
    """One PDF of one or more parts, each laid out on its own, joined in order.

    A later part therefore cannot move anything on the pages of an earlier one, not even «av y». Title and
    language are those of the first part. `created` and `modified` are aware; nothing asks the clock.
    """
    from meetings.paper import rendering  # as above

    if created.tzinfo is None or (modified or created).tzinfo is None:
        raise ValueError("A document's time needs its offset from UTC.")
    pdf, pages = rendering.write(
        [part.document for part in parts],
        created=created,
        modified=modified or created,
        attachments=sorted(attachments, key=lambda file: file.name),  # a PDF name tree is sorted
    )
    return RenderedPdf(pdf, hashlib.sha256(pdf).hexdigest(), pages)


def render_pdf(
    html: str,
    *,
    created: datetime,
    modified: datetime | None = None,
    attachments: Sequence[EmbeddedFile] = (),
    assets: Assets | None = None,
) -> RenderedPdf:
    """A PDF of one whole HTML document; the arguments are those of `lay_out` and `write_pdf`."""
    return write_pdf(
        lay_out(html, assets=assets), created=created, modified=modified, attachments=attachments
    )
