"""What a browser and the machines on the way may keep."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.http import ConditionalGetMiddleware

from finsam.keys_in_addresses import holds_key


class PrivateResponses:
    """No trace of what one person was shown: neither the button back after sign-out nor a cache has it.

    What is public has an ETag, and whoever asks for the same again is told so in a line (304, RFC 9110 § 13).
    Stands outside the sessions. What a view itself calls public is the same for all, such as the style sheet.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.same_as_before = ConditionalGetMiddleware(get_response)

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if "public" not in response.get("Cache-Control", "") and _is_for_one(request, response):
            response.headers["Cache-Control"] = "private, no-store"
            return response
        return self.same_as_before.process_response(request, response)


def _is_for_one(request: HttpRequest, response: HttpResponse) -> bool:
    match = request.resolver_match
    if response.cookies or (match and holds_key(match.kwargs)):
        return True
    return bool(request.COOKIES) and hasattr(request, "user") and request.user.is_authenticated
