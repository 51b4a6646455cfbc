"""HTML -> one PDF that is PDF/A-3a and PDF/UA-1 at once; the same bytes for the same input in any process."""

import hashlib
import re
from collections.abc import Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from io import BytesIO
from typing import Any

import pydyf
from django.template.loader import render_to_string
from weasyprint import CSS, HTML, Attachment, Document

from meetings.paper.assets import AssetFetcher
from meetings.paper.embedded import EmbeddedFile
from meetings.paper.fonts import font_configuration, refuse_unsupported

_MEDIA_TYPE = re.compile(r"[a-z0-9][a-z0-9.+-]*/[a-z0-9][a-z0-9.+-]*")
_STREAM_ENDS_IN_CR = b"\r\nendstream"
# ISO 14289-1 wants pdfuaid in the XMP; ISO 19005-3 6.6.2.3 wants every schema it does not know described.
_PDFUA_XMP = b"""
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"><pdfuaid:part>1</pdfuaid:part>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>
"""


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
    for part in parts:
        refuse_unsupported(part)
    configuration = font_configuration()
    fetcher = AssetFetcher(assets or {})
    documents = [
        HTML(string=part, url_fetcher=fetcher).render(font_config=configuration, stylesheets=[_stylesheet()])
        for part in parts
    ]
    document = documents[0].copy([page for each in documents for page in each.pages])
    document.metadata.created = _w3c(created)
    document.metadata.modified = _w3c(modified or created)
    files = sorted(attachments, key=lambda file: file.name)  # a PDF name tree is sorted
    pdf = _write(document, files, (modified or created).astimezone(UTC))
    return RenderedPdf(pdf, hashlib.sha256(pdf).hexdigest(), len(document.pages))


def _write(document: Document, files: Sequence[EmbeddedFile], at: datetime) -> bytes:
    """A stream that ends in CR fails STREAM-LENGTH; the last is made after the finisher: change the bytes."""
    while True:
        document.metadata.attachments = [_attachment(file, at) for file in files]
        pdf: bytes = document.write_pdf(pdf_variant="pdf/a-3a", finisher=_finish)
        if _STREAM_ENDS_IN_CR not in pdf:
            return pdf
        document.metadata.keywords = ["".join([*document.metadata.keywords, "x"])]


def _attachment(file: EmbeddedFile, at: datetime) -> Attachment:
    attachment = Attachment(
        file_obj=BytesIO(file.data),
        name=file.name,
        description=file.description,
        created=at,
        modified=at,
        relationship=file.relationship,
        url_fetcher=AssetFetcher({}),
    )
    # Said here, or WeasyPrint guesses from the name with the machine's own tables.
    media_type = file.media_type if _MEDIA_TYPE.fullmatch(file.media_type) else "application/octet-stream"
    attachment.source = nullcontext((BytesIO(file.data), None, None, media_type))
    return attachment


def _finish(document: Document, pdf: pydyf.PDF) -> None:
    metadata = next(o for o in pdf.objects if _is_metadata(o))
    metadata.compress = False
    metadata.stream = [metadata.stream[0].replace(b"</rdf:RDF>", _PDFUA_XMP + b"</rdf:RDF>")]
    if "AF" in pdf.catalog:  # WeasyPrint lists each file twice
        pdf.catalog["AF"] = pydyf.Array(dict.fromkeys(pdf.catalog["AF"]))
    for each in pdf.objects:
        if isinstance(each, pydyf.Stream) and each.compress:
            _compress(each)


def _compress(stream: pydyf.Stream) -> None:
    """Compress now: pydyf would do it once for the identifier, once for the file, and could end in CR."""
    packed = stream.data.partition(b"\nstream\n")[2].removesuffix(b"\nendstream")
    stream.extra["Filter"] = "/FlateDecode"
    if packed.endswith(b"\r"):
        packed = packed.hex().encode() + b">"
        stream.extra["Filter"] = "[/ASCIIHexDecode /FlateDecode]"
    stream.stream, stream.compress = [packed], False


def _is_metadata(each: Any) -> bool:
    return isinstance(each, pydyf.Stream) and each.extra.get("Type") == "/Metadata"


@lru_cache(maxsize=1)
def _stylesheet() -> CSS:
    return CSS(string=render_to_string("pdf/document.css"), url_fetcher=AssetFetcher({}))


def _w3c(at: datetime) -> str:
    if at.tzinfo is None:
        raise ValueError("A document's time needs its offset from UTC.")
    return at.isoformat(timespec="seconds")
