"""Where a printed line may end: spaces and ranges that hold together."""

import re

from meetings.swedish import MONTHS, NBSP, THIN

_AMOUNT = re.compile(rf"(?<!\d)\d{{1,3}}(?:[ \u2009{NBSP}{THIN}]\d{{3}})+(?!\d)")
_MONTH = f"(?:{'|'.join(MONTHS)})"
# What meets over a space that holds: «§ 12», «kl. 8.30», «KL 5:69»; «30 maj», «8 kap.», «50 kronor»;
# «19 a §»; «maj 2024».
_HOLDING = [
    re.compile(f"({before}) (?={after})")
    for before, after in (
        (r"§|\b(?:kl\.|kap\.|KL|nr|[Dd]nr|[Vv]ecka|[Bb]ilaga|[Bb]ilagor)", r"\d"),
        (r"\d", rf"(?:[a-z] )?§|kap\.|(?:kr|kronor|procent)\b|%|{_MONTH}\b"),
        (rf"\d{NBSP}[a-z]", "§"),
        (rf"\d{NBSP}{_MONTH}", r"\d{4}\b"),
    )
]
_END = rf"\d[\d.:{THIN}]{{0,12}}"
_RANGE = re.compile(rf"(?:(?:§§?|kl\.){NBSP})?{_END}–{_END}(?:{NBSP}§)?")


def hold(text: str) -> str:
    """`text` with spaces that hold inside «§ 12», «kl. 8.30», «30 maj 2024», «8 kap. 12 §» and «50 000 kronor»."""
    text = _AMOUNT.sub(lambda amount: re.sub(r"\s", THIN, amount[0]), text)
    for pattern in _HOLDING:
        text = pattern.sub(rf"\1{NBSP}", text)
    return text


def keep_together(html: str) -> str:
    """Escaped text, held, with ranges such as «§ 15–22» and «kl. 8.30–11.00» whole too: a line may end after a dash.

    A span and not a word joiner, which would be in the way of whoever searches or copies.
    """
    return _RANGE.sub(r'<span class="together">\g<0></span>', hold(html))
