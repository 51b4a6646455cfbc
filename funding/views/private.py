"""Pages whose address is a key."""

from django.http import HttpRequest, HttpResponseBase
from django.urls import URLPattern
from django.utils.http import url_has_allowed_host_and_scheme


def private[Response: HttpResponseBase](response: Response) -> Response:
    """Kept from search engines and from the sites that are linked to.

    «same-origin» rather than «no-referrer», which makes browsers post with `Origin: null`.
    """
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    response.headers["Referrer-Policy"] = "same-origin"
    return response


def entered_by_link(*patterns: URLPattern) -> list[URLPattern]:
    """Pages of people without a password: who is not signed in is led to a page that sends a link (SignInRequired)."""
    for pattern in patterns:
        pattern.callback.login_url = "application_enter"  # type: ignore[attr-defined]  # read by the middleware
    return list(patterns)


def page_to_return_to(request: HttpRequest, slug: str) -> str:
    """The applicant's page that «next» in the address names; empty for any other."""
    page = request.GET.get("next", "")
    is_own = page.startswith(f"/{slug}/medel/") and "\x00" not in page
    return page if is_own and url_has_allowed_host_and_scheme(page, None) else ""
