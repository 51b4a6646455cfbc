"""gunicorn's configuration: `gunicorn --config python:finsam.web_server`."""

import os
from typing import Any

from django.conf import settings
from django.db import connections
from django.db.backends.postgresql.base import DatabaseWrapper

wsgi_app = "finsam.wsgi"
bind = f"127.0.0.1:{os.environ.get('PORT', '8000')}"
workers = int(os.environ.get("WORKERS", "2"))
threads = 4
timeout = 60
control_socket_disable = True  # it would lie in the home folder


def post_worker_init(worker: Any) -> None:
    """A visitor meets the site's own error pages, in development too; the traceback is in the log."""
    settings.DEBUG = False


def worker_exit(server: Any, worker: Any) -> None:
    """Close the pool while its threads can still answer; at the interpreter's end each takes five seconds."""
    for connection in connections.all(initialized_only=True):
        if isinstance(connection, DatabaseWrapper):
            connection.close_pool()
