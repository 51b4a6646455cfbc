"""What must be right before the site starts, beyond Django's own checks."""

from typing import Any

from django.core.checks import CheckMessage, Error, register

from meetings.paper.seal import SealError, try_seal


@register
def seal_works(**kwargs: Any) -> list[CheckMessage]:
    """The seal's key is loaded and tried: better no site than protocols that cannot be sealed."""
    try:
        try_seal()
    except SealError as error:
        return [Error(str(error), hint="Se SEAL_PKCS12 och SEAL_PASSWORD i docs/drift.md.", id="finsam.E002")]
    return []
