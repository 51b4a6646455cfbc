"""Whom a § says that its decision is sent to: as data that is written a line each, or read out of its own words."""

import re
from dataclasses import dataclass

from meetings.swedish import join_names

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


@dataclass(frozen=True)
class ReceiverLine:
    """Who is to have the decision, and where a mail reaches them: "" where the register says that, or for the post."""

    name: str
    email: str = ""

    @property
    def written(self) -> str:
        return f"{self.name}, {self.email}" if self.email else self.name


def receivers_in(text: str) -> list[ReceiverLine]:
    """A line is «Vallnäs kommun», «Vallnäs kommun, registrator@vallnas.example» or with <…>; each name once."""
    found: dict[str, ReceiverLine] = {}
    for line in text.splitlines():
        words = line.replace("<", " ").replace(">", " ").split()
        email = words.pop() if words and _is_address(words[-1]) else ""
        name = " ".join(words).rstrip(",;: ")
        if name or email:
            found.setdefault((name or email).casefold(), ReceiverLine(name or email, email))
    return list(found.values())


def _is_address(word: str) -> bool:
    """As far as a line is read by it; whether a mail can be sent there is asked when it is kept."""
    before, at, after = word.partition("@")
    return bool(before and at) and "." in after


def receivers_sentence(names: list[str] | tuple[str, ...]) -> str:
    """«Beslutet expedieras till Vallnäs kommun och Region Vallnäs.», as data says it in the protocol; "" for nobody."""
    return f"Beslutet expedieras till {join_names(names)}." if names else ""
