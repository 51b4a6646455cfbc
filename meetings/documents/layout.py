"""The name of what lays out a protocol: whether a snapshot rendered again can be expected to give the same bytes."""

import hashlib
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path

from django.conf import settings

import meetings.paper
from meetings.documents import protocol

# What makes the pages, besides our own templates and modules: another version may break a line elsewhere.
_LIBRARIES = ("weasyprint", "pydyf", "fonttools", "tinyhtml5", "tinycss2", "pyphen", "msgspec", "django")


@lru_cache
def layout_name() -> str:
    """Twelve hexadecimal digits of the SHA-256 of the templates, modules and libraries that make the pages."""
    ours = [*Path(settings.BASE_DIR, "templates", "pdf").iterdir(), Path(protocol.__file__)]
    ours += Path(meetings.paper.__path__[0]).glob("*.py")
    found = hashlib.sha256()
    # Sorted: a folder gives its files in no certain order.
    for path in sorted(ours):
        found.update(path.name.encode() + path.read_bytes())
    for name in _LIBRARIES:
        found.update(f"{name} {version(name)}".encode())
    return found.hexdigest()[:12]
