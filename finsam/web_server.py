"""gunicorn's configuration: `gunicorn --config python:finsam.web_server`."""

import os
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "finsam.settings")

from django.conf import settings
from django.db import connections
from django.db.backends.postgresql.base import DatabaseWrapper

wsgi_app = "finsam.wsgi"
bind = f"127.0.0.1:{settings.WEB_PORT}"  # the proxy's door, and nobody else's
workers = settings.WEB_WORKERS
worker_class = "finsam.watched_worker.WatchedWorker"
threads = 4
timeout = settings.REQUEST_MAX_SECONDS  # of a process that does not even say that it lives
graceful_timeout = min(10, settings.REQUEST_MAX_SECONDS)
control_socket_disable = True  # it would lie in the home folder


def post_worker_init(worker: Any) -> None:
    """A visitor meets the site's own error pages, in development too; the traceback is in the log."""
    settings.DEBUG = False


def worker_exit(server: Any, worker: Any) -> None:
    """Close the pool while its threads can still answer; at the interpreter's end each takes five seconds."""
    for connection in connections.all(initialized_only=True):
        if isinstance(connection, DatabaseWrapper):
            connection.close_pool()
