"""A frozen snapshot -> the protocol as PDF: to be signed, finished, for the public, and for paper."""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.template.loader import render_to_string

from meetings.paper.embedded import (
    EVIDENCE_NAME,
    SIGNATURES_NAME,
    SIGNED_NAME,
    EmbeddedFile,
    canonical_json,
    safe_name,
)
from meetings.paper.pdf import LaidOut, RenderedPdf, lay_out, write_pdf
from meetings.record.protocol import Attachment, Signatures
from meetings.record.reading import public_signatures, public_snapshot, read_record, read_signatures
from meetings.record.withheld import HOW_TO_ASK, Mark, has_gaps, masked, masked_value

SNAPSHOT_NAME = "protokoll.json"
SCAN_NAME = "underskriven-pa-papper.pdf"

Files = Callable[[str], bytes]  # SHA-256 in hex -> the bytes; storage.stored_bytes, or a dict's __getitem__
_PAPER, _NOTES = (
    "paper",
    "notes",
)  # models.Verification.Method; the record is older than the code that reads it


def render_protocol(
    snapshot: Mapping[str, Any],
    *,
    files: Files,
    record: Mapping[str, Any] | None = None,
    evidence: Mapping[str, Any] | None = None,
    signed_pdf: bytes | None = None,
    scan: bytes | None = None,
    pages: "Pages | None" = None,
) -> RenderedPdf:
    """The version to be signed, or with `record` the finished protocol, not yet sealed.

    The finished one has the signed pages, unchanged to the pixel, then the page «Underskrifter», and
    carries the attachments and `signed_pdf`, the exact bytes that were signed; `evidence` is all that is kept
    of the signatures, and `scan` the paper that was signed by hand. Notes that nobody verifies have no such page
    and no such file. `pages` are those of this snapshot, where they are laid out already. The same arguments give
    the same bytes in any process. Raises UnreadableSnapshotError, and UnsupportedCharacter when something cannot
    be printed.
    """
    pages = pages or Pages(snapshot, files=files)
    document = pages.document
    embedded = [_json_file(SNAPSHOT_NAME, snapshot, "Protokollets innehåll som data", "Source")]
    if record is None:
        return _write(pages, embedded)
    signatures = read_signatures(record)
    if signatures.method != _NOTES:
        embedded.append(_json_file(SIGNATURES_NAME, record, "Underskrifterna som data", "Data"))
        if evidence is not None:
            embedded.append(_json_file(EVIDENCE_NAME, evidence, "Bevis om underskrifterna som data", "Data"))
        if signed_pdf is not None:
            embedded.append(_pdf_file(SIGNED_NAME, signed_pdf, "Den version som undertecknades"))
        if scan is not None:
            embedded.append(_pdf_file(SCAN_NAME, scan, "Protokollet undertecknat på papper, inskannat"))
    embedded += [_attached(each, files) for each in document.attachments]
    return _write_finished(pages, embedded, signatures, public=False)


def render_public_copy(
    snapshot: Mapping[str, Any],
    *,
    files: Files,
    record: Mapping[str, Any],
    marks: Collection[Mark] = (),
    pages: "Pages | None" = None,
) -> RenderedPdf:
    """The copy for the web, not yet sealed: the signed pages and who signed, in what role, how and when.

    What `marks` withhold is nowhere in it. Embeds published attachments only; what the data says of another
    attachment is no more than the page does. `pages` as for the original; not used where there are marks.
    """
    # What is withheld must be gone before anything is laid out: drawn over, it would still be in the file.
    pages = Pages(snapshot, files=files, marks=marks) if marks or pages is None else pages
    document = pages.document
    signatures = masked_value(read_signatures(record), marks)
    data = public_snapshot(snapshot, marks)
    embedded = [
        _json_file(SNAPSHOT_NAME, data, "Protokollets innehåll som data", "Source"),
        *(_attached(each, files) for each in document.attachments if each.published),
    ]
    if signatures.method != _NOTES:
        embedded.append(
            _json_file(SIGNATURES_NAME, public_signatures(record, marks), "Underskrifterna som data", "Data")
        )
    return _write_finished(pages, embedded, signatures, public=True)


def render_for_paper(snapshot: Mapping[str, Any], *, files: Files) -> RenderedPdf:
    """The pages to be signed followed by a page of lines to sign on, for verification by hand.

    The pages are those of the version but for what says that it is signed online.
    """
    pages = Pages(snapshot, files=files)
    embedded = [_json_file(SNAPSHOT_NAME, snapshot, "Protokollets innehåll som data", "Source")]
    return _write(pages, embedded, pages.lay_out("pdf/paper.html"), on_paper=True)


class Pages:
    """The pages of a frozen snapshot, laid out when first asked for and then kept: most of the work of a PDF.

    Without what `marks` withhold, and then with a word on how to ask for it. Raises UnreadableSnapshotError when it
    is made, UnsupportedCharacter when it lays out.
    """

    def __init__(self, snapshot: Mapping[str, Any], *, files: Files, marks: Collection[Mark] = ()) -> None:
        self.document = masked(read_record(snapshot), marks)
        head = self.document.document
        self._assets = {"logo": (head.logo_media_type, files(head.logo_sha256))} if head.logo_sha256 else {}
        self._kept: dict[bool, LaidOut] = {}

    def of_protocol(self, *, on_paper: bool) -> LaidOut:
        """The signed pages; those that are signed by hand do not say that it is done online."""
        if on_paper not in self._kept:
            head = self.document.document
            foot = ("paper" if on_paper else "online") if head.foot_lines else ""
            facts = [row.signed_by_hand if on_paper else row for row in head.facts]
            self._kept[on_paper] = self.lay_out("pdf/protocol.html", foot=foot, facts=facts)
        return self._kept[on_paper]

    def lay_out(self, template: str, **context: object) -> LaidOut:
        """The pages of another template, with what every page of the protocol has; not kept."""
        head = self.document.document
        html = render_to_string(
            template,
            {
                "protocol": self.document,
                "head": head,
                "page_title": head.page_title,
                "running": head.running_head,
                "anchors": {f"bilaga-{each.number}" for each in self.document.attachments},
                "how_to_ask": HOW_TO_ASK if has_gaps(self.document) else "",
                **context,
            },
        )
        return lay_out(html, assets=self._assets)


def _write_finished(
    pages: Pages, embedded: list[EmbeddedFile], signatures: Signatures, *, public: bool
) -> RenderedPdf:
    """The pages of the protocol and, where somebody has signed it, of the signatures."""
    if signatures.method == _NOTES:
        return _write(pages, embedded)
    last_page = pages.lay_out("pdf/signatures.html", record=signatures, public=public)
    at = [each.at for each in signatures.signatures]
    return _write(pages, embedded, last_page, signed=at, on_paper=signatures.method == _PAPER)


def _write(
    pages: Pages,
    embedded: list[EmbeddedFile],
    *last_pages: LaidOut,
    signed: Sequence[datetime] = (),
    on_paper: bool = False,
) -> RenderedPdf:
    frozen_at = pages.document.document.frozen_at
    return write_pdf(
        pages.of_protocol(on_paper=on_paper),
        *last_pages,
        # Never the clock: the same snapshot must give the same bytes tomorrow (docs/adr/0004).
        created=frozen_at,
        modified=max([frozen_at, *signed]),
        attachments=embedded,
    )


def _json_file(name: str, value: Mapping[str, Any], description: str, relationship: str) -> EmbeddedFile:
    return EmbeddedFile(name, canonical_json(value), "application/json", description, relationship)


def _pdf_file(name: str, data: bytes, description: str) -> EmbeddedFile:
    return EmbeddedFile(name, data, "application/pdf", description, "Source")


def _attached(attachment: Attachment, files: Files) -> EmbeddedFile:
    name = f"bilaga-{safe_name(attachment.number)}-{safe_name(attachment.file_name)}"
    description = f"Bilaga {attachment.number}: {attachment.name}"
    return EmbeddedFile(name, files(attachment.sha256), attachment.media_type, description)
