"""Lines in which people write who else takes part, as the heads of protocols have them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

# «(§ 42)», «(§§ 42–44, 47)» last in a line
_WHERE = re.compile(r"\(§+([\d\s,–-]+)\)$")
_RANGE = re.compile(r"(\d{1,4})(?:\s*[–-]\s*(\d{1,4}))?")
_NAME = re.compile(r"[^\W\d_a-zåäöéüø][\w’'-]*(?: [\w’'-]+)+")
# «NNS», «Region Vallnäs»; titles have a small letter, but «VD», and «IT-chef» after its abbreviation
_ORGANISATION = re.compile(r"(?!VD\b|\w+-[a-zåäö])[A-ZÅÄÖ]")
_MOST_NUMBERS = 200
_MOST_PARTS = 3  # of one person: name, title, organisation


@dataclass(frozen=True, slots=True)
class GuestLine:
    """Who it is, each part as long as its field, and the numbers of the §§; none for the whole meeting."""

    name: str
    title: str = ""
    organisation: str = ""
    numbers: tuple[int, ...] = ()


def guests_in(text: str) -> list[GuestLine]:
    """Each line is «Ulla Vikström, ekonom, Region Vallnäs (§ 42)», or a running list of more than three full names.

    Of two parts the second is an organisation when it begins with a capital letter, as no title does.
    """
    return [one for line in text.splitlines() for one in _guests_of(line) if one.name]


def guest_of(line: str) -> GuestLine:
    """The one person of a line."""
    where = _WHERE.search(line.rstrip())
    name, title, *organisation = [*_parts(line), "", ""]
    if not any(organisation) and _ORGANISATION.match(title):
        title, organisation = "", [title]
    whole = ", ".join(filter(None, organisation))
    return GuestLine(name[:200], title[:100], whole[:200], tuple(_numbers(where[1])) if where else ())


def _guests_of(line: str) -> Iterator[GuestLine]:
    one = guest_of(line)
    names = [part.rstrip(".") for part in _parts(line) if part]
    if len(names) > _MOST_PARTS and all(map(_NAME.fullmatch, names)):
        yield from (GuestLine(name[:200], numbers=one.numbers) for name in names)
    else:
        yield one


def _parts(line: str) -> list[str]:
    return [part.strip() for part in _WHERE.sub("", line.rstrip()).split(",")]


def _numbers(text: str) -> Iterator[int]:
    for first, last in _RANGE.findall(text):
        yield from range(int(first), min(int(last or first), int(first) + _MOST_NUMBERS) + 1)
