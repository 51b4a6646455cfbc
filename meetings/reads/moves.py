"""Meetings to come that a decision moves, and that still stand where they were."""

from dataclasses import dataclass
from urllib.parse import urlencode

from meetings.models import Meeting, Paragraph
from meetings.rules.moving import Move, moves_said
from meetings.swedish import long_date, section, time_range

HELD = (Meeting.State.OPEN, Meeting.State.CLOSED)
TO_COME = (Meeting.State.PLANNED, Meeting.State.SUMMONED)


@dataclass(frozen=True)
class DecidedMove:
    """`paragraph` moves `meeting`."""

    paragraph: Paragraph
    meeting: Meeting
    move: Move

    @property
    def words(self) -> str:
        """«§ 71 flyttar mötet den 25 november 2021 till den 30 november 2021, kl. 8.30–11.30.»"""
        number = section(self.paragraph.number) if self.paragraph.number else f"«{self.paragraph}»"
        where = f"till den {long_date(self.move.to)}" if self.move.to != self.move.day else "samma dag"
        hours = f", {time_range(self.move.start, self.move.end)}" if self.move.start else ""
        return f"{number} flyttar mötet den {long_date(self.move.day)} {where}{hours}."

    @property
    def query(self) -> str:
        """What the page that changes the meeting begins with."""
        end = f"{self.move.end:%H:%M}" if self.move.end else ""
        start = {"start": f"{self.move.start:%H:%M}", "end": end} if self.move.start else {}
        return urlencode({"date": self.move.to.isoformat()} | start)


def moves_of(meeting: Meeting) -> list[DecidedMove]:
    """What the decisions of a meeting that has begun say of the body's meetings to come; two queries at most."""
    if meeting.state not in HELD:
        return []
    later = Meeting.objects.filter(body=meeting.body_id, date__gt=meeting.date, state__in=TO_COME)
    by_day = {one.date: one for one in later.select_related("body__association").order_by("-sequence")}
    if not by_day:
        return []
    paragraphs = meeting.paragraphs.filter(removed_at__isnull=True).prefetch_related("decisions")
    return [
        DecidedMove(paragraph, by_day[move.day], move)
        for paragraph in paragraphs.order_by("position")
        for decision in paragraph.decisions.all()
        if not decision.is_prepared
        for move in moves_said(decision.text, by_day, said_on=meeting.date)
        if not _is_done(by_day[move.day], move)
    ]


def _is_done(meeting: Meeting, move: Move) -> bool:
    return meeting.date == move.to and move.start in (None, meeting.start)
