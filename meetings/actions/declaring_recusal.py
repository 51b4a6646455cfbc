"""Jäv that somebody declares themself before the meeting, for the office to register when the § is dealt with."""

from datetime import datetime

from django.db import transaction

from meetings import letters
from meetings.actions.locking import lock_meeting
from meetings.errors import RuleViolation
from meetings.models import DeclaredRecusal, Meeting, Paragraph, Person
from meetings.reads.people import held_in
from meetings.text.richtext import clean_line


@transaction.atomic
def declare_recusal(*, paragraph: Paragraph, by: Person, reason: str = "", at: datetime) -> DeclaredRecusal:
    """Who knows of jäv says so themself (KL 6:30), for the § alone; once, with the reason as it was said last.

    The office is told. Raises RuleViolation for one who has no mandate in the body that day, and when the meeting has
    begun.
    """
    meeting = _before_begun(paragraph)
    if not held_in(meeting.body, meeting.date).filter(person=by).exists():
        raise RuleViolation("Bara den som har ett uppdrag i organet anmäler jäv.")
    row, _ = DeclaredRecusal.objects.update_or_create(
        paragraph=paragraph, person=by, defaults={"reason": clean_line(reason)[:300], "at": at}
    )
    letters.write_to_office("recusal_declared", meeting, page="draft_edit", declared=row)
    return row


@transaction.atomic
def withdraw_declared_recusal(*, paragraph: Paragraph, by: Person, at: datetime) -> None:
    """Takes back what was declared by mistake. Raises RuleViolation when the meeting has begun."""
    _before_begun(paragraph)
    DeclaredRecusal.objects.filter(paragraph=paragraph, person=by).delete()


def _before_begun(paragraph: Paragraph) -> Meeting:
    meeting = lock_meeting(paragraph.meeting)
    if meeting.state != Meeting.State.SUMMONED:
        raise RuleViolation("Sammanträdet har börjat. Anmäl jäv till ordföranden.")
    return meeting
