"""Sv: kallelse per post. What the summons on paper says, to one receiver."""

from datetime import date

from meetings.record.document import Document, Part


class SummonsItem(Part, frozen=True, kw_only=True):
    """A matter of the agenda, what is proposed in it and the names of its papers. `label` is «§ 12» or empty.

    `about` says when it is taken up and who presents it, `to_come` that papers will come later; both may be empty.
    """

    label: str
    heading: str
    proposals: tuple[str, ...]
    papers: tuple[str, ...]
    about: str = ""
    to_come: str = ""


class Summons(Document, frozen=True, kw_only=True):
    """`address` is the receiver's, a line each, and both are empty in one that is for everybody; `mode` is how one
    takes part, as documents write it.

    `late_why` is why it comes later than the body's own period says.
    """

    day: date
    receiver: str
    address: tuple[str, ...]
    body: str
    meeting_day: date
    hours: str
    place: str
    mode: str
    is_public: bool
    late_why: str = ""
    agenda: tuple[SummonsItem, ...]
