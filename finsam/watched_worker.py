"""A web process that is replaced when a request does not come to its end."""

import os
import threading
import time
from collections.abc import Callable, Iterable
from typing import Any

from django.conf import settings
from gunicorn.workers.gthread import ThreadWorker


class WatchedWorker(ThreadWorker):  # type: ignore[misc]  # gunicorn is not typed
    """gunicorn's own time limit is for the main thread, which lives on while a request hangs in another.

    When a view has not answered within settings.REQUEST_MAX_SECONDS the process takes no more requests, lets the
    others end, and dies with the one that hangs; the master starts another. The database undoes what was not
    committed. To send a file to somebody who reads slowly is no part of this time.
    """

    wsgi: Callable[..., Iterable[bytes]]

    def load_wsgi(self) -> None:
        self.began: dict[int, float] = {}
        self.hangs = False
        super().load_wsgi()
        self.wsgi = self._timed(self.wsgi)

    def _timed(self, answer: Callable[..., Iterable[bytes]]) -> Callable[..., Iterable[bytes]]:
        def timed(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
            me = threading.get_ident()
            self.began[me] = time.monotonic()
            try:
                return answer(environ, start_response)
            finally:
                del self.began[me]

        return timed

    def notify(self) -> None:
        """gunicorn's main thread says every second that it lives."""
        super().notify()
        oldest = min(list(self.began.values()), default=None)
        if oldest and time.monotonic() - oldest > settings.REQUEST_MAX_SECONDS and not self.hangs:
            self.log.critical(
                "A request has not ended in %s s; the process is replaced", settings.REQUEST_MAX_SECONDS
            )
            self.hangs = True
            self.alive = False

    def run(self) -> None:
        super().run()
        if self.began:
            os._exit(1)  # a thread cannot be ended, and the interpreter would wait for it
