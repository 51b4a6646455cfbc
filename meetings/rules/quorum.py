"""Whether the board may decide."""


def has_quorum(present: int, seats: int) -> bool:
    """Whether more than half of the ledamöter are present (KL 6:27 via Finsam 19 §).

    `present` counts ledamöter and serving ersättare, on distance too (Finsam 19 a §); `seats` all seats of
    the förbundsordning, so a vacant seat counts as absent.
    """
    return present * 2 > seats


def quorum_sentence(present: int, seats: int) -> str:
    """«6 av 9, beslutsför» or «4 av 9, inte beslutsför»."""
    return f"{present} av {seats}, {'beslutsför' if has_quorum(present, seats) else 'inte beslutsför'}"
