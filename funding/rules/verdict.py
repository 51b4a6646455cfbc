"""What a verified § says of a case: read from the frozen §, never guessed.

KL 6:33 second paragraph (bordläggning and återremiss by a simple majority); law-and-practice 6.3. Postponing adds
nothing, referring back carries a reason, passing on to somebody else is remiss, and to a meeting is postponing. A §
that was not handled decides nothing.
"""

import re
from dataclasses import dataclass
from decimal import Decimal

from meetings.record.paragraph import Deferral, Paragraph
from meetings.rules.labelled import Labelled


class CaseOutcome(Labelled):
    GRANTED = "granted", "Beviljad"
    PARTLY = "partly_granted", "Delvis beviljad"
    REJECTED = "rejected", "Avslagen"
    REFERRED_BACK = "referred_back", "Återremitterad"
    POSTPONED = "postponed", "Bordlagd"
    SENT_FOR_COMMENTS = "sent_for_comments", "Skickad på remiss"
    NOT_HANDLED = "not_handled", "Inte behandlad"

    @property
    def may_be_appealed(self) -> bool:
        """Whether it settles the case: what only prepares it cannot be appealed (KL 13:2)."""
        return self in (CaseOutcome.GRANTED, CaseOutcome.PARTLY, CaseOutcome.REJECTED)


def in_words(outcome: CaseOutcome, *, kind: str, matter: str) -> str:
    """«beviljad» of an application; of another `kind`, «förlängd tid» or «avslag, förlängd tid», as its `matter` is."""
    if kind == "grant" or not outcome.may_be_appealed:
        return outcome.label.lower()
    return f"avslag, {matter.lower()}" if outcome == CaseOutcome.REJECTED else matter.lower()


@dataclass(frozen=True)
class Verdict:
    outcome: CaseOutcome
    reason: str = ""

    @property
    def grants(self) -> bool:
        return self.outcome in (CaseOutcome.GRANTED, CaseOutcome.PARTLY)


def verdict(paragraph: Paragraph, *, placed: Decimal, sought: Decimal) -> Verdict | None:
    """What one frozen § decided; `placed` is what the § is about, `sought` what was applied for, in kronor.

    None when the § does not say what was decided; then a person must.
    """
    if deferral := paragraph.deferral:
        outcome = _deferred(deferral)
        return Verdict(outcome, _reason(deferral)) if outcome else None
    if paragraph.withdrawn or paragraph.not_handled:
        return Verdict(CaseOutcome.NOT_HANDLED)
    outcomes = {one.outcome for one in paragraph.decisions}
    # A § can reject one part and grant another: then it is no rejection of the application.
    if "avslag" in outcomes and not outcomes & {"bifall", "delvis"}:
        return Verdict(CaseOutcome.REJECTED)
    if "delvis" in outcomes or ("bifall" in outcomes and placed < sought):
        return Verdict(CaseOutcome.PARTLY)
    if "bifall" in outcomes:
        return Verdict(CaseOutcome.GRANTED)
    return None


# Where the board passes a matter on to itself, at another time.
_TIME = re.compile(
    r"""\d[\d.:/-]* | kl(?:ockan)? | (?:jan|febr)uari | mars | april | maj | ju[nl]i | augusti
    | (?:septem|okto|novem|decem)ber | våren? | sommaren? | hösten? | vintern? | år(?:et|ets)?
    | v\.?\d{0,2} | veckan? | kvartal(?:et)? | årsskiftet | \w*helgen | julen? | påsken? | nyår(?:et)? | semestern
    | (?:mån|tis|ons|tors|fre|lör|sön)dag(?:en)? | gång(?:en)?
    | \w*samman(?:träden?|trädet) | \w*möten? | \w*mötet | \w*tillfällen? | \w*tillfället""",
    re.VERBOSE | re.IGNORECASE,
)
# Somebody who may say something of the matter: a word for them, or a name.
_SOMEBODY = re.compile(
    r"""(?i:chef|kansli|grupp|utskott|medlem|kommun|region|kassa|förmedling|nämnd|styrelse|fullmäktige|revisor|råd
    |kommitté|handläggare|sekreterare|ordförande|presidi|förvaltning|enhet|myndighet|part|sökande) | ^[A-ZÅÄÖ]""",
    re.VERBOSE,
)
_OWN = re.compile(r"(?:förbunds)?styrelsens?", re.IGNORECASE)
_BETWEEN = frozenset(
    "ett en det den de i vid på till under och som nästa näst senare kommande nytt ny följande ordinarie extra "
    "planerade planerat månad dag nästkommande första sista andra efter före innan mot av slutet början mitten".split()
)


def _deferred(deferral: Deferral) -> CaseOutcome | None:
    """«Hänskjuten» to a meeting of the board's own is postponed, to somebody else sent for comments. None when its
    words name both, only the board, nobody, or what is not known."""
    if deferral.kind != "hänskjuten":
        return {"återremitterad": CaseOutcome.REFERRED_BACK, "bordlagd": CaseOutcome.POSTPONED}[deferral.kind]
    words = [word.strip(".,;()") for word in (deferral.to or "").split()]
    times = any(_TIME.fullmatch(word) for word in words)
    others = [
        word
        for word in words
        if word and not (_TIME.fullmatch(word) or _OWN.fullmatch(word) or word.lower() in _BETWEEN)
    ]
    if others and not any(_SOMEBODY.search(word) for word in others):
        return None
    # Both or neither: a person says what it was, since the applicant gets a sealed letter about it.
    if times == bool(others):
        return None
    return CaseOutcome.POSTPONED if times else CaseOutcome.SENT_FOR_COMMENTS


def _reason(deferral: Deferral) -> str:
    reason = deferral.reason.rstrip(".")
    return " ".join(
        filter(None, [f"{reason}." if reason else "", f"Till {deferral.to}." if deferral.to else ""])
    )
