import asyncio
import hashlib
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, NoEncryption, pkcs12
from cryptography.x509.oid import NameOID

from meetings.documents.protocol import render_protocol
from meetings.paper.key_at_rest import decrypt, encrypt, encrypt_again
from meetings.paper.seal import SealError, read_certificate, read_seal_file, seal
from meetings.paper.self_signed import make_seal_file
from tests.meetings.pdf_assertions import assert_conforms, assert_sealed
from tests.meetings.snapshots import FILES, record, small_snapshot
from tests.worlds.seals import FIRST, LAST, seal_file

AT = datetime(2024, 6, 10, 13, 0, 2, tzinfo=UTC)
OWN = seal_file("Samordningsförbundet i Exempelvik")


@pytest.fixture(scope="module")
def unsealed():
    return render_protocol(small_snapshot(), files=FILES.__getitem__, record=record()).pdf


def test_sealed_document_is_valid_whole_and_still_conforms(unsealed):
    sealed = seal(unsealed, bundle=OWN.bundle, at=AT, reason="Protokollet är justerat", location="Exempelvik")
    assert sealed.startswith(unsealed)
    assert_sealed(sealed)
    assert b"D:20240610130002" in sealed


def test_every_seal_conforms(unsealed):
    for second in range(40):  # a compressed xref may end in a carriage return
        assert_conforms(seal(unsealed, bundle=OWN.bundle, at=AT.replace(second=second)))


def test_seal_works_where_an_event_loop_runs(unsealed):
    async def inside():
        return seal(unsealed, bundle=OWN.bundle, at=AT)

    assert_sealed(asyncio.run(inside()))


def test_what_cannot_be_sealed_is_a_seal_error():
    with pytest.raises(SealError, match="kunde inte stämplas"):
        seal(b"not a PDF", bundle=OWN.bundle, at=AT)


@pytest.fixture(scope="module")
def rsa_file():
    """An RSA key of the length that most issuers give, with a certificate."""
    return self_made(rsa.generate_private_key(public_exponent=65537, key_size=2048))


def self_made(key, *, certified=None, usage=True, password=b"hemligt", number=""):
    """PKCS#12 with `key` and a certificate for it, or for `certified` instead."""
    subject = [x509.NameAttribute(NameOID.COMMON_NAME, "Granby")]
    if number:
        subject.append(x509.NameAttribute(NameOID.ORGANIZATION_IDENTIFIER, number))
    name = x509.Name(subject)
    other = ("key_encipherment", "data_encipherment", "key_agreement", "crl_sign", "encipher_only")
    flags = dict.fromkeys((*other, "decipher_only"), False)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key((certified or key).public_key())
        .serial_number(1)
        .not_valid_before(FIRST)
        .not_valid_after(LAST)
        .add_extension(
            x509.KeyUsage(
                digital_signature=usage, content_commitment=False, key_cert_sign=not usage, **flags
            ),
            critical=True,
        )
        .sign(certified or key, None if isinstance(key, ed25519.Ed25519PrivateKey) else SHA256())
    )
    return certificate, pkcs12.serialize_key_and_certificates(
        None,
        key,
        None if certified else certificate,
        [certificate] if certified else None,
        BestAvailableEncryption(password) if password else NoEncryption(),
    )


def test_rsa_seals_as_well(unsealed, rsa_file):
    _, data = rsa_file
    found = read_seal_file(data, "hemligt", at=AT)
    assert found.holder == "Granby"
    assert "hemligt" not in repr(found)
    assert_sealed(seal(unsealed, bundle=found.bundle, at=AT), trusted=found)


def test_file_is_read_with_what_it_says_of_itself():
    _, data = self_made(ec.generate_private_key(ec.SECP384R1()), number="NTRSE-2220000018")
    found = read_seal_file(data, "hemligt", at=AT)
    assert (found.org_number, found.valid_from, found.valid_to) == ("2220000018", FIRST, LAST)
    assert found.fingerprint == hashlib.sha256(found.certificate).hexdigest()
    assert found == replace(read_certificate(found.certificate), bundle=found.bundle)


@pytest.mark.parametrize(
    ("file", "said"),
    [
        (lambda: b"", "kan inte öppnas"),
        (lambda: b"not PKCS#12", "kan inte öppnas"),
        (lambda: self_made(ec.generate_private_key(ec.SECP256R1()), password=b"annat")[1], "kan inte öppnas"),
        (lambda: self_made(ed25519.Ed25519PrivateKey.generate())[1], "RSA eller EC"),
        (lambda: self_made(rsa.generate_private_key(65537, 1024))[1], "minst 2048 bitar"),  # noqa: S505
        (lambda: self_made(ec.generate_private_key(ec.SECP192R1()))[1], "kurva"),
        (lambda: self_made(ec.generate_private_key(ec.SECP256R1()), usage=False)[1], "får inte användas"),
        (
            lambda: self_made(
                ec.generate_private_key(ec.SECP256R1()), certified=ec.generate_private_key(ec.SECP256R1())
            )[1],
            "både stämpelns certifikat och dess nyckel",
        ),
    ],
    ids=["empty", "another kind", "password", "ed25519", "short", "curve", "usage", "not a pair"],
)
def test_file_that_is_not_fit_to_seal_with_is_refused(file, said):
    with pytest.raises(SealError, match=said):
        read_seal_file(file(), "hemligt", at=AT)


@pytest.mark.parametrize(
    ("at", "said"),
    [
        (FIRST - timedelta(days=1), "börjar gälla först den 2020-01-01"),
        (LAST + timedelta(days=1), "slutade gälla den 2060-01-01"),
    ],
)
def test_certificate_that_is_not_valid_now_is_refused(at, said):
    with pytest.raises(SealError, match=said):
        read_seal_file(make_seal_file("Granby", first=FIRST, last=LAST), "", at=at)


def test_key_at_rest_is_read_with_any_of_the_keys_and_written_with_the_first(settings):
    settings.SEAL_KEYS = ["den gamla"]
    token = encrypt(b"hemligt")
    assert "hemligt" not in token
    settings.SEAL_KEYS = ["den nya", "den gamla"]
    assert decrypt(token) == b"hemligt"
    renewed = encrypt_again(token)
    settings.SEAL_KEYS = ["den nya"]
    assert decrypt(renewed) == b"hemligt"
    with pytest.raises(SealError, match="SEAL_KEYS"):
        decrypt(token)
