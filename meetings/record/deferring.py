"""How a protocol says that a matter is put off: bordlagd, återremitterad or hänskjuten."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from meetings.record.handling import because
from meetings.record.paragraph import Deferral

_IS = {"bordlagd": "bordläggs", "återremitterad": "återremitteras", "hänskjuten": "hänskjuts"}
_TO = {"bordlagd": "bordlägga", "återremitterad": "återremittera", "hänskjuten": "hänskjuta"}
_IN_A_DECISION = {"bordlagd": "bordlägg", "återremitterad": "återremi", "hänskjuten": "hänskjut"}
_IN_A_TEXT = {
    "bordlagd": r"bord(?:läggs|lades|lagdes)",
    "återremitterad": r"återremittera(?:s|des)",
    "hänskjuten": r"hänskj(?:uts|öts)",
}
# What ties a reason to the sentence before it. Any other reason stands by itself: its words may be in an order that
# no «eftersom» allows.
_TIES = re.compile(
    r"(?:eftersom|då|för att|så att|tills|på grund av|med anledning av|med hänsyn till|i och med att"
    r"|i (?:väntan|avvaktan) på)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class PutOff:
    """`clause` goes among the decisions, `sentence` after them; one of the two, or neither."""

    clause: str = ""
    sentence: str = ""


def put_off(
    deferral: Deferral | None,
    *,
    decided: Iterable[str],
    texts: Iterable[str],
    decides: bool,
    after_colon: bool = False,
) -> PutOff:
    """What is added to the decisions and texts of the matter, which may say it already, in whole or in part.

    A decision says it with the word alone; a text, where somebody may only have asked for it, with a whole
    sentence such as «Denna punkt bordlades». `decides` is whether the body decides its matters (KL 6:33): one that
    only advises notes it.
    """
    if deferral is None:
        return PutOff()
    word, verb = _IN_A_DECISION.get(deferral.kind), _IN_A_TEXT.get(deferral.kind)
    said = [each for each in decided if word and word in each.lower()]
    said += [each for each in texts if verb and re.search(rf"\b[A-ZÅÄÖ]\w+(?: \w+)? {verb}\b", each)]
    whole = " ".join(said)
    if not whole and decides and deferral.kind in _TO:
        return PutOff(clause=f"att {_TO[deferral.kind]} ärendet{where_and_why(deferral.to, deferral.reason)}")
    added = [each for each in (deferral.to, deferral.reason.rstrip(" .")) if each and each not in whole]
    if added or not whole:
        return PutOff(sentence=deferral_sentence(deferral, after_colon=after_colon))
    return PutOff()


def as_sentence(clause: str, body: str) -> str:
    """«Förbundsstyrelsen beslutar att bordlägga ärendet.», where no heading says who decides."""
    return f"{body[:1].upper()}{body[1:]} beslutar {clause}"


def deferral_sentence(deferral: Deferral, *, after_colon: bool = False) -> str:
    """«Ärendet bordläggs till juni eftersom underlaget kom sent.», «Ärendet bordläggs. Skäl: sent underlag.»

    `after_colon` is how the first protocols said why.
    """
    verb = _IS.get(deferral.kind, f"är {deferral.kind}")
    if after_colon:
        return f"Ärendet {verb}{_to(deferral.to)}{because(deferral.reason)}."
    return f"Ärendet {verb}{where_and_why(deferral.to, deferral.reason)}"


def where_and_why(to: str | None, reason: str) -> str:
    """« till juni eftersom underlaget kom sent.», «. Skäl: sent underlag.», to follow on «bordläggs» or «bordlagt»."""
    where, reason = _to(to), reason.rstrip(" .")
    if not reason:
        return f"{where}."
    if _TIES.match(reason):
        return f"{where} {reason[0].lower()}{reason[1:]}."
    return f"{where}. Skäl: {reason}."


def _to(to: str | None) -> str:
    return f" till {to}" if to else ""
