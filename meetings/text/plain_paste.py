"""Plain text that somebody pastes in a field without formatting, kept as paragraphs."""

import re
from html import escape

from .inline import characters
from .richtext import clean

_BLANK = re.compile(r"\n[ \t]*(?:\n[ \t]*)+")
_WIDE = re.compile(r"[ \t\f\v]+")


def plain_paste(text: str) -> str:
    """The text in NFC, with one empty line between paragraphs and no control characters.

    Word's own marks become those that are printed; a tab and several spaces are one space.
    """
    lines = characters(text.replace("\r\n", "\n").replace("\r", "\n").replace("\v", "\n")).split("\n")
    joined = "\n".join(_WIDE.sub(" ", line).strip() for line in lines)
    return _BLANK.sub("\n\n", joined).strip()


def as_rich(text: str) -> str:
    """The text as the HTML that a § holds: a paragraph for each, a line break for each.

    Raises RuleViolation for a text that is longer than a § may be.
    """
    blocks = (block for block in plain_paste(text).split("\n\n") if block)
    return clean("".join(f"<p>{escape(block).replace('\n', '<br>')}</p>" for block in blocks))
