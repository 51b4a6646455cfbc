"""Second factors: passkeys, one-time codes from an app, recovery codes. What differs from allauth's own."""

import base64
from urllib.parse import urlsplit

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

from meetings.models import Person


class SecondStepAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # allauth is not typed
    error_messages = DefaultMFAAdapter.error_messages | {
        "cannot_generate_recovery_codes": "Skaffa först en inloggningsnyckel eller engångskod från app.",
        "incorrect_code": "Det stämmer inte. Försök igen.",
    }

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """A passkey belongs to the site's own address, through whatever address the page was asked for."""
        return {"id": urlsplit(settings.SITE_URL).hostname or "", "name": settings.MFA_TOTP_ISSUER}

    def generate_authenticator_name(self, user: Person, type: Authenticator.Type) -> str:  # noqa: A002  # allauth's
        number = Authenticator.objects.filter(user=user, type=type).count() + 1
        return f"Inloggningsnyckel {number}"

    def encrypt(self, text: str) -> str:
        """What codes are made from is no use to whoever reads a copy of the database."""
        return _keys().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _keys().decrypt(encrypted_text.encode()).decode()


def _keys() -> MultiFernet:
    secrets = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    return MultiFernet(
        [
            Fernet(
                base64.urlsafe_b64encode(
                    HKDF(SHA256(), 32, salt=None, info=b"second step").derive(secret.encode())
                )
            )
            for secret in secrets
        ]
    )
