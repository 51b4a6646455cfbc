"""The elektronisk stämpel: one PAdES B-B signature with an association's certificate over a whole PDF.

ETSI EN 319 142-1; eIDAS (EU) 910/2014 art. 3.25.
"""

import hashlib
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, pkcs12
from cryptography.x509.oid import NameOID

LEAST_RSA_BITS = 2048
CURVES = ("secp256r1", "secp384r1", "secp521r1")
_LEGAL_PERSON = "NTRSE-"  # ETSI EN 319 412-1 5.1.4: a number of the Swedish trade register


class SealError(Exception):
    """A seal cannot be taken in or used; nothing was sealed. The text is a Swedish sentence.

    `field` is password when that is what was wrong.
    """

    def __init__(self, sentence: str, *, field: str = "") -> None:
        super().__init__(sentence)
        self.field = field


@dataclass(frozen=True)
class SealFile:
    """What a PKCS#12 holds. `bundle` is the same without a password, to be encrypted before it is kept.

    `certificate` is DER and `fingerprint` its SHA-256 in hex; `holder` is the organisation it is issued to and
    `org_number` that one's number in digits, "" when the certificate does not say.
    """

    bundle: bytes = field(repr=False)
    certificate: bytes
    fingerprint: str
    holder: str
    org_number: str
    valid_from: datetime
    valid_to: datetime


def seal(pdf: bytes, *, bundle: bytes, at: datetime, reason: str = "", location: str = "") -> bytes:
    """`pdf` with one invisible seal over every byte; still PDF/A-3a and PDF/UA-1.

    `bundle` is that of a SealFile, `at` (aware) the claimed time. Raises SealError when it cannot be done.
    """
    from meetings.paper.pades import sign, signer_of  # pyHanko: only a process that seals waits for it

    try:
        signer = signer_of(bundle)
        # pyHanko runs an event loop of its own, which a thread that already has one refuses.
        with ThreadPoolExecutor(max_workers=1) as thread:
            return thread.submit(sign, signer, pdf, at, reason, location).result()
    except Exception as error:
        raise SealError("Dokumentet kunde inte stämplas. Kontrollera den elektroniska stämpeln.") from error


def read_seal_file(data: bytes, password: str, *, at: datetime) -> SealFile:
    """A PKCS#12 that is fit to seal with at `at` (aware): its key and certificate belong together, are of a kind
    we seal with and may be used for it, and the certificate is valid. Raises SealError with what is wrong.
    """
    try:
        key, certificate, issuers = pkcs12.load_key_and_certificates(data, password.encode())
    except (ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise SealError(
            "Filen kan inte öppnas. Antingen är lösenordet fel eller också är den inte en PKCS#12-fil.",
            field="password",
        ) from error
    if certificate is None or key is None:
        raise SealError("Filen ska innehålla både stämpelns certifikat och dess nyckel.")
    if key.public_key() != certificate.public_key():
        raise SealError("Nyckeln och certifikatet i filen hör inte ihop.")
    if not isinstance(key, rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey):
        raise SealError("Stämpelns nyckel ska vara av slaget RSA eller EC.")
    if isinstance(key, rsa.RSAPrivateKey) and key.key_size < LEAST_RSA_BITS:
        raise SealError(f"Stämpelns nyckel är för kort. En RSA-nyckel ska ha minst {LEAST_RSA_BITS} bitar.")
    if isinstance(key, ec.EllipticCurvePrivateKey) and key.curve.name not in CURVES:
        raise SealError("Stämpelns nyckel har en kurva som inte används. P-256, P-384 och P-521 går bra.")
    if not _may_sign(certificate):
        raise SealError(
            "Certifikatet får inte användas till att stämpla (nyckelanvändning digital signatur)."
        )
    read = read_certificate(certificate.public_bytes(Encoding.DER))
    if at < read.valid_from:
        raise SealError(f"Certifikatet börjar gälla först den {read.valid_from:%Y-%m-%d}.")
    if at > read.valid_to:
        raise SealError(f"Certifikatet slutade gälla den {read.valid_to:%Y-%m-%d}.")
    return SealFile(
        **{
            **vars(read),
            "bundle": pkcs12.serialize_key_and_certificates(None, key, certificate, issuers, NoEncryption()),
        }
    )


def read_certificate(der: bytes) -> SealFile:
    """A certificate without its key: `bundle` is empty. Raises SealError when it cannot be read."""
    try:
        certificate = x509.load_der_x509_certificate(der)
        numbers = _of_subject(certificate, NameOID.ORGANIZATION_IDENTIFIER)
        return SealFile(
            bundle=b"",
            certificate=der,
            fingerprint=hashlib.sha256(der).hexdigest(),
            holder=_of_subject(certificate, NameOID.ORGANIZATION_NAME)
            or _of_subject(certificate, NameOID.COMMON_NAME),
            org_number="".join(filter(str.isdigit, numbers)) if numbers.startswith(_LEGAL_PERSON) else "",
            valid_from=certificate.not_valid_before_utc,
            valid_to=certificate.not_valid_after_utc,
        )
    except ValueError as error:
        raise SealError("Filen är inte ett certifikat som går att läsa.") from error


def _may_sign(certificate: x509.Certificate) -> bool:
    """ETSI EN 319 412-3: the key usage of a seal is digital signature, content commitment or both."""
    try:
        usage = certificate.extensions.get_extension_for_class(x509.KeyUsage).value
    except x509.ExtensionNotFound:
        return True
    return usage.digital_signature or usage.content_commitment


def _of_subject(certificate: x509.Certificate, oid: x509.ObjectIdentifier) -> str:
    found = certificate.subject.get_attributes_for_oid(oid)
    return str(found[0].value) if found else ""
