"""What a PDF's own bytes prove: who sealed them, who signed, and whether they are PDF/A and PDF/UA.

Nothing here trusts the file: pyHanko and the validator are given bytes that anyone may have made.
"""

import hashlib
import json
import logging
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import page
from asn1crypto import cms
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.general import extract_certificate_info, extract_signer_info
from pyhanko.sign.validation.generic_cms import validate_sig_integrity

from meetings.paper import assertion
from meetings.paper.certificates import sealer_name
from meetings.paper.embedded import EVIDENCE_NAME, SIGNATURES_NAME, SIGNED_NAME

_BYTE_RANGE = re.compile(
    rb"/ByteRange\s{0,9}\[\s{0,9}0\s{1,9}(\d{1,10})\s{1,9}(\d{1,10})\s{1,9}(\d{1,10})\s{0,9}\]"
)
# An attachment of 50 MB is allowed; the package's own limit for one stream is 32.
_LIMITS = page.SafetyLimits(max_decoded_stream_size=64 * 1024 * 1024)
_PROFILES = (page.ValidationProfile.PDF_A_3A, page.ValidationProfile.PDF_UA_1)
_MOST_SEALS_TRIED = 20
_LONGEST_SIGNATURE = 64 * 1024
_DIGESTS = {name: name for name in ("sha256", "sha384", "sha512")}  # another is not ours, and may be weak

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class PdfSigner:
    """Who signed the protocol, from the data inside the sealed file.

    `sha256` is absent in a public copy; `way` is the method with its level, "" in a file from before it was said.
    `key_holds` tells whether the key that made the signature made it of the signed file in the document; None for
    one that no key made, and in a public copy, which has no evidence.
    `vouched_by` is the issuer of the e-ID that was shown, which the file says and cannot prove; "" as for `key_holds`.
    """

    name: str
    role: str
    at: str
    sha256: str | None
    way: str = ""
    instead_of: str = ""
    key_holds: bool | None = None
    vouched_by: str = ""


@dataclass(frozen=True)
class PdfSeal:
    """One signature in a file: does it hold, does it reach the end; its certificate's SHA-256 and name.

    `gap` is where in the file the signature itself is written, which it cannot cover.
    """

    holds: bool
    whole: bool
    fingerprint: str
    sealer: str
    gap: tuple[int, int]


@dataclass(frozen=True)
class Conformance:
    """Whether a validator can read the file at all, and what it complies with."""

    readable: bool
    pdfa3a: bool
    pdfua1: bool


def seals_of(data: bytes) -> Iterator[PdfSeal]:
    """Every signature whose byte range fits the file, the last in the file first."""
    place = len(data)
    for _ in range(_MOST_SEALS_TRIED):
        place = data.rfind(b"/ByteRange", 0, place)
        if place < 0:
            return
        match = _BYTE_RANGE.match(data, place)
        if match is None:
            continue
        end, start, length = (int(number) for number in match.groups())
        # The one gap must be the signature's own: a wider one would leave words that nothing covers.
        if not (end < start <= start + length <= len(data) and start - end <= _LONGEST_SIGNATURE):
            continue
        gap = data[end:start]
        # Nothing but hexadecimal digits may lie in it, or a page could.
        if not re.fullmatch(rb"<(?:[0-9A-Fa-f]{2})+>", gap):
            continue
        covered = memoryview(data)[:end], memoryview(data)[start : start + length]
        try:
            whole = start + length == len(data)
            yield _examine(bytes.fromhex(gap[1:-1].decode()), covered, gap=(end, start), whole=whole)
        except Exception:  # asn1crypto and pyHanko raise whatever a forger's bytes lead them to
            logger.info("A signature that cannot be read", exc_info=True)


def _examine(
    signature: bytes, covered: Iterable[memoryview], *, gap: tuple[int, int], whole: bool
) -> PdfSeal:
    container = cms.ContentInfo.load(signature)
    signed = container["content"]
    signer = extract_signer_info(signed)
    certificate = extract_certificate_info(signed).signer_cert
    digest = hashlib.new(_DIGESTS[signer["digest_algorithm"]["algorithm"].native])
    for part in covered:
        digest.update(part)
    intact, valid = validate_sig_integrity(signer, certificate, "data", digest.digest())
    # The room left over is filled with zeros; anything else there would be hidden from the hash.
    unused = signature[len(container.dump()) :].strip(b"\0")
    return PdfSeal(
        holds=intact and valid and not unused,
        whole=whole,
        fingerprint=certificate.sha256.hex(),
        sealer=sealer_name(certificate),
        gap=gap,
    )


def signers_of(data: bytes) -> tuple[PdfSigner, ...]:
    """Who signed, from the file's own data; only ever called when our seal covers every byte."""
    try:
        files = embedded_files(data, [SIGNATURES_NAME, EVIDENCE_NAME, SIGNED_NAME])
        record, evidence = (json.loads(files.get(name, b"{}")) for name in (SIGNATURES_NAME, EVIDENCE_NAME))
        signed = hashlib.sha256(files.get(SIGNED_NAME, b"")).hexdigest()
        kept = {(each["name"], each["role"], each["at"]): each for each in evidence.get("signatures", [])}
        return tuple(
            PdfSigner(
                name=each["name"],
                role=each["role"],
                at=each["at"],
                sha256=each.get("sha256"),
                way=_way(each),
                instead_of=each.get("instead_of", ""),
                key_holds=_key_holds(evidence, own, signed),
                vouched_by=_vouched_by(own),
            )
            for each in record.get("signatures", [])
            for own in [kept.get((each["name"], each["role"], each["at"]))]
        )
    except Exception:
        logger.exception("A file of ours whose signatures cannot be read")
        return ()


def embedded_files(data: bytes, names: Collection[str]) -> dict[str, bytes]:
    """The files with these names that lie in a PDF of ours; none of a file that cannot be read."""
    try:
        listed = PdfFileReader(BytesIO(data)).root["/Names"]["/EmbeddedFiles"]["/Names"]
        files = {listed[at]: listed[at + 1] for at in range(0, len(listed), 2) if listed[at] in names}
        return {str(name): file["/EF"]["/F"].data for name, file in files.items()}
    except Exception:  # pyHanko raises whatever a damaged file leads it to
        logger.info("A PDF whose embedded files cannot be read", exc_info=True)
        return {}


def _key_holds(document: Mapping[str, Any], signature: Mapping[str, Any] | None, signed: str) -> bool | None:
    """Whether the key has signed the file with the SHA-256 `signed`, as this protocol and this person."""
    evidence = signature["evidence"] if signature else {}
    if signature is None or evidence.get("kind") != assertion.PASSKEY:
        return None
    said = evidence["statement"]
    named = said["sha256"], said["protocol"], said["version"], said["person"]
    wanted = signed, document["protocol"], document["version"], signature["person"]
    return named == wanted and assertion.holds(evidence)


def _vouched_by(signature: Mapping[str, Any] | None) -> str:
    evidence = signature["evidence"] if signature else {}
    return str(evidence["issuer"]) if evidence.get("kind") == assertion.EID else ""


def _way(signature: Mapping[str, Any]) -> str:
    method, level = signature.get("method", ""), signature.get("level")
    return f"{method}, nivå {level}" if level else method


def conformance_of(data: bytes) -> Conformance:
    archival, accessible = (_report(data, profile) for profile in _PROFILES)
    return Conformance(
        readable=archival is not None and archival.document.page_count > 0,
        pdfa3a=archival is not None and archival.is_compliant,
        pdfua1=accessible is not None and accessible.is_compliant,
    )


def _report(data: bytes, profile: page.ValidationProfile) -> page.ValidationReport | None:
    """None when the file cannot be read as a PDF at all, or asks for more work than any of ours does."""
    try:
        return page.validate_pdf_bytes(data, profile=profile, limits=_LIMITS)
    except page.PageError:
        return None
