"""The parts of Designsystemet that our pages have: the whole is five times as heavy.

Its components stand after our rules for plain HTML, so that these do not take back what a component says of a
heading, a list or a link in it.
"""

from functools import partial
from pathlib import Path

from django.conf import settings

from finsam.made_files import MadeFile

PACKAGE = settings.NODE_MODULES / "@digdir" / "designsystemet-css" / "dist"
THEME = PACKAGE / "theme" / "designsystemet.css"  # has its own layer
BASE = PACKAGE / "src" / "base.css"
PAGE = ("button", "input", "alert", "error-summary", "skip-link", "details", "pagination")
EDITOR = ("dialog",)
ORDER = "@layer ds.theme, ds.base, finsam.tokens, finsam.elements, finsam.components;"


def design_system() -> list[MadeFile]:
    """One style sheet for every page, and what only the editor needs in one of its own."""
    page = {THEME: "", BASE: "ds.base"} | _components(PAGE)
    return [_made("designsystemet.css", page), _made("designsystemet-editor.css", _components(EDITOR))]


def _components(names: tuple[str, ...]) -> dict[Path, str]:
    return {PACKAGE / "src" / f"{name}.css": "finsam.components" for name in names}


def _made(name: str, parts: dict[Path, str]) -> MadeFile:
    recipe = f"{ORDER} {list(parts.values())}"
    return MadeFile("css", name, tuple(parts), recipe, partial(_join, parts))


def _join(parts: dict[Path, str], file: Path) -> None:
    texts = ((layer, part.read_text(encoding="utf-8")) for part, layer in parts.items())
    sheets = (f"@layer {layer}{{{text}}}" if layer else text for layer, text in texts)
    file.write_text("\n".join([ORDER, *sheets]), encoding="utf-8")
