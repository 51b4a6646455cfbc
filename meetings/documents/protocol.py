"""A frozen snapshot -> the protocol as PDF: to be signed, finished, for the public, and for paper."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.template.loader import render_to_string

from meetings.paper.embedded import SIGNATURES_NAME, EmbeddedFile, canonical_json, safe_name
from meetings.paper.pdf import RenderedPdf, render_pdf
from meetings.record.protocol import Attachment, ProtocolRecord, Signatures
from meetings.record.reading import public_signatures, public_snapshot, read_record, read_signatures

SNAPSHOT_NAME = "protokoll.json"
EVIDENCE_NAME = "bevis-om-underskrifter.json"
SIGNED_NAME = "undertecknad-version.pdf"
SCAN_NAME = "underskriven-pa-papper.pdf"

Files = Callable[[str], bytes]  # SHA-256 in hex -> the bytes; storage.read, or a dict's __getitem__
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
) -> RenderedPdf:
    """The version to be signed, or with `record` the finished protocol, not yet sealed.

    The finished one has the signed pages, unchanged to the pixel, then the page «Underskrifter», and
    carries the attachments and `signed_pdf`, the exact bytes that were signed; `evidence` is all that is kept
    of the signatures, and `scan` the paper that was signed by hand. Notes that nobody verifies have no such page
    and no such file. The same arguments give the same bytes in any process. Raises UnreadableSnapshotError, and
    UnsupportedCharacter when something cannot be printed.
    """
    document = read_record(snapshot)
    embedded = [_json_file(SNAPSHOT_NAME, snapshot, "Protokollets innehåll som data", "Source")]
    if record is None:
        return _render(document, files, embedded)
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
    return _render(document, files, embedded, signatures, public=False)


def render_public_copy(
    snapshot: Mapping[str, Any], *, files: Files, record: Mapping[str, Any]
) -> RenderedPdf:
    """The copy for the web, not yet sealed: the signed pages and who signed, in what role, how and when.

    Embeds published attachments only; what the data says of another attachment is no more than the page does.
    """
    document = read_record(snapshot)
    signatures = read_signatures(record)
    embedded = [
        _json_file(SNAPSHOT_NAME, public_snapshot(snapshot), "Protokollets innehåll som data", "Source"),
        *(_attached(each, files) for each in document.attachments if each.published),
    ]
    if signatures.method != _NOTES:
        embedded.append(
            _json_file(SIGNATURES_NAME, public_signatures(record), "Underskrifterna som data", "Data")
        )
    return _render(document, files, embedded, signatures, public=True)


def render_for_paper(snapshot: Mapping[str, Any], *, files: Files) -> RenderedPdf:
    """The pages to be signed followed by a page of lines to sign on, for verification by hand.

    The pages are those of the version but for what says that it is signed online.
    """
    document = read_record(snapshot)
    embedded = [_json_file(SNAPSHOT_NAME, snapshot, "Protokollets innehåll som data", "Source")]
    return _render_pages(document, files, embedded, [_html("pdf/paper.html", document)], on_paper=True)


def _render(
    document: ProtocolRecord,
    files: Files,
    embedded: list[EmbeddedFile],
    signatures: Signatures | None = None,
    *,
    public: bool = False,
) -> RenderedPdf:
    """The pages of the protocol and, once somebody has signed it, of the signatures."""
    if signatures is None or signatures.method == _NOTES:
        return _render_pages(document, files, embedded, [])
    last_pages = _html("pdf/signatures.html", document, record=signatures, public=public)
    at = [each.at for each in signatures.signatures]
    on_paper = signatures.method == _PAPER
    return _render_pages(document, files, embedded, [last_pages], signed=at, on_paper=on_paper)


def _render_pages(
    document: ProtocolRecord,
    files: Files,
    embedded: list[EmbeddedFile],
    last_pages: list[str],
    *,
    signed: Sequence[datetime] = (),
    on_paper: bool = False,
) -> RenderedPdf:
    head = document.document
    assets = {"logo": (head.logo_media_type, files(head.logo_sha256))} if head.logo_sha256 else {}
    foot = ("paper" if on_paper else "online") if head.foot_lines else ""
    facts = [row.signed_by_hand if on_paper else row for row in head.facts]
    parts = [_html("pdf/protocol.html", document, foot=foot, facts=facts), *last_pages]
    modified = max([head.frozen_at, *signed])
    return render_pdf(*parts, created=head.frozen_at, modified=modified, attachments=embedded, assets=assets)


def _html(template: str, document: ProtocolRecord, **context: object) -> str:
    anchors = {f"bilaga-{each.number}" for each in document.attachments}
    return render_to_string(
        template,
        {
            "protocol": document,
            "head": document.document,
            "page_title": document.document.page_title,
            "running": document.document.running_head,
            "anchors": anchors,
            **context,
        },
    )


def _json_file(name: str, value: Mapping[str, Any], description: str, relationship: str) -> EmbeddedFile:
    return EmbeddedFile(name, canonical_json(value), "application/json", description, relationship)


def _pdf_file(name: str, data: bytes, description: str) -> EmbeddedFile:
    return EmbeddedFile(name, data, "application/pdf", description, "Source")


def _attached(attachment: Attachment, files: Files) -> EmbeddedFile:
    name = f"bilaga-{safe_name(attachment.number)}-{safe_name(attachment.file_name)}"
    description = f"Bilaga {attachment.number}: {attachment.name}"
    return EmbeddedFile(name, files(attachment.sha256), attachment.media_type, description)
