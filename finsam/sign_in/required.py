"""Where one who is not signed in is led: whoever has no password to a page that sends a link, and back to the place."""

from collections.abc import Callable
from http import HTTPStatus
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import ResolverMatch, resolve, reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET


class SignInRequired(LoginRequiredMiddleware):
    """Django's own, but a view's `login_url` may name an address of the association, and a post leads back to the page
    it was sent from.
    """

    def handle_no_permission(  # type: ignore[override]  # the stubs know of no redirect
        self, request: HttpRequest, view_func: Callable[..., HttpResponse]
    ) -> HttpResponseRedirect:
        return HttpResponseRedirect(way_in(resolve(request.path_info), _place(request)))


def way_in(match: ResolverMatch, place: str) -> str:
    """The address where one signs in to the page that `match` is of, and is led to `place` afterwards."""
    # Django's own decorator, which allauth uses, leaves None there.
    # What the register's own views name is no page of an association.
    name = ("slug" in match.kwargs and getattr(match.func, "login_url", None)) or settings.LOGIN_URL
    slugs = {"slug": match.kwargs["slug"]} if name != settings.LOGIN_URL else {}
    return f"{reverse(name, kwargs=slugs)}?{urlencode({'next': place}, safe='/')}"


@require_GET
@login_not_required
def still_signed_in(request: HttpRequest) -> HttpResponse:
    """Tells a script, before a form is sent, that its sender is signed in (204), or where one signs in anew (401)."""
    if request.user.is_authenticated:
        return HttpResponse(status=HTTPStatus.NO_CONTENT)
    place = request.GET.get("next", "")
    if not place.startswith("/") or not url_has_allowed_host_and_scheme(place, None):
        place = "/"
    try:
        address = way_in(resolve(urlsplit(place).path), place)
    except Http404:
        address = reverse(settings.LOGIN_URL)
    return JsonResponse({"address": address}, status=HTTPStatus.UNAUTHORIZED)


def _place(request: HttpRequest) -> str:
    """The page that was asked for; of a post the page that it was sent from, for its own address may show nothing."""
    if request.method in ("GET", "HEAD"):
        return request.get_full_path()
    sent_from = request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(
        sent_from, {request.get_host()}, require_https=request.is_secure()
    ):
        return request.get_full_path()
    parts = urlsplit(sent_from)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path
