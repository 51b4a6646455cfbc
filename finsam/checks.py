"""What must be right before the site starts, beyond Django's own checks."""

from collections.abc import Callable
from typing import Any

from django.core.checks import CheckMessage, Error, register

from meetings.paper.seal import SealError, open_key, try_seal


@register
def seal_opens(**kwargs: Any) -> list[CheckMessage]:
    """Better no site than protocols that cannot be sealed."""
    return _seal_errors(open_key)


@register(deploy=True)
def seal_works(**kwargs: Any) -> list[CheckMessage]:
    """Signing takes half a second to get ready, so not every command tries it."""
    return _seal_errors(try_seal)


def _seal_errors(attempt: Callable[[], object]) -> list[CheckMessage]:
    try:
        attempt()
    except SealError as error:
        return [Error(str(error), hint="Se SEAL_PKCS12 och SEAL_PASSWORD i docs/drift.md.", id="finsam.E002")]
    return []
