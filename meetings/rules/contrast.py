"""Contrast between two colours."""


def contrast_ratio(one: str, other: str) -> float:
    """WCAG 2.1 contrast ratio, 1–21, of two colours written `#rrggbb`."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    # sRGB's own 0.04045, where WCAG 2.1 first printed 0.03928: no colour of 8 bits lies between them.
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
