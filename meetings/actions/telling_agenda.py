"""What everyone was told of an agenda, told anew when it has changed, and what each has read of it."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from meetings.actions.locking import lock_meeting
from meetings.actions.recording import record
from meetings.actions.summoning import stored_summons, summon
from meetings.draft.agenda import AgendaItem, as_stored, from_stored, read_agenda
from meetings.errors import RuleViolation
from meetings.models import Meeting, Person, ReadAgenda, SentAgenda, StoredFile
from meetings.reads.agenda_readers import reader_of
from meetings.record.summons import Summons as SummonsRecord
from meetings.rules.agenda_changes import KnownItem, changes


def untold_changes(meeting: Meeting, at: datetime) -> list[str]:
    """What is otherwise on the agenda of a summoned meeting than everyone was told; empty for one that is not."""
    if meeting.state != Meeting.State.SUMMONED:
        return []
    told = meeting.sent_agendas.last()
    if told is None:
        return []
    return changes_since(told, read_agenda(meeting, at))


def changes_since(told: SentAgenda, agenda: Sequence[AgendaItem]) -> list[str]:
    """What is otherwise on the agenda than in the version that was told."""
    return changes(from_stored(told.content["items"]), [one.known for one in agenda])


@transaction.atomic
def tell_changes(*, meeting: Meeting, by: Person, at: datetime) -> Meeting:
    """Sends the summons once more to everyone, with what has changed of the agenda. Answers to it stand.

    Raises RuleViolation when the meeting is not summoned, and when nothing has changed.
    """
    meeting = lock_meeting(meeting)
    changed = untold_changes(meeting, at)
    if meeting.state != Meeting.State.SUMMONED:
        raise RuleViolation("Sammanträdet är inte kallat.")
    if not changed:
        raise RuleViolation("Inget i dagordningen är ändrat sedan kallelsen.")
    meeting.summoned_at = at
    meeting.calendar_sequence += 1
    record(meeting, by=by, at=at, fields=["summoned_at", "calendar_sequence"])
    summon(meeting=meeting, by=by, at=at, facts=())
    return meeting


@transaction.atomic
def summons_pdf_of(sent: SentAgenda, *, at: datetime) -> StoredFile:
    """The summons of that version as a PDF without a receiver, made when it is first asked for."""
    sent = SentAgenda.objects.select_for_update(of=("self",)).select_related("file").get(pk=sent.pk)
    if sent.file is None:
        content = SummonsRecord.from_json(sent.content["document"])
        sent.file = stored_summons(content, sent.meeting, made_at=sent.at, at=at)
        sent.save(update_fields=["file"])
    return sent.file


def unread_changes(
    meeting: Meeting, person: Person, agenda: list[KnownItem]
) -> tuple[datetime | None, list[str]]:
    """When the person last marked the agenda as read, and what has changed since; None before the first time, which
    is noted now."""
    read, is_first = ReadAgenda.objects.get_or_create(
        meeting=meeting, person=person, defaults={"content": as_stored(agenda)}
    )
    return (None, []) if is_first else (read.at, changes(from_stored(read.content), agenda))


def mark_read(*, meeting: Meeting, person: Person, at: datetime) -> None:
    """The person knows the agenda as it is now."""
    agenda = reader_of(meeting, person).reads(read_agenda(meeting, at))
    content = as_stored(one.known for one in agenda)
    ReadAgenda.objects.update_or_create(
        meeting=meeting, person=person, defaults={"content": content, "at": at}
    )
