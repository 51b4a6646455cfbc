"""What a stranger may send: how often, counted per address of the network, and how much."""

from collections.abc import Callable

from allauth.core.internal import (
    ratelimit,  # the sign-in's own counter: shared by all processes, knows proxies
)
from django.http import HttpRequest, HttpResponse

_ENVELOPE = 64 * 1024  # the form's other fields


def limited(action: str, rate: str) -> Callable[[Callable[..., HttpResponse]], Callable[..., HttpResponse]]:
    """Answers 429 to posts over `rate`, such as «20/10m/ip»."""
    decorate: Callable[[Callable[..., HttpResponse]], Callable[..., HttpResponse]] = ratelimit.decorator(
        app="meetings", action=action, config={action: rate}
    )
    return decorate


def is_too_large(request: HttpRequest, megabytes: int) -> bool:
    """Whether the request says it holds more than a file of that size. Asked before anything reads the body:
    the view must be csrf_exempt, or the middleware has read it already.
    """
    try:
        length = int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        return True
    return length > megabytes * 1024 * 1024 + _ENVELOPE
