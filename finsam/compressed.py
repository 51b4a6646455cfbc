"""What is text is sent compressed; files are not, for they are so already or are asked for in parts."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware

TEXT = ("text/", "application/json", "application/xml", "image/svg+xml")


class Compressed(GZipMiddleware):
    """Django's own, which pads each answer by chance: nobody learns a secret from its length (BREACH)."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if response.headers.get("Content-Type", "").startswith(TEXT):
            return super().process_response(request, response)
        return response
