"""Lists that were pasted as paragraphs, each with its mark: «· text», «a) text», «3. text»."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from html import escape
from xml.etree.ElementTree import Element

from .inline import Run
from .meaning import style_of

MAX_LIST_LEVELS = 4

# Word pastes its list items as paragraphs that begin with a sign and hard spaces.
BULLET = re.compile(r"\s*(?:[·•▪‣◦●○■□❖➢]\s+|[o§]\u00a0\s+)")
# Plain text begins its items with a dash; one alone may be a line of its own, two are a list.
DASH = re.compile(r"\s*[-–]\s+")
NUMBER = re.compile(r"\s*(\d{1,3})[.)]\u00a0\s+")
# «- 12 000 kr» is an amount below zero, and so is each of several.
_UNIT = r"(?:(?:miljon|miljard)(?:er)? )?(?:kr|kronor|sek|euro?)|[tm]kr|mnkr|mdkr|%|procent(?:enheter)?|:-"
_AMOUNT = re.compile(rf"\d[\d\s.,]*(?:{_UNIT})?\s*[.,;]?", re.IGNORECASE)
_ORDINAL = re.compile(r"\(?(?:[\d.]*?(\d{1,4})|([a-zåäö]{1,6}))[.):]*", re.IGNORECASE)
_BOX = re.compile(r"(\s*(?:[-–*•·]\s+)?)\[([ \u00a0xX✓])\](?=\s)")
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}


@dataclass(frozen=True, slots=True)
class PastedItem:
    """An item with its level from 1. `number` and `style` ("1", "a", "A", "i" or "I") are those of a numbered list;
    number 0 is a bullet. `standing` is the paragraph it is when it turns out to stand alone, if it may."""

    html: str
    level: int = 1
    number: int = 0
    style: str = "1"
    standing: str = ""

    @property
    def tag(self) -> str:
        return "ol" if self.number else "ul"


def is_amount(text: str) -> bool:
    """Whether the words after a dash are an amount and nothing more."""
    return _AMOUNT.fullmatch(text.strip()) is not None


def item_marked(mark: str, html: str, level: int, before: Sequence[PastedItem]) -> PastedItem:
    """An item from the mark that the word processor wrote: «1.», «iv)», «b.», «o», «-»."""
    mark, level = mark.strip(), max(1, min(level, MAX_LIST_LEVELS))
    found = _ORDINAL.fullmatch(mark)
    if not found or mark.isalpha():  # «o» is a bullet, «o.» a letter, «att» and «§ 4» words of the item
        says = len(mark) > 1 and any(c.isalnum() for c in mark)
        return PastedItem(f"{escape(mark, quote=False)} {html}" if says else html, level)
    digits, letters = found.groups()
    if digits:
        return PastedItem(html, level, int(digits))
    last = next((one for one in reversed(before) if one.level <= level), None)
    expected = last.number + 1 if last and last.level == level else 0
    case = str.upper if letters.isupper() else str.lower
    alphabetic = ord(letters.lower()) - ord("a") + 1 if re.fullmatch("[a-z]", letters.lower()) else 0
    roman = _roman(letters.lower())
    # «i» is the ninth letter after «h», and otherwise the first of the Roman numbers.
    is_letter = alphabetic and (
        roman == 0 or (expected == alphabetic and last is not None and last.style in "aA")
    )
    if alphabetic and roman > 1 and expected != roman:
        is_letter = True
    if is_letter:
        return PastedItem(html, level, alphabetic, case("a"))
    if roman:
        return PastedItem(html, level, roman, case("i"))
    return PastedItem(f"{escape(mark, quote=False)} {html}", level)  # «å)» is no number that HTML has


def _roman(letters: str) -> int:
    values = [_ROMAN.get(one, 0) for one in letters]
    if 0 in values:
        return 0
    return sum(
        -one if one < following else one for one, following in zip(values, [*values[1:], 0], strict=True)
    )


def list_html(items: Sequence[PastedItem]) -> str:
    """The items as nested lists; a number that does not follow the one before begins a list of its own."""
    if len(items) == 1 and items[0].standing:
        return items[0].standing
    parts: list[str] = []
    open_items: list[PastedItem] = []

    def close() -> None:
        parts.append(f"</li></{open_items.pop().tag}>")

    for item in items:
        while open_items and open_items[-1].level > item.level:
            close()
        if open_items and open_items[-1].level == item.level:
            last = open_items[-1]
            if (last.tag, last.style) == (item.tag, item.style) and item.number in {0, last.number + 1}:
                parts.append(f"</li><li>{item.html}")
                open_items[-1] = item
                continue
            close()
        parts.append(f"{opening(item.tag, item.number, item.style)}<li>{item.html}")
        open_items.append(item)
    while open_items:
        close()
    return "".join(parts)


def opening(tag: str, start: int = 1, style: str = "1") -> str:
    """«<ol start="3" type="a">» in the one form: what is as usual is not written."""
    if tag != "ol":
        return f"<{tag}>"
    first = f' start="{start}"' if start not in {0, 1} else ""
    return f"<ol{first}{f' type="{escape(style)}"' if style != '1' else ''}>"


_STYLES = {"lower-alpha": "a", "lower-latin": "a", "upper-alpha": "A", "upper-latin": "A"}
_STYLES |= {"lower-roman": "i", "upper-roman": "I"}


def list_style(element: Element, style: dict[str, str], first: Element) -> str:
    written = style.get("list-style-type") or style_of(first).get("list-style-type", "")
    kind = _STYLES.get(written) or element.get("type") or first.get("type", "1")
    return kind if kind in {"a", "A", "i", "I"} else "1"


def apart(lines: list[tuple[list[Run], str]]) -> list[list[tuple[list[Run], str]]]:
    """Lines of one paragraph, apart where two of them are items: Outlook writes a list so."""
    signs = [sign_of(line)[0] is not None for line, _ in lines]
    if sum(signs) < 2:
        return [lines]
    groups: list[list[tuple[list[Run], str]]] = []
    for line, is_item in zip(lines, signs, strict=True):
        if is_item or not groups:
            groups.append([line])
        else:
            groups[-1].append(line)
    return groups


def ticked(line: list[Run]) -> list[Run]:
    """The line with the box that it begins with as one sign: Notes, Loop and Markdown write «[ ]» and «[x]»."""
    first = next((at for at, run in enumerate(line) if run.placeholder or run.text.strip()), None)
    if first is None or line[first].placeholder or not (found := _BOX.match(line[first].text)):
        return line
    sign = "☐" if found[2].isspace() else "☑"
    words = f"{found[1]}{sign}{line[first].text[found.end() :]}"
    return [*line[:first], replace(line[first], text=words), *line[first + 1 :]]


def sign_of(line: list[Run]) -> tuple[re.Match[str] | None, bool]:
    """The sign that a line begins with as an item, and whether it is a dash."""
    text = "".join("" if run.placeholder else run.text for run in line)
    if found := BULLET.match(text):
        return found, False
    found = DASH.match(text)
    return (None if found and is_amount(text[found.end() :]) else found), True
