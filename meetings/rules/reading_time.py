"""How long it takes to read the papers of a meeting, by the number of their pages."""

MINUTES_A_PAGE = 2  # about 400 words, read with a pencil
MINUTES_A_WIDE_PAGE = 1  # a picture of a presentation
_HOUR, _ROUNDED = 60, 5


def reading_minutes(pages: int, wide: int = 0) -> int:
    """Minutes for so many pages, of which `wide` are wider than high. A practice, no law.

    Up to ten are told as they are; more than that rounded up to five.
    """
    minutes = (pages - wide) * MINUTES_A_PAGE + wide * MINUTES_A_WIDE_PAGE
    if minutes <= 2 * _ROUNDED:
        return minutes
    return -(-minutes // _ROUNDED) * _ROUNDED


def in_hours(minutes: int) -> str:
    """«35 min», «2 tim», «2 tim 10 min»; "" for none."""
    hours, left = divmod(minutes, _HOUR)
    said = [f"{hours} tim" if hours else "", f"{left} min" if left else ""]
    return " ".join(part for part in said if part)
