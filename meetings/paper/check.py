"""Is this PDF ours, and is it unchanged? Any bytes at all get an answer, never an exception.

The seal is checked on the bytes themselves, before anything reads the file as a PDF: what the signature
covers is hashed and compared, so no trick inside the file can show one document and sign another. Only a file
that our own key has sealed in full is then opened to read who signed.
"""

import hashlib
import json
import logging
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from io import BytesIO

import page
from asn1crypto import cms
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.general import extract_certificate_info, extract_signer_info
from pyhanko.sign.validation.generic_cms import validate_sig_integrity

from meetings.paper.embedded import SIGNATURES_NAME
from meetings.paper.seal import our_certificates, sealer_name

LARGEST = 200 * 1024 * 1024
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


class Finding(StrEnum):
    """What the page says: `heading` answers the question, `sentence` says why and what to do."""

    AUTHENTIC = "authentic"
    KNOWN = "known"
    ADDED_TO = "added_to"
    ALTERED = "altered"
    OTHER_SEAL = "other_seal"
    NO_SEAL = "no_seal"
    NOT_PDF = "not_pdf"
    TOO_LARGE = "too_large"

    @property
    def heading(self) -> str:
        return _WORDS[self][0]

    @property
    def sentence(self) -> str:
        return _WORDS[self][1]


_ASK = "Be förbundets kansli om originalet."
_WORDS = {
    Finding.AUTHENTIC: (
        "Ja, dokumentet är äkta",
        "Det är stämplat av oss och oförändrat sedan dess.",
    ),
    Finding.KNOWN: (
        "Filen är vår, men inte stämplad",
        "Den är exakt lika med en fil som vi har sparat.",
    ),
    Finding.ADDED_TO: (
        "Nej, något är tillagt i dokumentet",
        f"Vi har stämplat det, men filen har fått tillägg efter stämpeln. Lita inte på den. {_ASK}",
    ),
    Finding.ALTERED: (
        "Nej, dokumentet har ändrats",
        f"Filen är inte som den var när den stämplades. Lita inte på den. {_ASK}",
    ),
    Finding.OTHER_SEAL: (
        "Nej, dokumentet kommer inte från oss",
        "Det är stämplat eller undertecknat av någon annan.",
    ),
    Finding.NO_SEAL: (
        "Nej, dokumentet har inte vår stämpel",
        f"Filen finns inte heller sparad hos oss. Den kan vara skadad eller komma från någon annan. {_ASK}",
    ),
    Finding.NOT_PDF: (
        "Nej, filen är inte en läsbar PDF",
        f"Den kan vara skadad eller av en annan sort. {_ASK}",
    ),
    Finding.TOO_LARGE: (
        "Nej, filen är för stor för att vara vår",
        f"Inget av våra dokument är så stort. {_ASK}",
    ),
}


@dataclass(frozen=True)
class Signer:
    """Who signed the protocol, from the data inside the sealed file. `sha256` is absent in a public copy."""

    name: str
    role: str
    at: str
    sha256: str | None


@dataclass(frozen=True)
class Authenticity:
    """The answer.

    `ours`: the seal holds over what it covers and is made with one of our certificates, or this very file
    is stored here. `intact`: nothing is changed or added. `claimed_sealer`: a name in the file, unverified.
    """

    ours: bool
    intact: bool
    finding: Finding
    sealed_by: str | None = None
    claimed_sealer: str | None = None
    signers: tuple[Signer, ...] = ()
    pdfa3a: bool = False
    pdfua1: bool = False


@dataclass(frozen=True)
class _Seal:
    """One signature in a file: does it hold, does it reach the end; its certificate's SHA-256 and name."""

    holds: bool
    whole: bool
    fingerprint: str
    sealer: str


def check_pdf(data: bytes, *, known: Callable[[str], bool]) -> Authenticity:
    """`known` says whether a document with this SHA-256 in hex is stored here. Any `data` gets an answer."""
    if len(data) > LARGEST:
        return Authenticity(ours=False, intact=False, finding=Finding.TOO_LARGE)
    if b"%PDF-" not in data[:1024]:
        return Authenticity(ours=False, intact=False, finding=Finding.NOT_PDF)
    seals = list(_seals(data))
    ours = set(our_certificates())
    mine = [seal for seal in seals if seal.holds and seal.fingerprint in ours]
    whole = next((seal for seal in mine if seal.whole), None)
    stored = known(hashlib.sha256(data).hexdigest())
    intact = stored or whole is not None
    archival, accessible = (_report(data, profile) for profile in _PROFILES)
    readable = archival is not None and archival.document.page_count > 0
    return Authenticity(
        ours=intact or bool(mine),
        intact=intact,
        finding=_finding(seals, mine, ours, whole=whole is not None, stored=stored, readable=readable),
        sealed_by=mine[0].sealer if mine else None,
        claimed_sealer=seals[0].sealer if seals and not mine else None,
        signers=_signers(data) if whole else (),
        pdfa3a=archival is not None and archival.is_compliant,
        pdfua1=accessible is not None and accessible.is_compliant,
    )


def _finding(
    seals: Sequence[_Seal],
    mine: Sequence[_Seal],
    ours: Collection[str],
    *,
    whole: bool,
    stored: bool,
    readable: bool,
) -> Finding:
    if whole:
        return Finding.AUTHENTIC
    if stored:
        return Finding.KNOWN
    if mine:
        return Finding.ADDED_TO
    if any(not seal.holds or seal.fingerprint in ours for seal in seals):
        return Finding.ALTERED
    if seals:
        return Finding.OTHER_SEAL
    return Finding.NO_SEAL if readable else Finding.NOT_PDF


def _seals(data: bytes) -> Iterator[_Seal]:
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
        if not (end < start <= start + length <= len(data) and start - end <= _LONGEST_SIGNATURE):
            continue
        gap = data[end:start]
        if not re.fullmatch(rb"<(?:[0-9A-Fa-f]{2})+>", gap):
            continue
        covered = memoryview(data)[:end], memoryview(data)[start : start + length]
        try:
            yield _examine(bytes.fromhex(gap[1:-1].decode()), covered, whole=start + length == len(data))
        except Exception:  # asn1crypto and pyHanko raise whatever a forger's bytes lead them to
            logger.info("A signature that cannot be read", exc_info=True)


def _examine(signature: bytes, covered: Iterable[memoryview], *, whole: bool) -> _Seal:
    container = cms.ContentInfo.load(signature)
    signed = container["content"]
    signer = extract_signer_info(signed)
    certificate = extract_certificate_info(signed).signer_cert
    digest = hashlib.new(_DIGESTS[signer["digest_algorithm"]["algorithm"].native])
    for part in covered:
        digest.update(part)
    intact, valid = validate_sig_integrity(signer, certificate, "data", digest.digest())
    unused = signature[len(container.dump()) :].strip(b"\0")
    return _Seal(
        holds=intact and valid and not unused,
        whole=whole,
        fingerprint=certificate.sha256.hex(),
        sealer=sealer_name(certificate),
    )


def _signers(data: bytes) -> tuple[Signer, ...]:
    """Who signed, from the file's own data; only ever called when our seal covers every byte."""
    try:
        names = PdfFileReader(BytesIO(data)).root["/Names"]["/EmbeddedFiles"]["/Names"]
        files = {names[at]: names[at + 1] for at in range(0, len(names), 2)}
        record = json.loads(files[SIGNATURES_NAME]["/EF"]["/F"].data) if SIGNATURES_NAME in files else {}
        return tuple(
            Signer(each["name"], each["role"], each["at"], each.get("sha256"))
            for each in record.get("signatures", [])
        )
    except Exception:
        logger.exception("A file of ours whose signatures cannot be read")
        return ()


def _report(data: bytes, profile: page.ValidationProfile) -> page.ValidationReport | None:
    """None when the file cannot be read as a PDF at all, or asks for more work than any of ours does."""
    try:
        return page.validate_pdf_bytes(data, profile=profile, limits=_LIMITS)
    except page.PageError:
        return None
