"""Is this PDF ours, and is it unchanged? Any bytes at all get an answer, never an exception.

The seal is checked on the bytes themselves, before anything reads the file as a PDF: what the signature
covers is hashed and compared, so no trick inside the file can show one document and sign another. Only a file
that our own key has sealed in full is then opened to read who signed.
"""

import hashlib
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from meetings.paper.evidence import Seal, Signer

LARGEST = 200 * 1024 * 1024


class Verdict(StrEnum):
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
    Verdict.AUTHENTIC: (
        "Ja, dokumentet är äkta",
        "Det är stämplat av oss och oförändrat sedan dess.",
    ),
    Verdict.KNOWN: (
        "Filen är vår, men inte stämplad",
        "Den är exakt lika med en fil som vi har sparat.",
    ),
    Verdict.ADDED_TO: (
        "Nej, något är tillagt i dokumentet",
        f"Vi har stämplat det, men filen har fått tillägg efter stämpeln. Lita inte på den. {_ASK}",
    ),
    Verdict.ALTERED: (
        "Nej, dokumentet har ändrats",
        f"Filen är inte som den var när den stämplades. Lita inte på den. {_ASK}",
    ),
    Verdict.OTHER_SEAL: (
        "Nej, dokumentet kommer inte från oss",
        "Det är stämplat eller undertecknat av någon annan.",
    ),
    Verdict.NO_SEAL: (
        "Nej, dokumentet har inte vår stämpel",
        f"Filen finns inte heller sparad hos oss. Den kan vara skadad eller komma från någon annan. {_ASK}",
    ),
    Verdict.NOT_PDF: (
        "Nej, filen är inte en läsbar PDF",
        f"Den kan vara skadad eller av en annan sort. {_ASK}",
    ),
    Verdict.TOO_LARGE: (
        "Nej, filen är för stor för att vara vår",
        f"Inget av våra dokument är så stort. {_ASK}",
    ),
}


@dataclass(frozen=True)
class Authenticity:
    """The answer.

    `ours`: the seal holds over what it covers and is made with one of our certificates, or this very file
    is stored here. `intact`: nothing is changed or added. `claimed_sealer`: a name in the file, unverified.
    """

    ours: bool
    intact: bool
    verdict: Verdict
    sealed_by: str | None = None
    claimed_sealer: str | None = None
    signers: "tuple[Signer, ...]" = ()
    pdfa3a: bool = False
    pdfua1: bool = False


def check_pdf(data: bytes, *, known: Callable[[str], bool]) -> Authenticity:
    """`known` says whether a document with this SHA-256 in hex is stored here. Any `data` gets an answer."""
    # pyHanko and the validator: only a process that checks a file waits for them.
    from meetings.paper.certificates import our_certificates
    from meetings.paper.evidence import conformance_of, seals_of, signers_of

    if len(data) > LARGEST:
        return Authenticity(ours=False, intact=False, verdict=Verdict.TOO_LARGE)
    if b"%PDF-" not in data[:1024]:
        return Authenticity(ours=False, intact=False, verdict=Verdict.NOT_PDF)
    seals = list(seals_of(data))
    ours = set(our_certificates())
    mine = [seal for seal in seals if seal.holds and seal.fingerprint in ours]
    whole = next((seal for seal in mine if seal.whole), None)
    stored = known(hashlib.sha256(data).hexdigest())
    intact = stored or whole is not None
    conformance = conformance_of(data)
    return Authenticity(
        ours=intact or bool(mine),
        intact=intact,
        verdict=_verdict(
            seals, mine, ours, whole=whole is not None, stored=stored, readable=conformance.readable
        ),
        sealed_by=mine[0].sealer if mine else None,
        claimed_sealer=seals[0].sealer if seals and not mine else None,
        signers=signers_of(data) if whole else (),
        pdfa3a=conformance.pdfa3a,
        pdfua1=conformance.pdfua1,
    )


def _verdict(
    seals: "Sequence[Seal]",
    mine: "Sequence[Seal]",
    ours: Collection[str],
    *,
    whole: bool,
    stored: bool,
    readable: bool,
) -> Verdict:
    if whole:
        return Verdict.AUTHENTIC
    if stored:
        return Verdict.KNOWN
    if mine:
        return Verdict.ADDED_TO
    if any(not seal.holds or seal.fingerprint in ours for seal in seals):
        return Verdict.ALTERED
    if seals:
        return Verdict.OTHER_SEAL
    return Verdict.NO_SEAL if readable else Verdict.NOT_PDF
