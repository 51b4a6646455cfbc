"""Filters of the printed documents."""

import re
from collections.abc import Collection

from django import template
from django.utils.html import conditional_escape, escape
from django.utils.safestring import SafeString, mark_safe

from meetings.paper import fitting, printable, typesetting

register = template.Library()

# A full stop or a parenthesis after an address belongs to the sentence.
_ADDRESS = re.compile(
    r"""(?P<web>https?://|\bwww\.)[^\s<>"«»]*[^\s<>"«».,;:!?)]
    | (?<![\w.+-])[\w.+-]++@[\w-]++(?:\.[\w-]++)+""",
    re.IGNORECASE | re.VERBOSE,
)


@register.filter
def together(text: str) -> SafeString:
    """Text in which no line ends within «§ 15–22», «30 maj 2024» or «50 000 kronor»."""
    return mark_safe(typesetting.keep_together(conditional_escape(text)))  # noqa: S308


@register.filter
def linked(text: str) -> SafeString:
    """Plain text held together, in which each web address and each mail address is a link."""
    written, end = [], 0
    for found in _ADDRESS.finditer(text):
        before = "mailto:" if not found["web"] else "https://" if found["web"].lower() == "www." else ""
        address = escape(found[0])
        written += [together(text[end : found.start()]), f'<a href="{before}{address}">{address}</a>']
        end = found.end()
    return mark_safe("".join([*written, together(text[end:])]))  # noqa: S308


@register.filter
def richly(html: str, anchors: Collection[str]) -> SafeString:
    """Sanitised HTML in printable form; printable writes every tag itself and escapes the rest."""
    return mark_safe(printable.for_pdf(html, anchors))  # noqa: S308


@register.filter
def on_paper(html: str, anchors: Collection[str]) -> SafeString:
    """The same with its words inside the margins of the paper."""
    return mark_safe(fitting.fitted(printable.for_pdf(html, anchors)))  # noqa: S308


@register.filter
def scrolled(html: SafeString) -> SafeString:
    """On screen a wide table scrolls by itself, with the keyboard too, instead of widening the page.

    Only HTML that was sanitised before has a table: anything else comes out escaped.
    """
    written = conditional_escape(html)
    opening = '<div class="table-scroll" tabindex="0" role="group" aria-label="Tabell"><table>'
    return mark_safe(written.replace("<table>", opening).replace("</table>", "</table></div>"))  # noqa: S308
