"""The text a reader sees in sanitised HTML."""

import re
from html import unescape

# Sanitised rich text always begins with one of these, and a plain sentence never does.
_RICH = re.compile(r'<(?:p|ul|ol(?: start="\d+")?(?: type="\w")?|blockquote|table)>')
# In sanitised HTML «<» stands before tags alone.
_TAG = re.compile(r"<(/?)([a-z0-9:]++)([^<>]*)>")
_RAISED = re.compile(r"<(sup|sub)>(.*?)</\1>", re.DOTALL)
_START = re.compile(r'start="(\d+)"')
_STYLE = re.compile(r'type="(\w)"')
# Those that Unicode has; others are written with the sign that calculators use.
_ABOVE = dict(zip("0123456789+-=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ", strict=True))
_BELOW = dict(zip("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎", strict=True))
_ROMAN = (
    (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_LINES = frozenset({"p", "br", "li", "ul", "ol", "blockquote", "table", "tr"})
# A character that no HTML holds, so that a line break in the source stays a mere space.
_BREAK = "\0"


def is_rich(source: str) -> bool:
    """Whether a stored text is sanitised HTML; else it is plain text."""
    return _RICH.match(source) is not None


def plain(html: str) -> str:
    """Plain text of sanitised HTML: a line for each paragraph, item and row, a tab between cells.

    Items of a numbered list have their numbers, and superscripts are written «m²», or «m^k» where Unicode has none.
    """
    numbers = Numbers()

    def sign(tag: re.Match[str]) -> str:
        number = numbers.at(tag)
        if tag[2] in _LINES:
            return f"{_BREAK}{number}"
        return "\t" if tag[0] in {"</td>", "</th>"} else ""

    html = _RAISED.sub(_raised, html)
    lines = (
        unescape(re.sub(r"[ \n]+", " ", line)).strip(" \n") for line in _TAG.sub(sign, html).split(_BREAK)
    )
    # The tab of the last cell ends the row; the others stand for their cells, empty or not.
    return "\n".join(line.removesuffix("\t") for line in lines if line.strip())


class Numbers:
    """The numbers of the items, as the tags of a text are passed in order."""

    def __init__(self) -> None:
        self._lists: list[tuple[int, str]] = []  # next number, or 0 for bullets, and its style

    def at(self, tag: re.Match[str]) -> str:
        """«3. » at the start of an item of a numbered list, "" elsewhere."""
        closing, name, attributes = tag[1], tag[2], tag[3]
        if name in {"ul", "ol"}:
            if closing:
                del self._lists[-1:]
            else:
                start, kind = _START.search(attributes), _STYLE.search(attributes)
                first = int(start[1]) if start else 1
                self._lists.append((first if name == "ol" else 0, kind[1] if kind else "1"))
        elif name == "li" and not closing and self._lists and self._lists[-1][0]:
            number, style = self._lists[-1]
            self._lists[-1] = (number + 1, style)
            return f"{ordinal(number, style)}. "
        return ""


def ordinal(number: int, style: str) -> str:
    """«3», «c», «C», «iii» or «III»: a number as a list of the style `style` (1, a, A, i or I) shows it."""
    if style in "iI" and number < 400:
        word = ""
        for value, letters in _ROMAN:
            word += letters * (number // value)
            number %= value
    elif style in "aA":
        word = ""
        while number:
            number, letter = divmod(number - 1, 26)
            word = chr(ord("a") + letter) + word
    else:
        word = str(number)
    return word.upper() if style in "AI" else word


def _raised(found: re.Match[str]) -> str:
    known, sign = (_ABOVE, "^") if found[1] == "sup" else (_BELOW, "_")
    words = found[2]
    return "".join(map(known.__getitem__, words)) if set(words) <= set(known) else f"{sign}{words}"
