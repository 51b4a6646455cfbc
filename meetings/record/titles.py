"""The titles of a protocol, made when it is frozen: over the first page, at the head of the others, in the file."""

from collections.abc import Sequence
from datetime import date

from msgspec.structs import replace

from meetings.record.protocol import Letterhead
from meetings.rules.numbering import number_range
from meetings.swedish import NBSP, sections

_LONG_TITLE = 32  # in half the head's width there is room for it and the day


def sections_of(numbers: Sequence[str]) -> str:
    """«§ 37–45, 47»; empty for no numbers."""
    return sections(number_range(numbers))


def with_titles(head: Letterhead, *, covered: Sequence[str], day: date) -> Letterhead:
    """`head` with every title filled in. `covered` are the numbers of the §§ that the protocol verifies."""
    number_line = _number_line(head)
    numbers = sections_of(covered) if head.heading_numbers == "paragraph" else ""
    running = f"{head.title}{NBSP}{numbers}" if numbers else head.title
    spoken = f"{head.title} {numbers}" if numbers else head.title
    return replace(
        head,
        heading=_heading(head),
        number_line=number_line,
        running_title=running,
        running_head="\n".join(filter(None, [number_line, _dated(head, running, day)])),
        page_title=f"{spoken}, {head.body_name} {day} – {head.association_name}",
    )


def _heading(head: Letterhead) -> str:
    """The title, with the number of the meeting where no line of its own says it."""
    if head.show_meeting_number and head.meeting_number and not head.meeting_number_text:
        return f"{head.title} nr{NBSP}{head.meeting_number}"
    return head.title


def _number_line(head: Letterhead) -> str:
    """«Protokollsnummer: # 1 – 2021», empty when the number is not shown or stands in the heading."""
    shown = head.meeting_number_text if head.show_meeting_number else ""
    return f"Protokollsnummer: {shown}" if shown else ""


def _dated(head: Letterhead, running: str, day: date) -> str:
    """The head of every page but the first; the day has a line of its own where the title is long."""
    draft = "" if head.version else "Utkast · "  # a preview has no version
    title = f"{draft}{running}"
    return f"{title}{'\n' if len(title) > _LONG_TITLE else ' · '}{day}"
