"""Which § adopts a year's budget: the board fixes it (Finsam 19 §), and says so."""

import re
from collections.abc import Sequence

from meetings.rules.public_meeting import fixes_budget

_YEAR = re.compile(r"\b20\d\d\b")


def adopts(year: int, *, heading: str, decisions: Sequence[str], held: int) -> bool:
    """Whether a § whose `decisions`, as plain text, were made in the year `held` fixes the budget of `year`.

    A § that names years is about those; one that names none is about the year it was decided in or the next.
    """
    named = {int(one) for text in (heading, *decisions) for one in _YEAR.findall(text)}
    return fixes_budget(heading, decisions) and (year in named if named else held <= year <= held + 1)
