"""What is pasted: HTML of a word processor, or plain lines."""

import re
from collections.abc import Iterator, Sequence
from html import escape
from itertools import groupby

from meetings.rules.plain_text import plain

from .lists import PastedItem, is_amount, item_marked
from .meaning import MARKS
from .richtext import Cleaned, clean_line, cleaned

# Bullets, also those that Word writes as letters before a tab, and numbers. «A.» may be somebody's first name.
_MARK = re.compile(
    r"(?P<indent>[ \t]*)(?P<mark>[-–•·*▪●○◦‣■❖➢→\uf0a7\uf0b7\uf0d8\uf0e0]|[o§](?=\t)"
    r"|\(?(?:\d{1,3}|[a-zåäö]|[ivxlc]{1,6}|[IVXLC]{1,6})[.)]|\(?[A-ZÅÄÖ]\))[ \t\u00a0]+(?P<words>\S.*)"
)
# Firefox shows a PDF as lines with such a break between.
_SHOWN_PAGE = re.compile(r"<br\b[^<>]*\brole=[\"']?presentation", re.IGNORECASE)
_PAGE, _FULL = 45, 0.85  # letters of a line of prose; how much of the width a full line takes at least
_GOES_ON = re.compile(r"(?!att\b)[a-zåäöé]")
_ENDS = re.compile(r"(?:[.:;!?”\"»]|^)\s*$")
_DIVIDED = re.compile(r"[a-zåäöé][-\u00ad\u2010]$")
_JOINS = re.compile(r"(?:och|eller|samt|respektive|till)\b")
type _Found = re.Match[str] | None
_ORDERED = re.compile(r"<(/?)ol\b[^<>]*>")
_DASH = re.compile(r"[-–•·]\s+")


def pasted_prose(html: str, text: str, *, in_cell: bool = False) -> Cleaned:
    """`html` in the normal form, or the lines of `text` when there is none. Raises RuleViolation as clean does.

    `in_cell` is what a cell can hold of it: lines and lists, and no table.
    """
    told: tuple[str, ...] = ()
    if not html or _SHOWN_PAGE.search(html):
        text, is_unfolded = _unfolded(text)
        html = html_of_lines(text)
        told = (MARKS["line of a page"].told,) * is_unfolded
    if not in_cell:
        found = cleaned(html)
        return Cleaned(found.html, told + found.told)
    found = cleaned(f"<table><tr><td>{html}</td></tr></table>")
    return Cleaned(found.html.partition("<td>")[2].rpartition("</td>")[0], told + found.told)


def pasted_rows(html: str, text: str, limit: int) -> Cleaned:
    """The same as sentences, a line each, without the marks of their lists; `limit` is the longest line."""
    found = pasted_prose(html, text)
    lines = plain(_ORDERED.sub(r"<\1ul>", found.html)).replace("\t", " ").split("\n")
    rows = (clean_line(_unmarked(line), limit) for line in lines)
    return Cleaned("\n".join(row for row in rows if row), found.told)


def _unfolded(text: str) -> tuple[str, bool]:
    """The text with each sentence on one line, and whether any was not: a page of a PDF is copied line by line.

    A line goes on in the next when that begins with a small letter and its first word had no room, and is not an item
    or an att-sats of its own; where no word is divided two lines must be full, for the longest always is. A word that
    was divided is whole again, but «års- och» keeps its hyphen.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    width = max((len(line.strip()) for line in lines), default=0)
    is_page = sum(len(line.strip()) > width * _FULL for line in lines) > 1
    whole = lines[:1]
    room = len(whole[0].strip()) if whole else 0
    for line in lines[1:]:
        words = line.strip()
        goes_on = (
            width >= _PAGE
            and (is_page or _DIVIDED.search(whole[-1].rstrip()))
            and "\t" not in whole[-1] + line
            and _GOES_ON.match(words)
            and not _marked(line)
            and not _ENDS.search(whole[-1])
            and room + 1 + len(words.split()[0]) > width * _FULL
        )
        room = len(words)
        if not goes_on:
            whole.append(line)
        elif _DIVIDED.search(whole[-1].rstrip()) and not _JOINS.match(words):
            whole[-1] = f"{whole[-1].rstrip()[:-1]}{words}"
        else:
            whole[-1] = f"{whole[-1].rstrip()} {words}"
    return "\n".join(whole), len(whole) < len(lines)


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
