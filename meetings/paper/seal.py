"""The elektronisk stämpel: one PAdES B-B signature with the organisation's certificate over a whole PDF.

ETSI EN 319 142-1; eIDAS (EU) 910/2014 art. 3.25. A timestamp or long-term validation would be added in
`_sign`, nowhere else.
"""

import logging
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any

from asn1crypto import pem, x509
from cryptography.hazmat.primitives.serialization import pkcs12
from django.conf import settings
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import InvisSigSettings, SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, SimpleSigner

FIELD_NAME = "Stampel"
READABLE_NAME = "Elektronisk stämpel"
_STREAM_ENDS_IN_CR = b"\r\nendstream"
_RESERVED = 16384  # hex digits for the signature; a chain of three certificates takes about half
_ATTEMPTS = 5

logger = logging.getLogger(__name__)


class SealError(Exception):
    """The seal's key cannot be read or used; nothing was sealed. The text is a Swedish sentence."""


def seal(pdf: bytes, *, at: datetime, reason: str = "", location: str = "") -> bytes:
    """`pdf` with one invisible seal over every byte; still PDF/A-3a and PDF/UA-1.

    `at` (aware) is the claimed time. Raises SealError when the key is missing, wrong or refused.
    """
    signer = _signer()
    try:
        # pyHanko runs an event loop of its own, which a thread that already has one refuses.
        with ThreadPoolExecutor(max_workers=1) as thread:
            return thread.submit(_seal_without_cr, signer, pdf, at, reason, location).result()
    except Exception as error:
        raise SealError("Dokumentet kunde inte stämplas. Kontrollera den elektroniska stämpeln.") from error


def try_seal() -> x509.Certificate:
    """Load the key and sign with it; called when the site starts. Returns the certificate in use.

    The certificate is kept among the former ones, so that what it sealed is recognised after it is replaced.
    Raises SealError.
    """
    signer = _signer()
    certificate: x509.Certificate = signer.signing_cert
    try:
        signer.sign_raw(b"prov", "sha256")
    except Exception as error:
        raise SealError("Den elektroniska stämpelns nyckel går inte att använda.") from error
    kept = certificates_folder() / f"{certificate.sha256.hex()}.pem"
    if not kept.exists():
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_bytes(pem.armor("CERTIFICATE", certificate.dump()))
    return certificate


def our_certificates() -> dict[str, x509.Certificate]:
    """SHA-256 in hex -> certificate: the one in use and every former one; a file that is none is skipped."""
    found: dict[str, x509.Certificate] = {}
    for path in sorted(certificates_folder().glob("*.pem")):
        try:
            certificate = x509.Certificate.load(pem.unarmor(path.read_bytes())[2])
            found[certificate.sha256.hex()] = certificate
        except (OSError, ValueError) as error:
            logger.warning("%s is not a certificate: %s", path.name, error)
    try:
        current: x509.Certificate = _signer().signing_cert
        found[current.sha256.hex()] = current
    except SealError as error:
        logger.warning("The seal in use cannot be read: %s", error)
    return found


def sealer_name(certificate: x509.Certificate) -> str:
    """The organisation of a certificate, else its common name."""
    subject = certificate.subject.native
    return str(subject.get("organization_name") or subject.get("common_name") or "")


def certificates_folder() -> Path:
    return Path(settings.VAR_DIR) / "seal" / "certificates"


def _seal_without_cr(signer: SimpleSigner, pdf: bytes, at: datetime, reason: str, location: str) -> bytes:
    """A compressed xref that ends in CR fails STREAM-LENGTH; another length gives other bytes."""
    for attempt in range(_ATTEMPTS):
        sealed = _sign(signer, pdf, at, reason, location, _RESERVED + 2 * attempt)
        if _STREAM_ENDS_IN_CR not in sealed[len(pdf) :]:
            break
    return sealed


def _sign(
    signer: SimpleSigner, pdf: bytes, at: datetime, reason: str, location: str, bytes_reserved: int
) -> bytes:
    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    writer._update_meta = lambda: None  # type: ignore[method-assign]  # it rewrites the XMP: no PDF/A
    metadata = PdfSignatureMetadata(
        field_name=FIELD_NAME,
        md_algorithm="sha256",
        subfilter=SigSeedSubFilter.PADES,
        reason=reason or None,
        location=location or None,
        name=sealer_name(signer.signing_cert),
    )
    field = SigFieldSpec(
        FIELD_NAME,
        readable_field_name=READABLE_NAME,
        # In PDF/A an annotation is printed, in PDF/UA an untagged one is hidden: hence off the page.
        invis_sig_settings=InvisSigSettings(
            set_hidden_flag=False, set_print_flag=True, box_out_of_bounds=True
        ),
    )
    pdf_signer = _SignerAt(metadata, signer, new_field_spec=field)
    pdf_signer.at = at
    output: BytesIO = pdf_signer.sign_pdf(writer, bytes_reserved=bytes_reserved)
    return output.getvalue()


class _SignerAt(PdfSigner):
    """Writes the given time instead of the clock's."""

    at: datetime

    def init_signing_session(self, *args: Any, **kwargs: Any) -> Any:
        session = super().init_signing_session(*args, **kwargs)
        session.system_time = self.at
        return session


def _signer() -> SimpleSigner:
    path = Path(settings.SEAL_PKCS12)
    try:
        changed = path.stat().st_mtime_ns
        return _loaded(path, changed, settings.SEAL_PASSWORD)
    except OSError as error:
        raise SealError("Den elektroniska stämpelns fil (SEAL_PKCS12) kan inte läsas.") from error


@lru_cache(maxsize=2)
def _loaded(path: Path, changed: int, password: str) -> SimpleSigner:
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
    signer: SimpleSigner = SimpleSigner.load_pkcs12_data(data, other_certs=[], passphrase=password.encode())
    return signer
