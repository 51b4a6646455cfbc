"""A whole document or an agenda, pasted in one piece, told apart into §§."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element, tostring

from meetings.rules.paragraph_kind import ParagraphKind, guessed_kind
from meetings.rules.plain_text import plain

from .tree import tree

MOST_SECTIONS = 200
LONGEST_HEADING = 200  # characters, as a §'s heading has it
LONGEST_DECISION = 1_000  # characters; a longer line after «Beslut» is a text
_FEWEST_SECTIONS = 2  # a heading with «§» is one whatever stands around it
_FEWEST_POINTS = 4  # three points are more often a list
_MOST_SKIPPED = 5  # numbers between two headings; a § that is only mentioned is seldom so near

# «§ 38 Sammanträdet öppnas», «§38», «38 § Val av justerare»
_SECTION = re.compile(r"(?:§+\s*(\d{1,4})|(\d{1,4})\s*§)(?:[.:\s–-]+(.*)|$)")
# «1. Mötet öppnas», «3) Val»
_POINT = re.compile(r"(\d{1,3})[.)]\s+(.+)")
# «- Ekonomisk rapport», typed by hand; «- 12 000 kr» is an amount
_BULLET = re.compile(r"[-–•·*]\s+([^\W\d].*)")
# «Styrelsen beslutar», «Förslag»: att-satser follow
_LEAD = re.compile(r"(?:.{0,80}\bbeslut(?:ar|ade|a)?|förslag)\s*:?", re.IGNORECASE)
# «Styrelsen beslutade att godkänna årsredovisningen.», last in a §
_DECIDED = re.compile(r"(?:[\w-]+ ){1,3}beslut(?:ar|ade) att\s\S.*", re.IGNORECASE)
# «Beslut:», «Förbundsstyrelsens beslut», a heading by itself: what follows is decided, whatever its form
_HEADING_LEAD = re.compile(r"(?:förslag till |[\w-]{1,40}s )?beslut\s*:?", re.IGNORECASE)
# «Beslut: att godkänna rapporten.», the heading and what it leads to in one paragraph
_LED = re.compile(
    r"<p>(?:<strong>)?((?:förslag till |[\w-]{1,40}s )?beslut|förslag)(?::\s*</strong>|\s*</strong>\s*:|:)"
    r"(?:\s|<br>)*(\S.*)</p>",
    re.IGNORECASE | re.DOTALL,
)
_PROPOSED = re.compile(r"förslag|föreslå", re.IGNORECASE)
_ATT = re.compile(r"att\s+\S", re.IGNORECASE)
_GOES_ON = (":", ";", ",")  # what stands before a list that belongs to a sentence

# A number with the words after it, or None.
type Reading = Callable[[str], tuple[int, str] | None]


@dataclass(slots=True)
class SectionPart:
    """A heading, and what stands under it in the normal form. What was decided there, or proposed, is sentences."""

    heading: str
    blocks: list[str] = field(default_factory=list)
    decisions: list[str] = field(default_factory=list)
    proposals: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(self.blocks)


@dataclass(slots=True)
class Section(SectionPart):
    """What becomes a §. `after` is what stands after its decisions."""

    items: list[SectionPart] = field(default_factory=list)
    after: list[str] = field(default_factory=list)
    is_tagged: bool = False  # as a decision

    @property
    def kind(self) -> ParagraphKind | None:
        """What the § is for; None where only a person can tell: nothing is decided, and the heading says nothing."""
        parts = [self, *self.items]
        if self.is_tagged or any(one.decisions or one.proposals for one in parts):
            return ParagraphKind.DECISION
        guess = guessed_kind(self.heading)
        return None if guess == ParagraphKind.DECISION else guess


def sections_of(html: str, decision_tag: str = "") -> list[Section]:
    """The §§ that `html`, in the normal form, is made of; [] when it is neither a document nor an agenda.

    Headings are numbered upwards. What stands before the first one is a part of no §. `decision_tag` is the word that
    the document itself puts after the heading of a decision, so it is no part of the heading.
    """
    blocks = [*tree(html)]
    found = [*_split([(None, _html(block)) for block in blocks], _as_section)]
    if not _FEWEST_SECTIONS <= len(found) <= MOST_SECTIONS:
        found = [*_split([piece for block in blocks for piece in _points(block)], _as_point)]
        if not _FEWEST_POINTS <= len(found) <= MOST_SECTIONS:
            return []
    for section in found:
        _tell_apart(section)
        if decision_tag and section.heading.endswith(f" {decision_tag}"):
            section.heading = section.heading.removesuffix(decision_tag).rstrip()
            section.is_tagged = True
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


def _tell_apart(section: Section) -> None:
    """Sub-items, decisions and proposals get places of their own; every other block stays in the order it had."""
    blocks, section.blocks = [piece for html in section.blocks for piece in _led(html)], []
    part: SectionPart = section
    lead = ""
    decided_in: list[SectionPart] = []
    for at, html in enumerate(blocks):
        if heading := _item_heading(blocks, at):
            part, lead = SectionPart(heading), ""
            section.items.append(part)
            continue
        lines = [_unmarked(line) for line in plain(html).split("\n")]
        if lead and _is_decided(html, lines, lead, follows=blocks[at - 1] == lead):
            if part.blocks and part.blocks[-1] is lead:
                part.blocks.pop()
            if _PROPOSED.search(plain(lead)):
                part.proposals += lines
            else:
                part.decisions += lines
                decided_in.append(part)
            continue
        lead = html if _LEAD.fullmatch(" ".join(lines)) else ""
        if part is section and section.decisions and not lead:
            section.after.append(html)
        else:
            part.blocks.append(html)
    # Only after the last sub-item: it is the decision of the whole §.
    if section.items and decided_in and all(one is section.items[-1] for one in decided_in):
        _decide_in(section, section.items[-1])
    if not decided_in and part.blocks and _is_sentence_of_decision(part.blocks[-1]):
        section.decisions.append(plain(part.blocks.pop()))


def _led(html: str) -> list[str]:
    """A heading that leads to a decision by itself, where it stands before it in the same paragraph."""
    found = _LED.fullmatch(html)
    if not found or found[2].count("<strong>") != found[2].count("</strong>"):
        return [html]
    if not (_HEADING_LEAD.fullmatch(found[1]) or _ATT.match(plain(found[2]))):
        return [html]
    return [f"<p>{found[1]}:</p>", f"<p>{found[2]}</p>"]


def _is_sentence_of_decision(html: str) -> bool:
    words = plain(html)
    return html.startswith("<p>") and len(words) <= LONGEST_DECISION and bool(_DECIDED.fullmatch(words))


def _decide_in(section: Section, item: SectionPart) -> None:
    section.decisions, item.decisions = item.decisions, []


def _is_decided(html: str, lines: Sequence[str], lead: str, *, follows: bool) -> bool:
    if html.startswith("<table") or any(len(line) > LONGEST_DECISION for line in lines):
        return False
    return all(map(_ATT.match, lines)) or (
        follows and _HEADING_LEAD.fullmatch(plain(lead).strip()) is not None
    )


def _item_heading(blocks: Sequence[str], at: int) -> str:
    """The words of a bullet that stands alone with a text of its own under it; "" when it is no heading."""
    if not _is_bullet(blocks[at]) or at + 1 == len(blocks):
        return ""
    before, after = (blocks[at - 1] if at else ""), blocks[at + 1]
    if not after.startswith("<p>") or _is_bullet(after) or _is_bullet(before):
        return ""
    if plain(before).endswith(_GOES_ON) or _LEAD.fullmatch(plain(before)):
        return ""
    words = _unmarked(plain(blocks[at]))
    return "" if len(words) > LONGEST_HEADING or words.endswith((".", *_GOES_ON)) else words


def _is_bullet(html: str) -> bool:
    """A list of one item of one line, or a paragraph that begins as one does."""
    if html.startswith("<ul>"):
        return html.count("<li>") == 1 and "<br>" not in html
    return html.startswith("<p>") and _BULLET.fullmatch(plain(html)) is not None


def _unmarked(line: str) -> str:
    """Without the number or the dash of an item."""
    if found := _POINT.fullmatch(line):
        return found[2]
    found = _BULLET.fullmatch(line)
    return found[1] if found else line


def _html(element: Element) -> str:
    tail, element.tail = element.tail, None
    html = tostring(element, encoding="unicode", method="html")
    element.tail = tail
    return html


def _inside(element: Element) -> str:
    return _html(element).partition(">")[2].rpartition("<")[0]
