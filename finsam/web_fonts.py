"""The typefaces of the web pages: those of the documents, cut down to the letters that fonts.css promises.

A whole face weighs 110 kB; the letters of a Swedish page weigh 10.
"""

import re
from functools import partial
from importlib.metadata import version
from pathlib import Path

from django.conf import settings

from finsam.made_files import MadeFile

STYLES = settings.BASE_DIR / "static" / "css" / "fonts.css"
_PROMISE = re.compile(
    r'url\("\.\./fonts/(?P<name>(?P<face>\w+-\w+)\.\w+\.woff2)"\).*?unicode-range:\s*(?P<range>[^;]+);',
    re.DOTALL,
)


def web_fonts() -> list[MadeFile]:
    """Every file that fonts.css names."""
    made = []
    for each in _PROMISE.finditer(STYLES.read_text(encoding="utf-8")):
        source, letters = _source(each["face"]), _letters(each["range"])
        recipe = f"{sorted(letters)} {version('fonttools')}"
        made.append(MadeFile("fonts", each["name"], (source,), recipe, partial(_cut, source, letters)))
    return made


def _cut(source: Path, letters: frozenset[int], file: Path) -> None:
    from fontTools import subset  # only a process that makes the files waits for it

    options = subset.Options(flavor="woff2", layout_features=["kern", "liga"], hinting=False)
    with subset.load_font(source, options) as font:
        cutter = subset.Subsetter(options)
        cutter.populate(unicodes=letters)
        cutter.subset(font)
        subset.save_font(font, file, options)


def _source(face: str) -> Path:
    files = [Path(folder) / f"{face}.ttf" for folder in settings.FONTS_DIRS]
    return next((file for file in files if file.is_file()), files[0])


def _letters(unicode_range: str) -> frozenset[int]:
    """Code points, from CSS's own notation: «U+20-7E, U+A0»."""
    points: set[int] = set()
    for part in unicode_range.replace("U+", "").split(","):
        first, _, last = part.strip().partition("-")
        points |= set(range(int(first, 16), int(last or first, 16) + 1))
    return frozenset(points)
