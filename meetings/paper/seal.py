"""The elektronisk stämpel: one PAdES B-B signature with the organisation's certificate over a whole PDF.

ETSI EN 319 142-1; eIDAS (EU) 910/2014 art. 3.25.
"""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path

from cryptography.hazmat.primitives.serialization import Encoding, pkcs12
from django.conf import settings


class SealError(Exception):
    """The seal's key cannot be read or used; nothing was sealed. The text is a Swedish sentence."""


@dataclass(frozen=True)
class Key:
    """The seal's key and certificate, which belong together: their PKCS#12, and the certificate alone (DER)."""

    bundle: bytes
    certificate: bytes


def seal(pdf: bytes, *, at: datetime, reason: str = "", location: str = "") -> bytes:
    """`pdf` with one invisible seal over every byte; still PDF/A-3a and PDF/UA-1.

    `at` (aware) is the claimed time. Raises SealError when the key is missing, wrong or refused.
    """
    from meetings.paper.pades import sign, signer_of  # pyHanko: only a process that seals waits for it

    key = open_key()
    try:
        signer = signer_of(key.bundle, settings.SEAL_PASSWORD)
        # pyHanko runs an event loop of its own, which a thread that already has one refuses.
        with ThreadPoolExecutor(max_workers=1) as thread:
            return thread.submit(sign, signer, pdf, at, reason, location).result()
    except Exception as error:
        raise SealError("Dokumentet kunde inte stämplas. Kontrollera den elektroniska stämpeln.") from error


def try_seal() -> None:
    """Load the key and sign with it; called when the site starts.

    The certificate is kept among the former ones, so that what it sealed is recognised after it is replaced.
    Raises SealError.
    """
    from meetings.paper.certificates import keep
    from meetings.paper.pades import signer_of  # pyHanko, as above

    key = open_key()
    try:
        signer_of(key.bundle, settings.SEAL_PASSWORD).sign_raw(b"prov", "sha256")
    except Exception as error:
        raise SealError("Den elektroniska stämpelns nyckel går inte att använda.") from error
    keep(key.certificate)


def open_key() -> Key:
    """The key in use. Raises SealError when its file cannot be read or opened, or the two do not belong together."""
    path = Path(settings.SEAL_PKCS12)
    try:
        changed = path.stat().st_mtime_ns
        return _opened(path, changed, settings.SEAL_PASSWORD)
    except OSError as error:
        raise SealError("Den elektroniska stämpelns fil (SEAL_PKCS12) kan inte läsas.") from error


@lru_cache(maxsize=2)
def _opened(path: Path, changed: int, password: str) -> Key:
    """Opening PKCS#12 is slow on purpose; `changed` makes a replaced file be read again."""
    data = path.read_bytes()
    try:
        key, certificate, _ = pkcs12.load_key_and_certificates(data, password.encode())
    except ValueError as error:
        raise SealError(
            "Den elektroniska stämpeln kan inte öppnas: fel fil eller fel SEAL_PASSWORD."
        ) from error
    if key is None or certificate is None:
        raise SealError("Den elektroniska stämpelns fil saknar nyckel eller certifikat.")
    if key.public_key() != certificate.public_key():
        raise SealError("Den elektroniska stämpelns nyckel och certifikat hör inte ihop.")
    return Key(data, certificate.public_bytes(Encoding.DER))
