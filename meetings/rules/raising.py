"""Matters that others than the chancellery bring to an agenda, and what a presenter writes for one.

Every ledamot may raise a matter in the board (KL 4:20), every auditor one about the audit (4:21), and a member of the
association where the förbundsordning says so (Finsam 9 § 5). A deputy may where the deputy serves: KL 4:20 speaks of
who takes part in the decisions. A body that only gives advice is not under KL, and has no such right.
"""

import re
from collections.abc import Sequence
from datetime import date, datetime, timedelta

from .labelled import Labelled

DAY_BEFORE = timedelta(days=1)
MOST_FILES = 10
# How somebody begins each line of a list, and what Word makes of it.
_MARK = re.compile(r"^(?:[-–—•·*o▪]|\d{1,2}[.)]|[a-z][.)])\s+")


class RaisedKind(Labelled):
    """Sv: vem som har anmält ärendet, eller skriver underlaget."""

    MEMBER = "member", "Ledamot"
    AUDITOR = "auditor", "Revisor"
    PARTY = "party", "Medlem"
    PRESENTER = "presenter", "Föredragande"


class RaisedState(Labelled):
    """Sv: läget för ett anmält ärende eller ett underlag."""

    ASKED = "asked", "Väntar på svar"
    SENT = "sent", "Har kommit in"
    RETURNED = "returned", "Tillbaka för komplettering"
    TAKEN = "taken", "På dagordningen"
    WITHDRAWN = "withdrawn", "Återtaget"


class RaisedStep(Labelled):
    """What has happened with it."""

    ASKED = "asked", "Kansliet bad om det"
    LINKED = "linked", "Ny länk skickades"
    REMINDED = "reminded", "Påminnelse skickades"
    SENT = "sent", "Kom in"
    RETURNED = "returned", "Skickades tillbaka för komplettering"
    TAKEN = "taken", "Togs in på dagordningen"
    TAKEN_OUT = "taken_out", "Togs ut ur dagordningen igen"
    MOVED = "moved", "Fördes till ett annat sammanträde"
    WITHDRAWN = "withdrawn", "Återtogs"


# While its sender may change it, and take it back.
OPEN = (RaisedState.ASKED, RaisedState.SENT, RaisedState.RETURNED)
TONES = {
    RaisedState.ASKED: "waiting",
    RaisedState.SENT: "waiting",
    RaisedState.RETURNED: "waiting",
    RaisedState.TAKEN: "done",
    RaisedState.WITHDRAWN: "stopped",
}


def proposal_lines(text: str) -> tuple[str, ...]:
    """Each line of the text as a proposal of its own, without the mark of a list before it; empty lines are none."""
    lines = (" ".join(line.split()) for line in text.splitlines())
    return tuple(bare for line in lines if (bare := _MARK.sub("", line).strip()))


def comes_late(kind: str, *, sent_at: datetime | None, summoned_at: datetime | None, is_open: bool) -> bool:
    """Whether a new § of it is an «Extra ärende»: raised when the summons was out, or the meeting had begun.

    What a presenter writes is about a matter that the office itself prepares, and is never one.
    """
    if kind == RaisedKind.PRESENTER or summoned_at is None:
        return False
    return is_open or (sent_at is not None and sent_at > summoned_at)


def is_reminded(answer_by: date | None, today: date) -> bool:
    """Whether a reminder goes today: the day before the last day to answer, or on that day where it was asked late."""
    return answer_by is not None and today <= answer_by <= today + DAY_BEFORE


def lacking(*, heading: str, text: str, proposals: Sequence[str], files: int) -> str:
    """What a matter that is sent must say at least, in one sentence; empty when it does."""
    if not heading.strip():
        return "Skriv en rubrik, så att ärendet kan sättas på dagordningen."
    if not (text.strip() or proposals or files):
        return "Skriv vad ärendet gäller, eller lägg till en fil."
    return ""
