"""The ways in which each page is looked at."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Mode:
    """`options` are those of Playwright's browser context; a page is asked by axe where `axe` is true."""

    name: str
    width: int
    height: int = 900
    options: dict[str, Any] = field(default_factory=dict)
    media: str = "screen"
    axe: bool = False


MODES = [
    Mode("1440", 1440, axe=True),
    Mode("1366", 1366, 768),
    Mode("390", 390, 844, {"has_touch": True, "is_mobile": True}),
    Mode("320", 320, 640, axe=True),
    Mode("mörkt", 1440, options={"color_scheme": "dark"}, axe=True),
    Mode("tvingade färger", 1440, options={"forced_colors": "active"}),
    Mode("200 %", 683, 384, {"device_scale_factor": 2}),
    Mode("utskrift", 794, media="print"),
    Mode("utan skript", 1440, options={"java_script_enabled": False}),
]
