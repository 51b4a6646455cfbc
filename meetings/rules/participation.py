"""Who took part in a decision, who may leave it to the others, and who may reserve (KL 4:25, 4:27, 5:67 p. 5)."""

from collections.abc import Collection, Hashable, Sequence


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
