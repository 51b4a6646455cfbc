"""Phrases of the register are plain text with fields in braces; in a § they are rich text with live fields."""

from html import escape

from meetings.rules.placeholders import spans_of
from meetings.text.richtext import clean


def phrase_html(text: str) -> str:
    """Each line a paragraph, each `{justerare}` a live field; sanitised."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return clean("".join(f"<p>{spans_of(escape(line, quote=False))}</p>" for line in lines))
