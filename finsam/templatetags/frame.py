"""What templates/base.html puts around every page: menu, way back, help and the demo; and the table of personal data.

Each is a component with variables of its own: a name given to the page would take the place of one of its view's.
"""

from typing import Any

from django import template
from django.template.context import Context

from finsam.demo_mode import parts_to_try
from finsam.frame import menu, roles_in
from finsam.help import question_of
from finsam.personal_data import KEPT
from finsam.trail import trail

register = template.Library()


@register.inclusion_tag("components/menu.html", takes_context=True)
def frame_menu(context: Context) -> dict[str, object]:
    """The page's menu; nothing on a page that is made without a request."""
    request = context.get("request")
    return {"entries": menu(request, context.get("association") or None), "request": request}


@register.inclusion_tag("components/asked.html", takes_context=True)
def asked(context: Context, anchor: str) -> dict[str, object]:
    """«?» beside what a question is about: the way to its answer."""
    return {"question": question_of(anchor), "association": context.get("association") or None}


@register.inclusion_tag("components/demo.html", takes_context=True)
def frame_demo(context: Context) -> dict[str, object]:
    """Whom one may try the demo as; nobody on a site that is none."""
    return {"parts": parts_to_try() if context.get("request") else ()}


@register.inclusion_tag("components/personal_data.html")
def personal_data() -> dict[str, object]:
    """What the site keeps of people, for the page about it."""
    return {"kept": KEPT}


@register.inclusion_tag("components/trail.html", takes_context=True)
def frame_trail(context: Context) -> dict[str, object]:
    """The pages above this one, outermost first."""
    request: Any = context.get("request")
    if not request:
        return {"steps": []}
    association = context.get("association") or None
    roles = roles_in(request, association) if association else frozenset()
    if getattr(request, "user", None) and request.user.is_authenticated:
        roles |= {"person"}
    return {"steps": trail(request, context, roles)}
