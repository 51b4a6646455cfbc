"""Is this PDF ours, and is it unchanged? Any bytes at all get an answer, never an exception.

The seal is checked on the bytes themselves, before anything reads the file as a PDF: what the signature
covers is hashed and compared, so no trick inside the file can show one document and sign another. Only a file
that a key of ours has sealed in full is then opened to read who signed.

A seal covers every byte but those of the signature itself, and several spellings of those say the same. Therefore
only the very bytes that are stored are called unchanged, and only the seal of the association that stored them
makes them authentic.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from meetings.paper.evidence import PdfSeal, PdfSigner

LARGEST = 200 * 1024 * 1024


class CheckResult(StrEnum):
    """What the page says: `heading` answers the question, `sentence` says why and what to do."""

    AUTHENTIC = "authentic"
    KNOWN = "known"
    REWRITTEN = "rewritten"
    UNKNOWN = "unknown"
    ANOTHERS_SEAL = "anothers_seal"
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
    CheckResult.AUTHENTIC: (
        "Ja, dokumentet är äkta",
        "Det har förbundets elektroniska stämpel och är oförändrat sedan dess.",
    ),
    CheckResult.KNOWN: (
        "Filen kommer från oss, men saknar stämpel",
        "Den är exakt lika med en fil som vi har sparat.",
    ),
    CheckResult.REWRITTEN: (
        "Nej, filen är inte exakt den som vi har sparat",
        "Allt som stämpeln täcker är oförändrat. Skillnaden ligger i hur själva stämpeln är skriven i filen, det "
        f"enda som en stämpel inte kan täcka. {_ASK}",
    ),
    CheckResult.UNKNOWN: (
        "Nej, filen finns inte sparad hos oss",
        "Stämpeln är förbundets och allt som den täcker är oförändrat, men filen är inte någon av dem som vi har "
        f"sparat. Lita inte på den. {_ASK}",
    ),
    CheckResult.ANOTHERS_SEAL: (
        "Nej, dokumentet har fel förbunds stämpel",
        f"Stämpeln hör till ett annat förbund än det som dokumentet kommer från. {_ASK}",
    ),
    CheckResult.ADDED_TO: (
        "Nej, något är tillagt i dokumentet",
        f"Vi har stämplat det, men filen har fått tillägg efter stämpeln. Lita inte på den. {_ASK}",
    ),
    CheckResult.ALTERED: (
        "Nej, dokumentet har ändrats",
        "Filen är inte som den var när den stämplades: något som stämpeln täcker, eller stämpeln själv, har "
        f"ändrats. Lita inte på den. {_ASK}",
    ),
    CheckResult.OTHER_SEAL: (
        "Nej, dokumentet kommer inte från oss",
        "Det är stämplat eller undertecknat av någon annan.",
    ),
    CheckResult.NO_SEAL: (
        "Nej, dokumentet har inte vår stämpel",
        f"Filen finns inte heller sparad hos oss. Den kan vara skadad eller komma från någon annan. {_ASK}",
    ),
    CheckResult.NOT_PDF: (
        "Nej, filen är inte en läsbar PDF",
        f"Den kan vara skadad eller av en annan sort. {_ASK}",
    ),
    CheckResult.TOO_LARGE: (
        "Nej, filen är för stor för att vara vår",
        f"Inget av våra dokument är så stort. {_ASK}",
    ),
}


@dataclass(frozen=True)
class Authenticity:
    """The answer.

    `ours`: the seal holds over what it covers and is made with one of our certificates, or this very file
    is stored here. `intact`: it is byte for byte a file that is stored here. `claimed_sealer`: a name in the file,
    unverified. `holder`: the association whose seal it is, as the Registry names it. `stored_as`: the SHA-256 of the
    stored file that it is, or is but for how the seal is written.
    """

    ours: bool
    intact: bool
    verdict: CheckResult
    sealed_by: str | None = None
    claimed_sealer: str | None = None
    holder: str | None = None
    stored_as: str | None = None
    signers: "tuple[PdfSigner, ...]" = ()
    pdfa3a: bool = False
    pdfua1: bool = False


class Registry(Protocol):
    """What is known here of certificates and files; associations are named by any text that tells them apart."""

    def holder_of(self, fingerprint: str) -> str | None:
        """The association whose seal the certificate with this SHA-256 in hex is or was."""

    def keeper_of(self, sha256: str) -> str | None:
        """The association that made and stored the document with this SHA-256 in hex."""


def check_pdf(data: bytes, registry: Registry) -> Authenticity:
    """Answers for any `data`, a PDF or not, and never raises."""
    # pyHanko and the validator: only a process that checks a file waits for them.
    from meetings.paper.evidence import conformance_of, seals_of, signers_of

    if len(data) > LARGEST:
        return Authenticity(ours=False, intact=False, verdict=CheckResult.TOO_LARGE)
    # As readers do: something may stand before the mark, but not much.
    if b"%PDF-" not in data[:1024]:
        return Authenticity(ours=False, intact=False, verdict=CheckResult.NOT_PDF)
    seals = list(seals_of(data))
    holders = {seal.fingerprint: registry.holder_of(seal.fingerprint) for seal in seals}
    mine = [seal for seal in seals if seal.holds and holders[seal.fingerprint]]
    whole = next((seal for seal in mine if seal.whole), None)
    sha256 = hashlib.sha256(data).hexdigest()
    keeper = registry.keeper_of(sha256)
    stored_as = sha256 if keeper else None
    if whole and not keeper:
        stored_as = next((one for one in _other_spellings(data, whole) if registry.keeper_of(one)), None)
    conformance = conformance_of(data)
    if whole:
        verdict = _of_whole(holders[whole.fingerprint], keeper, stored_as)
    elif keeper:
        verdict = CheckResult.KNOWN
    elif mine:
        verdict = CheckResult.ADDED_TO
    elif any(not seal.holds or holders[seal.fingerprint] for seal in seals):
        verdict = CheckResult.ALTERED
    elif seals:
        verdict = CheckResult.OTHER_SEAL
    else:
        verdict = CheckResult.NO_SEAL if conformance.readable else CheckResult.NOT_PDF
    sealed = whole or (mine[0] if mine else None)
    return Authenticity(
        ours=keeper is not None or bool(mine),
        intact=keeper is not None,
        verdict=verdict,
        sealed_by=sealed.sealer if sealed else None,
        claimed_sealer=seals[0].sealer if seals and not mine else None,
        holder=holders[sealed.fingerprint] if sealed else None,
        stored_as=stored_as,
        signers=signers_of(data) if whole else (),
        pdfa3a=conformance.pdfa3a,
        pdfua1=conformance.pdfua1,
    )


def _of_whole(holder: str | None, keeper: str | None, stored_as: str | None) -> CheckResult:
    """Of a file that one of our seals covers from end to end."""
    if keeper:
        return CheckResult.AUTHENTIC if holder == keeper else CheckResult.ANOTHERS_SEAL
    return CheckResult.REWRITTEN if stored_as else CheckResult.UNKNOWN


def _other_spellings(data: bytes, seal: "PdfSeal") -> Sequence[str]:
    """SHA-256 of the file with the digits of its signature in small and in capital letters, as a seal may be written
    (ISO 32000-2 7.3.4.3)."""
    head, digits, tail = data[: seal.gap[0]], data[seal.gap[0] : seal.gap[1]], data[seal.gap[1] :]
    return [hashlib.sha256(head + spelt + tail).hexdigest() for spelt in (digits.lower(), digits.upper())]
