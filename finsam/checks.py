"""What must be right before the site starts, beyond Django's own checks."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register

SHORTEST_KEY = 40


@register(deploy=True)
def seal_keys_are_long(**kwargs: Any) -> list[CheckMessage]:
    """Whoever has a copy of the database must not be able to guess what the seals' keys are encrypted with."""
    if all(len(key) >= SHORTEST_KEY for key in settings.SEAL_KEYS):
        return []
    hint = f"Varje nyckel ska ha minst {SHORTEST_KEY} slumpade tecken. Se SEAL_KEYS i docs/drift.md."
    return [Error("SEAL_KEYS är för kort.", hint=hint, id="finsam.E002")]
