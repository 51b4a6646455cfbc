"""A proposed wording: the plain text a signer edits, and the rich text it becomes when it is taken in."""

import re
from collections.abc import Callable
from html import escape

from .alignment import runs
from .plain_text import plain

_BLOCK = re.compile(r"<(/?)(p|ul|ol|blockquote|table)\b[^>]*>")
_BLANK_LINE = re.compile(r"\n[^\S\n]*\n")


def editable(html: str) -> str:
    """Sanitised HTML as plain text to edit: a blank line between blocks, a line per item and row."""
    return "\n\n".join(filter(None, map(plain, _blocks(html))))


def reworded(html: str, proposed: str, shown: Callable[[str], str] = str) -> str:
    """`html` with the wording of `proposed`, which began as `editable(shown(html))`.

    Blocks that were not touched stay as they are, with their formatting and references; a changed one keeps
    its kind (list, table, quotation) and loses its bold, italics and links. `shown` turns a block of
    `html` into what the signer read.
    """
    old = _blocks(html)
    old_texts = [plain(shown(block)) for block in old]
    parts = _BLANK_LINE.split(proposed.replace("\r\n", "\n").strip())
    new_texts = ["\n".join(filter(None, map(str.strip, part.split("\n")))) for part in parts]
    result: list[str] = []
    for same, i1, i2, j1, j2 in runs(old_texts, new_texts):
        if same:
            result += old[i1:i2]
        else:
            pattern = old[i1:i2] + [""] * (j2 - j1)
            result += [_block(text, like) for text, like in zip(new_texts[j1:j2], pattern, strict=False)]
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


def _block(text: str, like: str) -> str:
    lines = [escape(line, quote=False) for line in text.split("\n") if line]
    kind = _BLOCK.match(like)
    match kind[2] if kind else "p":
        case "ul" | "ol" as tag:
            return f"<{tag}>{''.join(f'<li>{line}</li>' for line in lines)}</{tag}>"
        case "table":
            rows = ("".join(f"<td>{cell.strip()}</td>" for cell in line.split("\t")) for line in lines)
            return f"<table><tbody>{''.join(f'<tr>{row}</tr>' for row in rows)}</tbody></table>"
        case "blockquote":
            return f"<blockquote><p>{'<br>'.join(lines)}</p></blockquote>"
        case _:
            return f"<p>{'<br>'.join(lines)}</p>" if lines else ""
