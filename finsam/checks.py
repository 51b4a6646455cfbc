"""What must be right before the site starts, beyond Django's own checks."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register
from django.db import DatabaseError

from finsam.postgres.roles import rules_over_itself

SHORTEST_KEY = 40


@register(deploy=True)
def seal_keys_are_long(**kwargs: Any) -> list[CheckMessage]:
    """Refuses short keys: whoever has a copy of the database must not be able to guess what the seals' keys are
    encrypted with.
    """
    if all(len(key) >= SHORTEST_KEY for key in settings.SEAL_KEYS):
        return []
    hint = f"Varje nyckel ska ha minst {SHORTEST_KEY} slumpade tecken. Se SEAL_KEYS i docs/drift.md."
    return [Error("SEAL_KEYS är för kort.", hint=hint, id="finsam.E002")]


@register
def eids_are_asked_over_tls(**kwargs: Any) -> list[CheckMessage]:
    """Refuses a provider of e-ID without TLS, since anybody on the way could stand in for it."""
    open_ones = [one["id"] for one in settings.EID_PROVIDERS if not one["server_url"].startswith("https://")]
    if not open_ones or settings.DEBUG:
        return []
    hint = "server_url ska börja med https://. Se EID_PROVIDERS i docs/drift.md."
    return [
        Error(f"E-legitimationen {', '.join(open_ones)} frågas utan kryptering.", hint=hint, id="finsam.E003")
    ]


@register
def demo_is_no_site_in_use(**kwargs: Any) -> list[CheckMessage]:
    """Refuses DEMO where DEBUG is off: the demo's people are let in without a password."""
    if not settings.DEMO or settings.SECOND_FACTOR_MAY_WAIT:  # which DEBUG decides, too
        return []
    return [Error("DEMO är på fast DEBUG är av.", hint="Ta bort DEMO. Se docs/drift.md.", id="finsam.E006")]


@register(deploy=True)
def site_is_not_the_owner(**kwargs: Any) -> list[CheckMessage]:
    """Warns when the site runs as the owner of its tables, who can switch off the triggers that guard their rows."""
    hint = "Se «Två roller i databasen» i docs/drift.md."
    try:
        if rules_over_itself():
            sentence = "Webbplatsen loggar in i databasen som tabellernas ägare. Ge den en egen roll."
            return [Error(sentence, hint=hint, id="finsam.E004")]
    except DatabaseError as error:
        sentence = f"Databasen svarar inte: {str(error).strip().splitlines()[0]}"
        return [Error(sentence, hint="Kör manage.py prepare_site först.", id="finsam.E005")]
    return []
