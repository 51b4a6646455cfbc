"""What a PDF may fetch while it is made: the images handed in, nothing else."""

import ssl
from collections.abc import Mapping

from weasyprint.urls import URLFetcher, URLFetcherResponse

SCHEME = "asset:"


class AssetFetcher(URLFetcher):  # type: ignore[misc]  # WeasyPrint has no types
    """Answers `asset:<name>` from `assets` (name -> media type, bytes) and refuses every other address.

    WeasyPrint logs a refused address as an error and leaves the image out; tests fail on that log.
    """

    def __init__(self, assets: Mapping[str, tuple[str, bytes]]) -> None:
        # An empty context: the default one reads every root certificate of the machine, for each document.
        super().__init__(allowed_protocols=(), ssl_context=ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT))
        self._assets = assets

    def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> URLFetcherResponse:
        name = url.removeprefix(SCHEME)
        if name == url or name not in self._assets:
            raise ValueError(f"refused: {url[:100]}")
        media_type, data = self._assets[name]
        return URLFetcherResponse(url, data, {"Content-Type": media_type})
