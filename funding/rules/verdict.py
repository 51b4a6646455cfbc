"""What a verified § says of a case: read from the frozen §, never guessed.

KL 5:50 (bordläggning, återremiss); law-and-practice 6.3. Postponing adds nothing, referring back carries a reason,
passing on sends the case to somebody else for comments (remiss).
"""

from dataclasses import dataclass
from decimal import Decimal

from meetings.record.paragraph import Deferral, Paragraph
from meetings.rules.labelled import Labelled


class Outcome(Labelled):
    GRANTED = "granted", "Beviljad"
    PARTLY = "partly_granted", "Delvis beviljad"
    REJECTED = "rejected", "Avslagen"
    REFERRED_BACK = "referred_back", "Återremitterad"
    POSTPONED = "postponed", "Bordlagd"
    SENT_FOR_COMMENTS = "sent_for_comments", "Skickad på remiss"


_DEFERRED = {
    "återremitterad": Outcome.REFERRED_BACK,
    "bordlagd": Outcome.POSTPONED,
    "hänskjuten": Outcome.SENT_FOR_COMMENTS,
}


@dataclass(frozen=True)
class Verdict:
    outcome: Outcome
    reason: str = ""

    @property
    def grants(self) -> bool:
        return self.outcome in (Outcome.GRANTED, Outcome.PARTLY)


def verdict(paragraph: Paragraph, *, placed: Decimal, sought: Decimal) -> Verdict | None:
    """What one frozen § decided; `placed` is what the § is about, `sought` what was applied for, in kronor.

    None when the § does not say what was decided; then a person must.
    """
    if deferral := paragraph.deferral:
        return Verdict(_DEFERRED[deferral.kind], _reason(deferral))
    if paragraph.withdrawn or paragraph.not_handled:
        return Verdict(Outcome.POSTPONED, "Ärendet behandlades inte.")
    outcomes = {one.outcome for one in paragraph.decisions}
    if "avslag" in outcomes and not outcomes & {"bifall", "delvis"}:
        return Verdict(Outcome.REJECTED)
    if "delvis" in outcomes or ("bifall" in outcomes and placed < sought):
        return Verdict(Outcome.PARTLY)
    if "bifall" in outcomes:
        return Verdict(Outcome.GRANTED)
    return None


def _reason(deferral: Deferral) -> str:
    reason = deferral.reason.rstrip(".")
    return " ".join(
        filter(None, [f"{reason}." if reason else "", f"Till {deferral.to}." if deferral.to else ""])
    )
