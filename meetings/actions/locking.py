"""Every write to a meeting takes its row first, so that no two orders of locks can meet."""

from meetings.errors import RuleViolation
from meetings.models import Meeting, Paragraph, Protocol
from meetings.querysets import own_protocol, state_of
from meetings.workflow import LOCKED, ProtocolState


def lock_meeting(meeting: Meeting) -> Meeting:
    """The meeting's row, locked until the transaction ends."""
    return (
        Meeting.objects.select_for_update(of=("self",)).select_related("body__association").get(pk=meeting.pk)
    )


def lock_draft(meeting: Meeting) -> Meeting:
    """The same, refused while its protocol is frozen or verified."""
    locked = lock_meeting(meeting)
    state = state_of(own_protocol(locked))
    if state == ProtocolState.VERIFIED:
        raise RuleViolation(
            "Protokollet är justerat och kan inte ändras. Rätta i en ny paragraf vid ett senare möte."
        )
    if state in LOCKED:
        raise RuleViolation("Protokollet är ute för justering. Återta det om något ska ändras.")
    if locked.state == Meeting.State.CANCELLED:
        raise RuleViolation("Sammanträdet är inställt.")
    return locked


def lock_paragraph(paragraph: Paragraph) -> Meeting:
    """The draft of its meeting, refused also while the § is verified immediately, in a protocol of its own."""
    locked = lock_draft(paragraph.meeting)
    immediate = Protocol.objects.filter(paragraph_links__paragraph=paragraph, number__gt=1)
    if any(state_of(one) in LOCKED for one in immediate):
        raise RuleViolation("Paragrafen justeras omedelbart och kan inte ändras. Återta den först.")
    return locked
