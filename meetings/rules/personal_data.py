"""Personal numbers, telephone numbers and accounts in free text, before it is published.

The public copy may hold personal data only where it is needed (GDPR art. 5.1 c; personnummer: lag 2018:218
3 kap. 10 §). The check points out, a person decides.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from phonenumbers import Leniency, PhoneNumberMatcher
from stdnum import iban, luhn


class PersonalDataKind(StrEnum):
    """What was found, in the word the page uses."""

    PERSONAL_NUMBER = "personnummer"
    COORDINATION_NUMBER = "samordningsnummer"
    ACCOUNT = "kontonummer"
    PHONE = "telefonnummer"


@dataclass(frozen=True, slots=True)
class PersonalData:
    """One find: `text[start:end] == matched`."""

    kind: PersonalDataKind
    matched: str
    start: int
    end: int


_DASH = r"[-\u2010\u2011–]"
_SPACE = r"[ \u00a0\u2009\u202f]"
# A plus sign instead of the hyphen is for those who have turned 100 (folkbokföringslag 1991:481 18 §).
_PERSON = re.compile(rf"(?<![\w-])((?:1[89]|20)?\d\d)(\d\d)(\d\d)(?:{_DASH}|\+|{_SPACE})?(\d{{4}})(?![\w-])")
# «08.30-11.00» is a number in Växjö to the library.
_TIMES = re.compile(rf"\d\d[.:]?\d\d\s*{_DASH}\s*\d\d[.:]?\d\d")
_NAMED_ACCOUNT = re.compile(
    r"\b(?:bank|plus|post)?(?:giro|konto)(?:t|nummer|nr)?\b[\s.:]*(?:(?:nr|nummer)\b[\s.:]*)?"
    r"|\b(?:bg|pg|kto|clearing(?:nummer|nr)?)\b[\s.:]*(?:nr\b[\s.:]*)?",
    re.IGNORECASE,
)
_ACCOUNT = re.compile(rf"\d(?:(?:{_SPACE}|{_DASH}|,{_SPACE}?)?\d){{5,18}}(?!\w)")
_IBAN = re.compile(rf"(?<!\w)SE\d\d(?:{_SPACE}?\d{{4}}){{5}}(?!\w)", re.IGNORECASE)


def find_personal_data(text: str) -> list[PersonalData]:
    """What looks like personal data in a plain text, in order and without overlap.

    Bankgiro, plusgiro and account numbers are found when the word stands before them: bare digits are
    more often sums and years. Organisation numbers are not personal: their third digit is at least 2, so
    that they never begin with a date.
    """
    found: list[PersonalData] = []
    taken = bytearray(len(text))
    for finding in [*_personal_numbers(text), *_accounts(text), *_phones(text)]:
        if not any(taken[finding.start : finding.end]):
            taken[finding.start : finding.end] = b"\1" * (finding.end - finding.start)
            found.append(finding)
    return sorted(found, key=lambda finding: finding.start)


def _personal_numbers(text: str) -> Iterator[PersonalData]:
    """Six digits that are a day and a right check digit (folkbokföringslag 1991:481 18 §).

    A samordningsnummer has 60 added to the day (lag 2022:1697).
    """
    for match in _PERSON.finditer(text):
        year, month, day, last = match.groups()
        coordination = int(day) > 60
        if not _is_day(year, int(month), int(day) - 60 * coordination):
            continue
        if luhn.is_valid(year[-2:] + month + day + last):
            kind = PersonalDataKind.COORDINATION_NUMBER if coordination else PersonalDataKind.PERSONAL_NUMBER
            yield PersonalData(kind, match[0], match.start(), match.end())


def _accounts(text: str) -> Iterator[PersonalData]:
    for name in _NAMED_ACCOUNT.finditer(text):
        if match := _ACCOUNT.match(text, name.end()):
            yield PersonalData(PersonalDataKind.ACCOUNT, match[0], match.start(), match.end())
    for match in _IBAN.finditer(text):
        if iban.is_valid(re.sub(_SPACE, "", match[0])):
            yield PersonalData(PersonalDataKind.ACCOUNT, match[0], match.start(), match.end())


def _phones(text: str) -> Iterator[PersonalData]:
    """Numbers that exist in the national plans (PTS, ITU-T E.164), Swedish ones with area code."""
    # Without max_tries the library stops after 65 535 tries, and says nothing of the rest of a long text.
    for match in PhoneNumberMatcher(text, "SE", leniency=Leniency.VALID, max_tries=len(text)):
        if not _TIMES.fullmatch(match.raw_string):
            yield PersonalData(PersonalDataKind.PHONE, match.raw_string, match.start, match.end)


def _is_day(year: str, month: int, day: int) -> bool:
    # stdnum takes the century from today's date, which a rule must not ask for. Without a century, 29 February
    # of year 00 is a day: it was one in 2000.
    try:
        date(int(year) if len(year) == 4 else 2000 + int(year), month, day)
    except ValueError:
        return False
    return True
