"""Who the members have appointed to the board, beside what the law asks of them. Pure.

Each is a remark and no stop: the members appoint, and the board meets as it is.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

LAW = "lagen om finansiell samordning av rehabiliteringsinsatser"
LONGEST_TERM_YEARS = 4  # Finsam 13 §


@dataclass(frozen=True, slots=True)
class Appointed:
    """What one member has appointed to the board: its seats there, and how many hold them and how many stand by."""

    name: str
    seats: int
    members: int
    deputies: int


def makeup_remarks(held: Mapping[str, tuple[int, int]]) -> list[str]:
    """What Finsam 10 § asks for and a board lacks; `held` is (ledamöter, ersättare) by the name of each member."""
    found = [
        f"{name} har ingen {' och ingen '.join(lacking)} (10 § {LAW})."
        for name, (members, deputies) in held.items()
        if (lacking := [word for word, count in (("ledamot", members), ("ersättare", deputies)) if not count])
    ]
    unequal = balance_remark(*(sum(pair[at] for pair in held.values()) for at in (0, 1)))
    return [*found, unequal] if unequal else found


def balance_remark(members: int, deputies: int) -> str:
    """That a board has more of the one than of the other (Finsam 10 §); "" when they are as many."""
    if members == deputies:
        return ""
    return f"Styrelsen har {members} ledamöter och {deputies} ersättare, men de ska vara lika många (10 § {LAW})."


def member_remarks(one: Appointed) -> list[str]:
    """What one member is to appoint: a vacant seat (Finsam 15 §), and as many ersättare as ledamöter (10 §)."""
    vacant = one.seats - one.members
    found = []
    if vacant > 0:
        seats = "En plats" if vacant == 1 else f"{vacant} platser"
        found.append(f"{seats} för {one.name} är {'vakant' if vacant == 1 else 'vakanta'} (15 § {LAW}).")
    if one.members and not one.deputies:
        found.append(f"{one.name} har ingen ersättare (10 § {LAW}).")
    elif one.deputies != max(one.members, one.seats):
        wanted = max(one.members, one.seats)
        found.append(f"{one.name} har {one.deputies} ersättare och ska ha {wanted} (10 § {LAW}).")
    return found


def term_remark(first_day: date, last_day: date | None, today: date) -> str:
    """That a mandate is longer than the four years of Finsam 13 §; "" for one that is not."""
    until = last_day or today
    years = until.year - first_day.year - ((until.month, until.day) < (first_day.month, first_day.day))
    if years < LONGEST_TERM_YEARS:
        return ""
    if last_day is None:
        return f"Uppdraget har pågått i mer än fyra år och har ingen sista dag (13 § {LAW})."
    return f"Uppdraget är längre än fyra år (13 § {LAW})."


def eligibility_question(name: str, party: str, *, is_of_state: bool) -> str:
    """What only the member knows of somebody it has appointed (Finsam 12 §)."""
    if is_of_state:
        return f"Är {name} anställd vid {party}? Bara den som är det kan utses (12 § {LAW})."
    return f"Är {name} ledamot eller ersättare i fullmäktige hos {party}? Bara den som är det kan utses (12 § {LAW})."


def appointing_letter_text(
    party: str, association: str, remarks: Sequence[str], *, is_of_state: bool, signed: Sequence[str]
) -> str:
    """A letter in which the association asks a member to appoint, with what the law says of whom and for how long.

    `signed` are the lines below it: who writes, and how the association is reached.
    """
    whom = (
        "Till ledamot eller ersättare utses bara den som är anställd hos er (12 §)."
        if is_of_state
        else "Till ledamot eller ersättare utses bara den som är ledamot eller ersättare i fullmäktige (12 §)."
    )
    asked = "".join(f"- {one}\n" for one in remarks) or "- Inget fattas i dag.\n"
    return (
        f"Till {party}\n\n{association} ber er utse ledamöter och ersättare i förbundets styrelse.\n\n{asked}\n"
        f"{whom} När ni utser ersättare bestämmer ni också i vilken ordning de kallas in. Uppdraget är fyra år, om "
        "förbundsordningen inte säger kortare (13 §). Den som utses efter någon som har slutat har uppdraget för "
        f"resten av tiden (15 §).\n\nParagraferna är i {LAW}.\n\n"
        "Skriv till oss vem ni har utsett, till vilket uppdrag, från och med och till och med vilken dag, och hur vi "
        "når personen.\n\n" + "\n".join(signed) + "\n"
    )
