"""Kronor as people and spreadsheets write them."""

import re
from decimal import Decimal

LARGEST = Decimal("999999999999.99")
_SPACES = re.compile(r"[\s\u00a0\u2009\u202f]+")
_PLAIN = re.compile(r"\d{1,12}(?:[.,]\d{1,2})?")
# «1.250» is one thousand to whoever writes points between thousands, so three digits after a point are never öre.
_POINTS = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d{1,2})?")


def parse_kronor(text: str) -> Decimal:
    """Kronor as a Decimal with two decimals, from «65 000», «3 750,50», «1.250.000,00» or «65000 kr»; an empty text is
    0.

    Raises ValueError with a Swedish sentence for what is no amount and for one below zero.
    """
    shown = text.strip()
    plain = _SPACES.sub("", shown).lower()
    for ending in ("kronor", "kr", "sek", ":-"):
        plain = plain.removesuffix(ending)
    if not plain:
        if shown:
            raise ValueError(f"«{shown[:30]}» är inget belopp. Skriv till exempel 65 000.")
        return Decimal("0.00")
    if plain.startswith(("-", "−")):
        raise ValueError("Ett belopp kan inte vara negativt.")
    if _POINTS.fullmatch(plain):
        plain = plain.replace(".", "")
    # \d takes digits of every script, and Decimal too: the Arabic ones would pass unseen.
    if not plain.isascii() or not _PLAIN.fullmatch(plain):
        raise ValueError(f"«{shown[:30]}» är inget belopp. Skriv till exempel 65 000.")
    return Decimal(plain.replace(",", ".")).quantize(Decimal("0.01"))


def money(amount: Decimal) -> str:
    """«65000.00», as the fixed answers write it."""
    return str(amount.quantize(Decimal("0.01")))
