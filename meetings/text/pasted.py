"""What is pasted: HTML of a word processor, or plain lines."""

import re
from collections.abc import Iterator, Sequence
from html import escape
from itertools import groupby

from meetings.rules.plain_text import plain

from .lists import is_amount
from .richtext import Cleaned, clean_line, cleaned

_MARK = re.compile(
    r"(?P<indent>[ \t]*)(?P<mark>[-–•·*▪●○]|\(?(?:\d{1,3}|[a-zåäö])[.)])[ \t\u00a0]+(?P<words>\S.*)"
)
_ORDERED = re.compile(r"<(/?)ol\b[^<>]*>")
_DASH = re.compile(r"[-–•·]\s+")


def pasted_prose(html: str, text: str) -> Cleaned:
    """`html` in the normal form, or the lines of `text` when there is none. Raises RuleViolation as clean does."""
    return cleaned(html or html_of_lines(text))


def pasted_rows(html: str, text: str, limit: int) -> Cleaned:
    """The same as sentences, a line each, without the marks of their lists; `limit` is the longest line."""
    found = pasted_prose(html, text)
    lines = plain(_ORDERED.sub(r"<\1ul>", found.html)).replace("\t", " ").split("\n")
    rows = (clean_line(_unmarked(line), limit) for line in lines)
    return Cleaned("\n".join(row for row in rows if row), found.told)


def html_of_lines(text: str) -> str:
    """Plain text as HTML: a paragraph for each line, and a list of two or more lines in sequence that have marks."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    marked = [(line, _marked(line)) for line in lines]
    groups = groupby(marked, key=lambda pair: pair[1] is not None)
    return "".join("".join(_group([*group], is_list=is_list)) for is_list, group in groups)


def _marked(line: str) -> re.Match[str] | None:
    found = _MARK.fullmatch(line.rstrip())
    return None if found and found["mark"] in "-–" and is_amount(found["words"]) else found


def _group(lines: Sequence[tuple[str, re.Match[str] | None]], *, is_list: bool) -> Iterator[str]:
    items = [found for _, found in lines if found]
    if not is_list or len(items) < 2:
        yield from (f"<p>{escape(line, quote=False)}</p>" for line, _ in lines)
        return
    depths = sorted({len(found["indent"].expandtabs(4)) for found in items})
    for found in items:
        level = depths.index(len(found["indent"].expandtabs(4))) + 1
        yield (
            f'<p style="mso-list:l0 level{level} lfo1"><span style="mso-list:Ignore">{escape(found["mark"])}</span>'
            f"{escape(found['words'], quote=False)}</p>"
        )


def _unmarked(line: str) -> str:
    found = _DASH.match(line)
    return line if not found or is_amount(line[found.end() :]) else line[found.end() :]
