"""Style sheets that are written by job and fetched as one: each job has a file, a page asks once.

Several small files weigh more than one, for each is compressed by itself. Comments stay here.
"""

import re
from functools import partial
from pathlib import Path

from django.conf import settings

from finsam.made_files import MadeFile

FOLDER = settings.BASE_DIR / "static" / "css"
BASE = ("tokens", "elements", "frame", "print")
REGISTER = ("colours", "frame", "records", "list", "index")


def style_sheets() -> list[MadeFile]:
    """`css/base.css` of every page, and `css/register.css`."""
    return [_made("base", BASE), _made("register", REGISTER)]


def _made(folder: str, jobs: tuple[str, ...]) -> MadeFile:
    parts = tuple(FOLDER / folder / f"{job}.css" for job in jobs)
    return MadeFile("css", f"{folder}.css", parts, "no comments", partial(_join, parts))


def _join(parts: tuple[Path, ...], file: Path) -> None:
    text = "\n".join(part.read_text(encoding="utf-8") for part in parts)
    file.write_text(re.sub(r"/\*.*?\*/\s*", "", text, flags=re.DOTALL), encoding="utf-8")
