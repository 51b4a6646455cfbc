"""The menu and the way back, for templates/base.html alone."""

from typing import Any

from django import template
from django.template.context import Context

from finsam.demo_mode import PARTS, Part, demo_is_on
from finsam.frame import Entry, menu, roles_in
from finsam.trail import PageAbove, trail

register = template.Library()


@register.simple_tag(takes_context=True)
def frame_menu(context: Context) -> list[Entry]:
    """The page's menu; empty on a page that is made without a request."""
    return menu(context.get("request"), context.get("association") or None)


@register.simple_tag(takes_context=True)
def frame_demo(context: Context) -> tuple[Part, ...]:
    """Whom one may try the demo as; nobody on a site that is none, and on a page that is made without a request."""
    return PARTS if demo_is_on() and context.get("request") else ()


@register.simple_tag(takes_context=True)
def frame_trail(context: Context) -> list[PageAbove]:
    """The pages above this one, outermost first."""
    request: Any = context.get("request")
    if not request:
        return []
    association = context.get("association") or None
    roles = roles_in(request, association) if association else frozenset()
    if getattr(request, "user", None) and request.user.is_authenticated:
        roles |= {"person"}
    return trail(request, context, roles)
