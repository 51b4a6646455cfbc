"""What a memo begins as: the applicant's own words, and the att-satser of a decision on funds.

Law-and-practice 6.3: the usual three are to grant, to plan into the budget, and to tell the applicant and sign.
"""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from enum import StrEnum

from funding.record.application import ApplicationContent
from meetings.swedish import join_names, kronor, long_date


class ProposedDecision(StrEnum):
    """Which decision the chancellery proposes."""

    GRANT = "grant"
    REJECT = "reject"
    COMMENTS = "comments"


def heading(name: str) -> str:
    return f"Ansökan om medel: {name}"


def background(content: ApplicationContent) -> str:
    """Who applies for how much, then the applicant's own background; paragraphs parted by an empty line."""
    units: dict[str, list[str]] = {}
    for one in content.applicants:
        units.setdefault(one.organisation, []).extend([one.unit] if one.unit else [])
    names = [name + (f" ({join_names(of_it)})" if of_it else "") for name, of_it in units.items() if name]
    sought = [f"{kronor(amount)} för {year}" for year, amount in content.economy.sought]
    who = join_names(names) or "Sökanden"
    first = f"{who} ansöker om {kronor(content.economy.sums.sought)} till insatsen {content.name}"
    parts = f": {join_names(sought)}." if len(sought) > 1 else "."
    return "\n\n".join(filter(None, [first + parts, content.texts.background.strip()]))


def proposal(kind: ProposedDecision, *, name: str, amounts: Sequence[tuple[int, Decimal]]) -> list[str]:
    """The att-satser that propose it, for the chancellery to edit."""
    if kind == ProposedDecision.REJECT:
        return [f"att avslå ansökan om medel till insatsen {name}."]
    if kind == ProposedDecision.COMMENTS:
        return [f"att skicka ansökan om medel till insatsen {name} på remiss till medlemmarna."]
    return [
        granting(name, amounts),
        "att planera in beloppen i verksamhetsplan och budget,",
        "att uppdra åt förbundschefen att meddela sökanden och teckna avtal.",
    ]


def granting(name: str, amounts: Sequence[tuple[int, Decimal]]) -> str:
    """The att-sats that grants the kronor of each year, made of nothing but them; a year with none is not said."""
    said = [(year, amount) for year, amount in amounts if amount]
    each = join_names(f"{kronor(amount)} för {year}" for year, amount in said)
    total = kronor(sum((amount for _, amount in said), Decimal(0)))
    return f"att bevilja {total} till insatsen {name}" + (f", varav {each}," if len(said) > 1 else ",")


def grants_nothing(lines: Sequence[str], *, name: str, amounts: Sequence[tuple[int, Decimal]]) -> bool:
    """Whether one of the att-satser would grant 0 kronor, as when the amounts of the § were emptied."""
    nothing = _bare(granting(name, []))
    return not any(amount for _, amount in amounts) and any(_bare(one) == nothing for one in lines)


def changing(
    kind: str, *, name: str, amounts: Sequence[tuple[int, Decimal]], last_day: date | None = None
) -> str:
    """The att-sats of a § that changes what a measure has, of one of the kinds of Placement but «grant».

    Made of nothing but its fields: the kronor of each year, below zero where they are taken back, and the new last day.
    """
    said = [(year, abs(amount)) for year, amount in amounts if amount]
    each = join_names(f"{kronor(amount)} för {year}" for year, amount in said)
    total = kronor(sum((amount for _, amount in said), Decimal(0)))
    parts = f", varav {each}" if len(said) > 1 else f" för {said[0][0]}" if said else ""
    until = f" till och med den {long_date(last_day)}" if last_day else ""
    if kind == "carry_over":
        return _carrying(name, amounts) + (f", och förlänga den{until}." if until else ".")
    if kind == "reduction":
        return f"att minska det som är beviljat till insatsen {name} med {total}{parts}."
    if kind == "early_end":
        ending = f"att insatsen {name} avslutas i förtid, med sista dag {long_date(last_day or date.max)}"
        return f"{ending}, och att {total} återkallas{parts}." if said else f"{ending}."
    more = f"bevilja ytterligare {total}"
    if kind == "prolongation" or not said:
        also = f" och {more}{parts}" if said else ""
        return f"att förlänga insatsen {name}{until}{also}."
    return f"att {more} till insatsen {name}{parts}" + (f", och förlänga den{until}." if until else ".")


def _carrying(name: str, amounts: Sequence[tuple[int, Decimal]]) -> str:
    taken = [(year, -amount) for year, amount in amounts if amount < 0]
    given = [(year, amount) for year, amount in amounts if amount > 0]
    if len(taken) == len(given) == 1:
        (year, amount), (to, _) = taken[0], given[0]
        return f"att föra över {kronor(amount)} från {year} till {to} för insatsen {name}"
    away = join_names(f"{kronor(amount)} från {year}" for year, amount in taken)
    there = join_names(f"{kronor(amount)} till {year}" for year, amount in given)
    return f"att för insatsen {name} föra över {away}, varav {there}"


def reworded(lines: Sequence[str], *, made: str, now: str) -> list[str]:
    """The att-satser with the one that was `made` of the fields said as `now`; others stand as they are written."""
    return [now if _bare(one) == _bare(made) else one for one in lines]


def _bare(sentence: str) -> str:
    return " ".join(sentence.split()).rstrip(",.")


def opinion(
    *,
    outcome: str,
    day: date,
    in_favour: int | None,
    against: int | None,
    abstaining: int | None,
    applicants: str,
    text: str,
) -> str:
    """What the preparatory group said, as the board reads it; `outcome` is one of GROUP_OUTCOMES."""
    figures = [
        f"{count} {word}"
        for count, word in ((in_favour, "för"), (against, "emot"), (abstaining, "avstod"))
        if count is not None
    ]
    said = f"Beredningsgruppen {GROUP_OUTCOMES[outcome]} den {long_date(day)}"
    sentences = [said + (f" ({join_names(figures)})" if figures else ""), applicants.strip(), text.strip()]
    return " ".join(f"{one[:1].upper()}{one[1:].rstrip('.')}." for one in sentences if one)


GROUP_OUTCOMES = {
    "supported": "tillstyrkte ansökan",
    "advised_against": "avstyrkte ansökan",
    "divided": "var delad om ansökan",
    "returned": "lämnade ansökan till den sökande igen",
}


def opinion_doubt(outcome: str, *, in_favour: int | None, against: int | None) -> str:
    """Why the opinion cannot be so with these figures; empty when it can, and when they are not said."""
    if in_favour is None or against is None or outcome == "returned":
        return ""
    fits = {
        "supported": in_favour > against,
        "advised_against": against > in_favour,
        "divided": in_favour == against,
    }
    if fits[outcome]:
        return ""
    right = next(name for name, is_so in fits.items() if is_so)
    words = {"supported": "Tillstyrks", "advised_against": "Avstyrks", "divided": "Delad"}
    return (
        f"{in_favour} var för och {against} emot: det är «{words[right]}». Ändra yttrandet eller siffrorna."
    )
