"""Text from people and their word processors, made into the little HTML a protocol holds.

There is one normal form: the same text pasted from Word, Outlook or the web is stored as the same string.
"""

import re
from collections import Counter
from dataclasses import dataclass

import nh3

from meetings.errors import RuleViolation
from meetings.rules.plain_text import plain

from .inline import characters, collapse
from .meaning import ATTRIBUTES, ELEMENTS, MARKS
from .prose import BLOCKS, normal_form

__all__ = ["clean", "clean_line", "cleaned", "is_blank", "plain"]

MAX_PASTED = 1_000_000
MAX_STORED = 100_000
MAX_LINE = 2_000
MAX_NESTING = 2_000
MAX_ELEMENTS = 20_000  # a table of 1 000 rows and 10 columns has half of it

_SANITISER = nh3.Cleaner(
    tags=set(BLOCKS | ELEMENTS | {"br", "font", "ins", "span"}) - {"img"},
    clean_content_tags={"datalist", "script", "style", "template", "title"},
    # What is written out has none of the attributes: prose.py reads what they mean.
    attributes={"*": set(ATTRIBUTES), "a": {"href"}, "span": {"data-field", "data-attachment"}},
    link_rel=None,
    url_schemes={"http", "https", "mailto"},
    url_relative="deny",
)

# Void tags, and those whose end may be left out: they do not nest by themselves.
_SHALLOW = frozenset({"br", "col", "hr", "img", "input", "li", "link", "meta", "p", "td", "th", "tr", "wbr"})
# Not the box of a checklist, which is read as what it says, nor what is drawn beside the words.
_PICTURE = re.compile(
    r"<(?:img|svg|canvas|video|audio|object|embed|iframe)\b(?![^<>]*(?:-roledescription=.checkbox|-hidden=.true))",
    re.IGNORECASE,
)
_FORMULA = re.compile(r"<(?:math|m:omath)\b", re.IGNORECASE)
_FILE = re.compile(r"""<a\b[^<>]*\bhref=["']?(?:file:|\\\\)""", re.IGNORECASE)
_STYLE_SHEET = re.compile(r"<style\b[^<>]*>(.*?)</style", re.IGNORECASE | re.DOTALL)
_CLASS = re.compile(r"\.(?!Mso)([\w-]+)\s*+\{([^{}]*+)\}", re.IGNORECASE)
_TAG = re.compile(r"<(/?)([a-zA-Z][^\s/>]*)")


def clean(html: str) -> str:
    """`html` as p, br, strong, em, sup, sub, ul, ol, li, blockquote, a, table and placeholder spans, nothing else.

    An ol may have `start` and `type`, a cell `align="right"`. Words that were struck out, hidden or a comment go, as
    meaning.py says.

    Safe to show unescaped, NFC, without control characters and empty paragraphs; cleaning twice changes
    nothing. Items and cells hold lines and lists, no p: PDF/UA refuses paragraphs in items. Links go to http,
    https and mailto. Raises RuleViolation when the text is too long or nested beyond what a person writes.
    """
    return cleaned(html).html


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A text in the normal form, and a sentence for each kind of meaning that did not come along."""

    html: str
    told: tuple[str, ...] = ()


def cleaned(html: str) -> Cleaned:
    """What `clean` gives, with what its writer should be told."""
    if len(html) > MAX_PASTED:
        raise RuleViolation("Texten är för lång att klistra in på en gång.")
    _refuse_laborious(html)
    told: dict[str, None] = {}
    styles = dict(rule for sheet in _STYLE_SHEET.findall(html) for rule in _CLASS.findall(sheet))
    # Without lone surrogates.
    text = normal_form(_SANITISER.clean(html.encode(errors="ignore").decode()), told, styles)
    if len(text) > MAX_STORED:
        raise RuleViolation(f"Texten är för lång. Den får vara högst {MAX_STORED} tecken.")
    if _FORMULA.search(html):
        told.setdefault(MARKS["formula"].told)
    if _PICTURE.search(html):
        told.setdefault(MARKS["picture"].told)
    if _FILE.search(html):
        told.setdefault(MARKS["file on a computer"].told)
    return Cleaned(text, tuple(told))


def clean_line(text: str, limit: int = MAX_LINE) -> str:
    """Plain text on one line, for headings and decisions: NFC, no control characters, single spaces.

    Raises RuleViolation when more than `limit` characters remain.
    """
    line = collapse(characters(text)).strip()
    if len(line) > limit:
        raise RuleViolation(f"Texten är för lång. Den får vara högst {limit} tecken.")
    return line


def is_blank(html: str) -> bool:
    """Whether nothing would be printed: no text and no placeholder."""
    return not clean(html)


def _refuse_laborious(html: str) -> None:
    """Depth and number are judged before anything is parsed: a megabyte of list items takes a quarter of a minute,
    and the sanitiser's time grows with the square of the depth, so that 100 000 open divs take half a minute.
    """
    open_tags: Counter[str] = Counter()
    depth = elements = 0
    for found in _TAG.finditer(html):
        closing, name = found.groups()
        elements += not closing
        if elements > MAX_ELEMENTS:
            raise RuleViolation(
                "Texten har för många delar att klistra in på en gång. Klistra in den i delar."
            )
        tag = name.lower()
        # A browser ignores an end without a start. Counted, it would hide the depth of what follows.
        if tag in _SHALLOW or (closing and not open_tags[tag]):
            continue
        step = -1 if closing else 1
        open_tags[tag] += step
        depth += step
        if depth > MAX_NESTING:
            raise RuleViolation("Texten är för invecklad att klistra in. Klistra in den som ren text.")
