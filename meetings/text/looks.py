"""Bold, italic, raised: how words look where a tree has come, as its elements and their styles say."""

from typing import NamedTuple
from xml.etree.ElementTree import Element

from .meaning import MARKS

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
# What they align inside themselves is not raised.
_PLACED = frozenset({"blockquote", "li", "ol", "table", "td", "th", "tr", "ul"})


class InlineLook(NamedTuple):
    """How text looks where a tree has come: what the nearest element that says something says."""

    bold: bool = False
    italic: bool = False
    raised: str = ""
    heading: bool = False
    wingdings: bool = False
    ticked: bool = False


def look_of(element: Element, style: dict[str, str], outer: InlineLook) -> InlineLook:
    """The nearest says: Google Docs wraps a whole text in <b style="font-weight:normal">. A heading is always bold."""
    bold, italic, raised = outer.bold, outer.italic, outer.raised
    heading = outer.heading or element.tag in HEADINGS
    weight, slant = style.get("font-weight"), style.get("font-style")
    if weight:
        bold = MARKS["bold"].is_on(Element(""), style)
    elif element.tag in MARKS["bold"].elements:
        bold = True
    if slant:
        italic = MARKS["italic"].is_on(Element(""), style)
    elif element.tag in MARKS["italic"].elements:
        italic = True
    wingdings = outer.wingdings
    if "font-family" in style or "mso-symbol-font-family" in style:
        wingdings = MARKS["sign of Wingdings"].is_on(element, style)
    if element.tag not in _PLACED:
        if MARKS["superscript"].is_on(element, style):
            raised = "sup"
        elif MARKS["subscript"].is_on(element, style):
            raised = "sub"
        elif style.get("vertical-align") == "baseline" and element.tag not in {"sup", "sub"}:
            raised = ""
    return InlineLook(bold or heading, italic, raised, heading, wingdings, outer.ticked or is_ticked(element))


def is_ticked(element: Element) -> bool:
    """Whether it is an item that is done, or begins with its box: Google Docs strikes what is ticked by itself."""
    if element.get("aria-checked") == "true":
        return True
    first = [*element[:1], *(element[0][:1] if len(element) else [])] if element.tag == "li" else []
    return any(one.tag == "input" and "checked" in one.attrib for one in first)
