"""The token of a link in a letter. It stands in for a password: long, random, and stored only as its hash."""

import hashlib
import secrets
from datetime import datetime


def new_token() -> str:
    """256 random bits, written so that they can stand in an address."""
    return secrets.token_urlsafe(32)


def hash_token(token: str) -> str:
    """What is stored instead of the token: whoever reads the database cannot use anybody's link."""
    # An address can hold bytes that are not UTF-8. Django decodes them to lone surrogates, which do not encode.
    return hashlib.sha256(token.encode(errors="replace")).hexdigest()


def still_works(*, expires_at: datetime, used_at: datetime | None, at: datetime) -> bool:
    """A link works until it is used, and not from the moment when it expires."""
    return used_at is None and at < expires_at
