"""Giro numbers, whose last digit is a check digit, and personal numbers, which are not to be written.

A personnummer is a real day, a samordningsnummer a day + 60 (folkbokföringslag 1991:481 18 §, lag 2022:1697).
"""

import re

from stdnum import iban as international
from stdnum import luhn
from stdnum.exceptions import ValidationError

from meetings.rules.personal_data import PersonalData, PersonalDataKind, find_personal_data

_PERSONAL = frozenset({PersonalDataKind.PERSONAL_NUMBER, PersonalDataKind.COORDINATION_NUMBER})


_NUMBER = re.compile(
    r"(?:(?:bg|bankgiro|pg|plusgiro)(?:nr|nummer)?[.:]? ?)?(\d[\d –-]*\d)(?=$|[ ,;.:])", re.IGNORECASE
)
_SAID_BEFORE = re.compile(
    r"^(?:(?:ref|referens|märk|märkt|märks|betalning|betalningen|med|meddelande)\b[.: ]*)+", re.IGNORECASE
)


def bankgiro(text: str) -> str:
    """«123-4566» or «1234-5674»; empty for an empty text. Raises ValueError."""
    digits = _giro(text, 7, 8, "bankgironumret")
    return f"{digits[:-4]}-{digits[-4:]}" if digits else ""


def iban(text: str) -> str:
    """«SE45 5000 0000 0583 9825 7466» in groups of four; empty for an empty text. Raises ValueError."""
    if not text.strip():
        return ""
    try:
        number = international.validate(text)
    except ValidationError as error:
        raise ValueError("Skriv IBAN som det står hos banken; något tecken är fel.") from error
    return str(international.format(number))


def plusgiro(text: str) -> str:
    """«12 34 56-6»; empty for an empty text. Raises ValueError."""
    digits = _giro(text, 2, 8, "plusgironumret")
    if not digits:
        return ""
    body = digits[:-1]
    pairs = [body[max(0, end - 2) : end] for end in range(len(body), 0, -2)][::-1]
    return f"{' '.join(pairs)}-{digits[-1]}"


def giro_and_reference(text: str) -> tuple[str, str]:
    """The giro number and what is written behind it: «Bg 123-4566 märk betalning X» is («123-4566», «X»).

    Only a number and a reference that are told apart by a word or a comma are parted; any other text is the number,
    with no reference.
    """
    plain = " ".join(text.split())
    if not (found := _NUMBER.match(plain)):
        return text, ""
    return found[1], _SAID_BEFORE.sub("", plain[found.end() :].lstrip(" ,;.:"))


def personal_numbers(text: str) -> list[PersonalData]:
    """What in a free text looks like a personnummer or samordningsnummer, in order, with its place.

    Not to be asked of fields for phone, giro, organisationsnummer or registry number.
    """
    return [one for one in find_personal_data(text) if one.kind in _PERSONAL]


def marked(text: str, found: PersonalData) -> str:
    """«… telefon 121212-1212 till …»: the number with a few words around it."""
    before, after = text[max(0, found.start - 25) : found.start], text[found.end : found.end + 25]
    around = " ".join(f"{before}{found.matched}{after}".split())
    return f"{'…' if found.start > 25 else ''}{around}{'…' if found.end + 25 < len(text) else ''}"


def _giro(text: str, fewest: int, most: int, name: str) -> str:
    digits = re.sub(r"[\s\u00a0–-]", "", text)
    if not digits:
        return ""
    if not (digits.isascii() and digits.isdigit() and fewest <= len(digits) <= most):
        raise ValueError(f"Skriv {name} med {fewest}–{most} siffror. En referens har ett eget fält.")
    if not luhn.is_valid(digits):
        raise ValueError(f"{name.capitalize()} stämmer inte. Kontrollera siffrorna.")
    return digits
