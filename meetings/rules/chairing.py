"""Who leads the board: the one it has elected among its ledamöter (Finsam 17 §), else whom the meeting picks.

The law says nothing of a meeting where neither the chair nor a vice chair serves. By practice those who serve then pick
one among themselves. Other bodies are led by anyone who is there.
"""

from collections.abc import Collection, Hashable, Iterable

from .labelled import Labelled


class BeforeElection(Labelled):
    """Who leads until the board has a chair."""

    ELDEST = "eldest", "Den äldsta ledamoten"
    PICKED = "picked", "Den som sammanträdet väljer"


def chair_hindrance(name: str, *, has_mandate: bool, serves: bool | None) -> str:
    """Why the person cannot lead the board, in one sentence; empty when nothing hinders.

    `serves` is None while nobody has said who is present.
    """
    if not has_mandate:
        return (
            f"{name} är varken ledamot eller ersättare och kan inte leda sammanträdet. Ordföranden utses bland "
            "ledamöterna (17 § lagen om finansiell samordning av rehabiliteringsinsatser)."
        )
    if serves is False:
        return f"{name} tjänstgör inte i paragrafen och kan inte leda den."
    return ""


def passed_by(
    leads: Hashable, presidium: Iterable[Hashable], serving: Collection[Hashable]
) -> Hashable | None:
    """The first of chair and vice chairs, in order, who serves though somebody after them leads; None when in order.

    A remark only: a chair may hand over a § of their own will.
    """
    first = next((one for one in presidium if one in serving), None)
    return None if first == leads else first
