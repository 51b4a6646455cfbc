"""A request by a method that its address does not take: told in a page, never a blank one."""

from collections.abc import Callable
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from meetings.models import Association


class WrongMethod:
    """405 in the site's own look, with the header Allow as the view gave it (RFC 9110, 15.5.6).

    Somebody comes here who reloads, keeps or shares the address to which a form was sent. A view that has
    written something of its own is left as it is.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code != HTTPStatus.METHOD_NOT_ALLOWED or response.content:
            return response
        slug = request.resolver_match.kwargs.get("slug") if request.resolver_match else None
        association = Association.objects.filter(slug=slug).first() if slug else None
        page = render(request, "405.html", {"association": association}, status=response.status_code)
        page.headers["Allow"] = response.headers["Allow"]
        return page
