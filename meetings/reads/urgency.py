"""What can wait in an association, and the order of it: late first, then what waits for one person, then the rest."""

import typing
from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from datetime import date

from meetings.hooks import WaitingLine
from meetings.models import ChangeRequest, Meeting, Posting, Protocol
from meetings.querysets import MeetingWithState
from meetings.reads.deferred import DeferredMatter
from meetings.reads.verifications import VerificationStanding
from meetings.rules.checklist import Finding
from meetings.swedish import long_date


class Urgent(typing.Protocol):
    """Every row says whether its day has passed, whether it waits for the one who reads the page, and what it is in
    words that hold on another day too."""

    @property
    def is_late(self) -> bool: ...
    @property
    def is_own(self) -> bool: ...
    @property
    def words(self) -> str: ...


@dataclass(frozen=True)
class WaitingVerification:
    """A protocol out for verification; `sections` is «§ 41» of one verified at once."""

    standing: VerificationStanding
    sections: str
    is_own: bool

    @property
    def is_late(self) -> bool:
        return self.standing.days_left < 0

    @property
    def words(self) -> str:
        what = _named(self.standing.version.protocol.meeting, self.sections)
        doing = "Skriv under protokollet" if self.is_own else "Ute för justering"
        return f"{doing}: {what}. {_by(self.standing.last_day, self.is_late)}"


@dataclass(frozen=True)
class WaitingRequest:
    """A change that was asked for and not answered, and the day when the protocol is to be verified."""

    request: ChangeRequest
    last_day: date
    is_late: bool
    is_own: bool

    @property
    def words(self) -> str:
        what = _named(self.request.version.protocol.meeting, "")
        return f"Begärd ändring från {self.request.name}: {what}. {_by(self.last_day, self.is_late)}"


@dataclass(frozen=True)
class WaitingBoard:
    """A member's notice board that has not confirmed, and why it waits, in words."""

    posting: Posting
    protocol: Protocol
    last_day: date
    sentence: str
    is_late: bool
    is_own: bool = False

    @property
    def meeting(self) -> Meeting:
        return self.protocol.meeting

    @property
    def words(self) -> str:
        return f"Anslag hos {self.posting.board}: {_named(self.meeting, '')}. {self.sentence}"


@dataclass(frozen=True)
class WaitingDraft:
    """A protocol of a held meeting that is not out. `findings` is None when it has not been checked, `last_day`
    when nobody verifies it; `sections` is «§ 41» of one verified at once. `word` says why one that was out is a
    draft again, or ""."""

    protocol: Protocol
    word: str
    sections: str
    last_day: date | None
    is_late: bool
    is_own: bool
    findings: list[Finding] | None

    @property
    def meeting(self) -> Meeting:
        return self.protocol.meeting

    @property
    def words(self) -> str:
        by = f" {_by(self.last_day, self.is_late)}" if self.last_day else ""
        return f"Utkast: {_named(self.meeting, self.sections)}.{by}"

    @property
    def missing(self) -> int:
        """How much stands in the way of the freeze."""
        return sum(one.blocking for one in self.findings or [])


@dataclass(frozen=True)
class WaitingMatter:
    """What was deferred, and the next planned meeting of the body whose agenda it should come to."""

    matter: DeferredMatter
    following: MeetingWithState | None
    is_late: bool = False
    is_own: bool = False

    @property
    def words(self) -> str:
        return f"Ärendebalans: {self.matter.heading}. {self.matter.sentence}"


@dataclass(frozen=True)
class Waiting:
    """The rows of the page, or of a part of it, by what they are of; the first day first in each."""

    requests: list[WaitingRequest]
    out: list[WaitingVerification]
    boards: list[WaitingBoard]
    drafts: list[WaitingDraft]
    matters: list[WaitingMatter]
    lines: list[WaitingLine]

    def __bool__(self) -> bool:
        return any((self.requests, self.out, self.boards, self.drafts, self.matters, self.lines))

    @property
    def others(self) -> list[tuple[str, list[WaitingLine]]]:
        """Letters that stopped, and what other apps have, by heading in their own order."""
        headings = dict.fromkeys(line.heading for line in self.lines)
        return [(heading, [line for line in self.lines if line.heading == heading]) for heading in headings]

    @property
    def late(self) -> typing.Self:
        return self._where(lambda row: row.is_late)

    @property
    def own(self) -> typing.Self:
        """What is not late and waits for the one who reads."""
        return self._where(lambda row: row.is_own and not row.is_late)

    @property
    def rest(self) -> typing.Self:
        return self._where(lambda row: not (row.is_own or row.is_late))

    @property
    def words(self) -> list[str]:
        """A sentence or two for each row, in the page's order."""
        rows = (self.requests, self.out, self.boards, self.drafts, self.matters, self.lines)
        return [row.words for kind in rows for row in kind]

    def _where(self, holds: Callable[[Urgent], bool]) -> typing.Self:
        return replace(
            self,
            **{each.name: [row for row in getattr(self, each.name) if holds(row)] for each in fields(self)},
        )


def _named(meeting: Meeting, sections: str) -> str:
    return f"{meeting.body.name} {long_date(meeting.date)}" + (f", {sections}" if sections else "")


def _by(last_day: date, is_late: bool) -> str:
    return f"{'Skulle ha justerats' if is_late else 'Ska vara justerat'} senast den {long_date(last_day)}."
