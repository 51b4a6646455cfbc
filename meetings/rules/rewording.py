"""A proposed wording: the plain text a signer edits, and the rich text it becomes when it is taken in."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from html import escape
from xml.etree.ElementTree import Element, fromstring, tostring

from .alignment import runs
from .plain_text import plain

_BLOCK = re.compile(r"<(/?)(p|ul|ol|blockquote|table)\b[^<>]*>")
_BLANK_LINE = re.compile(r"\n[^\S\n]*\n")
_NUMBER = re.compile(r"\(?(?:\d{1,4}|[a-z]|[ivxlc]{1,6})[.)] ", re.IGNORECASE)
_LISTS = {"ul", "ol"}


def editable(html: str) -> str:
    """Sanitised HTML as plain text to edit: a blank line between blocks, a line per item and row."""
    return "\n\n".join(filter(None, map(plain, _blocks(html))))


def reworded(html: str, proposed: str, shown: Callable[[str], str] = str) -> str:
    """`html` with the wording of `proposed`, which began as `editable(shown(html))`.

    What was not touched stays as it is, with its formatting and references: blocks, and in a changed block its other
    paragraphs, items, rows and cells. A changed line keeps its place (level of a list, head of a table, quotation) and
    loses its bold, italics and links. `shown` turns a part of `html` into what the signer read.
    """
    old = _blocks(html)
    old_texts = [plain(shown(block)) for block in old]
    parts = _BLANK_LINE.split(proposed.replace("\r\n", "\n").strip("\n "))
    new_texts = ["\n".join(line.strip(" ") for line in part.split("\n") if line.strip()) for part in parts]
    result: list[str] = []
    for same, i1, i2, j1, j2 in runs(old_texts, new_texts):
        if same:
            result += old[i1:i2]
        else:
            pattern = old[i1:i2] + [""] * (j2 - j1)
            result += [
                _block(text, like, shown) for text, like in zip(new_texts[j1:j2], pattern, strict=False)
            ]
    return "".join(result)


def _blocks(html: str) -> list[str]:
    found: list[str] = []
    depth = start = 0
    for tag in _BLOCK.finditer(html):
        if depth == 0 and tag.start() > start:
            found.append(html[start : tag.start()])
            start = tag.start()
        depth += -1 if tag[1] else 1
        if depth == 0:
            found.append(html[start : tag.end()])
            start = tag.end()
    return [block for block in [*found, html[start:]] if plain(block) or "<span" in block]


@dataclass
class _Place:
    """A paragraph, item or row, the element that it stands in, and the lines that were read in it."""

    element: Element
    parent: Element
    lines: list[str]
    cells: list[str] = field(default_factory=list)
    is_changed: bool = False


def _block(text: str, like: str, shown: Callable[[str], str]) -> str:
    lines = text.split("\n")
    if not like:
        return f"<p>{'<br>'.join(escape(line, quote=False) for line in lines)}</p>" if text else ""
    root = fromstring(f"<r>{like.replace('<br>', '<br/>')}</r>")  # noqa: S314 - our own normal form
    places = list(_places(root, shown))
    if not places:
        return _block(text, "", shown)
    _put(places, lines)
    for place in places:
        if not place.lines:
            _remove(place)
        elif place.is_changed:
            _write(place)
    return "".join(map(_html, root))


def _html(element: Element) -> str:
    return tostring(element, encoding="unicode", method="html")


def _places(parent: Element, shown: Callable[[str], str]) -> Iterator[_Place]:
    for element in parent:
        if element.tag in {"p", "li", "tr"}:
            read = plain(shown(_own_html(element, parent))).split("\n")
            cells = [plain(shown(_html(cell))) for cell in element] if element.tag == "tr" else []
            yield _Place(element, parent, [line for line in read if line], cells)
        if element.tag not in {"p", "tr"}:
            yield from _places(element, shown)


def _own_html(element: Element, parent: Element) -> str:
    """An item without its number and the lists in it; anything else whole."""
    if element.tag != "li":
        return _html(element)
    inside = "".join(_html(child) for child in element if child.tag not in _LISTS)
    return f"<p>{escape(element.text or '', quote=False)}{inside}</p>"


def _put(places: list[_Place], lines: list[str]) -> None:
    """Gives each place its new lines; a new line stands after the one before it, in a place of the same kind."""
    read = [(place, line) for place in list(places) for line in place.lines]
    texts = [line for _, line in read]
    numbered = any(place.parent.tag == "ol" for place in places)
    written = [_NUMBER.sub("", line, count=1) if numbered and line not in texts else line for line in lines]
    kept: dict[int, list[str]] = {id(place): [] for place in places}
    last = places[0]
    for same, i1, i2, j1, j2 in runs(texts, written):
        for offset in range(max(i2 - i1, j2 - j1)):
            place = read[i1 + offset][0] if i1 + offset < i2 else None
            line = written[j1 + offset] if j1 + offset < j2 else None
            if line is None:
                place.is_changed = True  # type: ignore[union-attr]
                continue
            if place is None and last.element.tag != "p":
                place = _after(last, line)
                places.insert(places.index(last) + 1, place)
                kept[id(place)] = []
            last = place or last
            last.is_changed |= not same
            kept[id(last)].append(line)
    for place in places:
        place.lines = kept[id(place)]


def _after(before: _Place, line: str) -> _Place:
    element = Element(before.element.tag)
    if element.tag == "tr":
        for cell in before.element:
            element.append(Element("td", dict(cell.attrib)))
    before.parent.insert(list(before.parent).index(before.element) + 1, element)
    return _Place(element, before.parent, [line], is_changed=True)


def _remove(place: _Place) -> None:
    nested = [child for child in place.element if child.tag in _LISTS]
    if nested:  # what stands under it stays where it is
        _empty(place.element)
    else:
        place.parent.remove(place.element)


def _empty(element: Element) -> None:
    element.text = None
    for child in list(element):
        if child.tag in _LISTS:
            child.tail = None
        else:
            element.remove(child)


def _write(place: _Place) -> None:
    element = place.element
    if element.tag == "tr":
        return _write_row(element, place)
    nested = [child for child in element if child.tag in _LISTS]
    for child in list(element):
        element.remove(child)
    element.text = place.lines[0]
    for line in place.lines[1:]:
        br = Element("br")
        br.tail = line
        element.append(br)
    element.extend(nested)
    return None


def _write_row(row: Element, place: _Place) -> None:
    """The cells that were changed; a row that lost its first tab when the form was sent gets it back."""
    cells = place.lines[0].split("\t")
    empty = next((at for at, text in enumerate(place.cells) if text), 0)
    cells = [""] * min(empty, max(0, len(row) - len(cells))) + cells
    cells += [""] * (len(row) - len(cells))
    for at, written in enumerate(map(str.strip, cells)):
        if at >= len(row):
            row.append(Element("td"))
        if at >= len(place.cells) or written != place.cells[at]:
            cell = row[at]
            for child in list(cell):
                cell.remove(child)
            cell.text = written
