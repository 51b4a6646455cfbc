"""Who took part in a decision, who may leave it to the others, and who may reserve (KL 4:25, 4:27, 5:67 p. 5)."""

from collections.abc import Callable, Collection, Hashable, Iterable, Sequence
from dataclasses import dataclass

from meetings.swedish import join_names


def took_part[Id: Hashable](deciding: Sequence[Id], not_taking_part: Collection[Id]) -> tuple[Id, ...]:
    """Those who serve in the § but for those who do not take part in the decision, in the same order.

    One who abstains from voting still takes part. One who has left the room or is recused does not serve.
    """
    return tuple(one for one in deciding if one not in not_taking_part)


def reservation_hindrance(person: Hashable, *, took_part: Collection[Hashable], meeting_closed: bool) -> str:
    """Why `person` cannot reserve against the decision, in one sentence; empty when nothing hinders (KL 4:27)."""
    if person not in took_part:
        return "Bara den som deltog i beslutet kan reservera sig (4 kap. 27 § kommunallagen)."
    if meeting_closed:
        return "En reservation anmäls innan sammanträdet avslutas (4 kap. 27 § kommunallagen)."
    return ""


def statement_hindrance(*, is_guest: bool, is_there: bool, serves: bool, deputies_noted: bool) -> str:
    """Why a person's särskilt yttrande or protokollsanteckning cannot be noted; empty when nothing hinders.

    Those who serve may have one. A deputy who only attends may speak and have an opinion noted as far as the board has
    decided (KL 6:17 third paragraph), a guest never.
    """
    if is_guest:
        return "Bara ledamöter och ersättare får sin mening antecknad (6 kap. 17 § kommunallagen)."
    if not is_there:
        return "Den som inte är med i paragrafen kan inte få sin mening antecknad där."
    if not serves and not deputies_noted:
        return (
            "En ersättare som inte tjänstgör får sin mening antecknad bara om styrelsen har bestämt det "
            "(6 kap. 17 § kommunallagen). Beslutet anges i registret."
        )
    return ""


def not_taking_part_hindrance(
    person: Hashable,
    *,
    deciding: Collection[Hashable],
    is_chair: bool,
    chair_must_vote: bool,
    voted: Collection[Hashable],
) -> str:
    """Why `person` cannot stay out of the decision, in one sentence; empty when nothing hinders (KL 4:25).

    `chair_must_vote` is voting.chair_must_vote. The duty of KL 4:26 to take part is not a board's: Finsam 19 §
    does not refer to it.
    """
    if person not in deciding:
        return "Bara den som tjänstgör i paragrafen kan avstå från att delta i beslutet."
    if person in voted:
        return "Den som har röstat har deltagit i beslutet. Ta först bort rösten."
    if is_chair and chair_must_vote:
        return "Ordföranden måste rösta när rösten behövs för att avgöra ärendet (4 kap. 25 § kommunallagen)."
    return ""


def split(
    deciding: Collection[Hashable],
    yes: Collection[Hashable],
    no: Collection[Hashable],
    abstain: Collection[Hashable],
    not_taking_part: Collection[Hashable],
) -> str:
    """Why a vote by name does not add up, in one sentence; empty when it does.

    Everyone who serves in the § is in exactly one of the four, and nobody else is in any (KL 5:67 p. 5): one
    who has left the room for the § does not abstain.
    """
    placed = [*yes, *no, *abstain, *not_taking_part]
    if not set(deciding).issuperset(placed):
        return "Någon som inte tjänstgör i paragrafen har räknats med i omröstningen."
    if len(set(placed)) < len(placed):
        return "Någon har räknats två gånger i omröstningen. Var och en har en röst."
    if missing := len(set(deciding)) - len(placed):
        return f"Rösten saknas för {missing} av de {len(set(deciding))} som tjänstgör i paragrafen."
    return ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """Who did what in a §, as it was written. `votes` has the voters of each open vote, `slips` the number of
    slips of each closed one. `absent_speakers` have a statement in a § where they are not in the room, and
    `unheard_speakers` are deputies who have one where they do not serve, and whom the board does not let have it.
    """

    votes: Sequence[Collection[Hashable]] = ()
    slips: Sequence[int] = ()
    not_taking_part: Sequence[Hashable] = ()
    reserved: Sequence[Hashable] = ()
    proposed: Sequence[Hashable] = ()
    absent_speakers: Sequence[Hashable] = ()
    unheard_speakers: Sequence[Hashable] = ()


def contradictions(
    recorded: Recorded, deciding: Collection[Hashable], name: Callable[[Hashable], str]
) -> list[str]:
    """What does not agree with who decides in the §, in sentences that follow its number, without full stop.

    Every action refuses such a row; this finds those that became untrue when the room was changed afterwards.
    """
    found = []
    out = set(recorded.not_taking_part)
    for voted in recorded.votes:
        if strangers := [one for one in voted if one not in deciding]:
            found.append(
                f"har en röst från {_names(strangers, name)}, som inte tjänstgör där (4 kap. 24 § kommunallagen)"
            )
        if both := [one for one in voted if one in out]:
            found.append(
                f"har en röst från {_names(both, name)}, som inte deltar i beslutet (4 kap. 25 § kommunallagen)"
            )
        if missing := [one for one in deciding if one not in voted and one not in out]:
            found.append(
                f"har en omröstning utan rösten från {_names(missing, name)} (5 kap. 67 § kommunallagen)"
            )
    voters = len([one for one in deciding if one not in out])
    found += [
        f"har {slips} röstsedlar men {voters} som får rösta (4 kap. 24 § kommunallagen)"
        for slips in recorded.slips
        if slips > voters
    ]
    if strangers := [one for one in recorded.not_taking_part if one not in deciding]:
        found.append(f"har «deltar inte i beslutet» för {_names(strangers, name)}, som inte tjänstgör där")
    if strangers := [one for one in recorded.reserved if one not in deciding or one in out]:
        found.append(
            f"har en reservation av {_names(strangers, name)}, som inte deltog i beslutet "
            "(4 kap. 27 § kommunallagen)"
        )
    if strangers := [one for one in recorded.proposed if one not in deciding]:
        found.append(f"har ett yrkande av {_names(strangers, name)}, som inte beslutar där")
    if recorded.absent_speakers:
        found.append(f"har ett yttrande av {_names(recorded.absent_speakers, name)}, som inte är med där")
    if recorded.unheard_speakers:
        found.append(
            f"har ett yttrande av {_names(recorded.unheard_speakers, name)}, som är ersättare och inte tjänstgör där "
            "(6 kap. 17 § kommunallagen)"
        )
    return found


def done_in(*, decided: bool, voted: bool, reserved: bool) -> str:
    """What was done in a §, «beslut och reservation», for which it cannot be «inte behandlad»; empty for nothing.

    To put a matter off is to decide too (KL 6:33).
    """
    done = {"beslut": decided, "omröstning": voted, "reservation": reserved}
    return join_names(what for what, is_there in done.items() if is_there)


def _names(people: Iterable[Hashable], name: Callable[[Hashable], str]) -> str:
    return join_names(dict.fromkeys(name(one) for one in people))
