"""How a signer shows who they are at the moment of signing. A stronger method is one more entry."""

import json
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from typing import Protocol as Interface
from urllib.parse import urlsplit

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.conf import settings

from meetings.errors import RuleViolation
from meetings.models import Person, ProtocolVersion
from meetings.paper import assertion
from meetings.rules.identities import FRESH
from meetings.rules.signing_level import Level


@dataclass(frozen=True)
class Means:
    """What a person can sign with: the method's key, and the level it gives.

    `since` is when it was registered, None for what the password alone opens; `row` is the passkey or the
    linked e-ID.
    """

    method: str
    level: int
    since: datetime | None = None
    row: Authenticator | SocialAccount | None = None


@dataclass(frozen=True)
class Proof:
    """What the signer has shown: with what, and what it leaves behind to be checked later, as JSON."""

    means: Means
    evidence: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class EidClaims:
    """What an e-ID's provider vouches for, by a token of its own that has been checked (OpenID Connect Core 1.0, 2).

    `subject` is already `identities.hashed_subject`, and nothing else of the token is here. `auth_time` and `asked_at`,
    when the provider was asked, are seconds since 1970.
    """

    issuer: str
    subject: str
    acr: str
    auth_time: float
    nonce: str
    asked_at: float


CLOCKS_DIFFER = 60  # seconds, at most, between the provider's clock and ours
LARGEST_CREDENTIAL = 20_000  # characters of JSON; a browser's are some thousand


class SigningMethod(Interface):
    """`name` stands on the page of signatures with the level.

    `means_of` is what the person has of it; `prove` is None unless `answer`, the fields of a form, shows that the
    signer is the person. `answer["statement"]` is what they were asked to sign. Raises RuleViolation when there is
    more to say than that it did not work.
    """

    name: str

    def means_of(self, person: Person) -> Iterable[Means]: ...

    def prove(self, person: Person, answer: Mapping[str, Any]) -> Proof | None: ...


class Password:
    name = "Lösenord"

    def means_of(self, person: Person) -> list[Means]:
        return [Means("password", Level.PASSWORD)] if person.has_usable_password() else []

    def confirm(self, person: Person, answer: Mapping[str, Any]) -> bool:
        return person.check_password(answer.get("password", ""))

    def prove(self, person: Person, answer: Mapping[str, Any]) -> Proof | None:
        return Proof(Means("password", Level.PASSWORD)) if self.confirm(person, answer) else None


class PasswordAndCode:
    """A password and a one-time code from an app."""

    name = "Lösenord och engångskod"

    def means_of(self, person: Person) -> list[Means]:
        known = _authenticators(person, Authenticator.Type.TOTP)
        return [Means("code", Level.SECOND_FACTOR, row=one) for one in known if person.has_usable_password()]

    def prove(self, person: Person, answer: Mapping[str, Any]) -> Proof | None:
        if not PASSWORD.confirm(person, answer):
            return None
        code = answer.get("code", "")
        return next((Proof(one) for one in self.means_of(person) if one.row.wrap().validate_code(code)), None)  # type: ignore[union-attr]


class Passkey:
    """The device's key signs the document's hash, after its owner has shown a finger, a face or a PIN.

    A key alone proves that somebody has it, not who that is: it gives the level of identity only when it was
    registered in a session that an e-ID at that level had opened, which its row then tells.
    """

    name = "Inloggningsnyckel"

    def means_of(self, person: Person) -> list[Means]:
        known = _authenticators(person, Authenticator.Type.WEBAUTHN)
        return [
            Means("passkey", Level.IDENTITY if _eid_of(one) else Level.SECOND_FACTOR, one.created_at, one)
            for one in known
        ]

    def prove(self, person: Person, answer: Mapping[str, Any]) -> Proof | None:
        if len(answer.get("credential", "")) > LARGEST_CREDENTIAL:  # judged before it is parsed
            return None
        try:
            given = json.loads(answer["credential"])
            means = next(one for one in self.means_of(person) if credential_id(one) == given["id"])
            evidence = assertion.assertion_evidence(answer["statement"], _key(means).public_key, given)
        except (*assertion.UNREADABLE, StopIteration):
            return None
        if not assertion.holds(evidence):
            return None
        registered = _eid_of(means.row)
        return Proof(means, {**evidence, "registered_with": registered} if registered else evidence)


class Eid:
    """The provider of an e-ID at level 3 vouches that its owner was there, in a token bound to the document's hash.

    The token says more than may be kept: what is left is our own note of it, which cannot be checked offline.
    """

    name = "E-legitimation"

    def means_of(self, person: Person) -> list[Means]:
        known = SocialAccount.objects.filter(user=person, provider__in=_levels()).order_by("pk")
        return [Means("eid", Level.IDENTITY, one.date_joined, one) for one in known]

    def prove(self, person: Person, answer: Mapping[str, Any]) -> Proof | None:
        """`answer["claims"]` is an EidClaims; no form can hold one."""
        claims: EidClaims | None = answer.get("claims")
        if claims is None:
            return None
        if claims.nonce != assertion.nonce(answer["statement"]):
            raise RuleViolation("Svaret från e-legitimationen gäller inte den här underskriften. Börja om.")
        means = next((one for one in self.means_of(person) if one.row.uid == claims.subject), None)  # type: ignore[union-attr]
        if means is None:
            raise RuleViolation(ANOTHERS_EID)
        if claims.acr not in _levels()[means.row.provider]:  # type: ignore[union-attr]
            raise RuleViolation("E-legitimationen har en för låg tillitsnivå. Den ska ha nivå 3 eller högre.")
        if claims.auth_time < max(claims.asked_at - CLOCKS_DIFFER, time.time() - FRESH):
            raise RuleViolation("E-legitimationen visades för länge sedan. Legitimera dig på nytt.")
        return Proof(
            means,
            {
                "kind": assertion.EID,
                "statement": dict(answer["statement"]),
                "issuer": claims.issuer,
                "subject": claims.subject,
                "acr": claims.acr,
                "auth_time": claims.auth_time,
                "nonce": claims.nonce,
            },
        )


ANOTHERS_EID = "E-legitimationen är inte den som är kopplad till ditt konto. Du skriver under med din egen."
PASSWORD = Password()
METHODS: dict[str, SigningMethod] = {
    "eid": Eid(),
    "passkey": Passkey(),
    "code": PasswordAndCode(),
    "password": PASSWORD,
}


def means_of(person: Person) -> list[Means]:
    """Everything the person can sign with, the strongest first."""
    found = [one for method in METHODS.values() for one in method.means_of(person)]
    return sorted(found, key=lambda one: -one.level)


def statement_for(version: ProtocolVersion, person: Person) -> dict[str, Any]:
    """What the person signs when a key of theirs signs the version; a new nonce each time."""
    address = urlsplit(settings.SITE_URL)
    return assertion.statement(
        sha256=version.sha256,
        protocol=version.protocol.public_id,
        version=version.number,
        person=person.public_id,
        site=f"{address.scheme}://{address.netloc}",
    )


def is_about(said: Mapping[str, Any], version: ProtocolVersion, person: Person) -> bool:
    """Whether a statement is the one that the person makes when they sign the version."""
    # Another nonce is the same statement at another moment.
    return {**said, "nonce": ""} == {**statement_for(version, person), "nonce": ""}


def is_vouched(evidence: Mapping[str, Any], person: Person) -> bool:
    """Whether the evidence of an e-ID is of an identity that the person has linked, and of its statement."""
    linked = {one.row.uid for one in METHODS["eid"].means_of(person)}  # type: ignore[union-attr]
    return evidence["subject"] in linked and evidence["nonce"] == assertion.nonce(evidence["statement"])


def request_options(said: Mapping[str, Any], means: Iterable[Means]) -> dict[str, Any]:
    """What the browser asks the device for: PublicKeyCredentialRequestOptions as JSON."""
    from fido2.utils import websafe_encode

    keys = [{"type": "public-key", "id": credential_id(one)} for one in means if one.method == "passkey"]
    return {
        "publicKey": {
            "challenge": websafe_encode(assertion.challenge(said)),
            "rpId": urlsplit(said["site"]).hostname,
            "allowCredentials": keys,
            "userVerification": "required",
        }
    }


def credential_id(means: Means) -> str:
    """The id of the passkey in base64url, as the browser writes it."""
    from fido2.utils import websafe_encode

    return websafe_encode(_key(means).credential_id)


def _levels() -> dict[str, list[str]]:
    """The values of acr that mean level 3 or higher, by provider; a provider that has none does not sign."""
    return {one["id"]: one["acr"] for one in settings.EID_PROVIDERS if one.get("acr")}


def _eid_of(passkey: Authenticator) -> Mapping[str, Any] | None:
    """Issuer, acr and auth_time of the e-ID that had opened the session where the passkey was registered."""
    eid: Mapping[str, Any] | None = passkey.data.get("eid")
    return eid


def _key(means: Means) -> Any:
    return means.row.wrap().authenticator_data.credential_data  # type: ignore[union-attr]


def _authenticators(person: Person, kind: str) -> list[Authenticator]:
    return list(Authenticator.objects.filter(user=person, type=kind).order_by("pk"))
