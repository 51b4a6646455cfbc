"""The normal form of a protocol's text: sanitised HTML in, the same words in a few known structures out."""

import re
from dataclasses import dataclass, field
from itertools import groupby
from xml.etree.ElementTree import Element

from .inline import Run, characters, line_html, without_start
from .tree import tree, walk

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_LISTS = frozenset({"ul", "ol"})
_CELLS = frozenset({"td", "th"})
_STRUCTURE = _LISTS | _CELLS | {"li", "blockquote", "table", "tr"}
BLOCKS = (
    _HEADINGS
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
BOLD = _HEADINGS | {"b", "strong"}
ITALIC = frozenset({"em", "i"})

MAX_LIST_LEVELS = 4

_KEY = re.compile(r"[A-Za-z0-9_-]{1,64}")
# Word pastes its list items as paragraphs that begin with a sign and hard spaces.
_BULLET = re.compile(r"\s*(?:[·•▪‣◦]\s+|[o§]\u00a0\s+)")
# Plain text begins its items with a hyphen; one alone may be a line of its own, two are a list.
_HYPHEN = re.compile(r"\s*-\s+")
_NUMBER = re.compile(r"\s*(\d{1,3})[.)]\u00a0\s+")


@dataclass(slots=True)
class _Frame:
    """An open structure. `parts` is finished HTML; in a row the cells, in a table one list of cells a row."""

    tag: str
    parts: list[str] = field(default_factory=list)
    rows: list[list[str]] = field(default_factory=list)
    pasted_items: int = 0  # of a Word list that the next paragraph may continue
    hyphen: tuple[str, str] = ("", "")  # a paragraph that begins with one, as it stands and as an item


def normal_form(html: str) -> str:
    """Sanitised `html` in the normal form."""
    writer = _Writer()
    for event, element in walk(tree(html)):
        if event == "end":
            writer.end(element.tag)
            writer.add(element.tail)
        elif element.tag == "span" and (placeholder := _placeholder(element)):
            writer.add(placeholder, placeholder=True)
            del element[:]  # what it shows is not text of the protocol
        else:
            writer.start(element.tag, element)
            writer.add(element.text)
    return writer.result()


def _placeholder(span: Element) -> str:
    """The placeholder that a span stands for, if it is one."""
    return next((f'<span {name}="{key}"></span>' for name, key in span.items() if _KEY.fullmatch(key)), "")


class _Writer:
    """Takes the tags and texts of a tree in order. It does not call itself, since a paste may be 2 000 levels deep."""

    def __init__(self) -> None:
        self._frames = [_Frame("")]
        self._framed: list[bool] = []
        self._lines: list[list[Run]] = [[]]
        self._link = ""
        self._bold = self._italic = self._thead = 0

    def result(self) -> str:
        """The normal form of everything that was added."""
        self._end_paragraph()
        return "".join(self._frames[0].parts)

    def start(self, tag: str, element: Element) -> None:
        if tag == "br":
            self._lines.append([])
        elif tag == "a":
            self._link = characters(element.get("href", ""))
        elif tag in BLOCKS:
            self._end_paragraph()
        self._bold += tag in BOLD
        self._italic += tag in ITALIC
        self._thead += tag == "thead"
        if tag in _STRUCTURE:
            self._framed.append(self._opens_frame(tag))
            if self._framed[-1]:
                self._frames.append(_Frame("th" if tag == "td" and self._thead else tag))

    def end(self, tag: str) -> None:
        if tag == "a":
            self._link = ""
        elif tag in BLOCKS:
            self._end_paragraph()
        self._bold -= tag in BOLD
        self._italic -= tag in ITALIC
        self._thead -= tag == "thead"
        if tag in _STRUCTURE and self._framed.pop():
            self._end_frame(self._frames.pop())

    def add(self, text: str | None, *, placeholder: bool = False) -> None:
        """Text between tags, or a finished placeholder, with the marks of the tags around it."""
        if text:
            text = text if placeholder else characters(text)
            self._lines[-1].append(Run(text, self._link, self._bold > 0, self._italic > 0, placeholder))

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
        for filled, group in groupby(visible, key=lambda pair: bool(pair[1])):
            if filled:
                self._put_lines(list(group))

    def _put_lines(self, lines: list[tuple[list[Run], str]]) -> None:
        frame = self._frames[-1]
        html = "<br>".join(html for _, html in lines)
        if frame.tag == "li" or frame.tag in _CELLS:
            after_line = frame.parts and not frame.parts[-1].endswith(("</ul>", "</ol>"))
            frame.parts.append(f"<br>{html}" if after_line else html)
        elif frame.tag in _LISTS:
            frame.parts.append(f"<li>{html}</li>")
        elif frame.tag in {"table", "tr"}:  # a caption stands before its table
            next(f for f in reversed(self._frames) if f.tag in {"", "blockquote"}).parts.append(
                f"<p>{html}</p>"
            )
        else:
            _put_paragraph(frame, lines, html)

    def _end_frame(self, frame: _Frame) -> None:
        parent = self._frames[-1]
        inner = "".join(frame.parts)
        if frame.tag == "tr":
            parent.rows.append(frame.parts)
        elif frame.tag == "table":
            inner = _table_html(frame.rows)
            parent.parts += [inner] if inner else []
        elif frame.tag in _CELLS:
            parent.parts.append(f"<{frame.tag}>{inner}</{frame.tag}>")
        elif inner:
            html = f"<{frame.tag}>{inner}</{frame.tag}>"
            if frame.tag in _LISTS and parent.tag in _LISTS:  # Outlook nests lists without an item between
                before = parent.parts.pop().removesuffix("</li>") if parent.parts else "<li>"
                html = f"{before}{html}</li>"
            parent.parts.append(html)
        parent.pasted_items = 0


def _put_paragraph(frame: _Frame, lines: list[tuple[list[Run], str]], html: str) -> None:
    """A paragraph, or an item when it is one that Word wrote out: «· text», or «1. text» in sequence."""
    text = "".join("" if run.placeholder else run.text for run in lines[0][0])
    number = _NUMBER.match(text)
    continues = frame.pasted_items if frame.parts and frame.parts[-1].endswith("</ol>") else 0
    numbered = number is not None and int(number[1]) == continues + 1
    sign, tag = (number, "ol") if numbered else (_BULLET.match(text), "ul")
    hyphen = None if sign else _HYPHEN.match(text)
    found = sign or hyphen
    first = line_html(without_start(lines[0][0], found.end())) if found else ""
    item = f"<li>{'<br>'.join([first, *(html for _, html in lines[1:])])}</li>"
    if hyphen and first and not frame.pasted_items:
        standing, before = frame.hyphen
        if not before or frame.parts[-1] != standing:
            frame.hyphen = (f"<p>{html}</p>", item)
            frame.parts.append(frame.hyphen[0])
            return
        frame.parts[-1] = f"<ul>{before}</ul>"
        frame.pasted_items = 1
    frame.hyphen = ("", "")
    if not first:
        frame.parts.append(f"<p>{html}</p>")
        frame.pasted_items = 0
        return
    if frame.pasted_items and frame.parts[-1].endswith(f"</{tag}>"):
        frame.parts[-1] = f"{frame.parts[-1].removesuffix(f'</{tag}>')}{item}</{tag}>"
    else:
        frame.pasted_items = 0
        frame.parts.append(f"<{tag}>{item}</{tag}>")
    frame.pasted_items += 1


def _table_html(rows: list[list[str]]) -> str:
    """A table with as many cells in every row, the first row as head when all its cells are headers."""
    rows = [row for row in rows if row]
    if all(cell in {"<td></td>", "<th></th>"} for row in rows for cell in row):
        return ""
    width = max(len(row) for row in rows)
    headed = len(rows) > 1 and all(cell.startswith("<th>") for cell in rows[0])
    filled = [
        row + ["<th></th>" if headed and row is rows[0] else "<td></td>"] * (width - len(row)) for row in rows
    ]
    html = [f"<tr>{''.join(row)}</tr>" for row in filled]
    head = f"<thead>{html.pop(0)}</thead>" if headed else ""
    return f"<table>{head}<tbody>{''.join(html)}</tbody></table>"
