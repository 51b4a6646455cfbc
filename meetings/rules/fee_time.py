"""How long somebody was at a sammanträde, day by day: what a fee is counted from. Pure."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta

type Span = tuple[datetime, datetime]

# A pause over midnight is no new day; a night is.
NIGHT = timedelta(hours=5)


def days_of(
    began: datetime, ended: datetime, pauses: Iterable[Span]
) -> list[tuple[date, datetime, datetime]]:
    """The parts of a sammanträde without its pauses, each with the day that it is counted to.

    All are day and clock without a zone. A new day begins after a pause to another day of at least NIGHT, so that one
    that goes on over midnight is of one day, and one of two days is of two.
    """
    found: list[tuple[date, datetime, datetime]] = []
    day, start = began.date(), began
    for paused, resumed in sorted(pauses):
        if paused > start:
            found.append((day, start, min(paused, ended)))
        if resumed.date() > paused.date() and resumed - paused >= NIGHT:
            day = resumed.date()
        start = max(start, resumed)
    if ended > start:
        found.append((day, start, ended))
    return found


def placed(clocks: Iterable[time | None], began: datetime, ended: datetime) -> list[datetime | None]:
    """When each event of a sammanträde was, from its clock alone: the first such moment after the one before it.

    `clocks` stand in the order of the §§. None for one that has no clock, and for one that the sammanträde has no room
    for.
    """
    found: list[datetime | None] = []
    earliest = began
    for clock in clocks:
        moment = _first(clock, earliest, ended) if clock else None
        found.append(moment)
        earliest = moment or earliest
    return found


def _first(clock: time, earliest: datetime, ended: datetime) -> datetime | None:
    moment = datetime.combine(earliest.date(), clock)
    while moment < earliest:
        moment += timedelta(days=1)
    return moment if moment <= ended else None


def spans_of(
    was_here: bool, moves: Sequence[tuple[bool, datetime | None]], began: datetime, ended: datetime
) -> list[Span]:
    """When somebody was there. `moves` in order: whether they came, else went, and when.

    Without a clock who comes was there from the beginning, or since they went, and who goes was there to the end: what
    nobody wrote down is not held against anybody.
    """
    found: list[Span] = []
    since = began if was_here else None
    last = began
    for came, moment in moves:
        if came and since is None:
            since = moment or last
        elif not came and since is not None:
            left = moment or ended
            found.append((since, max(since, left)))
            since, last = None, left
    if since is not None:
        found.append((since, max(since, ended)))
    return [(start, end) for start, end in found if end > start]


def minutes_by_day(
    parts: Iterable[tuple[date, datetime, datetime]], spans: Sequence[Span]
) -> dict[date, int]:
    """Whole minutes of each day that somebody was at a sammanträde with these `parts`; days without any left out."""
    found: dict[date, timedelta] = {}
    for day, start, end in parts:
        for since, until in spans:
            both = min(end, until) - max(start, since)
            if both > timedelta(0):
                found[day] = found.get(day, timedelta(0)) + both
    return {day: int(length.total_seconds()) // 60 for day, length in found.items()}
