"""Sv: beslut att inte lämna ut en handling, or a part of it. As it was written to whoever asked."""

from datetime import date

from meetings.record.document import Document


class RefusalDecision(Document, frozen=True, kw_only=True):
    """`receiver` is empty for one who did not say who it was. `is_partly` when the rest was handed out.

    `court` is the kammarrätt, or «kammarrätten» where the association has not said which.
    """

    day: date
    receiver: str
    document_asked_for: str
    asked_on: date | None
    is_partly: bool
    provision: str
    reasons: str
    decided_by: str
    court: str
