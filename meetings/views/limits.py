"""What a stranger or a person may send: how often, and how much.

The counters are the sign-in's own, from allauth: in the cache that all processes share, and counting the
visitor's address, not the proxy's. Every rate stands in settings.ACCOUNT_RATE_LIMITS.
"""

from collections.abc import Callable
from functools import wraps

from allauth.core.ratelimit import clear, consume, consume_or_429
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest, HttpResponse

from meetings.models import Person

_ENVELOPE = 64 * 1024  # the form's other fields
_PASSWORD = "signing_password"  # noqa: S105 - the name of a counter

type View = Callable[..., HttpResponse]


def limited(action: str) -> Callable[[View], View]:
    """Answers 429 to posts over the rate of `action`."""
    if action not in settings.ACCOUNT_RATE_LIMITS:  # allauth lets everything through without a rate
        raise ImproperlyConfigured(f"ACCOUNT_RATE_LIMITS holds no rate for {action}.")

    def decorate(view: View) -> View:
        @wraps(view)
        def counted(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
            if request.method in ("GET", "HEAD"):  # allauth's own counts HEAD
                return view(request, *args, **kwargs)
            return consume_or_429(request, action=action) or view(request, *args, **kwargs)

        return counted

    return decorate


def may_try_password(request: HttpRequest, person: Person) -> bool:
    """Uses one of the tries at a password beside a signature; false when none is left."""
    return bool(consume(request, action=_PASSWORD, user=person))


def forget_wrong_passwords(request: HttpRequest, person: Person) -> None:
    """Gives all tries back, after the right password."""
    clear(request, action=_PASSWORD, user=person)


def is_too_large(request: HttpRequest, megabytes: int) -> bool:
    """Whether the request says that it holds more than a file of that size.

    Ask before anything reads the body: the view must be csrf_exempt, or the middleware has read it already.
    """
    try:
        length = int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        return True
    return length > megabytes * 1024 * 1024 + _ENVELOPE
