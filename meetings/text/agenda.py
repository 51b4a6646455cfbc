"""A whole document or an agenda, pasted in one piece, told apart into §§."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element, tostring

from meetings.rules.plain_text import plain

from .tree import tree

MOST_SECTIONS = 200
LONGEST_HEADING = 200  # characters, as a §'s heading has it
_FEWEST_SECTIONS = 2  # a heading with «§» is one whatever stands around it
_FEWEST_POINTS = 4  # three points are more often a list
_MOST_SKIPPED = 5  # numbers between two headings; a § that is only mentioned is seldom so near

# «§ 38 Sammanträdet öppnas», «§38», «38 § Val av justerare»
_SECTION = re.compile(r"(?:§+\s*(\d{1,4})|(\d{1,4})\s*§)(?:[.:\s–-]+(.*)|$)")
# «1. Mötet öppnas», «3) Val»
_POINT = re.compile(r"(\d{1,3})[.)]\s+(.+)")
_LEAD = re.compile(r".{0,80}\bbeslut(?:ar|ade|a)?\s*:?", re.IGNORECASE)
_ATT = re.compile(r"att\s+\S", re.IGNORECASE)

# A number with the words after it, or None.
type Reading = Callable[[str], tuple[int, str] | None]


@dataclass(slots=True)
class Section:
    """What becomes a §: its heading, its text in the normal form, and the att-satser that followed «beslutar»."""

    heading: str
    blocks: list[str] = field(default_factory=list)
    decisions: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(self.blocks)


def sections_of(html: str) -> list[Section]:
    """The §§ that `html`, in the normal form, is made of; [] when it is neither a document nor an agenda.

    Headings are numbered upwards. What stands before the first one is a part of no §.
    """
    blocks = [*tree(html)]
    found = [*_split([(None, _html(block)) for block in blocks], _as_section)]
    if not _FEWEST_SECTIONS <= len(found) <= MOST_SECTIONS:
        found = [*_split([piece for block in blocks for piece in _points(block)], _as_point)]
        if not _FEWEST_POINTS <= len(found) <= MOST_SECTIONS:
            return []
    for section in found:
        _take_decisions(section)
    return found


def _as_section(line: str) -> tuple[int, str] | None:
    found = _SECTION.fullmatch(line)
    return (int(found[1] or found[2]), found[3] or "") if found else None


def _as_point(line: str) -> tuple[int, str] | None:
    found = _POINT.fullmatch(line)
    return (int(found[1]), found[2]) if found else None


def _points(block: Element) -> Iterator[tuple[int | None, str]]:
    """The items of a numbered list each by itself, with its number; any other block as it is."""
    if block.tag != "ol" or block.get("type"):
        yield None, _html(block)
        return
    for number, item in enumerate(block, start=int(block.get("start", "1"))):
        nested = [child for child in item if child.tag in {"ul", "ol"}]
        for child in nested:
            item.remove(child)
        yield number, f"<p>{_inside(item)}</p>"
        yield from ((None, _html(child)) for child in nested)


def _split(pieces: list[tuple[int | None, str]], read: Reading) -> Iterator[Section]:
    section: Section | None = None
    last = 0
    for number, html in pieces:
        first, br, rest = html.partition("<br>")
        line = plain(first if br else html)
        found = (number, line) if number else read(line)
        left = html
        if found and _follows(found[0], last) and len(found[1]) <= LONGEST_HEADING and html.startswith("<p>"):
            if section:
                yield section
            last, section = found[0], Section(found[1].strip())
            left = f"<p>{rest}" if br else ""
        if not section or not left:
            continue
        if not section.heading and left.startswith("<p>") and len(plain(left)) <= LONGEST_HEADING:
            section.heading = plain(left).replace("\n", " ")
        else:
            section.blocks.append(left)
    if section:
        yield section


def _follows(number: int, last: int) -> bool:
    return not last or last < number <= last + _MOST_SKIPPED


def _take_decisions(section: Section) -> None:
    """Att-satser that stand after «Styrelsen beslutar», as paragraphs or a list, become decisions."""
    blocks: list[str] = []
    lead = ""
    for html in section.blocks:
        lines = [_unnumbered(line) for line in plain(html).split("\n")]
        if lead and not html.startswith("<table") and all(map(_ATT.match, lines)):
            section.decisions += lines
            if blocks and blocks[-1] is lead:
                blocks.pop()
            continue
        lead = html if _LEAD.fullmatch(" ".join(lines)) else ""
        blocks.append(html)
    section.blocks = blocks


def _unnumbered(line: str) -> str:
    found = _POINT.fullmatch(line)
    return found[2] if found else line


def _html(element: Element) -> str:
    tail, element.tail = element.tail, None
    html = tostring(element, encoding="unicode", method="html")
    element.tail = tail
    return html


def _inside(element: Element) -> str:
    return _html(element).partition(">")[2].rpartition("<")[0]
