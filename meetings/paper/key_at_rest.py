"""A secret that lies in the database, encrypted with a key that does not: SEAL_KEYS of the environment."""

import base64
import hashlib

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings

from meetings.paper.seal import SealError


def encrypt(secret: bytes) -> str:
    """The secret as a Fernet token, encrypted with the first of SEAL_KEYS."""
    return _keys().encrypt(secret).decode()


def decrypt(token: str) -> bytes:
    """The secret in a token of `encrypt`. Raises SealError when none of SEAL_KEYS made it."""
    try:
        return _keys().decrypt(token)
    except InvalidToken as error:
        raise SealError(
            "Stämpelns nyckel kan inte läsas med den nyckel (SEAL_KEYS) som servern har."
        ) from error


def encrypt_again(token: str) -> str:
    """The same secret encrypted with the first of SEAL_KEYS, so that an older one can be taken away.

    Raises SealError when none of SEAL_KEYS made the token.
    """
    return encrypt(decrypt(token))


def _keys() -> MultiFernet:
    """Fernet wants 32 bytes in base64; SEAL_KEYS are random text of any length, as SECRET_KEY is."""
    return MultiFernet(
        Fernet(base64.urlsafe_b64encode(hashlib.sha256(key.encode()).digest())) for key in settings.SEAL_KEYS
    )
