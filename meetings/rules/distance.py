"""Taking part at a distance (Finsam 19 a §, which for these boards stands in place of KL 6:24)."""

from collections.abc import Iterable
from dataclasses import dataclass

from meetings.swedish import join_names

from .labelled import Labelled


class Mode(Labelled):
    """How a person takes part. At a distance is present: counted in the quorum and free to decide."""

    UNSET = "", "Inte angivet"
    ON_SITE = "on_site", "På plats"
    REMOTE = "remote", "På distans"
    REMOTE_AUDIO = "remote_audio", "På distans, enbart ljud"
    ABSENT = "absent", "Frånvarande"


AT_A_DISTANCE = (Mode.REMOTE, Mode.REMOTE_AUDIO)


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
    remote = [one.name for one in people if one.mode in AT_A_DISTANCE]
    sound = [one for one in people if one.mode == Mode.REMOTE_AUDIO]
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
