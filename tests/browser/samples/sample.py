"""A protocol as text, and what Word has on its clipboard when parts of it are copied."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any

from tests.worlds.clipboards import WORD_END, WORD_START, word_list

_MARKS = (
    (r"\*\*(.+?)\*\*", r"<b style='mso-bidi-font-weight:normal'>\1</b>"),
    (r"\*(.+?)\*", r"<i>\1</i>"),
    (r"\[(.+?)\]\((.+?)\)", r"<a href='\2'>\1</a>"),
    (r"&lt;(https?:\S+?)&gt;", r"<a href='\1'>\1</a>"),
)
_PLAIN = ((r"\*+(.+?)\*+", r"\1"), (r"\[(.+?)\]\(.+?\)", r"\1"), (r"<(https?:\S+?)>", r"\1"))


@dataclass(frozen=True)
class Sample:
    """`head` and `body` are paragraphs; within one, a line break stands where the text has it."""

    head: list[str]
    body: list[str]

    def copied(self, start: str, end: str = "") -> tuple[str, str]:
        """(html, text) of the paragraph that begins with `start`, and those after it up to `end`."""
        first = self._at(start)
        last = self._at(end, first + 1) if end else first + 1
        return copied(self.body[first:last])

    def whole(self) -> tuple[str, str]:
        return copied(self.body)

    def _at(self, start: str, after: int = 0) -> int:
        for index, one in enumerate(self.body[after:], start=after):
            if plain(one).removeprefix("- ").startswith(start):
                return index
        raise LookupError(start)


def read_sample(path: Path, told: dict[str, Any]) -> Sample:
    """`told`: `first` and `end` begin the first line of the body and the line after it; `furniture` are expressions
    for lines of each page's head and foot; `joined` is true where a page break cut a sentence in two."""
    furniture = [re.compile(one) for one in told.get("furniture", [])]
    text = path.read_text()
    first = re.search(rf"^{re.escape(told['first'])}", text, re.MULTILINE)
    end = re.search(rf"^{re.escape(told['end'])}", text, re.MULTILINE) if told.get("end") else None
    assert first, told["first"]
    head, body = text[: first.start()], text[first.start() : end.start() if end else None]
    return Sample(list(_paragraphs(head, furniture)), _joined(_paragraphs(body, furniture)))


def copied(paragraphs: list[str]) -> tuple[str, str]:
    """As Word copies them: a list is paragraphs with marks, a heading is bold."""
    html = "".join(_word(one) for one in paragraphs)
    return WORD_START + html + WORD_END, "\r\n".join(plain(one) for one in paragraphs)


def plain(words: str) -> str:
    for pattern, instead in _PLAIN:
        words = re.sub(pattern, instead, words)
    return words


def _paragraphs(text: str, furniture: list[re.Pattern[str]]) -> Iterator[str]:
    lines: list[str] = []
    for line in [*text.splitlines(), ""]:
        line = line.strip()
        if any(one.fullmatch(line) for one in furniture):
            continue
        if lines and (not line or line.startswith("- ") or _begins(line)):
            yield "\n".join(lines)
            lines = []
        if line:
            lines.append(line)


def _begins(line: str) -> bool:
    return bool(re.match(r"§ ?\d", line)) or "\t" in line


def _joined(paragraphs: Iterator[str]) -> list[str]:
    """A sentence that a page break cut in two is one in the document that the text was made of."""
    found: list[str] = []
    for one in paragraphs:
        if found and one[:1].islower() and found[-1][-1:].isalnum():
            found[-1] += f" {one}"
        else:
            found.append(one)
    return found


def _word(paragraph: str) -> str:
    words = escape(paragraph.removeprefix("- "), quote=False)
    for pattern, instead in _MARKS:
        words = re.sub(pattern, instead, words)
    words = words.replace("\n", "<br>")
    if paragraph.startswith("- "):
        return word_list([(1, "·", words)])
    if re.match(r"§ ?\d|\d+\. ", paragraph):
        words = f"<b style='mso-bidi-font-weight:normal'>{words}</b>"
    return f"<p class=MsoNormal>{words}<o:p></o:p></p>"
