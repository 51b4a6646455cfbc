"""The sums that a decision says, and whether they are those of its figures. Exact, or told: nothing is guessed.

A sum is read in figures: «600 000 kronor», «600.000 kr», «600 tkr», «0,6 miljoner kronor», «600 000 för 2026». One in
words, or written so that it could mean two things, is not read; it is told instead.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from meetings.swedish import join_names, kronor

_SPACES = re.compile(r"[\u00a0\u2009\u202f\s]+")
_UNITS = {
    "miljon": Decimal(1_000_000),
    "miljoner": Decimal(1_000_000),
    "mkr": Decimal(1_000_000),
    "mnkr": Decimal(1_000_000),
    "tkr": Decimal(1000),
    "tusen": Decimal(1000),
}
_UNIT = r"(?:miljoner|miljon|tusen)(?: kronor| kr\b)?|mnkr\b|mkr\b|tkr\b|kronor|krona\b|kr\b|sek\b|:-"
# What stands before or after a number so that it is part of something else: a decimal point, a range, another digit.
_SUM = re.compile(
    r"(?<![\w.,:'’−–-])(?<!\d )(?:(?P<grouped>\d{1,3}(?:[ .]\d{3})+)|(?P<plain>\d+))"
    r"(?P<cents>,\d{1,2})?(?![\w'’−–]|[.,]\d| \d)"
    rf"(?P<unit> ?(?:{_UNIT}))?",
    re.IGNORECASE,
)
_YEAR_AFTER = re.compile(
    r",? \(?(?:för|under|avseende|år|från|till)(?: år)? (?P<year>20\d\d)\b", re.IGNORECASE
)
_YEAR_BEFORE = re.compile(r"\b(?P<year>20\d\d)(?: ?[:–-])? (?:med )?$", re.IGNORECASE)
# What says that a sum stands here, though none was read.
_TOLD = re.compile(
    r"\b(?:kronor|krona|kr|sek|tkr|mkr|mnkr)\b|:-|\b\w*(?:tusen|hundra|miljon|miljard)\w*\b"
    r"|\d{1,3}(?:[ .]\d{3})+|(?<![/\d])\d{5,}",
    re.IGNORECASE,
)
_NEAR = 80  # characters, in which two words are looked for
_MOST_DIGITS = 12  # a longer number is no sum of kronor
_LEAST_BARE = 5  # digits of a number that is a sum with neither unit nor spaces: a year and a § have fewer


@dataclass(frozen=True)
class Said:
    """A sum in kronor as it was read, and the year that is said with it."""

    amount: Decimal
    year: int | None

    def __str__(self) -> str:
        return kronor(self.amount) + (f" för {self.year}" if self.year else "")


@dataclass(frozen=True)
class SumsSaid:
    """What was read, and the words that seem to be of a sum and were not read."""

    sums: tuple[Said, ...]
    unread: tuple[str, ...]


def sums_said(text: str) -> SumsSaid:
    """Every sum of a plain text, in order."""
    text = _SPACES.sub(" ", text)
    found, rest, end = [], [], 0
    for match in _SUM.finditer(text):
        unit = (match["unit"] or "").strip().lower()
        if not unit and not match["grouped"] and len(match["plain"] or "") < _LEAST_BARE:
            continue
        # A bare number beside a stroke is a registry number.
        if (
            not unit
            and match["plain"]
            and "/" in text[max(match.start() - 1, 0)] + text[match.end() : match.end() + 1]
        ):
            continue
        digits = (match["grouped"] or match["plain"]).replace(" ", "").replace(".", "")
        if len(digits) > _MOST_DIGITS:
            continue
        amount = Decimal(digits + (match["cents"] or "").replace(",", "."))
        amount *= _UNITS.get(unit.split(" ")[0], Decimal(1))
        before, last = _YEAR_BEFORE.search(text, end, match.start()), match.end()
        year = None
        if after := _YEAR_AFTER.match(text, last):
            year, last = int(after["year"]), after.end()
        elif before:
            year = int(before["year"])
        found.append(Said(amount.quantize(Decimal("0.01")), year))
        rest.append(text[end : match.start()])
        end = last
    rest.append(text[end:])
    return SumsSaid(tuple(found), tuple(unread for part in rest for unread in _unread(part)))


def difference(texts: Iterable[str], amounts: Sequence[tuple[int, Decimal]]) -> str:
    """How the sums of a decision differ from its figures, the kronor of each year: «beslutet säger 600 000 kronor,
    uppgifterna 800 000 kronor». Empty when they agree, and when the decision says no sum."""
    said = sums_said(" ; ".join(texts))
    years = {year: abs(amount) for year, amount in amounts if amount}
    total = _total(amounts)
    figures = kronor(total) if years else "inget belopp"
    if said.unread:
        words = join_names(f"«{one}»" for one in dict.fromkeys(said.unread))
        return f"säger ett belopp som inte kan läsas: {words}. Uppgifterna säger {figures}"
    for one in said.sums:
        if not _is_of(one, years, total):
            same = one.year in years and f"{kronor(years[one.year])} för {one.year}"
            return f"säger {one}, uppgifterna {same or figures}"
    covered = {one.year for one in said.sums} >= set(years)
    if said.sums and not covered and total not in [one.amount for one in said.sums]:
        return f"säger {join_names(map(str, said.sums))}, uppgifterna {figures}"
    return ""


def says_no_sum(texts: Iterable[str], amounts: Sequence[tuple[int, Decimal]]) -> bool:
    """Whether the figures have a sum that the decision does not say."""
    said = sums_said(" ; ".join(texts))
    return any(amount for _, amount in amounts) and not said.sums and not said.unread


def _is_of(one: Said, years: Mapping[int, Decimal], total: Decimal) -> bool:
    if one.year is None:
        return one.amount == total or one.amount in years.values()
    return one.amount == years.get(one.year)


def _total(amounts: Sequence[tuple[int, Decimal]]) -> Decimal:
    """The sum that is granted or taken back; of what is carried from one year to another, what is carried."""
    whole = sum((amount for _, amount in amounts), Decimal(0))
    return abs(whole) or sum((amount for _, amount in amounts if amount > 0), Decimal(0))


def _unread(text: str) -> list[str]:
    return [_with_words_before(text, match) for match in _TOLD.finditer(text)]


def _with_words_before(text: str, match: re.Match[str]) -> str:
    near = text[max(match.start() - _NEAR, 0) : match.start()]
    return " ".join([*near.split()[-2:], match[0]])
