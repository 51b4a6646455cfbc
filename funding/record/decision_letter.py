"""A decision letter: what the board decided, as it is told to whoever applied."""

from datetime import date
from decimal import Decimal

from funding.record.agreement import YearAmount
from meetings.record.document import Document


class DecisionLetter(Document, frozen=True, kw_only=True):
    """`kind` is what was decided on (Placement.Kind), `outcome` what came of it, in a Swedish word.

    `body` is «Förbundsstyrelsen», whose § it is. `may_be_appealed` is false for what only prepares the case.
    """

    name: str
    to: tuple[str, ...]
    registry_number: str
    day: date
    meeting_date: date
    paragraph: str
    body: str
    kind: str
    outcome: str
    sentences: tuple[str, ...]
    amounts: tuple[YearAmount, ...]
    total: Decimal
    conditions: str
    reason: str
    next_step: str
    may_be_appealed: bool
    court: str
    notice_board: str
