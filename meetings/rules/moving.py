"""A decision that moves a meeting, read out of its own words, so that the move can be offered."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, time

from meetings.swedish import MONTHS

_SENTENCE = re.compile(r"\n|(?<=[.!?])\s+(?=[A-ZÅÄÖ])")
_MOVES = re.compile(r"\bflytta", re.IGNORECASE)
_MONTH = "|".join(MONTHS)
_DAY = re.compile(
    rf"\b(?P<iso>\d{{4}}-\d\d-\d\d)\b"
    rf"|(?<![\d.:])(?P<day>\d{{1,2}})(?:/(?P<number>\d{{1,2}})(?![\d.:])|\s+(?P<month>{_MONTH})\b)"
    rf"(?:[\s/]+(?P<year>20\d\d)\b)?",
    re.IGNORECASE,
)
_HOURS = re.compile(
    r"(?<![\d/])(?P<from>\d{1,2}[.:]\d\d)(?:\s*(?:[-–]|till)\s*(?:kl\.?\s*)?(?P<to>\d{1,2}[.:]\d\d))?(?![\d/])"
    r"|\bkl\.?\s*(?P<whole>\d{1,2})\b(?![.:/]\d)"
)


@dataclass(frozen=True)
class Move:
    """That the meeting on `day` is held on `to` instead, or at other hours that day; None where nothing is said."""

    day: date
    to: date
    start: time | None = None
    end: time | None = None


def moves_said(text: str, meetings: Collection[date], *, said_on: date) -> list[Move]:
    """What a decision of `said_on` says of `meetings`, the days that are planned: «flyttas från den 25/11 till den
    30/11 08:30–11:30», «flyttas till eftermiddagen samma dag 16/12 13:00». A day without a year is the next one.
    """
    found = (one for sentence in _SENTENCE.split(text) for one in _in_sentence(sentence, meetings, said_on))
    return list(dict.fromkeys(found))


def _in_sentence(sentence: str, meetings: Collection[date], said_on: date) -> Iterator[Move]:
    if not _MOVES.search(sentence):
        return
    days = [(one, day) for one in _DAY.finditer(sentence) if (day := _day(one, said_on))]
    for place, (_, day) in enumerate(days):
        if day not in meetings or (place and days[place - 1][1] in meetings):
            continue
        to, last = (days[place + 1], place + 2) if place + 1 < len(days) else (days[place], place + 1)
        until = days[last][0].start() if last < len(days) else len(sentence)
        hours = _HOURS.search(sentence, to[0].end(), until)
        start, end = _hours(hours) if hours else (None, None)
        if to[1] != day or start:
            yield Move(day, to[1], start, end)


def _day(found: re.Match[str], said_on: date) -> date | None:
    try:
        if found["iso"]:
            return date.fromisoformat(found["iso"])
        month = int(found["number"]) if found["number"] else 1 + MONTHS.index(found["month"].lower())
        if found["year"]:
            return date(int(found["year"]), month, int(found["day"]))
        this = date(said_on.year, month, int(found["day"]))
        return this if this >= said_on else date(said_on.year + 1, month, int(found["day"]))
    except ValueError:
        return None


def _hours(found: re.Match[str]) -> tuple[time | None, time | None]:
    start = _clock(found["from"] or f"{found['whole']}:00")
    end = _clock(found["to"]) if found["to"] else None
    return start, end if start and end and end > start else None


def _clock(said: str) -> time | None:
    hour, minute = (int(part) for part in re.split("[.:]", said))
    return time(hour, minute) if hour < 24 and minute < 60 else None
