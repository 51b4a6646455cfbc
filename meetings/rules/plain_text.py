"""The text a reader sees in sanitised HTML."""

import re
from html.parser import HTMLParser

# Sanitised rich text always begins with one of these, and a plain sentence never does.
_RICH = re.compile(r"<(?:p|ul|ol|blockquote|table)>")
_LINES = frozenset({"p", "br", "li", "ul", "ol", "blockquote", "table", "tr"})
_CELLS = frozenset({"td", "th"})


def is_rich(source: str) -> bool:
    """Whether a stored text is sanitised HTML; else it is plain text."""
    return _RICH.match(source) is not None


def plain(html: str) -> str:
    """Plain text of sanitised HTML: a line for each paragraph, item and row, a tab between cells."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    lines = (re.sub(r"[ \n]+", " ", line).strip() for line in "".join(reader.parts).split(_BREAK))
    return "\n".join(line for line in lines if line)


# A character that sanitised HTML cannot hold, so that a line break in the source stays a mere space.
_BREAK = "\0"


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _LINES:
            self.parts.append(_BREAK)

    def handle_endtag(self, tag: str) -> None:
        if tag in _LINES:
            self.parts.append(_BREAK)
        elif tag in _CELLS:
            self.parts.append("\t")

    def handle_data(self, data: str) -> None:
        self.parts.append(data)
