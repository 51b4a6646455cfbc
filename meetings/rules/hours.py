"""The hours of a meeting agree: it begins, pauses and ends in that order, over midnight and several days too."""

from collections.abc import Iterable
from datetime import datetime


def hours_hindrance(
    began: datetime, ended: datetime | None, pauses: Iterable[tuple[datetime, datetime | None]]
) -> str:
    """Why these hours cannot be, in one sentence; empty when nothing hinders.

    All are day and clock without a zone. `ended` is None while the end is not known; a pause that has no end lasts.
    """
    for start, end in pauses:
        if start < began:
            return "Ajourneringen börjar före sammanträdet."
        if ended is None:
            continue
        if end is None:
            return (
                "Sammanträdet är ajournerat. Återuppta det, eller ta bort ajourneringen, innan det avslutas."
            )
        if end > ended:
            return "Sammanträdet slutade före den sista ajourneringen var slut."
    return ""
