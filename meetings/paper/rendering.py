"""WeasyPrint, made to write PDF/A-3a and PDF/UA-1 at once, with nothing fetched and no typeface but ours."""

import os
import re
import ssl
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import nullcontext
from copy import copy
from datetime import UTC, datetime
from functools import lru_cache
from io import BytesIO
from typing import Any

import pydyf
from django.template.loader import render_to_string
from weasyprint import CSS, HTML, Attachment, Document
from weasyprint.formatting_structure.boxes import TableBox
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from meetings.paper.embedded import EmbeddedFile
from meetings.paper.fonts import fontconfig_file

SCHEME = "asset:"
type Elements = Mapping[bytes, pydyf.Dictionary]  # by their references

_MEDIA_TYPE = re.compile(r"[a-z0-9][a-z0-9.+-]*/[a-z0-9][a-z0-9.+-]*")
_ENVIRONMENT = threading.Lock()
_OF_THREAD = threading.local()
_POINTS = 0.75  # in a CSS pixel
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


def lay_out(html: str, assets: Mapping[str, tuple[str, bytes]]) -> Document:
    """The pages of one whole HTML document, not yet written."""
    source = HTML(string=html, url_fetcher=AssetFetcher(assets))
    return source.render(
        font_config=_configuration_of_thread(),
        stylesheets=[_stylesheet()],
        presentational_hints=True,  # the first number of a list, and whether it has letters
    )


def narrowest(table: str) -> float:
    """The width in points of a printable table whose every column is as narrow as its words let it be."""
    html = f'<html lang="sv"><body><section class="paragraph">{table}</section></body></html>'
    source = HTML(string=html, url_fetcher=AssetFetcher({}))
    document = source.render(
        font_config=_configuration_of_thread(), stylesheets=[_stylesheet(), _narrow_stylesheet()]
    )
    boxes = (box for page in document.pages for box in page._page_box.descendants())
    return float(next(box.width for box in boxes if isinstance(box, TableBox))) * _POINTS


def write(
    documents: Sequence[Document],
    *,
    created: datetime,
    modified: datetime,
    attachments: Sequence[EmbeddedFile],
) -> tuple[bytes, int]:
    """The bytes of one PDF and how many pages it holds; the documents can be written again, to the same bytes."""
    document = documents[0].copy([page for each in documents for page in each.pages])
    document.metadata = copy(document.metadata)  # the copied document shares it with the first
    document.metadata.created = created.isoformat(timespec="seconds")
    document.metadata.modified = modified.isoformat(timespec="seconds")
    return _write(document, attachments, modified.astimezone(UTC)), len(document.pages)


def _configuration_of_thread() -> FontConfiguration:
    """Kept, since reading the faces costs as much as a page; Pango forbids two threads to share one."""
    if not hasattr(_OF_THREAD, "configuration"):
        _OF_THREAD.configuration = font_configuration()
    return _OF_THREAD.configuration


def font_configuration() -> FontConfiguration:
    """A fresh WeasyPrint font configuration that knows our faces only.

    fontconfig reads FONTCONFIG_FILE each time a configuration is made; the variable is put back so that
    a browser or another program started from this process keeps the machine's fonts.
    """
    with _ENVIRONMENT:
        before = os.environ.get("FONTCONFIG_FILE")
        os.environ["FONTCONFIG_FILE"] = str(fontconfig_file())
        try:
            return FontConfiguration()
        finally:
            if before is None:
                del os.environ["FONTCONFIG_FILE"]
            else:
                os.environ["FONTCONFIG_FILE"] = before


class AssetFetcher(URLFetcher):  # type: ignore[misc]  # WeasyPrint has no types
    """Answers `asset:<name>` from `assets` (name -> media type, bytes) and refuses every other address.

    WeasyPrint logs a refused address as an error and leaves the image out; tests fail on that log.
    """

    def __init__(self, assets: Mapping[str, tuple[str, bytes]]) -> None:
        # An empty context: the default one reads every root certificate of the machine, for each document.
        super().__init__(allowed_protocols=(), ssl_context=ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT))
        self._assets = assets

    def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> URLFetcherResponse:
        name = url.removeprefix(SCHEME)
        if name == url or name not in self._assets:
            raise ValueError(f"refused: {url[:100]}")
        media_type, data = self._assets[name]
        return URLFetcherResponse(url, data, {"Content-Type": media_type})


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
    elements = {each.reference: each for each in pdf.objects if isinstance(each, pydyf.Dictionary)}
    _say_scope(elements)
    _set_running_text_apart(pdf, elements)
    if "AF" in pdf.catalog:  # WeasyPrint lists each file twice
        pdf.catalog["AF"] = pydyf.Array(dict.fromkeys(pdf.catalog["AF"]))
    for each in pdf.objects:
        if isinstance(each, pydyf.Stream) and each.compress:
            _compress(each)


def _say_scope(elements: Elements) -> None:
    """Says whether a header cell heads its column or its row (ISO 32000-2 14.8.5.7), which WeasyPrint leaves out."""
    for each in elements.values():
        if each.get("S") == "/TH":
            group = elements[elements[each["P"]]["P"]]
            each["A"]["Scope"] = "/Column" if group["S"] == "/THead" else "/Row"


def _set_running_text_apart(pdf: pydyf.PDF, elements: Elements) -> None:
    """Marks what stands in the margins as an artifact (ISO 14289-1 7.8), so that nobody hears it in mid-sentence.

    WeasyPrint gives it elements that the document does not lead to, and marks it as any text.
    """
    root = elements[pdf.catalog["StructTreeRoot"]]
    heard = {*_below(elements, root["K"][0])}
    numbers = elements[root["ParentTree"]]["Nums"]
    streams = {each.reference: each for each in pdf.objects if isinstance(each, pydyf.Stream)}
    pages = [each for each in elements.values() if each.get("Type") == "/Page"]
    for page in pages:
        owners = numbers[2 * page["StructParents"] + 1]
        content = streams[page["Contents"]].stream
        for number, owner in enumerate(owners):
            if owner not in heard:
                owners[number] = "null"
                at = content.index({"MCID": number})
                content[at - 1 : at + 2] = [b"/Artifact", b"BMC"]


def _below(elements: Elements, reference: bytes) -> Iterator[bytes]:
    """An element and all that it leads to. A number among its children is of marked content."""
    yield reference
    for each in elements[reference].get("K", ()):
        if each in elements and elements[each].get("Type") == "/StructElem":
            yield from _below(elements, each)


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


@lru_cache(maxsize=1)
def _narrow_stylesheet() -> CSS:
    """A page that holds any table, and tables as narrow as can be."""
    return CSS(
        string="@page { size: 9000mm 9000mm } table { width: 1px !important }", url_fetcher=AssetFetcher({})
    )
