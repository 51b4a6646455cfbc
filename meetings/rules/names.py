"""The one form in which a line of text, and a person's name, is stored and compared."""

import re
import unicodedata

# What str.splitlines takes for a break, and the tabulator.
_BREAKS = re.compile("[\t\n\v\f\r\x1c-\x1e\x85\u2028\u2029]+")
_UNSEEN = "\N{SOFT HYPHEN}"
_HYPHENS = re.compile("[\u2010-\u2015\u2212]")


def usual_line(text: str) -> str:
    """The text in NFC on one line, without what is not seen in it: Å is one character, however it was typed.

    Unicode UAX 15. Spaces that do not break are kept.
    """
    return _BREAKS.sub(" ", unicodedata.normalize("NFC", text)).replace(_UNSEEN, "").strip()


def usual_name(name: str) -> str:
    """The name as `usual_line`, without two spaces in a row."""
    return " ".join(usual_line(name).split())


def folded_name(name: str) -> str:
    """The name as it is compared: one that a reader takes for another is the same, whatever its case and hyphens."""
    seen = "".join(each for each in usual_name(name) if unicodedata.category(each) != "Cf")
    return _HYPHENS.sub("-", seen).casefold()
