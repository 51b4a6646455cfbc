"""A protokollsutdrag: one § of a verified protocol, as it stands there, with who verified it and when."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.template.loader import render_to_string
from msgspec.structs import replace

from meetings.documents.protocol import Files
from meetings.paper.pdf import RenderedPdf, render_pdf
from meetings.record.protocol import Letterhead, Signature, Signatures
from meetings.record.reading import read_record, read_signatures
from meetings.record.withheld import HOW_TO_ASK, Mark, has_gaps, masked, masked_value
from meetings.rules.numbering import is_in_range
from meetings.rules.verification import SigningRole
from meetings.swedish import section

_SECRETARY = SigningRole.SECRETARY.label.lower()
EXTRACT_HEADER = (
    "instance",
    "place_time",
    "deciding",
    "parties",
)  # rows of the protocol's head that a reader needs


def render_extract(
    snapshot: Mapping[str, Any],
    *,
    number: str,
    record: Mapping[str, Any],
    original_sha256: str,
    files: Files,
    at: datetime,
    marks: Collection[Mark] = (),
    later: Sequence[str] = (),
    certified: str = "",
    on_paper: bool = False,
) -> RenderedPdf:
    """§ `number` of the protocol that `snapshot` holds and `record` verifies; not yet sealed.

    `original_sha256` is of the sealed original, which the extract refers to. What `marks` withhold is nowhere in
    it. `later` are sentences on what has happened to the § since, `certified` is who certifies it, in which capacity
    and when. One that is given out `on_paper` has lines to certify it on. Raises LookupError for a § that is not
    there.
    """
    document = masked(read_record(snapshot), marks)
    paragraph = next((one for one in document.paragraphs if one.number == number and not one.is_stub), None)
    if paragraph is None:
        raise LookupError(f"no § {number}")
    head = document.document
    facts = [row for row in head.facts if row.key in EXTRACT_HEADER]
    title = f"Protokollsutdrag {section(number)}"
    extract = replace(document, paragraphs=(paragraph,))
    signatures = masked_value(read_signatures(record), marks)
    html = render_to_string(
        "pdf/extract.html",
        {
            "protocol": extract,
            "paragraph": paragraph,
            "head": head,
            "facts": facts,
            "record": signatures,
            "verified_by": _verified_by(head, signatures, number),
            "secretaries": [one.name for one in signatures.signatures if one.role == _SECRETARY],
            "how_to_ask": HOW_TO_ASK if has_gaps(extract) else "",
            "later": later,
            "certified": certified,
            "on_paper": on_paper,
            "anchors": set(),
            "title": title,
            "page_title": f"{title}, {head.page_title}",
            "running": f"{title} · {document.date}",
            "original_sha256": original_sha256,
        },
    )
    assets = {"logo": (head.logo_media_type, files(head.logo_sha256))} if head.logo_sha256 else {}
    return render_pdf(html, created=at, assets=assets)


def _verified_by(head: Letterhead, signatures: Signatures, number: str) -> list[Signature]:
    """Those who verified § `number`: neither the secretary, who signs too, nor those who signed for other §§ alone."""
    signed_for = {(one.name, one.role): one.sections for one in head.signatories}
    return [
        one
        for one in signatures.signatures
        if one.role != _SECRETARY
        and is_in_range(int(number), one.sections or signed_for.get((one.name, one.role), ""))
    ]
