"""Sv: sammanställning av anslag. When each member's board had the notice up, and how we know."""

from datetime import date
from typing import Any

from meetings.record.document import Document, Part

ANSWERED, REGISTERED = "board", "office"  # who said it: the board by its link, or the chancellery for it


class Told(Part, frozen=True, kw_only=True):
    """A day and how it is known: `source` is ANSWERED or REGISTERED, `said` the day on which `by` said it."""

    day: date
    source: str
    by: str
    said: date


class Period(Part, frozen=True, kw_only=True):
    """One time on a board. `down` is None when nobody has said that the notice was taken down.

    `certificate` is the name of the board's own bevis in this PDF, or "". `accepted` says why the chancellery holds
    with the days though some are missing, by whom and when; "" when none are.
    """

    up: Told
    down: Told | None
    certificate: str = ""
    accepted: str = ""


class Board(Part, frozen=True, kw_only=True):
    """One member's board; `periods` is empty when it has not answered and nobody has registered anything for it."""

    name: str
    mandatory: bool
    periods: tuple[Period, ...]


class PostingSummary(Document, frozen=True, kw_only=True):
    """`common_first` is the first day of the appeal period common to the boards; None while it is not known."""

    number: int
    made: date
    body_genitive: str
    meeting_date: date
    paragraphs: str
    verified: date
    own_posted: date
    common_first: date | None
    last_appeal_day: date
    preliminary: bool
    boards: tuple[Board, ...]

    @property
    def said(self) -> dict[str, Any]:
        """All that it says of the postings. The letterhead, the number and the day it was made are not of them."""
        return {
            key: value for key, value in self.to_json().items() if key not in ("document", "number", "made")
        }

    @property
    def certificates(self) -> int:
        return sum(bool(period.certificate) for board in self.boards for period in board.periods)
