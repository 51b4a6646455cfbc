"""A passkey without a device: a key pair, registered as a browser would, that answers as an authenticator does."""

import hashlib
import json
from typing import Any
from urllib.parse import urlsplit

from allauth.mfa.models import Authenticator
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from django.conf import settings
from fido2.cose import ES256
from fido2.utils import websafe_decode, websafe_encode
from fido2.webauthn import AttestationObject, AttestedCredentialData, AuthenticatorData, CollectedClientData

from meetings.models import Person

FLAG = AuthenticatorData.FLAG
VERIFIED = FLAG.UP | FLAG.UV


class SoftKey:
    """One passkey of one person."""

    def __init__(self, number: int = 1) -> None:
        self.id = hashlib.sha256(str(number).encode()).digest()
        self.private = ec.generate_private_key(ec.SECP256R1())

    @property
    def site(self) -> str:
        return settings.SITE_URL.rstrip("/")

    def data(self, flags: FLAG, credential: bytes = b"") -> AuthenticatorData:
        host = urlsplit(self.site).hostname or ""
        return AuthenticatorData.create(hashlib.sha256(host.encode()).digest(), flags, 0, credential)

    def register(self, person: Person) -> Authenticator:
        key = ES256.from_cryptography_key(self.private.public_key())
        credential = AttestedCredentialData.create(b"\0" * 16, self.id, key)
        attested = AttestationObject.create("none", self.data(VERIFIED | FLAG.AT, credential), {})
        client = CollectedClientData.create("webauthn.create", b"\0" * 32, self.site)
        answer = {
            "id": websafe_encode(self.id),
            "rawId": websafe_encode(self.id),
            "type": "public-key",
            "response": {
                "clientDataJSON": client.b64,
                "attestationObject": websafe_encode(attested),
            },
            "clientExtensionResults": {},
        }
        return Authenticator.objects.create(
            user=person, type=Authenticator.Type.WEBAUTHN, data={"name": "Nyckel", "credential": answer}
        )

    def answer(
        self, challenge: bytes | str, *, flags: FLAG = VERIFIED, site: str = "", kind: str = "get"
    ) -> str:
        """The browser's answer to a challenge, as the form sends it."""
        raw = websafe_decode(challenge) if isinstance(challenge, str) else challenge
        client = CollectedClientData.create(f"webauthn.{kind}", raw, site or self.site)
        data = self.data(flags)
        signature = self.private.sign(data + client.hash, ec.ECDSA(hashes.SHA256()))
        answer: dict[str, Any] = {
            "id": websafe_encode(self.id),
            "rawId": websafe_encode(self.id),
            "type": "public-key",
            "response": {
                "clientDataJSON": client.b64,
                "authenticatorData": websafe_encode(data),
                "signature": websafe_encode(signature),
            },
            "clientExtensionResults": {},
        }
        return json.dumps(answer)


# JSON that is short and that reading fails with: each in a way of its own.
UNREADABLE = {
    "no JSON": "{",
    "another kind": "[]",
    "too deep": "[" * 19_000,
    "number too long": "1" * 5000,
    "no text": '{"id":"\\ud800","response":{"clientDataJSON":"\\udfff"}}',
    "number for bytes": json.dumps(
        {
            "id": "AAAA",
            "rawId": "AAAA",
            "type": "public-key",
            "response": {
                "clientDataJSON": "AAAA",
                "authenticatorData": "AAAA",
                "signature": 2**70,
                "userHandle": 2**70,
            },
        }
    ),
}
