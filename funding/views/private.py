"""Pages whose address is a key."""

from django.http import HttpResponseBase


def private[Response: HttpResponseBase](response: Response) -> Response:
    """Kept from search engines and from the sites that are linked to.

    «same-origin» rather than «no-referrer», which makes browsers post with `Origin: null`.
    """
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    response.headers["Referrer-Policy"] = "same-origin"
    return response
