"""Style sheets that are written by job and fetched as one: each job has a file, a page asks once.

Several small files weigh more than one, for each is compressed by itself. Comments stay here.
"""

import re
from functools import partial
from pathlib import Path

from django.conf import settings

from finsam import design_system
from finsam.made_files import MadeFile

FOLDER = settings.BASE_DIR / "static" / "css"
SITE = ("fallbacks", "tokens", "elements", "frame", "print", "parts", "help", "tables", "forms", "document")
EDITOR = ("page", "sheet", "list", "side", "over", "narrow")
REGISTER = ("colours", "frame", "records", "list", "index", "paper")


def style_sheets() -> list[MadeFile]:
    """`css/site.css` of every page, `css/editor.css` and `css/register.css`."""
    return [
        _made("site", design_system.PAGE | _jobs("site", SITE)),
        _made("editor", design_system.EDITOR | _jobs("editor", EDITOR)),
        _made("register", _jobs("site", ("fallbacks",)) | _jobs("register", REGISTER)),
    ]


def _jobs(folder: str, names: tuple[str, ...]) -> dict[Path, str]:
    return {FOLDER / folder / f"{name}.css": "" for name in names}


def _made(name: str, parts: dict[Path, str]) -> MadeFile:
    """`parts` are files, each with the layer that it is put into, or "" when it says so itself."""
    recipe = f"no comments {design_system.ORDER} {list(parts.values())}"
    return MadeFile("css", f"{name}.css", tuple(parts), recipe, partial(_join, parts))


def _join(parts: dict[Path, str], file: Path) -> None:
    texts = ((layer, part.read_text(encoding="utf-8")) for part, layer in parts.items())
    sheets = (f"@layer {layer}{{{text}}}" if layer else text for layer, text in texts)
    whole = "\n".join([design_system.ORDER, *sheets])
    file.write_text(re.sub(r"/\*.*?\*/\s*", "", whole, flags=re.DOTALL), encoding="utf-8")
