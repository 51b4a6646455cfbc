"""What the documents need of written Swedish beyond meetings.swedish."""

import re
from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from meetings.rules.numbering import number_range
from meetings.swedish import NBSP, THIN, long_date, sections

STOCKHOLM = ZoneInfo("Europe/Stockholm")
_SIGN = re.compile(r"(§§?|\bkl\.) (?=\d)")
_AMOUNT = re.compile(rf"(?<!\d)\d{{1,3}}(?:[ \u2009{NBSP}{THIN}]\d{{3}})+(?!\d)")


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


def keep_together(text: str) -> str:
    """No line break after § or kl., nor within an amount: 50 000 is set with a narrow space that holds."""
    text = _SIGN.sub(rf"\1{NBSP}", text)
    return _AMOUNT.sub(lambda amount: re.sub(r"\s", THIN, amount[0]), text)
