"""A DOCX as the HTML that a word processor would have put on the clipboard (ECMA-376, WordprocessingML)."""

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape
from io import BytesIO
from xml.etree.ElementTree import Element, ParseError, fromstring

from meetings.errors import RuleViolation
from meetings.paper.packages import DAMAGED
from meetings.rules.plain_text import ordinal

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MOST_XML = 20_000_000  # bytes of one part
_MOST_TAGS = 400_000  # a hundred bytes of a ZIP may hold a thousand, and each becomes an object
_HEADING = re.compile(r"(?:heading|rubrik)\s?\d", re.IGNORECASE)
_OFF = {"0", "false", "off", "none"}
_STYLES = {"lowerLetter": "a", "upperLetter": "A", "lowerRoman": "i", "upperRoman": "I"}
_SIGNS = {"tab": " ", "br": "<br>", "cr": "<br>", "noBreakHyphen": "-"}
_SYMBOL = re.compile(r"(?![Dd][89A-Fa-f])[0-9A-Fa-f]{4}")  # half of a pair is no character
_WRAPPING = {f"{_W}{name}" for name in ("sdt", "sdtContent", "ins", "customXml")}
_DEEPEST = 8  # Word has nine levels of a list, from 0
_UNREADABLE = "Dokumentet kunde inte läsas. Öppna det och klistra in texten i stället."


def html_of_docx(data: bytes) -> str:
    """The document's own text as HTML, with its lists marked as Word marks them, without notes, headers and comments.

    Raises RuleViolation for a file that is no DOCX, is damaged or is too large.
    """
    try:
        with zipfile.ZipFile(BytesIO(data)) as package:
            body = _part(package, "word/document.xml").find(f"{_W}body")
            names = set(package.namelist())
            numbering = (
                _part(package, "word/numbering.xml") if "word/numbering.xml" in names else Element("none")
            )
            styles = _part(package, "word/styles.xml") if "word/styles.xml" in names else Element("none")
        if body is None:
            raise RuleViolation(_UNREADABLE)
        return "".join(_Writer(_Numbering(numbering, styles)).blocks(body))
    except (ParseError, *DAMAGED) as error:  # also tables in tables deeper than Python calls itself
        raise RuleViolation(_UNREADABLE) from error


def _part(package: zipfile.ZipFile, name: str) -> Element:
    with package.open(name) as part:
        data = part.read(_MOST_XML + 1)
    plain = data.replace(b"\0", b"")  # of UTF-16 too
    # The format has no document type, and entities of one can grow without end.
    if len(data) > _MOST_XML or plain.count(b"<") > _MOST_TAGS or b"<!DOCTYPE" in plain:
        raise RuleViolation(_UNREADABLE)
    return fromstring(data)  # noqa: S314 - without a document type there are no entities


def _value(element: Element | None, name: str = "val", otherwise: str = "") -> str:
    return otherwise if element is None else element.get(f"{_W}{name}", otherwise)


def _level(element: Element | None, name: str = "ilvl") -> int:
    """The level that an attribute says, 0 when it says none that there is."""
    at = _value(element, name, "0")
    return int(at) if at in map(str, range(_DEEPEST + 1)) else 0


def _inside(parent: Element, name: str) -> Iterator[Element]:
    """The rows of a table or the cells of a row, also those in controls of a form."""
    for element in parent:
        if element.tag == f"{_W}{name}":
            yield element
        elif element.tag in _WRAPPING:
            yield from _inside(element, name)


def _is_on(properties: Element | None, name: str) -> bool:
    found = None if properties is None else properties.find(f"{_W}{name}")
    return found is not None and _value(found, otherwise="1") not in _OFF


@dataclass
class _Numbering:
    """The number or sign of each paragraph of a list, counted as the paragraphs come."""

    numbering: Element
    styles: Element
    _counts: dict[str, list[int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        abstract = {_value(one, "abstractNumId"): one for one in self.numbering.iter(f"{_W}abstractNum")}
        self._levels: dict[str, dict[int, Element]] = {}
        for one in self.numbering.iter(f"{_W}num"):
            found = abstract.get(_value(one.find(f"{_W}abstractNumId")))
            if found is not None:
                levels = {_level(level): level for level in found.iter(f"{_W}lvl")}
                self._levels[_value(one, "numId")] = levels
        self._of_style = {
            _value(style, "styleId"): (style.find(f"{_W}pPr/{_W}numPr"), _value(style.find(f"{_W}name")))
            for style in self.styles.iter(f"{_W}style")
        }

    def name_of(self, style: str) -> str:
        return self._of_style.get(style, (None, style))[1] or style

    def mark(self, properties: Element | None, style: str) -> tuple[str, int] | None:
        """«3.» and the level from 1; None for a paragraph outside lists."""
        own = None if properties is None else properties.find(f"{_W}numPr")
        of_style = self._of_style.get(style, (None, ""))[0]
        place = own if own is not None else of_style
        if place is None:
            return None
        number = _value(place.find(f"{_W}numId"))
        levels = self._levels.get(number, {})
        level = _level(place.find(f"{_W}ilvl"), "val")
        if level not in levels:
            return None
        counts = self._counts.setdefault(number, [])
        for missing in range(len(counts), level + 1):
            counts.append(self._start(levels.get(missing)) - 1)
        counts[level] += 1
        del counts[level + 1 :]
        return self._written(levels, counts, level), level + 1

    def _start(self, level: Element | None) -> int:
        start = _value(None if level is None else level.find(f"{_W}start"), otherwise="1")
        return int(start[:9]) if start.isdecimal() else 1

    def _written(self, levels: dict[int, Element], counts: list[int], level: int) -> str:
        def number(found: re.Match[str]) -> str:
            at = int(found[1]) - 1
            if at >= len(counts):
                return ""
            kind = _value(levels[at].find(f"{_W}numFmt")) if at in levels else ""
            return ordinal(counts[at], _STYLES.get(kind, "1"))

        here = levels[level]
        written = _value(here.find(f"{_W}lvlText"))
        if _value(here.find(f"{_W}numFmt")) == "bullet":
            return written if len(written) > 1 and written.isalpha() else "·"  # «att» before each sentence
        return re.sub(r"%(\d)", number, written).strip()


@dataclass
class _Writer:
    """Writes the HTML. A table's own rows and cells are its children: those inside a cell are of a table in it."""

    numbering: _Numbering

    def blocks(self, parent: Element) -> Iterator[str]:
        """Paragraphs and tables, also those in controls of a form."""
        for element in parent:
            if element.tag == f"{_W}p":
                yield self._paragraph(element)
            elif element.tag == f"{_W}tbl":
                yield self._table(element)
            elif element.tag == f"{_W}sdt" and (inner := element.find(f"{_W}sdtContent")) is not None:
                yield from self.blocks(inner)
            elif element.tag in {f"{_W}ins", f"{_W}customXml"}:
                yield from self.blocks(element)

    def _paragraph(self, paragraph: Element) -> str:
        properties = paragraph.find(f"{_W}pPr")
        style = "" if properties is None else _value(properties.find(f"{_W}pStyle"))
        words = "".join(self._words(paragraph))
        mark = self.numbering.mark(properties, style)
        tag = "h1" if _HEADING.match(self.numbering.name_of(style)) else "p"
        right = (
            ' align="right"'
            if properties is not None and _value(properties.find(f"{_W}jc")) in {"right", "end"}
            else ""
        )
        if not mark:
            return f"<{tag}{right}>{words}</{tag}>"
        sign, level = mark
        if tag == "h1" or "§" in sign:
            return f"<{tag}>{escape(sign)} {words}</{tag}>"
        ignored = f'<span style="mso-list:Ignore">{escape(sign)}</span>'
        return f'<p style="mso-list:l0 level{level} lfo1">{ignored}{words}</p>'

    def _words(self, parent: Element) -> Iterator[str]:
        for element in parent:
            name = element.tag.removeprefix(_W)
            if name == "r":
                yield self._run(element)
            elif name in {"ins", "hyperlink", "smartTag", "sdt", "sdtContent", "fldSimple"}:
                yield from self._words(element)

    def _run(self, run: Element) -> str:
        properties = run.find(f"{_W}rPr")
        html = ""
        for element in run:
            name = element.tag.removeprefix(_W)
            if name == "t":
                html += escape(element.text or "", quote=False)
            elif name == "sym" and _SYMBOL.fullmatch(_value(element, "char")):
                html += chr(int(_value(element, "char"), 16))
            else:
                html += _SIGNS.get(name, "")
        raised = _value(None if properties is None else properties.find(f"{_W}vertAlign"))
        marks = {
            "b": _is_on(properties, "b"),
            "i": _is_on(properties, "i"),
            "sup": raised == "superscript",
            "sub": raised == "subscript",
            "s": _is_on(properties, "strike") or _is_on(properties, "dstrike"),
        }
        for tag, is_on in marks.items():
            html = f"<{tag}>{html}</{tag}>" if is_on and html else html
        return f'<span style="display:none">{html}</span>' if _is_on(properties, "vanish") else html

    def _table(self, table: Element) -> str:
        rows = "".join(f"<tr>{''.join(self._cells(row))}</tr>" for row in _inside(table, "tr"))
        return f'<table class="docx">{rows}</table>'

    def _cells(self, row: Element) -> Iterator[str]:
        tag = "th" if _is_on(row.find(f"{_W}trPr"), "tblHeader") else "td"
        for cell in _inside(row, "tc"):
            properties = cell.find(f"{_W}tcPr")
            merged = None if properties is None else properties.find(f"{_W}vMerge")
            across = _value(None if properties is None else properties.find(f"{_W}gridSpan"), otherwise="1")
            span = f' colspan="{across[:3]}"' if across.isdecimal() and across != "1" else ""
            inside = "" if merged is not None and _value(merged) != "restart" else "".join(self.blocks(cell))
            yield f"<{tag}{span}>{inside}</{tag}>"
