"""The ways in which each page is looked at."""

from dataclasses import dataclass, field
from typing import Any

LIGHT = {"media": "screen", "color_scheme": "light", "forced_colors": "none"}


@dataclass(frozen=True)
class Mode:
    """What is true of the window, and the rules that axe is asked about: none, or all where that is empty.

    `context` are options of Playwright's browser context, `media` what is emulated in a page that is open.
    """

    name: str
    width: int
    height: int = 900
    context: dict[str, Any] = field(default_factory=dict)
    media: dict[str, Any] = field(default_factory=dict)
    axe: tuple[str, ...] | None = None


# A page is opened once for the modes of a row, and measured for what moves as it is with the first of them.
LOADS = [
    [
        Mode("1440", 1440, axe=()),
        Mode("mörkt", 1440, media={"color_scheme": "dark"}, axe=("color-contrast",)),
        Mode("tvingade färger", 1440, media={"forced_colors": "active"}),
        Mode("utskrift", 794, 1123, media={"media": "print"}),
    ],
    [Mode("1366", 1366, 768), Mode("200 %", 683, 384)],
    [Mode("390", 390, 844, {"has_touch": True, "is_mobile": True})],
    [Mode("320", 320, 640, axe=())],
    [Mode("utan skript", 1440, context={"java_script_enabled": False})],
]
MODES = [mode for load in LOADS for mode in load]
