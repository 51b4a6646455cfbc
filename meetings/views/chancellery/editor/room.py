"""Who can be named in a dialog of a §: those who decide in it, and those in the meeting."""

from collections.abc import Iterable

from meetings.draft.rolls import Rolls, order_of, rolls_of
from meetings.models import Attendee, Paragraph

from .desk import Desk


def rolls(desk: Desk) -> Rolls:
    return rolls_of(desk.meeting, order_of(desk.meeting))


def deciding(desk: Desk, paragraph: Paragraph) -> list[Attendee]:
    """By seat."""
    return rolls(desk).deciding(paragraph)


def in_the_room(known: Rolls, paragraph: Paragraph) -> list[Attendee]:
    """Everyone with a mandate who is in the § as it stands without jäv, ledamöter first."""
    roll = known.without_recusals.get(paragraph.pk, known.at_start)
    return [known.attendees[key] for key in known.attendees if key in roll.modes]


def chosen(attendees: Iterable[Attendee], keys: Iterable[str]) -> list[Attendee]:
    """Those whose key was sent, in the order offered."""
    wanted = set(keys)
    return [one for one in attendees if str(one.pk) in wanted]
