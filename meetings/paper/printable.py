"""Sanitised HTML -> HTML that stays valid PDF/A-3a and PDF/UA-1 when printed.

What a browser shows without complaint can break a tagged PDF: a paragraph inside a list item, a row with
a cell too few, a header cell over two columns, a link to nowhere. The text is read into the few
structures that are known to print well and written out again; words are never dropped.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from html import escape
from xml.etree.ElementTree import Element

from meetings.paper.typesetting import hold, keep_together
from meetings.swedish import NBSP, THIN
from meetings.text.tree import tree

_INLINE = {"strong", "em", "u", "b", "i", "sup", "sub"}
_SAFE_ADDRESS = re.compile(r"(https?|mailto|tel):[!-~]+", re.IGNORECASE)
_AMOUNT = re.compile(
    rf"[−–+-]?[\d{THIN},.]*\d(?:{NBSP}(?:kr|kronor|%))?|[–-]"
)  # a column of them stands to the right
_LARGEST_SPAN = 20
_DEEPEST = 40
_LARGEST_ROMAN = 200  # «CCCLXXXVIII.» has no room in the margin


def for_pdf(html: str, anchors: Collection[str] = ()) -> str:
    """`html` (p, br, strong, em, u, sup, sub, ul, ol, li, blockquote, a, table …) in printable form.

    `anchors` are the ids a link inside the document may point to; other links become plain text.
    Anything not in the list of known elements is replaced by its content.
    """
    body = tree(html)
    if _depth(body) > _DEEPEST:  # nobody writes so; only the words are worth keeping
        return f"<p>{escape(''.join(body.itertext()))}</p>"
    return "".join(_blocks(body, frozenset(anchors)))


def _depth(node: Element) -> int:
    level, depth = [node], 0
    while level:
        level = [child for each in level for child in each]
        depth += 1
    return depth


def _blocks(parent: Element, anchors: frozenset[str]) -> Iterator[str]:
    """The blocks of `parent`; runs of loose text become paragraphs."""
    run: list[str] = []

    def paragraph() -> Iterator[str]:
        text = _trimmed("".join(run))
        run.clear()
        if text:
            yield f"<p>{text}</p>"

    for node in _nodes(parent):
        if isinstance(node, str):
            run.append(_text(node))
        elif _is_inline(node):
            run.append(_inline(node, anchors))
        else:
            yield from paragraph()
            yield from _block(node, anchors)
    yield from paragraph()


def _block(node: Element, anchors: frozenset[str]) -> Iterator[str]:
    match node.tag:
        case "ul" | "ol":
            yield _list(node, anchors)
        case "table":
            yield _table(node, anchors)
        case "blockquote":
            content = "".join(_blocks(node, anchors))
            if content:
                yield f"<blockquote>{content}</blockquote>"
        case _:  # p, and whatever else holds blocks
            yield from _blocks(node, anchors)


def _list(node: Element, anchors: frozenset[str]) -> str:
    items = []
    for child in node:
        nested = "".join(_list(each, anchors) for each in _outermost(child, ("ul", "ol")))
        text = _flat(child, anchors) if child.tag not in ("ul", "ol") else ""
        if child.tag in ("ul", "ol"):
            nested = _list(child, anchors)
        if text or nested:
            items.append(f"<li>{text}{nested}</li>")
    return f"<{node.tag}{_numbering(node)}>{''.join(items)}</{node.tag}>" if items else ""


def _numbering(node: Element) -> str:
    """The first number and the kind of numbers of an ol; document.css shows them."""
    start, style = node.get("start", ""), node.get("type", "")
    if node.tag != "ol":
        return ""
    first = int(start) if re.fullmatch(r"\d{1,4}", start, re.ASCII) else 1
    kinds = {"a", "A"} if first + len(node) > _LARGEST_ROMAN else {"a", "A", "i", "I"}
    return (f' start="{first}"' if first != 1 else "") + (f' type="{style}"' if style in kinds else "")


def _flat(node: Element, anchors: frozenset[str]) -> str:
    """The text of `node` on lines: every block in it ends a line. Nested lists are left to the caller."""
    parts: list[str] = []
    for child in _nodes(node):
        if isinstance(child, str):
            parts.append(_text(child))
        elif _is_inline(child):
            parts.append(_inline(child, anchors))
        elif child.tag not in ("ul", "ol"):
            parts += ["<br>", _flat(child, anchors), "<br>"]
    return _trimmed("".join(parts))


def _trimmed(html: str) -> str:
    html = re.sub(r"(?<!\s)\s*+<br>(?:\s|<br>)*+", "<br>", html).strip()
    return html.removeprefix("<br>").removesuffix("<br>").strip()


def _inline(node: Element, anchors: frozenset[str]) -> str:
    if node.tag == "br":
        return "<br>"
    content = "".join(_text(n) if isinstance(n, str) else _inline(n, anchors) for n in _nodes(node))
    if not content.strip():
        return content
    if node.tag == "a":
        return _link(node, content, anchors)
    return f"<{node.tag}>{content}</{node.tag}>" if node.tag in _INLINE else content


def _link(node: Element, content: str, anchors: frozenset[str]) -> str:
    """An element inside a link gives a second annotation without its tag, so formatting moves out or goes."""
    address = (node.get("href") or "").strip()
    if not ((address.startswith("#") and address[1:] in anchors) or _SAFE_ADDRESS.fullmatch(address)):
        return content
    around: list[str] = []
    inner = node
    while len(inner) == 1 and inner[0].tag in _INLINE and not (inner.text or inner[0].tail):
        inner = inner[0]
        around.append(str(inner.tag))
    text = escape(hold(_words(inner)))
    link = f'<a href="{escape(address)}">{text}</a>'
    return "".join(f"<{tag}>" for tag in around) + link + "".join(f"</{tag}>" for tag in reversed(around))


def _words(node: Element) -> str:
    parts = (n if isinstance(n, str) else " " if n.tag == "br" else _words(n) for n in _nodes(node))
    return "".join(parts)


@dataclass(frozen=True)
class _Cell:
    text: str
    header: bool
    right: bool = False


def _table(node: Element, anchors: frozenset[str]) -> str:
    """A table with one cell in every square: spans become empty squares, short rows are filled."""
    rows = _grid(node, anchors)
    if not rows:
        return ""
    heading, *others = rows
    amounts = {
        x for x in range(1, len(heading)) if others and all(_AMOUNT.fullmatch(row[x].text) for row in others)
    }
    head = ""
    if (
        others
        and any(cell.header for cell in heading)
        and all(cell.header or not cell.text for cell in heading)
    ):
        cells = "".join(
            f'<th scope="col"{_class(x in amounts or cell.right)}>{cell.text}</th>'
            for x, cell in enumerate(heading)
        )
        head, rows = f"<thead><tr>{cells}</tr></thead>", others
    # Every data cell needs a heading or none may have one (ISO 14289-1 7.5): the first column heads all rows or none.
    first = (
        '<th scope="row">{}</th>'
        if all(row[0].header for row in rows) and len(heading) > 1
        else "<td>{}</td>"
    )
    body = "".join(f"<tr>{_row(row, first, amounts)}</tr>" for row in rows)
    return f"<table>{head}<tbody>{body}</tbody></table>"


def _row(cells: list[_Cell], first: str, amounts: Collection[int]) -> str:
    others = (
        f"<td{_class(x in amounts or cell.right)}>{cell.text}</td>"
        for x, cell in enumerate(cells[1:], start=1)
    )
    return first.format(cells[0].text) + "".join(others)


def _class(is_amount: bool) -> str:
    return ' class="amount"' if is_amount else ""


def _grid(node: Element, anchors: frozenset[str]) -> list[list[_Cell]]:
    filled: dict[tuple[int, int], _Cell] = {}
    rows = [
        row for row in _outermost(node, ("tr",)) if row.find("td") is not None or row.find("th") is not None
    ]
    for y, row in enumerate(rows):
        x = 0
        for cell in row:
            while (y, x) in filled:
                x += 1
            header = cell.tag == "th"
            for down in range(min(_span(cell, "rowspan"), len(rows) - y)):
                for right in range(_span(cell, "colspan")):
                    filled.setdefault((y + down, x + right), _Cell("", header))
            filled[y, x] = _Cell(_cell_text(cell, anchors), header, cell.get("align") == "right")
    width = max((x + 1 for _, x in filled), default=0)
    return [[filled.get((y, x), _Cell("", False)) for x in range(width)] for y in range(len(rows))]


def _cell_text(cell: Element, anchors: frozenset[str]) -> str:
    lists = "".join(_list(each, anchors) for each in _outermost(cell, ("ul", "ol")))
    return _flat(cell, anchors) + lists


def _text(text: str) -> str:
    return keep_together(escape(text))


def _span(cell: Element, name: str) -> int:
    value = cell.get(name, "1")
    return min(int(value), _LARGEST_SPAN) if re.fullmatch(r"[1-9][0-9]{0,5}", value) else 1


def _outermost(node: Element, tags: tuple[str, ...]) -> Iterator[Element]:
    """The nearest descendants with one of `tags`, not those inside another of them."""
    for child in node:
        if child.tag in tags:
            yield child
        elif isinstance(child.tag, str):
            yield from _outermost(child, tags)


def _nodes(node: Element) -> Iterator[str | Element]:
    """Text and elements in order; comments are passed over."""
    if node.text:
        yield node.text
    for child in node:
        if isinstance(child.tag, str):
            yield child
        if child.tail:
            yield child.tail


def _is_inline(node: Element) -> bool:
    return node.tag in _INLINE | {"a", "br", "span"} and all(_is_inline(child) for child in node)
