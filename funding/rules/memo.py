"""What a memo begins as: the applicant's own words, and the att-satser of a decision on funds.

Law-and-practice 6.3: the usual three are to grant, to plan into the budget, and to tell the applicant and sign.
"""

from collections.abc import Sequence
from decimal import Decimal
from enum import StrEnum

from funding.record.application import ApplicationContent
from meetings.swedish import join_names, kronor


class ProposedDecision(StrEnum):
    """Which decision the chancellery proposes."""

    GRANT = "grant"
    REJECT = "reject"
    COMMENTS = "comments"


def heading(name: str) -> str:
    return f"Ansökan om medel: {name}"


def background(content: ApplicationContent) -> str:
    """Who applies for how much, then the applicant's own background; paragraphs parted by an empty line."""
    names = [one.organisation + (f" ({one.unit})" if one.unit else "") for one in content.applicants]
    sought = [f"{kronor(amount)} för {year}" for year, amount in content.economy.sought]
    who = join_names(dict.fromkeys(filter(None, names))) or "Sökanden"
    first = f"{who} ansöker om {kronor(content.economy.sums.sought)} till insatsen {content.name}"
    parts = f": {join_names(sought)}." if len(sought) > 1 else "."
    return "\n\n".join(filter(None, [first + parts, content.texts.background.strip()]))


def proposal(kind: ProposedDecision, *, name: str, amounts: Sequence[tuple[int, Decimal]]) -> list[str]:
    """The att-satser that propose it, for the chancellery to edit."""
    if kind == ProposedDecision.REJECT:
        return [f"att avslå ansökan om medel till insatsen {name}."]
    if kind == ProposedDecision.COMMENTS:
        return [f"att skicka ansökan om medel till insatsen {name} på remiss till medlemmarna."]
    each = join_names(f"{kronor(amount)} för {year}" for year, amount in amounts if amount)
    total = kronor(sum((amount for _, amount in amounts), Decimal(0)))
    return [
        f"att bevilja {total} till insatsen {name}" + (f", varav {each}," if len(amounts) > 1 else ","),
        "att planera in beloppen i verksamhetsplan och budget,",
        "att uppdra åt förbundschefen att meddela sökanden och teckna avtal.",
    ]
