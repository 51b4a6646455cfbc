"""The protocols of one meeting: its own, and one for every immediate verification."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from meetings.models import Meeting, Notice, Protocol
from meetings.querysets import ProtocolWithState, with_state
from meetings.reads.immediate import sections_of
from meetings.reads.meeting_rows import verified_in_words
from meetings.reads.notices import notices_of
from meetings.workflow import LOCKED, ProtocolState, state_in_words


@dataclass(frozen=True)
class ProtocolRow:
    """`sections` is «§ 41» of one verified at once, "" of the meeting's own. `notice` is one of `notices_of`."""

    protocol: Protocol
    state: ProtocolState
    sections: str
    notice: Notice | None
    word: str
    tone: str

    @property
    def label(self) -> str:
        """«§ 41, omedelbart justerad»; what the meeting's own is called."""
        if not self.protocol.is_immediate:
            return "Protokollet" if self.protocol.meeting.body.under_kl else "Anteckningarna"
        if self.state != ProtocolState.VERIFIED:
            return f"{self.sections}, justeras omedelbart"
        several = "," in self.sections or "–" in self.sections
        return f"{self.sections}, omedelbart {'justerade' if several else 'justerad'}"

    @property
    def has_version(self) -> bool:
        return self.state != ProtocolState.DRAFT

    @property
    def is_open(self) -> bool:
        """Whether it can be written in."""
        return self.state not in LOCKED


def protocols_of(meeting: Meeting, today: date) -> list[ProtocolRow]:
    """The protocols of a meeting, its own first, in a constant number of queries."""
    protocols = list(with_state(Protocol.objects.filter(meeting=meeting)).order_by("number"))
    notices = {
        one.protocol_id: one for one in notices_of(meeting.body.association).filter(protocol__in=protocols)
    }
    sections = sections_of(protocols)
    return [_row(one, meeting, sections.get(one.pk, ""), notices.get(one.pk), today) for one in protocols]


def own_row(rows: Iterable[ProtocolRow]) -> ProtocolRow:
    return next(one for one in rows if not one.protocol.is_immediate)


def _row(
    protocol: ProtocolWithState, meeting: Meeting, sections: str, notice: Notice | None, today: date
) -> ProtocolRow:
    protocol.meeting = meeting
    state = ProtocolState(protocol.state)
    word = state_in_words(state, withdrawn=protocol.withdrawn)
    tone = "" if state == ProtocolState.DRAFT else "waiting"
    if state == ProtocolState.VERIFIED:
        word, tone = verified_in_words(meeting, notice, today)
    return ProtocolRow(protocol, state, sections, notice, word, tone)
