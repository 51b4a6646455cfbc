"""What is signed by a passkey or an e-ID, and whether a passkey's signature holds (Web Authentication Level 3, 7.2).

A passkey signs a challenge, and the challenge is the SHA-256 of a statement that names the document by its own
SHA-256. So whoever has the evidence and the document checks it with nothing else: no network, no database.

An e-ID answers the same challenge, as the nonce of a token. The token says more than may be kept, so what is kept of
it is our own word for what it said.
"""

import hashlib
import json
import secrets
from collections.abc import Mapping
from typing import Any, cast
from urllib.parse import urlsplit

PASSKEY = "passkey"
EID = "eid"

# What reading JSON that no browser wrote may fail with: too deep, a number too long, another kind of value.
UNREADABLE = (KeyError, TypeError, ValueError, AttributeError, OverflowError, RecursionError)


def statement(*, sha256: str, protocol: str, version: int, person: str, site: str) -> dict[str, Any]:
    """What a person is to sign, with a random nonce: the document's SHA-256 in hex, and who signs it where."""
    return {
        "nonce": secrets.token_hex(32),
        "sha256": sha256,
        "protocol": protocol,
        "version": version,
        "person": person,
        "site": site,
    }


def challenge(said: Mapping[str, Any]) -> bytes:
    """The SHA-256 of the statement as JSON with sorted keys and no spaces, in UTF-8."""
    text = json.dumps(said, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).digest()


def nonce(said: Mapping[str, Any]) -> str:
    """The challenge in hex, as an e-ID's provider repeats it (OpenID Connect Core 1.0, 3.1.2.1)."""
    return challenge(said).hex()


def assertion_evidence(
    said: Mapping[str, Any], public_key: Mapping[int, Any], answer: Mapping[str, Any]
) -> dict[str, Any]:
    """What is kept: the statement, the key in COSE form, and what the authenticator answered, in base64url.

    `answer` is the browser's PublicKeyCredential as JSON (Web Authentication Level 3, 5.1.8). Raises KeyError
    or TypeError when it is not.
    """
    from fido2 import cbor
    from fido2.utils import websafe_encode

    response = answer["response"]
    return {
        "kind": PASSKEY,
        "statement": dict(said),
        "credential_id": answer["id"],
        "public_key": websafe_encode(cbor.encode(public_key)),
        "client_data": response["clientDataJSON"],
        "authenticator_data": response["authenticatorData"],
        "signature": response["signature"],
    }


def holds(evidence: Mapping[str, Any]) -> bool:
    """Whether the key has signed the statement on the site it names, and the owner was verified.

    Any evidence gets an answer. What the statement says is for the caller to compare with the document.
    """
    # fido2 is loaded by a process that checks a signature, and by no other.
    from cryptography.exceptions import InvalidSignature
    from fido2 import cbor
    from fido2.cose import CoseKey
    from fido2.utils import websafe_decode
    from fido2.webauthn import AuthenticatorData, CollectedClientData

    try:
        said = evidence["statement"]
        client = CollectedClientData(websafe_decode(evidence["client_data"]))
        authenticator = AuthenticatorData(websafe_decode(evidence["authenticator_data"]))
        host = urlsplit(said["site"]).hostname or ""
        if (client.type, client.challenge, client.origin) != ("webauthn.get", challenge(said), said["site"]):
            return False
        if authenticator.rp_id_hash != hashlib.sha256(host.encode()).digest() or client.cross_origin:
            return False
        if not (authenticator.is_user_present() and authenticator.is_user_verified()):
            return False
        key = CoseKey.parse(cast(Mapping[int, Any], cbor.decode(websafe_decode(evidence["public_key"]))))
        key.verify(authenticator + client.hash, websafe_decode(evidence["signature"]))
    except (InvalidSignature, NotImplementedError, *UNREADABLE):
        return False
    return True
