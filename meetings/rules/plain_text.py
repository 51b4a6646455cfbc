"""The text a reader sees in sanitised HTML."""

import re
from html import unescape

# Sanitised rich text always begins with one of these, and a plain sentence never does.
_RICH = re.compile(r"<(?:p|ul|ol|blockquote|table)>")
# In sanitised HTML «<» stands before tags alone.
_TAG = re.compile(r"<(/?)([a-z0-9:]+)[^>]*>")
_LINES = frozenset({"p", "br", "li", "ul", "ol", "blockquote", "table", "tr"})
# A character that no HTML holds, so that a line break in the source stays a mere space.
_BREAK = "\0"


def is_rich(source: str) -> bool:
    """Whether a stored text is sanitised HTML; else it is plain text."""
    return _RICH.match(source) is not None


def plain(html: str) -> str:
    """Plain text of sanitised HTML: a line for each paragraph, item and row, a tab between cells."""

    def sign(tag: re.Match[str]) -> str:
        return _BREAK if tag[2] in _LINES else "\t" if tag[0] in {"</td>", "</th>"} else ""

    lines = (unescape(re.sub(r"[ \n]+", " ", line)).strip() for line in _TAG.sub(sign, html).split(_BREAK))
    return "\n".join(line for line in lines if line)
