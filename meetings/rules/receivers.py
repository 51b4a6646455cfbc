"""Whom a § says that its decision is sent to, read out of its own words."""

import re

_SENT_TO = re.compile(
    r"\b(?:expedieras|skickas|sänds|delges|utdrag(?:et)?)(?:\s+till\b\s*:?|\s*:)\s*(?P<names>[^.\n]{2,300})(?:[.\n]|\Z)",
    re.IGNORECASE,
)
# «Social- och arbetsmarknadsnämnden» is one. Between words there is one space then.
_BETWEEN = re.compile(r"[,;]|(?<!-) (?:och|samt) ")
MOST = 20


def named_receivers(text: str) -> list[str]:
    """«Beslutet expedieras till Vallnäs kommun och förbundets ekonom.» gives the two, in their order, each once."""
    said = (" ".join(sentence["names"].split()) for sentence in _SENT_TO.finditer(text))
    found = (
        name.strip().removeprefix("och ").removeprefix("samt ")
        for one in said
        for name in _BETWEEN.split(one)
    )
    return list(dict.fromkeys(name for name in found if name))[:MOST]
