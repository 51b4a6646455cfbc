"""The organisationsnummer of an association, a member or an applicant (lag 1974:174).

The third digit is at least 2, so that the number is never taken for a personnummer, and the last one is a check digit.
`stdnum.se.orgnr` looks at the check digit only, so it is not used here.
"""

import re

from stdnum import luhn


def organisation_number(text: str) -> str:
    """«222000-0000», however it was written; empty for an empty text.

    Raises ValueError with a Swedish sentence.
    """
    digits = re.sub(r"[\s\u00a0–-]", "", text)
    if not digits:
        return ""
    digits = digits.removeprefix("16") if len(digits) == 12 else digits  # 16 is the century of a legal person
    if not (digits.isascii() and digits.isdigit() and len(digits) == 10):
        raise ValueError("Skriv organisationsnumret med tio siffror, till exempel 222000-0000.")
    if digits[2] < "2" or not luhn.is_valid(digits):
        raise ValueError("Organisationsnumret stämmer inte. Kontrollera siffrorna.")
    return f"{digits[:6]}-{digits[6:]}"
