"""A reminder that went out a moment ago is not sent again. Pure."""

from datetime import datetime, timedelta

from meetings.swedish import minute

PAUSE = timedelta(hours=4)  # a second press within it is a slip


def too_soon(name: str, last: datetime | None, at: datetime) -> str:
    """Why `name`, written to at `last`, is not written to again at `at`; empty when they may be.

    No law says how often; the pause only keeps one press too many from becoming one letter too many.
    """
    if last is None or at - last >= PAUSE:
        return ""
    return f"{name} fick ett mejl den {minute(last)}. Nästa kan skickas tidigast den {minute(last + PAUSE)}."
