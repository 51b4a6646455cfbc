"""Taking part at a distance (Finsam 19 a §, which for these boards stands in place of KL 6:24)."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from meetings.swedish import join_names


class Mode(StrEnum):
    """How a person takes part. At a distance is present: counted in the quorum and free to decide."""

    ABSENT = "frånvarande"
    ON_SITE = "på plats"
    REMOTE = "på distans"
    SOUND_ONLY = "på distans (enbart ljud)"


@dataclass(frozen=True, slots=True)
class Participation:
    """A person, a Mode and, for sound only, the board's special reason; "" when it is not written down."""

    name: str
    mode: str
    reason: str = ""


def distance_findings(
    participations: Iterable[Participation], *, decided: bool, audio_decided: bool
) -> list[str]:
    """Warnings, without full stop, for a meeting where somebody takes part at a distance.

    The board itself decides to what extent, and that decision must be documented: `decided` says that the
    register holds it. Sound and picture are the rule; sound alone asks for the board's decision, that
    `audio_decided` says, and for special reasons each time.
    """
    people = list(participations)
    remote = [one.name for one in people if one.mode in (Mode.REMOTE, Mode.SOUND_ONLY)]
    sound = [one for one in people if one.mode == Mode.SOUND_ONLY]
    unreasoned = [one.name for one in sound if not one.reason.strip()]
    found = []
    if remote and not decided:
        found.append(
            f"{join_names(remote)} deltar på distans, men styrelsens beslut om det saknas (Finsam 19 a §)"
        )
    if sound and not audio_decided:
        names = join_names(one.name for one in sound)
        found.append(
            f"{names} deltar med enbart ljud, men styrelsens beslut omfattar inte det (Finsam 19 a §)"
        )
    if unreasoned:
        found.append(f"Ange styrelsens skäl för att {join_names(unreasoned)} deltar med enbart ljud")
    return found
