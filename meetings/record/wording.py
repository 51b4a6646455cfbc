"""What the protocol needs of written Swedish beyond meetings.swedish."""

from collections.abc import Sequence
from datetime import datetime

from meetings.rules.numbering import number_range
from meetings.swedish import NBSP, STOCKHOLM, long_date, sections


def moment(at: datetime) -> str:
    """«10 juni 2024 kl. 14.51.07», Swedish time."""
    local = at.astimezone(STOCKHOLM)
    return f"{long_date(local)} kl.{NBSP}{local.hour}.{local:%M.%S}"


def paragraph_label(numbers: Sequence[str]) -> str:
    """«§ 37–45, 47»; empty for no numbers."""
    return sections(number_range(numbers))


def within_sentence(name: str) -> str:
    """«beredningsgruppen» of «Beredningsgruppen»; «AU» and «Arbetsutskott Norr» keep their capitals."""
    is_word = name[1:] == name[1:].lower()
    return name[:1].lower() + name[1:] if is_word else name
