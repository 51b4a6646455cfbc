"""The parts of Designsystemet that our pages have: the whole is five times as heavy.

Its components stand after our rules for plain HTML, so that these do not take back what a component says of a
heading, a list or a link in it.
"""

from pathlib import Path

from django.conf import settings

PACKAGE = settings.NODE_MODULES / "@digdir" / "designsystemet-css" / "dist"
ORDER = "@layer ds.theme, ds.base, finsam.tokens, finsam.elements, finsam.components;"


def _components(*names: str) -> dict[Path, str]:
    return {PACKAGE / "src" / f"{name}.css": "finsam.components" for name in names}


# Style sheets of the package, each with the layer that it is put into; the theme has its own.
PAGE = {
    PACKAGE / "theme" / "designsystemet.css": "",
    PACKAGE / "src" / "base.css": "ds.base",
} | _components("button", "input", "alert", "error-summary", "skip-link", "details", "pagination")
EDITOR = _components("dialog")
