"""Each member has a ledamot and an ersättare of its own, and the board as many of the one as the other. Pure."""

from collections.abc import Mapping


def makeup_remarks(held: Mapping[str, tuple[int, int]]) -> list[str]:
    """What Finsam 10 § asks for and a board lacks; `held` is (ledamöter, ersättare) by the name of each member.

    Each is a remark and no stop: the members appoint, and the board meets as it is.
    """
    found = [
        f"{name} har ingen {' och ingen '.join(lacking)}"
        for name, (members, deputies) in held.items()
        if (lacking := [word for word, count in (("ledamot", members), ("ersättare", deputies)) if not count])
    ]
    members, deputies = (sum(pair[at] for pair in held.values()) for at in (0, 1))
    if members != deputies:
        found.append(
            f"Styrelsen har {members} ledamöter och {deputies} ersättare, men de ska vara lika många"
        )
    law = "(10 § lagen om finansiell samordning av rehabiliteringsinsatser)."
    return [f"{one} {law}" for one in found]
