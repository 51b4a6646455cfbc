"""Personal numbers, telephone numbers and accounts in free text, before it is published.

The public copy may hold personal data only where it is needed (GDPR art. 5.1 c; personnummer: lag 2018:218
3 kap. 10 §). The check points out, a person decides.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Kind(StrEnum):
    """What was found, in the word the page uses."""

    PERSONAL_NUMBER = "personnummer"
    COORDINATION_NUMBER = "samordningsnummer"
    ACCOUNT = "kontonummer"
    PHONE = "telefonnummer"


@dataclass(frozen=True, slots=True)
class Finding:
    """One find: `text[start:end] == matched`."""

    kind: Kind
    matched: str
    start: int
    end: int


_DASH = r"[-\u2010\u2011–]"
_SPACE = r"[ \u00a0\u2009\u202f]"
_PERSON = re.compile(rf"(?<![\w-])((?:1[89]|20)?\d\d)(\d\d)(\d\d)(?:{_DASH}|\+|{_SPACE})?(\d{{4}})(?![\w-])")
_PHONE = re.compile(
    rf"(?<![\w+-])(?:(?:\+46|0046){_SPACE}?(?:\(0\))?|(?=0[1-9]))(?:{_SPACE}?\d){{1,4}}?"
    rf"(?:{_SPACE}?(?:{_DASH}|/){_SPACE}?)?\d(?:{_SPACE}?\d){{4,7}}(?![\w-])"
)
_NAMED_ACCOUNT = re.compile(
    r"\b(?:bank|plus|post)?(?:giro|konto)(?:t|nummer|nr)?\b[\s.:]*(?:(?:nr|nummer)\b[\s.:]*)?"
    r"|\b(?:bg|pg|kto|clearing(?:nummer|nr)?)\b[\s.:]*(?:nr\b[\s.:]*)?",
    re.IGNORECASE,
)
_ACCOUNT = re.compile(rf"\d(?:(?:{_SPACE}|{_DASH}|,{_SPACE}?)?\d){{5,18}}(?!\w)")
_IBAN = re.compile(rf"(?<!\w)SE\d\d(?:{_SPACE}?\d{{4}}){{5}}(?!\w)", re.IGNORECASE)


def find_personal_data(text: str) -> list[Finding]:
    """What looks like personal data in a plain text, in order and without overlap.

    Bankgiro, plusgiro and account numbers are found when the word stands before them: bare digits are
    more often sums and years. Organisation numbers are not personal: their third digit is at least 2, so
    that they never begin with a date.
    """
    found: list[Finding] = []
    for finding in [*_personal_numbers(text), *_accounts(text), *_phones(text)]:
        if all(finding.end <= other.start or finding.start >= other.end for other in found):
            found.append(finding)
    return sorted(found, key=lambda finding: finding.start)


def _personal_numbers(text: str) -> Iterator[Finding]:
    """Six digits that are a day and a right check digit (folkbokföringslag 1991:481 18 §).

    A samordningsnummer has 60 added to the day (lag 2022:1697).
    """
    for match in _PERSON.finditer(text):
        year, month, day, last = match.groups()
        coordination = int(day) > 60
        if not _is_day(year, int(month), int(day) - 60 * coordination):
            continue
        if _luhn(year[-2:] + month + day + last):
            kind = Kind.COORDINATION_NUMBER if coordination else Kind.PERSONAL_NUMBER
            yield Finding(kind, match[0], match.start(), match.end())


def _accounts(text: str) -> Iterator[Finding]:
    for name in _NAMED_ACCOUNT.finditer(text):
        if match := _ACCOUNT.match(text, name.end()):
            yield Finding(Kind.ACCOUNT, match[0], match.start(), match.end())
    for match in _IBAN.finditer(text):
        yield Finding(Kind.ACCOUNT, match[0], match.start(), match.end())


def _phones(text: str) -> Iterator[Finding]:
    """Swedish numbers with area code: 8 to 10 digits from the 0, at least 9 when nothing parts them."""
    for match in _PHONE.finditer(text):
        digits = re.sub(r"\D", "", re.sub(r"^(?:\+46|0046)\s*(?:\(0\))?", "0", match[0]))
        fewest = 9 if match[0].isdigit() else 8
        if fewest <= len(digits) <= 10:
            yield Finding(Kind.PHONE, match[0], match.start(), match.end())


def _is_day(year: str, month: int, day: int) -> bool:
    # 2000 was a leap year and 1900 was not: without a century the kinder of them decides.
    try:
        date(int(year) if len(year) == 4 else 2000 + int(year), month, day)
    except ValueError:
        return False
    return True


def _luhn(digits: str) -> bool:
    doubled = (int(digit) * (2 - place % 2) for place, digit in enumerate(digits))
    return sum(number // 10 + number % 10 for number in doubled) % 10 == 0
