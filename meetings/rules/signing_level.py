"""How strongly a signature tells who made it, and the decision on how protocols are signed (KL 5:69)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import IntEnum

from meetings.swedish import long_date, section


class Level(IntEnum):
    """Sv: nivå. Each level is at least as strong as the ones before it."""

    PASSWORD = 1
    SECOND_FACTOR = 2
    IDENTITY = 3

    @property
    def words(self) -> str:
        """«nivå 2 (andra faktor eller inloggningsnyckel)», as it stands inside a sentence."""
        return f"nivå {self.value} ({_MEANS[self]})"


_MEANS = {
    Level.PASSWORD: "lösenord",
    Level.SECOND_FACTOR: "andra faktor eller inloggningsnyckel",
    Level.IDENTITY: "e-legitimation på tillitsnivå 3",
}
CHOICES = [(level.value, f"{level.value}: {_MEANS[level]}") for level in Level]


@dataclass(frozen=True, slots=True)
class LevelDecision:
    """The registered decision: its day, and the number of its §, "" when that is not said."""

    day: date | None
    section: str = ""

    def is_of(self, meeting: date, numbers: Collection[str]) -> bool:
        """Whether it was taken in one of the §§ `numbers` of the meeting that day."""
        return self.day == meeting and self.section in numbers


def level_hindrance(level: int, least: int) -> str:
    """Why a signature of `level` is too weak where `least` is decided, in one sentence; empty when it is not."""
    if level >= least:
        return ""
    return f"Protokollet skrivs under med lägst {Level(least).words}."


def decision_doubt(decision: LevelDecision, meeting: date, numbers: Collection[str]) -> str:
    """What is doubtful about the decision for the protocol of a meeting, as a sentence without its full stop.

    `numbers` are the §§ of that meeting, one of which may be the decision. Empty when nothing is.
    """
    what = "styrelsens beslut om hur protokoll justeras (5 kap. 69 § kommunallagen)"
    if decision.day is None:
        return f"Registret saknar {what}. Det kan vara en paragraf i det här protokollet"
    if not decision.section:
        return f"Registret saknar paragrafen för {what}"
    if decision.day > meeting:
        return f"Styrelsens beslut om hur protokoll justeras är från den {long_date(decision.day)}, efter sammanträdet"
    if decision.day == meeting and decision.section not in numbers:
        return (
            f"Beslutet om hur protokoll justeras ska stå i {section(decision.section)} i det här protokollet, "
            "men den paragrafen finns inte"
        )
    return ""


def decision_sentence(who: str, decision: LevelDecision, least: int, *, is_here: bool) -> str:
    """What the page of signatures says of the decision; empty when none is registered.

    `who` decided; `is_here` when the § stands in the same protocol.
    """
    if decision.day is None:
        return ""
    where = section(decision.section) if decision.section else ""
    when = (
        f"i {where} i detta protokoll"
        if is_here
        else f"den {long_date(decision.day)}{where and f', {where},'}"
    )
    return f"{who} beslutade {when} att protokoll får justeras digitalt med lägst {Level(least).words}."
