"""A structure that is open while a text is read: a list, an item, a quotation, a table, a row or a cell."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from .inline import Run, line_html, without_start
from .lists import MAX_LIST_LEVELS, NUMBER, PastedItem, list_html, list_style, opening, sign_of
from .meaning import MARKS
from .tables import Cell

LISTS = frozenset({"ul", "ol"})
CELLS = frozenset({"td", "th"})
STRUCTURES = LISTS | CELLS | {"li", "blockquote", "table", "tr"}

_WIDEST_SPAN = 60
_OF_PROGRAMS = {"style", "class", "border", "cellspacing"}  # our own tables have none of them


@dataclass(slots=True)
class Structure:
    """An open structure. `parts` is finished HTML, `items` a list that was pasted as paragraphs and may go on; in a
    row the `cells`, in a table one list of cells a row."""

    tag: str
    parts: list[str] = field(default_factory=list)
    items: list[PastedItem] = field(default_factory=list)
    cells: list[Cell] = field(default_factory=list)
    rows: list[list[Cell]] = field(default_factory=list)
    foot: list[list[Cell]] = field(default_factory=list)
    cell: Cell | None = None
    start: int = 1
    counted: int = 0  # the number of the last item
    restarts: dict[int, int] = field(
        default_factory=dict
    )  # by the place of a part, the number it goes on from
    style: str = "1"
    level: int = 0  # of Word for the web, which writes each item as a list of its own
    is_pasted: bool = False

    def add(self, html: str) -> None:
        """Finished HTML after the list that was going on."""
        self.end_items()
        self.parts.append(html)

    def end_items(self) -> None:
        if self.items:
            self.parts.append(list_html(self.items))
            self.items = []

    def count(self, number: int) -> None:
        """The next part is an item, with `number` or the one that follows; 0 is none of its own."""
        if self.tag != "ol":
            return
        if not self.parts:
            self.counted = self.start = number or self.start
            return
        self.counted += 1
        if number not in {0, self.counted}:
            self.counted = self.restarts[len(self.parts)] = number

    def html(self) -> str:
        self.end_items()
        if self.restarts:
            for at, number in self.restarts.items():
                self.parts[at] = f"</ol>{opening('ol', number, self.style)}{self.parts[at]}"
            self.restarts = {}
        return "".join(self.parts)


def opens_structure(tag: str, around: Sequence[Structure]) -> bool:
    """Whether `tag` is a structure inside `around`, outermost first; elsewhere its contents become lines."""
    here = around[-1].tag
    if tag in LISTS:
        return sum(structure.tag in LISTS for structure in around) < MAX_LIST_LEVELS
    if tag == "blockquote":
        return here == ""
    if tag == "table":
        return here in {"", "blockquote"}
    if tag == "tr":
        return here == "table"
    return here == "tr" if tag in CELLS else here in LISTS


def structure_of(element: Element, style: dict[str, str], *, in_head: bool) -> Structure:
    """What `element` opens, with the style it has; a cell of a table's head is one whatever it is called."""
    tag = element.tag
    structure = Structure("th" if tag == "td" and in_head else tag)
    if tag in CELLS:
        structure.cell = Cell(
            "",
            structure.tag,
            is_right(element, style),
            min(_number(element.get("colspan"), 1), _WIDEST_SPAN),
            _number(element.get("rowspan"), 1),
        )
    elif tag == "ol":
        _count_backwards(element)
        first = next((child for child in element if child.tag == "li"), element)
        structure.start = _number(element.get("start"), _number(first.get("value"), 1))
        structure.style = list_style(element, style, first)
    elif tag == "li":
        structure.start = _number(element.get("value"), 0)
    elif tag == "table":
        structure.is_pasted = not _OF_PROGRAMS.isdisjoint(element.attrib)
    return structure


def _count_backwards(element: Element) -> None:
    """Each item of a `reversed` list gets its own number, from the start or how many they are (HTML 4.4.5)."""
    items = [child for child in element if child.tag == "li"] if "reversed" in element.attrib else []
    number = _number(element.get("start"), len(items))
    for at, item in enumerate(items):
        number = _number(item.get("value"), number)
        item.set("value", str(number))
        if at == 0:
            element.set("start", str(number))
        number -= 1


def has_unknown_number(element: Element) -> bool:
    """Whether a list or an item has a number of its own that a list here cannot have: zero, below it, or too large."""
    written = [element.get(name, "").strip() for name in ("start", "value") if element.tag in {"ol", "li"}]
    return any(re.fullmatch(r"[-+]?\d+", one, re.ASCII) and not _number(one, 0) for one in written)


def is_right(element: Element, style: dict[str, str]) -> bool:
    """Whether the words stand at the right, as amounts do."""
    aligned = style.get("text-align") or element.get("align", "").lower()
    return MARKS["right aligned"].is_on(Element(""), {"text-align": aligned})


def _number(written: str | None, otherwise: int) -> int:
    return int(written) if written and re.fullmatch(r"[1-9]\d{0,3}", written, re.ASCII) else otherwise


def put_paragraph(structure: Structure, lines: list[tuple[list[Run], str]]) -> None:
    """Adds a paragraph, or an item when it was written out: «· text», «- text», or «1. text» in sequence.

    `lines` are the runs of each line and their HTML, at least one line with words.
    """
    html = "<br>".join(html for _, html in lines)
    text = "".join("" if run.placeholder else run.text for run in lines[0][0])
    last = structure.items[-1] if structure.items else None
    number = NUMBER.match(text)
    following = last.number + 1 if last and last.number else 1
    sign, is_dash = sign_of(lines[0][0])
    if number and int(number[1]) == following:
        sign, is_dash = number, False
    elif number:
        sign = None
    first = line_html(without_start(lines[0][0], sign.end())) if sign else ""
    if not first:
        structure.add(f"<p>{html}</p>")
        return
    item = "<br>".join([first, *(html for _, html in lines[1:])])
    at = following if sign is number else 0
    if last and last.level == 1 and (last.tag == "ol") != bool(at):
        structure.end_items()
        last = None
    standing = f"<p>{html}</p>" if is_dash and not last else ""
    structure.items.append(PastedItem(item, last.level if last else 1, at, standing=standing))
