"""A certificate that vouches for itself: for the demo, for tests and to measure with."""

from datetime import datetime

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, NoEncryption, pkcs12
from cryptography.x509.oid import NameOID


def make_seal_file(
    holder: str, password: str = "", *, first: datetime, last: datetime, org_number: str = ""
) -> bytes:
    """A PKCS#12 with an EC key (P-256) and a certificate that is signed with it, issued to `holder`.

    Valid from `first` to `last` (aware). The key usages are those of an electronic seal (ETSI EN 319 412-3: digital
    signature, content commitment).
    """
    key = ec.generate_private_key(ec.SECP256R1())
    number = (
        [x509.NameAttribute(NameOID.ORGANIZATION_IDENTIFIER, f"NTRSE-{org_number}")] if org_number else []
    )
    name = x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "SE"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, holder[:64]),
            *number,
            x509.NameAttribute(NameOID.COMMON_NAME, "Demostämpel för Finsam protokoll"),
        ]
    )
    other = ("key_encipherment", "data_encipherment", "key_agreement", "key_cert_sign", "crl_sign")
    usage = dict.fromkeys((*other, "encipher_only", "decipher_only"), False)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(first)
        .not_valid_after(last)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(x509.KeyUsage(digital_signature=True, content_commitment=True, **usage), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .sign(key, hashes.SHA256())
    )
    locked = BestAvailableEncryption(password.encode()) if password else NoEncryption()
    return pkcs12.serialize_key_and_certificates(None, key, certificate, None, locked)
