"""One line of a protocol's text: its characters, spaces and marks in one normal form."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace
from html import escape
from itertools import groupby
from operator import attrgetter

# Control, format, unassigned, private and half characters: none is seen, and some turn the direction of the text.
_DROPPED = frozenset({"Cc", "Cf", "Cn", "Co", "Cs"})
_SPACES = re.compile(r"\s{2,}|[\t\n\r\f\u2028\u2029]")
_TAGS = {
    "link": ('<a href="{}">', "</a>"),
    "bold": ("<strong>", "</strong>"),
    "italic": ("<em>", "</em>"),
    "raised": ("<{}>", "</{}>"),
}
# Word's own marks, in Unicode and in the private use area of Symbol and Wingdings, as the nearest that can be printed.
_PRINTABLE = str.maketrans(
    {
        **dict.fromkeys("\uf0b7\uf0a7\uf06c\uf06e\uf0d8\uf076●◦▪♦❖‣➢⁃", "•"),
        # Two letters in one, as a PDF is copied: nobody finds the word by them.
        **{
            chr(0xFB00 + at): letters
            for at, letters in enumerate(("ff", "fi", "fl", "ffi", "ffl", "st", "st"))
        },
        **dict.fromkeys("\uf0fe\uf0fd\uf078\uf052\uf053☒🗹🗷", "☑"),
        **dict.fromkeys("\uf0a8\uf06f\uf071\uf0a3○□▫◇❑", "☐"),
        **dict.fromkeys("\uf0fc✔", "✓"),
        **dict.fromkeys("\uf0fb✗✘", "×"),
        **dict.fromkeys("\uf0e0\uf0e8\uf0f0⇒➔", "→"),
        "\uf04a": ":)",
        "\uf04c": ":(",
    }
)


def characters(text: str) -> str:
    """NFC without control, format, private and unassigned characters; Word's own marks become printable ones."""
    text = text.translate(_PRINTABLE)
    kept = (c for c in text if c in "\t\n\r\f" or unicodedata.category(c) not in _DROPPED)
    return unicodedata.normalize("NFC", "".join(kept))


def in_wingdings(text: str) -> str:
    """Letters that are signs since their typeface is Wingdings, as the private characters of the same signs."""
    return "".join(chr(0xF000 + ord(c)) if "!" <= c <= "ÿ" else c for c in text)


def collapse(text: str) -> str:
    """Line breaks and several spaces as one space; a hard or thin space by itself stays."""
    return _SPACES.sub(" ", text)


@dataclass(frozen=True, slots=True)
class Run:
    """Text, or the HTML of a placeholder, with its marks."""

    text: str
    link: str = ""
    bold: bool = False
    italic: bool = False
    raised: str = ""  # "sup" or "sub"
    placeholder: bool = False


def line_html(line: Iterable[Run]) -> str:
    """The runs as HTML: spaces collapsed and trimmed, equal marks joined, nested as a, strong, em, sup or sub."""
    runs: list[Run] = []
    for run in line:
        text = run.text
        if not run.placeholder:
            text = collapse(text)
            if not runs or (not runs[-1].placeholder and runs[-1].text[-1].isspace()):
                text = text.lstrip()
        if text:  # a bold space is a space
            runs.append(Run(text) if text.isspace() else replace(run, text=text))
    while runs and not runs[-1].placeholder:
        last = runs.pop()
        # Spaces may stand in runs of their own, so more than the last run can go.
        if text := last.text.rstrip():
            runs.append(replace(last, text=text))
            break
    return _marked(runs, ("link", "bold", "italic", "raised"))


def without_start(line: Iterable[Run], length: int) -> list[Run]:
    """`line` without its first `length` characters of text."""
    rest = []
    for run in line:
        skipped = 0 if run.placeholder else min(length, len(run.text))
        rest.append(replace(run, text=run.text[skipped:]))
        length -= skipped
    return rest


def _marked(runs: list[Run], marks: tuple[str, ...]) -> str:
    if not marks:
        return "".join(_leaf(list(group)) for _, group in groupby(runs, key=attrgetter("placeholder")))
    html = ""
    for value, group in groupby(runs, key=attrgetter(marks[0])):
        start, end = _TAGS[marks[0]] if value else ("", "")
        html += start.format(escape(str(value))) + _marked(list(group), marks[1:]) + end.format(value)
    return html


def _leaf(runs: list[Run]) -> str:
    text = "".join(run.text for run in runs)
    return text if runs[0].placeholder else escape(unicodedata.normalize("NFC", text), quote=False)
