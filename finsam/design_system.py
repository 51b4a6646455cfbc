"""The parts of Designsystemet that our pages have, in the layers of its own index: the whole is five times as heavy."""

from functools import partial
from pathlib import Path

from django.conf import settings

from finsam.made_files import MadeFile

PACKAGE = settings.NODE_MODULES / "@digdir" / "designsystemet-css" / "dist"
PARTS = {"base": "ds.base", "button": "ds.components", "input": "ds.components", "alert": "ds.components"}
ORDER = "@layer ds.theme, ds.base, ds.components;"


def design_system() -> list[MadeFile]:
    """One style sheet: the theme's variables, which has its layers, and each part in its."""
    theme = PACKAGE / "theme" / "designsystemet.css"
    layers = {PACKAGE / "src" / f"{part}.css": layer for part, layer in PARTS.items()}
    return [
        MadeFile(
            "css", "designsystemet.css", (theme, *layers), f"{ORDER} {PARTS}", partial(_join, theme, layers)
        )
    ]


def _join(theme: Path, layers: dict[Path, str], file: Path) -> None:
    parts = (f"@layer {layer}{{{part.read_text(encoding='utf-8')}}}" for part, layer in layers.items())
    file.write_text("\n".join([ORDER, theme.read_text(encoding="utf-8"), *parts]), encoding="utf-8")
