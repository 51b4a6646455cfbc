"""What a § of the standard agenda is filled with: tables and sentences of what the office has noted."""

from collections.abc import Callable
from datetime import date
from html import escape

from meetings import hooks
from meetings.models import MatterToReport, Meeting, Paragraph, Protocol
from meetings.reads.assignments import followed_up
from meetings.reads.published import address_of
from meetings.rules.filling import Filling
from meetings.rules.numbering import number_range
from meetings.swedish import long_date, sections
from meetings.text.richtext import clean
from meetings.text.tables import made_table

REPORTED = {Filling.DELEGATED: MatterToReport.Kind.DELEGATED, Filling.RECEIVED: MatterToReport.Kind.RECEIVED}
HEADS = {
    Filling.DELEGATED: ("Dag", "Beslutat av", "Beslut", "Diarienummer"),
    Filling.RECEIVED: ("Dag", "Från", "Ärende", "Diarienummer"),
}
NAMES = {
    Filling.DELEGATED: "Anmälan av delegationsbeslut",
    Filling.RECEIVED: "Inkomna skrivelser",
    Filling.FOLLOW_UP: "Uppföljning av beslut",
    Filling.ECONOMY: "Ekonomisk rapport",
    Filling.PREVIOUS: "Föregående protokoll",
}


def filled_with(meeting: Meeting, filling: str, today: date, *, paragraph: Paragraph | None = None) -> str:
    """The text, as HTML of the normal form; "" where there is nothing to say.

    `paragraph` is the § that is filled, where there is one already: what stands in it is told again.
    """
    kind = Filling(filling)
    if kind in REPORTED:
        return reported_table(kind, to_report(meeting, kind, paragraph))
    own: dict[Filling, Callable[[Meeting, date], str]] = {
        Filling.FOLLOW_UP: _follow_up,
        Filling.PREVIOUS: _previous,
    }
    fill = own.get(kind) or hooks.fillings.get(kind)
    return clean(fill(meeting, today)) if fill else ""


def to_report(meeting: Meeting, filling: Filling, paragraph: Paragraph | None) -> list[MatterToReport]:
    """What has come until the meeting's day and is told in no other §, in the order of days."""
    every = meeting.body.to_report.filter(kind=REPORTED[filling], day__lte=meeting.last_day)
    untold = set(every.unreported().values_list("pk", flat=True))
    return [one for one in every if one.pk in untold or (paragraph and one.paragraph_id == paragraph.pk)]


def reported_table(filling: Filling, rows: list[MatterToReport]) -> str:
    """Without the column of numbers where no row has one."""
    if not rows:
        return ""
    cells = [(one.day.isoformat(), one.who, one.subject, one.number) for one in rows]
    has_number = any(one.number for one in rows)
    width = 4 if has_number else 3
    return clean(made_table(HEADS[filling][:width], [row[:width] for row in cells]))


def _follow_up(meeting: Meeting, today: date) -> str:
    """Open beslutsuppdrag, and those that were done or written off since the body last met."""
    earlier = meeting.body.meetings.filter(date__lt=meeting.date).exclude(state=Meeting.State.CANCELLED)
    since = earlier.order_by("-date").values_list("date", flat=True).first()
    rows = [
        (row.title, row.who, row.assignment.due.isoformat() if row.assignment.due else "", row.state)
        for row in followed_up(meeting.body, since, today)
    ]
    return made_table(("Vad", "Ansvarig", "Senast", "Läge"), rows) if rows else ""


def _previous(meeting: Meeting, today: date) -> str:
    """The last verified protocol of the body, with a link to it where the public reads it."""
    verified = Protocol.objects.filter(
        number=1, meeting__body=meeting.body, meeting__date__lt=meeting.date, verification__isnull=False
    )
    last = (
        verified.select_related("meeting__body__association", "verification")
        .order_by("-meeting__date")
        .first()
    )
    if last is None:
        return ""
    numbers = [one for one in last.paragraphs.values_list("number", flat=True) if one]
    words = f"Protokollet från sammanträdet den {long_date(last.meeting.date)}"
    words += f", {sections(number_range(numbers))}" if numbers else ""
    if last.verification.public_copy_id:
        words = f'<a href="{escape(address_of(last))}">{words}</a>'
    done = "justerades" if meeting.body.under_kl else "färdigställdes"
    return f"<p>{words}, {done} den {long_date(last.verification.day)}.</p>"
