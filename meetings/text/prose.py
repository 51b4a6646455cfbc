"""The normal form of a protocol's text: sanitised HTML in, the same words in a few known structures out."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import groupby
from types import MappingProxyType
from xml.etree.ElementTree import Element

from .inline import Run, characters, in_wingdings, line_html, without_start
from .lists import (
    MAX_LIST_LEVELS,
    NUMBER,
    PastedItem,
    apart,
    item_marked,
    list_html,
    list_style,
    opening,
    sign_of,
)
from .looks import HEADINGS, InlineLook, look_of
from .meaning import MARKS, Meaning, marks_of, removed_as, style_of
from .tables import Cell, table_html
from .tree import tree, walk

_LISTS = frozenset({"ul", "ol"})
_CELLS = frozenset({"td", "th"})
_STRUCTURE = _LISTS | _CELLS | {"li", "blockquote", "table", "tr"}
BLOCKS = (
    HEADINGS
    | _STRUCTURE
    | {
        "address",
        "article",
        "aside",
        "caption",
        "center",
        "dd",
        "div",
        "dl",
        "dt",
        "figcaption",
        "figure",
        "footer",
        "form",
        "header",
        "hr",
        "main",
        "nav",
        "p",
        "pre",
        "section",
        "tbody",
        "tfoot",
        "thead",
    }
)

_WIDEST_SPAN = 60
_OF_PROGRAMS = {"style", "class", "border", "cellspacing"}  # our own tables have none of them

_KEY = re.compile(r"[A-Za-z0-9_-]{1,64}")
_LEVEL = re.compile(r"level(\d{1,2})")
_SECTION = re.compile(r"\s*(?:§+\s*\d|\d+\s*§)")


@dataclass(slots=True)
class _Frame:
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

    def html(self) -> str:
        self.end_items()
        return "".join(self.parts)


def normal_form(
    html: str, told: dict[str, None] | None = None, styles: Mapping[str, str] = MappingProxyType({})
) -> str:
    """Sanitised `html` in the normal form. The sentences of what did not come along are added to `told`, in order.

    `styles` is what a style sheet says of its classes, by name, since Excel says all that a cell means so.
    """
    writer = _Writer({} if told is None else told)
    root = tree(html)
    for element in root.iter() if styles else ():
        own = [styles[name] for name in element.get("class", "").split() if name in styles]
        if own:
            element.set("style", ";".join([*own, element.get("style", "")]))
    for event, element in walk(root):
        if event == "end":
            writer.end(element)
            writer.add(element.tail)
            continue
        writer.take_away(element)
        writer.start(element)
        if element.tag == "span" and (placeholder := _placeholder(element)):
            writer.add(placeholder, placeholder=True)
            del element[:]  # what it shows is not text of the protocol
        elif element.tag == "span" and "ignore" in style_of(element).get("mso-list", ""):
            writer.mark("".join(element.itertext()))
            del element[:]
        else:
            writer.add(element.text)
    return writer.result()


def _placeholder(span: Element) -> str:
    """The placeholder that a span stands for, if it is one."""
    named = ((name, key) for name, key in span.items() if name.startswith("data-"))
    return next((f'<span {name}="{key}"></span>' for name, key in named if _KEY.fullmatch(key)), "")


class _Writer:
    """Takes the tags and texts of a tree in order. It does not call itself, since a paste may be 2 000 levels deep."""

    def __init__(self, told: dict[str, None]) -> None:
        self._told = told
        self._frames = [_Frame("")]
        self._framed: list[bool] = []
        self._lines: list[list[Run]] = [[]]
        self._link = ""
        self._looks = [InlineLook()]
        self._thead = self._tfoot = 0
        self._level = 0  # of the Word list that the paragraph is an item of
        self._mark: str | None = None
        self._tick = ""  # stands before the words that follow, in whatever element

    def result(self) -> str:
        """The normal form of everything that was added."""
        self._end_paragraph()
        return self._frames[0].html()

    def take_away(self, parent: Element) -> None:
        """Children that go away with their words, as meaning.py says; what stands after one stays."""
        before: Element | None = None
        for child in list(parent):
            mark = removed_as(child)
            if mark is None and child.tag in {"p", "div"} and len(child) and child[0].get("id"):
                mark = removed_as(child[0])  # Google Docs writes a comment under the text
            if mark is None:
                before = child
                continue
            if "".join(child.itertext()).strip():
                self._tell(mark)
            if child.tag in _CELLS and mark is not MARKS["hidden"]:  # the others stay in their columns
                child[:], child.text, before = [], "", child
                continue
            if before is None:
                parent.text = (parent.text or "") + (child.tail or "")
            else:
                before.tail = (before.tail or "") + (child.tail or "")
            parent.remove(child)

    def start(self, element: Element) -> None:
        tag, style = element.tag, style_of(element) if "style" in element.attrib else {}
        if tag == "br":
            self._lines.append([])
        elif tag == "a":
            self._link = characters(element.get("href", ""))
        elif tag in BLOCKS:
            self._end_paragraph()
        self._tell_marks(element)
        self._looks.append(look_of(element, style, self._looks[-1]))
        self._thead += tag == "thead"
        self._tfoot += tag == "tfoot"
        if found := _LEVEL.search(style.get("mso-list", "")):
            self._level = int(found[1])
        if tag in _STRUCTURE:
            self._framed.append(self._opens_frame(tag))
            if self._framed[-1]:
                self._frames.append(self._frame_of(element, tag, style))
            elif tag == "table" and "".join(element.itertext()).strip():
                self._tell(MARKS["table in a table"])
        elif (cell := self._frames[-1].cell) and MARKS["right aligned"].is_on(element, style):
            cell.right = _is_right(element, style)
        self._tick = _tick_of(element) or self._tick
        if tag == "li" and (level := element.get("data-aria-level", "")).isdecimal() and self._framed[-1]:
            self._frames[-2].level = min(int(level[:2]), MAX_LIST_LEVELS)

    def end(self, element: Element) -> None:
        tag = element.tag
        if tag == "a":
            self._link = ""
        elif tag in BLOCKS:
            self._end_paragraph()
        self._looks.pop()
        self._thead -= tag == "thead"
        self._tfoot -= tag == "tfoot"
        if tag in _STRUCTURE and self._framed.pop():
            self._end_frame(self._frames.pop())

    def mark(self, text: str) -> None:
        """The mark that Word wrote before an item. That of a heading is a part of it, since it stays a heading;
        so is the number of a §."""
        if self._looks[-1].heading or _SECTION.match(text):
            self.add(f"{text.strip()} ")
        else:
            self._mark = text

    def add(self, text: str | None, *, placeholder: bool = False) -> None:
        """Text between tags, or a finished placeholder, with the marks of the tags around it."""
        if text:
            look = self._looks[-1]
            text = text if placeholder else characters(in_wingdings(text) if look.wingdings else text)
            if self._tick and text.strip() and not placeholder:
                text, self._tick = f"{self._tick}{text.lstrip()}", ""
            self._lines[-1].append(
                Run(text, self._link, look.bold, look.italic, look.raised, placeholder=placeholder)
            )

    def _tell_marks(self, element: Element) -> None:
        for mark in marks_of(element):
            if "".join(element.itertext()).strip():
                self._tell(mark)

    def _tell(self, mark: Meaning) -> None:
        self._told.setdefault(mark.told)

    def _frame_of(self, element: Element, tag: str, style: dict[str, str]) -> _Frame:
        frame = _Frame("th" if tag == "td" and self._thead else tag)
        if tag in _CELLS:
            frame.cell = Cell(
                "",
                frame.tag,
                _is_right(element, style),
                min(_number(element.get("colspan"), 1), _WIDEST_SPAN),
                _number(element.get("rowspan"), 1),
            )
        elif tag == "ol":
            first = next((child for child in element if child.tag == "li"), element)
            frame.start = _number(element.get("start"), _number(first.get("value"), 1))
            frame.style = list_style(element, style, first)
        elif tag == "table":
            frame.is_pasted = not _OF_PROGRAMS.isdisjoint(element.attrib)
        return frame

    def _opens_frame(self, tag: str) -> bool:
        """Whether `tag` is a structure where it stands; elsewhere its contents become lines."""
        here = self._frames[-1].tag
        if tag in _LISTS:
            return sum(frame.tag in _LISTS for frame in self._frames) < MAX_LIST_LEVELS
        if tag == "blockquote":
            return here == ""
        if tag == "table":
            return here in {"", "blockquote"}
        if tag == "tr":
            return here == "table"
        return here == "tr" if tag in _CELLS else here in _LISTS

    def _end_paragraph(self) -> None:
        """Puts the text since the last block boundary where it belongs; an empty line parts paragraphs."""
        lines, self._lines = self._lines, [[]]
        visible = [(line, html) for line in lines for html in [line_html(line)]]
        groups = [list(group) for filled, group in groupby(visible, key=lambda pair: bool(pair[1])) if filled]
        if not groups:
            return
        mark, level = self._mark, self._level
        self._mark, self._level = None, 0
        for group in groups:
            if mark is not None and self._frames[-1].tag in {"", "blockquote"}:
                items = self._frames[-1].items
                items.append(item_marked(mark, "<br>".join(html for _, html in group), level or 1, items))
                mark = None
            else:
                self._put_lines(group)

    def _put_lines(self, lines: list[tuple[list[Run], str]]) -> None:
        frame = self._frames[-1]
        html = "<br>".join(html for _, html in lines)
        if frame.tag == "li" or frame.tag in _CELLS:
            after_line = frame.parts and not frame.parts[-1].endswith(("</ul>", "</ol>"))
            frame.parts.append(f"<br>{html}" if after_line else html)
        elif frame.tag in _LISTS:
            frame.parts.append(f"<li>{html}</li>")
        elif frame.tag in {"table", "tr"}:  # a caption stands before its table
            next(f for f in reversed(self._frames) if f.tag in {"", "blockquote"}).add(f"<p>{html}</p>")
        else:
            for group in apart(lines):
                _put_paragraph(frame, group)

    def _end_frame(self, frame: _Frame) -> None:
        parent = self._frames[-1]
        if frame.tag == "tr":
            (parent.foot if self._tfoot else parent.rows).append(frame.cells)
        elif frame.tag == "table":
            if inner := self._table_html(frame):
                parent.add(inner)
        elif frame.cell:
            frame.cell.html = frame.html()
            parent.cells.append(frame.cell)
        elif frame.level and parent.tag in {"", "blockquote"}:
            number = frame.start if frame.tag == "ol" else 0
            for at, item in enumerate(frame.parts):
                html = item.removeprefix("<li>").removesuffix("</li>")
                parent.items.append(PastedItem(html, frame.level, number and number + at, frame.style))
        elif inner := frame.html():
            is_list = frame.tag in _LISTS
            html = f"{opening(frame.tag, frame.start, frame.style)}{inner}</{frame.tag}>"
            if is_list and parent.tag in _LISTS:  # Outlook nests lists without an item between
                before = parent.parts.pop().removesuffix("</li>") if parent.parts else "<li>"
                html = f"{before}{html}</li>"
            parent.add(html)

    def _table_html(self, frame: _Frame) -> str:
        rows = [*frame.rows, *frame.foot]  # a foot may be written before the rows that it stands under
        if any(cell.across > 1 or cell.down > 1 for row in rows for cell in row):
            self._tell(MARKS["merged cells"])
        return table_html(rows, is_pasted=frame.is_pasted)


def _tick_of(element: Element) -> str:
    """What is ticked or not: the sign that is printed for it; "" for all else."""
    if element.tag == "input":
        if element.get("type") != "checkbox":
            return ""
        return "☑ " if "checked" in element.attrib else "☐ "
    return {"true": "☑ ", "false": "☐ "}.get(element.get("aria-checked", ""), "")


def _is_right(element: Element, style: dict[str, str]) -> bool:
    aligned = style.get("text-align") or element.get("align", "").lower()
    return aligned in {"right", "end"}


def _number(written: str | None, otherwise: int) -> int:
    return int(written) if written and re.fullmatch(r"[1-9]\d{0,3}", written, re.ASCII) else otherwise


def _put_paragraph(frame: _Frame, lines: list[tuple[list[Run], str]]) -> None:
    """A paragraph, or an item when it is one that was written out: «· text», «- text», or «1. text» in sequence."""
    html = "<br>".join(html for _, html in lines)
    text = "".join("" if run.placeholder else run.text for run in lines[0][0])
    last = frame.items[-1] if frame.items else None
    number = NUMBER.match(text)
    following = last.number + 1 if last and last.number else 1
    sign, is_dash = sign_of(lines[0][0])
    if number and int(number[1]) == following:
        sign, is_dash = number, False
    elif number:
        sign = None
    first = line_html(without_start(lines[0][0], sign.end())) if sign else ""
    if not first:
        frame.add(f"<p>{html}</p>")
        return
    item = "<br>".join([first, *(html for _, html in lines[1:])])
    at = following if sign is number else 0
    if last and last.level == 1 and (last.tag == "ol") != bool(at):
        frame.end_items()
        last = None
    standing = f"<p>{html}</p>" if is_dash and not last else ""
    frame.items.append(PastedItem(item, last.level if last else 1, at, standing=standing))
