"""Every mark of a pasted text that carries meaning, and what becomes of it: this is the one list.

A mark is KEPT in the normal form, REMOVED together with its words, or TOLD: the words stay and the writer is told
that the mark did not. What is removed is told too. Marks that are not here say how a text looks, not what it means
(colours, typefaces, margins), and go without a word.

Sources: the clipboard of Word and Outlook (Microsoft's «mso-» properties and Mso classes), Word for the web
(data-aria-level), Google Docs (style on spans), Pages (vertical-align in pixels), LibreOffice and Teams (elements).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from xml.etree.ElementTree import Element


class Fate(Enum):
    KEPT = "kept"
    REMOVED = "removed"
    TOLD = "told"


@dataclass(frozen=True, slots=True)
class Meaning:
    """How a mark is written: by an element, by a property of a style, by a class, by an attribute or an id."""

    fate: Fate
    elements: frozenset[str] = frozenset()
    properties: tuple[tuple[str, str], ...] = ()  # name and a pattern that its value holds
    classes: frozenset[str] = frozenset()
    attributes: frozenset[str] = frozenset()
    ids: str = ""
    told: str = ""

    def is_on(self, element: Element, style: dict[str, str]) -> bool:
        return (
            element.tag in self.elements
            or any(re.search(pattern, style.get(name, "")) for name, pattern in self.properties)
            or not self.classes.isdisjoint(element.get("class", "").split())
            or any(name in element.attrib for name in self.attributes)
            or bool(self.ids and re.match(self.ids, element.get("id", "")))
        )


_E = frozenset

_NOTHING = r"^0+(\.0*)?[a-z%]*$"

MARKS = {
    "bold": Meaning(Fate.KEPT, _E({"b", "strong"}), (("font-weight", r"^(bold|[6-9]00)"),)),
    "italic": Meaning(Fate.KEPT, _E({"em", "i"}), (("font-style", r"^(italic|oblique)"),)),
    "superscript": Meaning(
        Fate.KEPT,
        _E({"sup"}),
        (("vertical-align", r"^(super|[\d.]*[1-9])"), ("mso-text-raise", r"^[\d.]*[1-9]")),
    ),
    "subscript": Meaning(
        Fate.KEPT, _E({"sub"}), (("vertical-align", r"^(sub|-[\d.]*[1-9])"), ("mso-text-raise", r"^-"))
    ),
    "sign of Wingdings": Meaning(
        Fate.KEPT, properties=(("font-family", "wingdings"), ("mso-symbol-font-family", "wingdings"))
    ),
    "ticked or not": Meaning(
        Fate.KEPT, _E({"input"}), attributes=_E({"aria-checked", "checked", "data-tag"})
    ),
    "what is filled in": Meaning(
        Fate.KEPT, _E({"input", "option", "select", "textarea"}), attributes=_E({"selected", "type", "value"})
    ),
    "link": Meaning(Fate.KEPT, _E({"a"})),
    "list": Meaning(
        Fate.KEPT, _E({"ul", "ol", "li"}), (("mso-list", r"level\d"),), attributes=_E({"data-aria-level"})
    ),
    "first number": Meaning(Fate.KEPT, attributes=_E({"start", "type", "value"})),
    "number that a list cannot have": Meaning(
        Fate.TOLD, told="En lista som började på 0 eller ett nummer över 9 999 börjar på 1."
    ),
    "counted backwards": Meaning(Fate.KEPT, attributes=_E({"reversed"})),
    "number of several levels": Meaning(
        Fate.TOLD, told="Nummer i flera led, som 1.1, blev 1 i en lista för sig."
    ),
    "line of a page": Meaning(Fate.TOLD, told="Radbrytningar mitt i meningar togs bort."),
    "quotation marks": Meaning(Fate.KEPT, _E({"q"})),
    "quotation": Meaning(Fate.KEPT, _E({"blockquote"})),
    "table": Meaning(
        Fate.KEPT, _E({"table", "tr", "td", "th", "thead"}), attributes=_E({"border", "cellspacing"})
    ),
    "right aligned": Meaning(
        Fate.KEPT, properties=(("text-align", r"^(-(webkit|moz)-)?(right|end)"),), attributes=_E({"align"})
    ),
    "struck out": Meaning(
        Fate.REMOVED,
        _E({"del", "s", "strike"}),
        (
            ("text-decoration", "line-through"),
            ("text-decoration-line", "line-through"),
            ("text-line-through", r"^(?!none)\w"),  # Word's double line
        ),
        classes=_E({"msoDel"}),
        told="Överstruken text togs bort.",
    ),
    "comment": Meaning(
        Fate.REMOVED,
        properties=(("mso-element", r"^comment"), ("mso-special-character", r"^comment")),
        classes=_E(
            {
                "MsoCommentReference",
                "MsoCommentSubject",
                "MsoCommentText",
                "msocomanchor",
                "msocomoff",
                "msocomtxt",
            }
        ),
        ids=r"cmnt(_ref)?\d+$",
        told="Kommentarer togs bort.",
    ),
    "hidden": Meaning(
        Fate.REMOVED,
        properties=(
            ("display", r"^none"),
            ("visibility", r"^(hidden|collapse)"),
            ("mso-hide", r"^all"),
            ("font-size", _NOTHING),
            ("opacity", _NOTHING),
        ),
        attributes=_E({"hidden"}),
        told="Dold text togs bort.",
    ),
    "underlined": Meaning(
        Fate.TOLD,
        _E({"u"}),
        (("text-decoration", "underline"), ("text-decoration-line", "underline")),
        told="Understrykning kom inte med.",
    ),
    "merged cells": Meaning(
        Fate.TOLD, attributes=_E({"colspan", "rowspan"}), told="Sammanslagna celler delades upp."
    ),
    "table in a table": Meaning(Fate.TOLD, told="En tabell inne i en tabell eller en lista blev text."),
    "file on a computer": Meaning(Fate.TOLD, told="Länkar till filer på en dator kom inte med."),
    "formula": Meaning(Fate.TOLD, told="Formler kom inte med. Skriv dem som text."),
    "picture": Meaning(Fate.TOLD, _E({"img"}), told="Bilder kom inte med. Bifoga dem som filer."),
}

_REMOVED = [mark for mark in MARKS.values() if mark.fate is Fate.REMOVED]

ELEMENTS = frozenset().union(*(mark.elements for mark in MARKS.values()))
ATTRIBUTES = frozenset({"style", "class", "id"}).union(*(mark.attributes for mark in MARKS.values()))


def style_of(element: Element) -> dict[str, str]:
    """The properties of an element's style, by name, in small letters."""
    found = (part.partition(":") for part in element.get("style", "").lower().split(";"))
    return {name.strip(): value.strip() for name, _, value in found}


def removed_as(element: Element) -> Meaning | None:
    """The mark that takes the element away with its words, if it has one."""
    if not element.attrib and element.tag not in {"del", "s", "strike"}:
        return None
    style = style_of(element)
    return next((mark for mark in _REMOVED if mark.is_on(element, style)), None)


def marks_of(element: Element) -> Iterator[Meaning]:
    """Those of its marks that are told."""
    style = style_of(element)
    for name in ("underlined", "picture"):
        # What a link looks like by itself is no underlining.
        if MARKS[name].is_on(element, style) and element.tag != "a":
            yield MARKS[name]
