"""A frozen snapshot -> the protocol as PDF: to be signed, finished, for the public, and for paper."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.template.loader import render_to_string

from meetings import swedish
from meetings.paper.embedded import SIGNATURES_NAME, EmbeddedFile, canonical_json, safe_name
from meetings.paper.pdf import RenderedPdf, render_pdf
from meetings.record.protocol import (
    Attachment,
    ProtocolDocument,
    SignatureRecord,
    parse,
    parse_record,
)
from meetings.record.wording import paragraph_label

SNAPSHOT_NAME = "protokoll.json"
SIGNED_NAME = "undertecknad-version.pdf"
SCAN_NAME = "underskriven-pa-papper.pdf"

Files = Callable[[str], bytes]  # SHA-256 in hex -> the bytes; storage.read, or a dict's __getitem__
_LONG_TITLE = 32  # in half the head's width there is room for it and the day
_KEPT_OF_UNPUBLISHED = {"number", "name", "pages", "published", "paragraphs", "sha256"}
_KEPT_OF_SIGNATURE = {"name", "role", "at"}
_PAPER, _NOTES = (
    "paper",
    "notes",
)  # models.Verification.Method; the record is older than the code that reads it


def render_protocol(
    snapshot: Mapping[str, Any],
    *,
    files: Files,
    record: Mapping[str, Any] | None = None,
    signed_pdf: bytes | None = None,
    scan: bytes | None = None,
) -> RenderedPdf:
    """The version to be signed, or with `record` the finished protocol, not yet sealed.

    The finished one has the signed pages, unchanged to the pixel, then the page «Underskrifter», and
    carries the attachments and `signed_pdf`, the exact bytes that were signed; `scan` is the paper that was
    signed by hand. Notes that nobody verifies have no such page and no such file. The same arguments give the
    same bytes in any process. Raises UnreadableSnapshotError, and UnsupportedCharacter when something cannot be
    printed.
    """
    document = parse(snapshot)
    embedded = [_json_file(SNAPSHOT_NAME, snapshot, "Protokollets innehåll som data", "Source")]
    if record is None:
        return _render(document, files, embedded)
    signatures = parse_record(record)
    if signatures.method != _NOTES:
        embedded.append(_json_file(SIGNATURES_NAME, record, "Underskrifterna som data", "Data"))
        if signed_pdf is not None:
            embedded.append(_pdf_file(SIGNED_NAME, signed_pdf, "Den version som undertecknades"))
        if scan is not None:
            embedded.append(_pdf_file(SCAN_NAME, scan, "Protokollet undertecknat på papper, inskannat"))
    embedded += [_attached(each, files) for each in document.attachments]
    return _render(document, files, embedded, signatures, public=False)


def render_public_copy(
    snapshot: Mapping[str, Any], *, files: Files, record: Mapping[str, Any]
) -> RenderedPdf:
    """The copy for the web, not yet sealed: the signed pages and who signed, in what role and when.

    Embeds published attachments only; what the data says of another attachment is no more than the page does.
    """
    document = parse(snapshot)
    signatures = parse_record(record)
    embedded = [
        _json_file(SNAPSHOT_NAME, public_snapshot(snapshot), "Protokollets innehåll som data", "Source"),
        *(_attached(each, files) for each in document.attachments if each.published),
    ]
    if signatures.method != _NOTES:
        embedded.append(
            _json_file(SIGNATURES_NAME, public_record(record), "Underskrifterna som data", "Data")
        )
    return _render(document, files, embedded, signatures, public=True)


def render_for_paper(snapshot: Mapping[str, Any], *, files: Files) -> RenderedPdf:
    """The pages to be signed followed by a page of lines to sign on, for verification by hand.

    The pages are those of the version but for what says that it is signed online.
    """
    document = parse(snapshot)
    embedded = [_json_file(SNAPSHOT_NAME, snapshot, "Protokollets innehåll som data", "Source")]
    return _render_pages(document, files, embedded, [_html("pdf/paper.html", document)], on_paper=True)


def public_snapshot(snapshot: Mapping[str, Any]) -> dict[str, Any]:
    """`snapshot` with only what the printed page says of attachments that are not published."""
    attachments = [
        each if each.get("published") else {k: v for k, v in each.items() if k in _KEPT_OF_UNPUBLISHED}
        for each in snapshot.get("attachments", [])
    ]
    return {**snapshot, "attachments": attachments}


def public_record(record: Mapping[str, Any]) -> dict[str, Any]:
    """`record` with the name, role and time of each signature, nothing else of a person."""
    signatures = [{k: v for k, v in each.items() if k in _KEPT_OF_SIGNATURE} for each in record["signatures"]]
    return {"verified": record["verified"], "signatures": signatures}


def title_of(document: ProtocolDocument) -> str:
    """Protokoll § 37–45, Förbundsstyrelsen 2024-05-30 – Samordningsförbundet i Exempelvik"""
    head = document.document
    return f"{running_title(document, ' ')}, {head.body_name} {document.date} – {head.association_name}"


def running_title(document: ProtocolDocument, separator: str = swedish.NBSP) -> str:
    """«Protokoll § 37–45»; the title alone where headings have no §."""
    head = document.document
    numbers = paragraph_label(document.covered) if head.heading_numbers == "paragraph" else ""
    return f"{head.title}{separator}{numbers}" if numbers else head.title


def _running(document: ProtocolDocument) -> str:
    """The head of every page but the first; the day has a line of its own where the title is long."""
    head = document.document
    draft = "" if head.version else "Utkast · "  # a preview has no version
    title = f"{draft}{running_title(document)}"
    broken = head.subtitle is not None and len(title) > _LONG_TITLE
    lines = [head.number_line, f"{title}{'\n' if broken else ' · '}{document.date}"]
    return "\n".join(filter(None, lines))


def _render(
    document: ProtocolDocument,
    files: Files,
    embedded: list[EmbeddedFile],
    signatures: SignatureRecord | None = None,
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
    document: ProtocolDocument,
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
    facts = document.facts_on_paper if on_paper else document.facts
    parts = [_html("pdf/protocol.html", document, foot=foot, facts=facts), *last_pages]
    modified = max([head.frozen_at, *signed])
    return render_pdf(*parts, created=head.frozen_at, modified=modified, attachments=embedded, assets=assets)


def _html(template: str, document: ProtocolDocument, **context: object) -> str:
    anchors = {f"bilaga-{each.number}" for each in document.attachments}
    return render_to_string(
        template,
        {
            "protocol": document,
            "head": document.document,
            "page_title": title_of(document),
            "title": running_title(document),
            "running": _running(document),
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
