"""What a § is for, and what its heading makes one guess."""

import re

from .labelled import Labelled


class ParagraphKind(Labelled):
    """Sv: beslut, information, formalia, val."""

    DECISION = "decision", "Beslut"
    INFORMATION = "information", "Information"
    FORMALITY = "formality", "Formalia"
    ELECTION = "election", "Val"


# In this order: «Val av justerare» is an election in words, but every protocol has it as a formality.
_GUESSES = (
    (
        ParagraphKind.FORMALITY,
        r"öppn|avslut|upprop|närvaro|dagordning|föredragningslista|justerare|val av sekreterare|föregående protokoll"
        r"|nästa (?:samman|möt)|sammanträdets? |kallelse",
    ),
    (ParagraphKind.ELECTION, r"\bval\b|\bväljs?\b|valberedning|presidium"),
    (
        ParagraphKind.INFORMATION,
        r"inform|rapport|redogörelse|redovisning av|lägesbild|aktuellt|uppföljning|delgivning|anmälan|inkom(?:na|mande)"
        r"|\bövrig(?:t\b|a (?:frågor|ärenden)\b)|^(?:dialog|samtal|besök)\b",
    ),
)


def guessed_kind(heading: str) -> ParagraphKind:
    """What the § most likely is, by words that headings of such §§ hold; a decision when none of them is there.

    Only a proposal that a person says yes or no to, so it may be wrong.
    """
    for kind, words in _GUESSES:
        if re.search(words, heading, re.IGNORECASE):
            return kind
    return ParagraphKind.DECISION
