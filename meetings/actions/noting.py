"""A person's own notes: written over what they were written on, never over what was written meanwhile."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction

from meetings.actions.writing import digest
from meetings.draft.agenda import AgendaItem, from_stored
from meetings.errors import RuleViolation
from meetings.models import Meeting, OwnNote, Person, ReadAgenda
from meetings.reads.own_notes import notes_of
from meetings.rules.agenda_changes import KnownItem
from meetings.swedish import day_of

# As long as the answers to the summons: a note can say something of others, and is nobody's record.
KEPT = timedelta(days=90)
LONGEST = 20_000  # characters
MOST = 4_000  # notes of one meeting: it may have 250 matters with ten papers each
KEY = re.compile(r"(?P<item>[-\w]{12})\.(?P<sha256>(?:[0-9a-f]{64})?)", re.ASCII)
GONE = "En handling som inte längre är med"


@dataclass(frozen=True)
class NoteOutcome:
    """What stands in the note now. `is_conflict`: it is what was written elsewhere meanwhile, and nothing is saved."""

    text: str
    at: datetime
    is_conflict: bool = False

    @property
    def digest(self) -> str:
        return digest_of(self.text)


def digest_of(text: str) -> str:
    """What a writer began from; empty where there is no note."""
    return digest(text) if text else ""


@transaction.atomic
def write_note(
    *,
    meeting: Meeting,
    key: str,
    text: str,
    base: str,
    agenda: Sequence[AgendaItem],
    by: Person,
    at: datetime,
) -> NoteOutcome:
    """Keeps `by`'s note of a matter or a paper of the meeting; an empty text removes it.

    `key` is OwnNoteField.key, `base` the digest of what the writer began from, `agenda` what the writer may read of
    it. Raises RuleViolation for a key of nothing, a text that is too long, and too many notes.
    """
    found = KEY.fullmatch(key)
    if not found:
        raise RuleViolation("Anteckningen hör inte till något på dagordningen.")
    text = _clean(text)
    # One at a time, in each person's own notes. Others may refer to the person meanwhile.
    Person.objects.select_for_update(of=("self",), no_key=True).get(pk=by.pk)
    row = _row(meeting, by, found, agenda)
    standing = row.text if row else ""
    if standing == text:
        return NoteOutcome(text, row.at if row else at)
    if digest_of(standing) != base:
        return NoteOutcome(standing, row.at if row else at, is_conflict=True)
    if not text:
        row.delete()  # type: ignore[union-attr]  # it has a text
    elif row:
        row.text, row.at, row.sha256 = text, at, found["sha256"]
        row.save(update_fields=["text", "at", "sha256"])
    else:
        _add(meeting, by, found, text, agenda, at)
    return NoteOutcome(text, at)


@transaction.atomic
def remove_notes(*, meeting: Meeting, by: Person) -> None:
    """Removes all that `by` has noted of the meeting."""
    OwnNote.objects.filter(meeting=meeting, person=by).delete()


def forget_old_notes(*, at: datetime) -> None:
    """Removes the notes of meetings that were some time ago."""
    OwnNote.objects.filter(meeting__date__lt=day_of(at - KEPT)).delete()


def kept_until(meeting: Meeting) -> date:
    """The last day on which the notes are there."""
    return meeting.date + KEPT


def _clean(text: str) -> str:
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "").rstrip()
    if len(text) > LONGEST:
        raise RuleViolation(f"Anteckningen får ha högst {LONGEST} tecken. Inget är sparat.", field="text")
    return text if text.strip() else ""


def _row(meeting: Meeting, by: Person, key: re.Match[str], agenda: Sequence[AgendaItem]) -> OwnNote | None:
    """The note of just that, else the one that the page shows there."""
    own = OwnNote.objects.filter(meeting=meeting, person=by)
    exactly = own.filter(item_public_id=key["item"], sha256=key["sha256"]).first()
    if exactly:
        return exactly
    shown = notes_of(meeting, by, agenda).on_agenda.get((key["item"], key["sha256"]))
    return shown.note if shown else None


def _add(
    meeting: Meeting, by: Person, key: re.Match[str], text: str, agenda: Sequence[AgendaItem], at: datetime
) -> None:
    if OwnNote.objects.filter(meeting=meeting, person=by).count() >= MOST:
        raise RuleViolation("Du har för många anteckningar till sammanträdet. Ta bort någon först.")
    heading, paper = _called(meeting, by, key, [one.known for one in agenda])
    OwnNote.objects.create(
        meeting=meeting,
        person=by,
        item_public_id=key["item"],
        sha256=key["sha256"],
        heading=heading,
        paper=paper,
        text=text,
        at=at,
    )


def _called(meeting: Meeting, by: Person, key: re.Match[str], agenda: list[KnownItem]) -> tuple[str, str]:
    """What the matter and the paper are called on the agenda, or were when the writer was told of it."""
    for items in (agenda, *_told(meeting, by)):
        for one in items:
            if one.key == key["item"] and (not key["sha256"] or key["sha256"] in one.papers):
                return one.heading, one.papers.get(key["sha256"], "")
    return "", GONE if key["sha256"] else ""


def _told(meeting: Meeting, by: Person) -> Iterable[list[KnownItem]]:
    for read in ReadAgenda.objects.filter(meeting=meeting, person=by):
        yield from_stored(read.content)
    for sent in meeting.sent_agendas.order_by("-number"):
        yield from_stored(sent.content["items"])
