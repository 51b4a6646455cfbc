"""Kronor as people and spreadsheets write them."""

import re
from decimal import Decimal

LARGEST = Decimal("999999999999.99")
# Written in groups of three an amount this large is two that were pasted into one cell: «65 000 384 000».
TWO_IN_ONE = Decimal(1_000_000_000)
_NOTHING = re.compile(r"[-–—−]")
# A space stands between thousands, never anywhere else in a number.
_GROUPED = re.compile(r"\d{1,3}(?: \d{3})+(?:[.,]\d{1,2})?")
_PLAIN = re.compile(r"\d{1,12}(?:[.,]\d{1,2})?")
# «1.250» is one thousand to whoever writes points between thousands, so three digits after a point are never öre.
_POINTS = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d{1,2})?")
_SPACES = re.compile(r"[ \u00a0\u2009\u202f]+")
_CURRENCY = re.compile(r"^(?:kr|sek)\.? |(?: ?(?:kronor|kr\.?|sek|:-|,-))$")


def parse_kronor(text: str) -> Decimal:
    """Kronor as a Decimal with two decimals, from «65 000», «3 750,50», «1.250.000,00», «65000 kr» or «SEK 65 000».

    An empty text is 0, and so is a spreadsheet's dash: «–», «- kr». Raises ValueError with a Swedish sentence for what
    is no amount, for two in one, and for one below zero.
    """
    shown = text.strip()
    plain = _CURRENCY.sub("", _SPACES.sub(" ", shown).lower()).strip(" ")
    if not shown or _NOTHING.fullmatch(plain):
        return Decimal("0.00")
    if plain.startswith(("-", "−", "–")):
        raise ValueError("Ett belopp kan inte vara negativt.")
    is_grouped = bool(_GROUPED.fullmatch(plain) or _POINTS.fullmatch(plain))
    if _POINTS.fullmatch(plain):
        plain = plain.replace(".", "")
    if is_grouped:
        plain = plain.replace(" ", "")
    # \d takes digits of every script, and Decimal too: the Arabic ones would pass unseen.
    if not plain.isascii() or not _PLAIN.fullmatch(plain):
        raise ValueError(f"«{shown[:30]}» är inget belopp. Skriv till exempel 65 000.")
    amount = Decimal(plain.replace(",", ".")).quantize(Decimal("0.01"))
    if is_grouped and amount >= TWO_IN_ONE:
        raise ValueError(f"«{shown[:30]}» ser ut som två belopp. Skriv ett i varje ruta.")
    return amount


def money(amount: Decimal) -> str:
    """«65000.00», as the fixed answers write it."""
    return str(amount.quantize(Decimal("0.01")))
