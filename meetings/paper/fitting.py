"""Printable HTML made to stay inside the margins: tables that are wider than the page, and words of several types.

A table that is too wide has smaller type, a page that is turned, or both. The words of one for which no page is
wide enough are cut where they must be; `is_cut` says so before.
"""

import re
from enum import StrEnum
from functools import lru_cache
from html import unescape

_MM = 72 / 25.4
_UPRIGHT, _TURNED = 124 * _MM, 247 * _MM  # points between the margins, as pdf/document.css has them
_INDENT = 4.3 * _MM  # of a quotation; a motivation stands in one more
_WIDEST_LETTER, _PADDING = 7.4, 3 * _MM  # points, of a table
_LONGEST = 20  # letters of a word that may be parted where its type changes

_TABLE = re.compile(r"<table>.*?</table>", re.DOTALL)
_ROW = re.compile(r"<tr>(.*?)</tr>", re.DOTALL)
_CELL = re.compile(r"<t[hd][^<>]*>(.*?)</t[hd]>", re.DOTALL)
_ENDS_A_WORD = re.compile(r"</?(?:br|wbr|li|ul|ol)>")
_TAG = re.compile(r"</?[a-z][^<>]*>")
_TYPE = r"</?(?:strong|em|u|b|i|a|sup|sub)(?: [^<>]*)?>"
_MIXED_WORD = re.compile(rf"(?<![^<>\s])[^<>\s]*+(?:{_TYPE}[^<>\s]*+)+")


class Fit(StrEnum):
    """The classes of a table, from the one that needs nothing to the one whose words are cut."""

    AS_IT_IS = ""
    SMALL = "small"
    TURNED = "turned"
    TURNED_SMALL = "turned small"
    CUT = "turned small cut"


def fitted(html: str) -> str:
    """`html`, as printable.for_pdf gives it, with what keeps every word inside the margins."""
    html = _MIXED_WORD.sub(_parted, html)

    def with_class(table: re.Match[str]) -> str:
        found = _fit(table[0], _quotations_at(html, table.start()))
        return table[0].replace("<table>", f'<table class="{found}">', 1) if found else table[0]

    return _TABLE.sub(with_class, html)


def is_cut(html: str) -> bool:
    """Whether a table of `html`, as printable.for_pdf gives it, is too wide for every page."""
    return f'<table class="{Fit.CUT}">' in fitted(html)


def _parted(word: re.Match[str]) -> str:
    """A line is not broken inside the parts of a word in several types, so a long one may be broken between them."""
    if len(unescape(_TAG.sub("", word[0]))) <= _LONGEST:
        return word[0]
    return _TAG.sub(lambda tag: f"{tag[0]}<wbr>" if tag[0][1] == "/" else f"<wbr>{tag[0]}", word[0])


def _quotations_at(html: str, at: int) -> int:
    return html.count("<blockquote>", 0, at) - html.count("</blockquote>", 0, at)


@lru_cache(maxsize=256)
def _fit(table: str, quotations: int) -> Fit:
    """How the table finds room. Only one that could be too wide is laid out to be measured."""
    room = _UPRIGHT - (quotations + 1) * _INDENT
    turned = room + _TURNED - _UPRIGHT
    if _at_most(table) <= room:
        return Fit.AS_IT_IS
    from meetings.paper.rendering import narrowest  # WeasyPrint: only for a table that may need it

    usual = narrowest(table)
    small = narrowest(table.replace("<table>", f'<table class="{Fit.SMALL}">', 1))
    tried = (
        (usual, room, Fit.AS_IT_IS),
        (small, room, Fit.SMALL),
        (usual, turned, Fit.TURNED),
        (small, turned, Fit.TURNED_SMALL),
    )
    return next((fit for width, limit, fit in tried if width <= limit), Fit.CUT)


def _at_most(table: str) -> float:
    """Points that the longest words of the columns can take, side by side."""
    rows = [_CELL.findall(row) for row in _ROW.findall(table)]
    longest = (max(map(_longest_word, column)) for column in zip(*rows, strict=True))
    return sum(letters * _WIDEST_LETTER + _PADDING for letters in longest)


def _longest_word(cell: str) -> int:
    marks = 3 * cell.count("<ul>") + 3 * cell.count("<ol>")
    words = unescape(_TAG.sub("", _ENDS_A_WORD.sub(" ", cell))).split(" ")
    return max(map(len, words)) + marks
