"""A seal for a developer's machine; production is given an organisation certificate by its issuer."""

import datetime
import os
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, pkcs12
from cryptography.x509.oid import NameOID
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

NAME = "Demostämpel för Finsam protokoll"
VALID_FOR = datetime.timedelta(days=3650)


def write_demo_seal(path: Path, password: str, *, at: datetime.datetime) -> None:
    """Write a self-signed certificate and its RSA key as PKCS#12, readable by the owner only.

    The key usages are those of an electronic seal (ETSI EN 319 412-3: digital signature, content commitment).
    """
    key = rsa.generate_private_key(public_exponent=65537, key_size=3072)
    name = x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "SE"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, "Samordningsförbundet i Exempelvik"),
            x509.NameAttribute(NameOID.COMMON_NAME, NAME),
        ]
    )
    usage = dict.fromkeys(
        ("key_encipherment", "data_encipherment", "key_agreement", "key_cert_sign", "crl_sign"), False
    )
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(at - datetime.timedelta(days=1))
        .not_valid_after(at + VALID_FOR)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(
            x509.KeyUsage(
                digital_signature=True,
                content_commitment=True,
                encipher_only=False,
                decipher_only=False,
                **usage,
            ),
            critical=True,
        )
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .sign(key, hashes.SHA256())
    )
    bundle = pkcs12.serialize_key_and_certificates(
        NAME.encode(), key, certificate, None, BestAvailableEncryption(password.encode())
    )
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(path.name + ".unfinished")
    unfinished.unlink(missing_ok=True)
    with os.fdopen(os.open(unfinished, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as file:
        file.write(bundle)
    unfinished.replace(path)


class Command(BaseCommand):
    help = "Gör en egen elektronisk stämpel för utveckling, om ingen finns (SEAL_PKCS12, SEAL_PASSWORD)."
    requires_system_checks = []  # one of them asks for the seal

    def handle(self, **options: Any) -> None:
        if not settings.DEBUG:
            raise CommandError("I drift används ett organisationscertifikat. Se docs/drift.md.", returncode=2)
        if settings.SEAL_PKCS12.exists():
            self.stdout.write("Stämpeln finns redan.")
            return
        write_demo_seal(settings.SEAL_PKCS12, settings.SEAL_PASSWORD, at=timezone.now())
        self.stdout.write("En demostämpel är gjord.")
