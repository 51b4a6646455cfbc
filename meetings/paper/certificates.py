"""The certificates that our documents are or were sealed with, kept so that an old seal is still known."""

import hashlib
import logging
from pathlib import Path

from asn1crypto import pem, x509
from django.conf import settings

from meetings.paper.seal import SealError, open_key

logger = logging.getLogger(__name__)


def keep(certificate: bytes) -> None:
    """Keep a certificate (DER), so that what it sealed is recognised after it is replaced."""
    kept = _folder() / f"{hashlib.sha256(certificate).hexdigest()}.pem"
    if not kept.exists():
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_bytes(pem.armor("CERTIFICATE", certificate))


def our_certificates() -> dict[str, x509.Certificate]:
    """SHA-256 in hex -> certificate: the one in use and every former one; a file that is none is skipped."""
    found: dict[str, x509.Certificate] = {}
    for path in sorted(_folder().glob("*.pem")):
        try:
            certificate = x509.Certificate.load(pem.unarmor(path.read_bytes())[2])
            found[certificate.sha256.hex()] = certificate
        except (OSError, ValueError) as error:
            logger.warning("%s is not a certificate: %s", path.name, error)
    try:
        current = x509.Certificate.load(open_key().certificate)
        found[current.sha256.hex()] = current
    except SealError as error:
        logger.warning("The seal in use cannot be read: %s", error)
    return found


def sealer_name(certificate: x509.Certificate) -> str:
    """The organisation of a certificate, else its common name."""
    subject = certificate.subject.native
    return str(subject.get("organization_name") or subject.get("common_name") or "")


def _folder() -> Path:
    return Path(settings.VAR_DIR) / "seal" / "certificates"
