"""The typefaces of every PDF: our own files, nothing of the machine's."""

import os
import unicodedata
from functools import lru_cache
from pathlib import Path
from xml.sax.saxutils import escape

from django.conf import settings

from meetings.errors import RuleViolation

# Static TrueType from npm: variable fonts give different bytes in different runs.
FACES = tuple(
    f"Source{family}-{style}.ttf"
    for family in ("Serif4", "Sans3")
    for style in ("Regular", "It", "Semibold", "SemiboldIt")
)
_REFUSED_CATEGORIES = {"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"}
_ALLOWED_CONTROLS = {"\n", "\r", "\t", "\N{SOFT HYPHEN}"}


class UnsupportedCharacter(RuleViolation):
    """Text holds characters that cannot be printed; nothing was rendered."""


def unsupported_characters(text: str) -> list[str]:
    """The characters of `text`, each once and in order, that some face lacks or PDF/A-3a refuses.

    Line breaks, tabs and soft hyphens are fine. Private use characters are refused because ISO 19005-3
    6.2.7 wants a replacement text for each.
    """
    allowed = _supported()
    return [character for character in dict.fromkeys(text) if character not in allowed]


def refuse_unsupported(text: str) -> None:
    """Raises UnsupportedCharacter with a Swedish sentence naming the first few characters, if any."""
    if sentence := unsupported_sentence(text):
        raise UnsupportedCharacter(sentence)


def unsupported_sentence(text: str) -> str:
    """What is said of characters that cannot be printed, the first few by name; "" when all can."""
    found = unsupported_characters(text)
    if not found:
        return ""
    named = ", ".join(f"«{_visible(character)}» (U+{ord(character):04X})" for character in found[:5])
    noun, it = ("Tecknet", "det") if len(found) == 1 else ("Tecknen", "dem")
    return f"{noun} {named} kan inte skrivas ut i protokollet. Ta bort {it}."


def _visible(character: str) -> str:
    return character if character.isprintable() else "\N{WHITE SQUARE}"


def _faces() -> list[Path]:
    files = (Path(folder) / face for face in FACES for folder in settings.FONTS_DIRS)
    found = [file for file in files if file.is_file()]
    if len(found) < len(FACES):  # fontconfig without a single font ends the whole process
        missing = sorted(set(FACES) - {file.name for file in found})
        raise FileNotFoundError(f"Typsnitt saknas: {', '.join(missing)}. Kör script/bootstrap.")
    return found


def face(name: str) -> Path:
    """The file of one of FACES."""
    return next(file for file in _faces() if file.name == name)


@lru_cache(maxsize=1)
def _supported() -> frozenset[str]:
    from fontTools.ttLib import TTFont  # only a process that is given text waits for it

    shared: set[int] | None = None
    for face in _faces():
        with TTFont(face, lazy=True) as font:
            points = set(font.getBestCmap())
        # In every face: the same words stand in a heading, in bold and in the text.
        shared = points if shared is None else shared & points
    characters = {chr(point) for point in shared or ()}
    printable = {c for c in characters if unicodedata.category(c) not in _REFUSED_CATEGORIES}
    return frozenset(printable | _ALLOWED_CONTROLS)


@lru_cache(maxsize=1)
def fontconfig_file() -> Path:
    folder = Path(settings.VAR_DIR) / "fontconfig"
    folder.mkdir(parents=True, exist_ok=True)
    faces = _faces()
    directories = "".join(
        f"<dir>{escape(str(path))}</dir>" for path in dict.fromkeys(f.parent for f in faces)
    )
    accepted = "".join(f"<glob>{escape(str(face))}</glob>" for face in faces)
    text = (
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd"><fontconfig>'
        f"{directories}<cachedir>{escape(str(folder / 'cache'))}</cachedir>"
        f"<selectfont><rejectfont><glob>*</glob></rejectfont><acceptfont>{accepted}</acceptfont></selectfont>"
        "</fontconfig>"
    )
    file = folder / "fonts.conf"
    # Two processes may start at once: each writes its own and renames, so nobody reads half a file.
    part = folder / f"fonts.conf.{os.getpid()}"
    part.write_text(text, encoding="utf-8")
    part.replace(file)
    return file
