"""Numbers in a series: §§ of a year or a meeting, and meetings of a year.

No law says how; Finsam boards number §§ per calendar year or per meeting, without gaps or doubles.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class EarlierMeeting:
    """One of the series: the last number it has fixed by freezing, or how many it will take."""

    fixed_last: int | None
    count: int


def first_number(start: int, earlier: Sequence[EarlierMeeting]) -> int:
    """The first number of a meeting that comes after `earlier`, given in order.

    `start` is the series' first number, from the register. Provisional as long as an earlier meeting has not
    fixed its numbers. A series of meeting numbers is the same with a count of one each.
    """
    number = start
    for meeting in earlier:
        number = number + meeting.count if meeting.fixed_last is None else meeting.fixed_last + 1
    return number


def number_range(numbers: Iterable[int | str]) -> str:
    """«37–45», with gaps «37–45, 47», one number «37», none «». Order and doubles do not matter."""
    runs: list[list[int]] = []
    for number in sorted({int(number) for number in numbers}):
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return ", ".join(str(first) if first == last else f"{first}–{last}" for first, last in runs)


def is_in_range(number: int, written: str) -> bool:
    """Whether number_range wrote the number, with or without «§» before; all are in an empty one."""
    runs = re.findall(r"(\d+)(?:\N{EN DASH}(\d+))?", written)
    return not runs or any(int(first) <= number <= int(last or first) for first, last in runs)
