"""The chair reads the agenda and approves the summons before it is sent, where the body wants that."""

from datetime import datetime

from django.db import transaction

from meetings import letters
from meetings.actions.filling import fill_untouched
from meetings.actions.locking import lock_meeting
from meetings.draft.agenda import as_stored, from_stored, read_agenda
from meetings.errors import RuleViolation
from meetings.models import AgendaApproval, Meeting, Person
from meetings.reads.people import presidium_on
from meetings.rules.agenda_changes import KnownItem, changes
from meetings.swedish import time_range
from meetings.text.richtext import clean_line


@transaction.atomic
def ask_approval(*, meeting: Meeting, by: Person, at: datetime) -> AgendaApproval:
    """Asks the chair and the vice chairs of the day to approve the summons; the answer of one is enough.

    Raises RuleViolation for a body that does not want it, for a meeting that is not planned, when the agenda as it is
    has been asked about or approved already, and when there is nobody to ask.
    """
    meeting = lock_meeting(meeting)
    if not meeting.body.chair_approves_summons:
        raise RuleViolation("Kallelsen behöver inte godkännas.")
    if meeting.state != Meeting.State.PLANNED:
        raise RuleViolation("Kallelsen godkänns innan den skickas.")
    fill_untouched(meeting, by=by, at=at)  # what is approved is what is sent
    agenda = _agenda(meeting, at)
    latest = meeting.agenda_approvals.last()
    if latest and latest.approved is not False and not changes(from_stored(latest.content), agenda):
        raise RuleViolation(
            "Kallelsen är redan godkänd." if latest.approved else "Ordföranden är redan ombedd att godkänna."
        )
    leaders = presidium_on(meeting.body, meeting.date)
    if not leaders:
        raise RuleViolation("Organet har ingen ordförande den dagen. Registrera en först.")
    approval = AgendaApproval.objects.create(
        meeting=meeting, content=as_stored(agenda), asked_at=at, asked_by=by
    )
    for person in leaders:
        letters.send(
            "summons_approve",
            to=person.email,
            association=meeting.body.association,
            person=person,
            meeting=meeting,
            hours=time_range(meeting.start, meeting.end),
            changes=changes(from_stored(latest.content), agenda) if latest else [],
            address=letters.absolute(
                "meeting_agenda", meeting.body.association.slug, meeting.body.slug, meeting.key
            ),
        )
    return approval


@transaction.atomic
def answer_approval(
    *, meeting: Meeting, approved: bool, words: str = "", by: Person, at: datetime
) -> AgendaApproval:
    """Somebody of the presidium approves the agenda as they were asked about it, or says what is to be changed.

    Raises RuleViolation for anyone else, when nobody asks, when the agenda is otherwise than it was asked about, and
    for a no without words.
    """
    meeting = lock_meeting(meeting)
    if by not in presidium_on(meeting.body, meeting.date):
        raise RuleViolation("Bara ordföranden eller en vice ordförande godkänner kallelsen.")
    approval = meeting.agenda_approvals.last()
    if approval is None or approval.approved is not None or meeting.state != Meeting.State.PLANNED:
        raise RuleViolation("Frågan är redan besvarad.")
    if approved and changes(from_stored(approval.content), _agenda(meeting, at)):
        raise RuleViolation(
            "Dagordningen har ändrats sedan du fick frågan. Läs den igen när du får en ny fråga."
        )
    said = clean_line(words)
    if not approved and not said:
        raise RuleViolation("Skriv vad som ska ändras.", field="words")
    approval.approved, approval.answered_at, approval.answered_by = approved, at, by
    approval.words = "" if approved else said
    approval.save(update_fields=["approved", "words", "answered_at", "answered_by"])
    letters.write_to_office("summons_approved", meeting, page="meeting_detail", approval=approval)
    return approval


def approval_hindrance(meeting: Meeting, at: datetime) -> str:
    """Why the summons may not be sent yet for want of an approval, in one sentence; empty when it may."""
    if not meeting.body.chair_approves_summons:
        return ""
    latest = meeting.agenda_approvals.last()
    if latest is None:
        return "Ordföranden ska godkänna kallelsen innan den skickas."
    if latest.approved is None:
        return "Ordföranden har inte godkänt kallelsen än."
    if not latest.approved:
        return f"Kallelsen är inte godkänd: {latest.words}"
    if changed := changes(from_stored(latest.content), _agenda(meeting, at)):
        return f"Dagordningen har ändrats sedan den godkändes. {changed[0]}"
    return ""


def _agenda(meeting: Meeting, at: datetime) -> list[KnownItem]:
    return [one.known for one in read_agenda(meeting, at)]
