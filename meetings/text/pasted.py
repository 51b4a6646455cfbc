"""What is pasted: HTML of a word processor, or plain lines."""

import re
from collections.abc import Iterator, Sequence
from html import escape
from itertools import groupby

from meetings.rules.plain_text import plain

from .lists import PastedItem, is_amount, item_marked
from .richtext import Cleaned, clean_line, cleaned

# Bullets, also those that Word writes as letters before a tab, and numbers. «A.» may be somebody's first name.
_MARK = re.compile(
    r"(?P<indent>[ \t]*)(?P<mark>[-–•·*▪●○◦‣■❖➢→\uf0a7\uf0b7\uf0d8\uf0e0]|[o§](?=\t)"
    r"|\(?(?:\d{1,3}|[a-zåäö]|[ivxlc]{1,6}|[IVXLC]{1,6})[.)]|\(?[A-ZÅÄÖ]\))[ \t\u00a0]+(?P<words>\S.*)"
)
type _Found = re.Match[str] | None
_ORDERED = re.compile(r"<(/?)ol\b[^<>]*>")
_DASH = re.compile(r"[-–•·]\s+")


def pasted_prose(html: str, text: str, *, in_cell: bool = False) -> Cleaned:
    """`html` in the normal form, or the lines of `text` when there is none. Raises RuleViolation as clean does.

    `in_cell` is what a cell can hold of it: lines and lists, and no table.
    """
    whole = html or html_of_lines(text)
    if not in_cell:
        return cleaned(whole)
    found = cleaned(f"<table><tr><td>{whole}</td></tr></table>")
    return Cleaned(found.html.partition("<td>")[2].rpartition("</td>")[0], found.told)


def pasted_rows(html: str, text: str, limit: int) -> Cleaned:
    """The same as sentences, a line each, without the marks of their lists; `limit` is the longest line."""
    found = pasted_prose(html, text)
    lines = plain(_ORDERED.sub(r"<\1ul>", found.html)).replace("\t", " ").split("\n")
    rows = (clean_line(_unmarked(line), limit) for line in lines)
    return Cleaned("\n".join(row for row in rows if row), found.told)


def html_of_lines(text: str) -> str:
    """Plain text as HTML: a paragraph for each line, a list of two or more lines in sequence that have marks, and a
    table of two or more with as many tabs, which an empty line ends.
    """
    written = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    lines = _in_sequence([(line, _marked(line)) for line in written if line.strip() or "\t" in text])
    groups = groupby(
        lines, key=lambda pair: (pair[1] is not None, 0 if pair[1] else pair[0].strip().count("\t"))
    )
    return "".join("".join(_group([*group], tabs=tabs)) for (_, tabs), group in groups)


def _marked(line: str) -> re.Match[str] | None:
    found = _MARK.fullmatch(line.rstrip())
    return None if found and found["mark"] in "-–" and is_amount(found["words"]) else found


def _in_sequence(lines: Sequence[tuple[str, _Found]]) -> Iterator[tuple[str, _Found]]:
    """The same without the outermost numbers that no other goes before or after: «3. maj» is a day."""
    least = min((_depth(found) for _, found in lines if found), default=0)
    items: list[PastedItem | None] = []
    last: list[PastedItem] = []
    for _, found in lines:
        is_outer = found is not None and _depth(found) == least
        items.append(item_marked(found["mark"], "", 1, last) if found and is_outer else None)
        last = [*filter(None, items[-1:])] or last
    known = {(one.style, one.number) for one in items if one and one.number}
    for item, (line, found) in zip(items, lines, strict=True):
        near = {(item.style, item.number - 1), (item.style, item.number + 1)} if item else set()
        is_alone = item and item.number and known.isdisjoint(near)
        yield line, None if is_alone else found


def _depth(found: re.Match[str]) -> int:
    return len(found["indent"].expandtabs(4))


def _group(lines: Sequence[tuple[str, _Found]], *, tabs: int) -> Iterator[str]:
    items = [found for _, found in lines if found]
    if tabs and len(lines) > 1:
        rows = [line.strip().split("\t") for line, _ in lines]
        cells = ("".join(f"<td>{escape(cell, quote=False)}</td>" for cell in row) for row in rows)
        yield f"<table>{''.join(f'<tr>{row}</tr>' for row in cells)}</table>"
        return
    if len(items) < 2:
        yield from (f"<p>{escape(line, quote=False)}</p>" for line, _ in lines)
        return
    depths = sorted({_depth(found) for found in items})
    for found in items:
        level = depths.index(_depth(found)) + 1
        yield (
            f'<p style="mso-list:l0 level{level} lfo1"><span style="mso-list:Ignore">{escape(found["mark"])}</span>'
            f"{escape(found['words'], quote=False)}</p>"
        )


def _unmarked(line: str) -> str:
    found = _DASH.match(line)
    return line if not found or is_amount(line[found.end() :]) else line[found.end() :]
