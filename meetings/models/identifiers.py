"""Random public ids: addresses never show integer keys."""

import secrets


def public_id() -> str:
    """Twelve URL-safe characters, 72 random bits."""
    return secrets.token_urlsafe(9)
