"""The normal form of a protocol's text: sanitised HTML in, the same words in a few known structures out."""

import re
from collections.abc import Mapping
from html import escape
from itertools import groupby
from types import MappingProxyType
from xml.etree.ElementTree import Element

from .inline import Run, characters, in_wingdings, line_html
from .lists import MAX_LIST_LEVELS, PastedItem, apart, item_marked, opening, ticked
from .looks import HEADINGS, InlineLook, is_ticked, look_of
from .meaning import MARKS, Meaning, marks_of, removed_as, style_of
from .structures import (
    CELLS,
    LISTS,
    STRUCTURES,
    Structure,
    has_unknown_number,
    is_right,
    opens_structure,
    put_paragraph,
    structure_of,
)
from .tables import table_html
from .tree import tree, walk

BLOCKS = (
    HEADINGS
    | STRUCTURES
    | {
        "address",
        "details",
        "summary",
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

_KEY = re.compile(r"[A-Za-z0-9_-]{1,64}")
_LEVEL = re.compile(r"level(\d{1,2})")
_SEVERAL_LEVELS = re.compile(r"\s*\(?\d{1,3}(?:\.\d{1,3})+[.)]?\s*")
_TO_DO = re.compile(r"\bto-do\b(:completed)?")
_FILLED_IN = frozenset({"date", "email", "month", "number", "tel", "text", "time", "url", "week"})
_SECTION = re.compile(r"\s*(?:§+\s*\d|\d+\s*§)")


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
    named = ((name, span.get(name, "")) for name in ("data-field", "data-attachment"))
    return next((f'<span {name}="{key}"></span>' for name, key in named if _KEY.fullmatch(key)), "")


class _Writer:
    """Takes the tags and texts of a tree in order. It does not call itself, since a paste may be 2 000 levels deep."""

    def __init__(self, told: dict[str, None]) -> None:
        self._told = told
        self._open = [Structure("")]
        self._opened: list[bool] = []
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
        return self._open[0].html()

    def take_away(self, parent: Element) -> None:
        """Children that go away with their words, as meaning.py says; what stands after one stays."""
        before: Element | None = None
        ticked = self._looks[-1].ticked or is_ticked(parent)
        if parent.tag == "select":
            parent[:] = [one for one in parent.iter("option") if "selected" in one.attrib] or parent[:1]
        for child in list(parent):
            mark = removed_as(child)
            if mark is MARKS["struck out"] and (ticked or is_ticked(child)):
                mark = None
            if mark is None and child.tag in {"p", "div"} and len(child) and child[0].get("id"):
                mark = removed_as(child[0])  # Google Docs writes a comment under the text
            if mark is None:
                before = child
                continue
            if "".join(child.itertext()).strip():
                self._tell(mark)
            if child.tag in CELLS and mark is not MARKS["hidden"]:  # the others stay in their columns
                child[:], child.text, before = [], "", child
                continue
            if before is None:
                parent.text = (parent.text or "") + (child.tail or "")
            else:
                before.tail = (before.tail or "") + (child.tail or "")
            parent.remove(child)

    def start(self, element: Element) -> None:
        tag, style = element.tag, style_of(element) if "style" in element.attrib else {}
        self._start_in_line(element)
        if tag in BLOCKS:
            self._end_paragraph()
        self._tell_marks(element)
        self._looks.append(look_of(element, style, self._looks[-1]))
        self._thead += tag == "thead"
        self._tfoot += tag == "tfoot"
        if found := _LEVEL.search(style.get("mso-list", "")):
            self._level = int(found[1])
        if tag in STRUCTURES:
            self._opened.append(opens_structure(tag, self._open))
            if self._opened[-1]:
                self._open.append(structure_of(element, style, in_head=self._thead > 0))
            elif tag == "table" and "".join(element.itertext()).strip():
                self._tell(MARKS["table in a table"])
        elif (cell := self._open[-1].cell) and MARKS["right aligned"].is_on(element, style):
            cell.right = is_right(element, style)
        self._tick = _tick_of(element) or self._tick
        if tag == "li" and (level := element.get("data-aria-level", "")).isdecimal() and self._opened[-1]:
            self._open[-2].level = min(int(level[:2]), MAX_LIST_LEVELS)

    def _start_in_line(self, element: Element) -> None:
        if element.tag == "br":
            self._lines.append([])
        elif element.tag == "q":
            self.add("”")
        elif element.tag == "a":
            self._link = characters(element.get("href", ""))
        elif element.tag == "input" and element.get("type", "text") in _FILLED_IN:
            self.add(element.get("value"))

    def end(self, element: Element) -> None:
        tag = element.tag
        if tag == "a":
            self._link = ""
        elif tag == "q":
            self.add("”")
        elif tag in BLOCKS:
            self._end_paragraph(at_end=True)
        self._looks.pop()
        self._thead -= tag == "thead"
        self._tfoot -= tag == "tfoot"
        if tag in STRUCTURES and self._opened.pop():
            self._end_structure(self._open.pop())

    def mark(self, text: str) -> None:
        """The mark that Word wrote before an item. That of a heading is a part of it, since it stays a heading;
        so is the number of a §."""
        if self._looks[-1].heading or _SECTION.match(text):
            self.add(f"{text.strip()} ")
        else:
            if _SEVERAL_LEVELS.fullmatch(text):
                self._tell(MARKS["number of several levels"])
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
        if has_unknown_number(element):
            self._tell(MARKS["number that a list cannot have"])
        for mark in marks_of(element):
            if "".join(element.itertext()).strip():
                self._tell(mark)

    def _tell(self, mark: Meaning) -> None:
        self._told.setdefault(mark.told)

    def _end_paragraph(self, *, at_end: bool = False) -> None:
        """Puts the text since the last block boundary where it belongs; an empty line parts paragraphs.

        A mark without words is gone `at_end` of its paragraph, but stays in a cell: a column of numbers.
        """
        lines, self._lines = [*map(ticked, self._lines)], [[]]
        visible = [(line, html) for line in lines for html in [line_html(line)]]
        groups = [list(group) for filled, group in groupby(visible, key=lambda pair: bool(pair[1])) if filled]
        mark, level = self._mark, self._level
        if groups or at_end:
            self._mark, self._level = None, 0
        if at_end and not groups and mark and self._open[-1].tag in CELLS:
            self._put_lines([([], escape(characters(mark.strip()), quote=False))])
        for group in groups:
            if mark is not None and self._open[-1].tag in CELLS | {"", "blockquote"}:
                items = self._open[-1].items
                items.append(item_marked(mark, "<br>".join(html for _, html in group), level or 1, items))
                mark = None
            else:
                self._put_lines(group)

    def _put_lines(self, lines: list[tuple[list[Run], str]]) -> None:
        structure = self._open[-1]
        html = "<br>".join(html for _, html in lines)
        if structure.tag == "li" or structure.tag in CELLS:
            structure.end_items()
            after_line = structure.parts and not structure.parts[-1].endswith(("</ul>", "</ol>"))
            structure.parts.append(f"<br>{html}" if after_line else html)
        elif structure.tag in LISTS:
            structure.parts.append(f"<li>{html}</li>")
        elif structure.tag in {"table", "tr"}:  # a caption stands before its table
            next(f for f in reversed(self._open) if f.tag in {"", "blockquote"}).add(f"<p>{html}</p>")
        else:
            for group in apart(lines):
                put_paragraph(structure, group)

    def _end_structure(self, structure: Structure) -> None:
        parent = self._open[-1]
        if structure.tag == "tr":
            (parent.foot if self._tfoot else parent.rows).append(structure.cells)
        elif structure.tag == "table":
            if inner := self._table_html(structure):
                parent.add(inner)
        elif structure.cell:
            structure.cell.html = structure.html()
            parent.cells.append(structure.cell)
        elif structure.level and parent.tag in {"", "blockquote"}:
            number = structure.start if structure.tag == "ol" else 0
            for at, item in enumerate(structure.parts):
                html = item.removeprefix("<li>").removesuffix("</li>")
                parent.items.append(
                    PastedItem(html, structure.level, number and number + at, structure.style)
                )
        elif inner := structure.html():
            is_list = structure.tag in LISTS
            if structure.tag == "li":
                parent.count(structure.start)
            html = f"{opening(structure.tag, structure.start, structure.style)}{inner}</{structure.tag}>"
            if is_list and parent.tag in LISTS:  # Outlook nests lists without an item between
                before = parent.parts.pop().removesuffix("</li>") if parent.parts else "<li>"
                html = f"{before}{html}</li>"
            parent.add(html)

    def _table_html(self, structure: Structure) -> str:
        rows = [
            *structure.rows,
            *structure.foot,
        ]  # a foot may be written before the rows that it stands under
        if any(cell.across > 1 or cell.down > 1 for row in rows for cell in row):
            self._tell(MARKS["merged cells"])
        return table_html(rows, is_pasted=structure.is_pasted)


def _tick_of(element: Element) -> str:
    """What is ticked or not: the sign that is printed for it; "" for all else."""
    if element.tag == "input":
        if element.get("type") not in {"checkbox", "radio"}:
            return ""
        return "☑ " if "checked" in element.attrib else "☐ "
    if element.tag in {"li", "p"} and (found := _TO_DO.search(element.get("data-tag", ""))):  # OneNote
        return "☑ " if found[1] else "☐ "
    return {"true": "☑ ", "false": "☐ "}.get(element.get("aria-checked", ""), "")
