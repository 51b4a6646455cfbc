"""§§ of the standard agenda that fill themselves, and the table by hand of what is to be told in them."""

from datetime import date, datetime

from django.db import transaction

from meetings.actions.locking import lock_body, lock_paragraph
from meetings.actions.recording import record, record_deletion
from meetings.errors import RuleViolation
from meetings.models import Body, MatterToReport, Meeting, Paragraph, Person
from meetings.reads.fillings import REPORTED, filled_with, reported_table, to_report
from meetings.rules.filling import Filling
from meetings.swedish import day_of


@transaction.atomic
def fill_paragraph(*, paragraph: Paragraph, filling: str = "", by: Person, at: datetime) -> Paragraph:
    """Writes what there is to say now instead of the text of the §; `filling` is what it is filled with from now on.

    Raises RuleViolation for a § that is not filled by itself, and when there is nothing to say.
    """
    meeting = lock_paragraph(paragraph)
    paragraph = Paragraph.objects.get(pk=paragraph.pk)
    if filling:
        paragraph.fills = Filling(filling)
    if not paragraph.fills:
        raise RuleViolation("Paragrafen fylls inte i av sig själv.")
    if not _fill(meeting, paragraph, by=by, at=at):
        raise RuleViolation("Det finns inget att fylla i.")
    return paragraph


def fill_untouched(meeting: Meeting, *, by: Person, at: datetime) -> None:
    """Fills the §§ that nobody has written in since they were filled. Runs in the caller's transaction."""
    waiting = meeting.paragraphs.filter(removed_at=None, withdrawn=False).exclude(fills="")
    for paragraph in waiting.order_by("position"):
        if not paragraph.text or paragraph.text == _as_filled(paragraph):
            _fill(meeting, paragraph, by=by, at=at)


@transaction.atomic
def note_to_report(
    *, body: Body, kind: str, day: date, who: str, subject: str, number: str = "", by: Person, at: datetime
) -> MatterToReport:
    """Something that the body is to be told of at its next meeting. Raises RuleViolation for a day to come."""
    lock_body(body)
    _refuse_ahead(day, at)
    row = MatterToReport(body=body, kind=kind, day=day, who=who, subject=subject, number=number)
    record(row, by=by, at=at)
    return row


@transaction.atomic
def change_to_report(
    *, row: MatterToReport, day: date, who: str, subject: str, number: str = "", by: Person, at: datetime
) -> MatterToReport:
    """What is noted otherwise; the § that tells of it says the same, unless somebody has written in it.

    Raises RuleViolation for a day to come, and when its protocol is locked or verified.
    """
    row = _not_verified(row)
    _refuse_ahead(day, at)
    told = _untouched(row)
    row.day, row.who, row.subject, row.number = day, who, subject, number
    record(row, by=by, at=at, fields=["day", "who", "subject", "number"])
    _tell_anew(told, by=by, at=at)
    return row


@transaction.atomic
def remove_to_report(*, row: MatterToReport, by: Person, at: datetime) -> None:
    """Takes away what was noted by mistake, and from the § that tells of it, unless somebody has written in it.

    Raises RuleViolation when its protocol is locked or verified.
    """
    row = _not_verified(row)
    told = _untouched(row)
    record_deletion(row, by=by, at=at)
    _tell_anew(told, by=by, at=at)


def _fill(meeting: Meeting, paragraph: Paragraph, *, by: Person, at: datetime) -> bool:
    today = day_of(at)
    text = filled_with(meeting, paragraph.fills, today, paragraph=paragraph)
    if not text:
        return False
    kind = Filling(paragraph.fills)
    rows = to_report(meeting, kind, paragraph) if kind in REPORTED else []
    paragraph.text = text
    record(paragraph, by=by, at=at, fields=["text", "fills"])
    for one in rows:
        if one.paragraph_id != paragraph.pk:
            one.paragraph = paragraph
            record(one, by=by, at=at, fields=["paragraph"])
    return True


def _untouched(row: MatterToReport) -> Paragraph | None:
    """The § that tells of it, where that says what it was filled with and nothing else."""
    paragraph = row.paragraph
    return paragraph if paragraph and paragraph.text == _as_filled(paragraph) else None


def _tell_anew(paragraph: Paragraph | None, *, by: Person, at: datetime) -> None:
    if paragraph:
        paragraph.text = _as_filled(paragraph)
        record(paragraph, by=by, at=at, fields=["text"])


def _as_filled(paragraph: Paragraph) -> str:
    """What a table of what is told says of the rows that are in the § already."""
    kind = Filling(paragraph.fills)
    if kind not in REPORTED:
        return ""
    return reported_table(kind, list(paragraph.reports.filter(kind=REPORTED[kind])))


def _not_verified(row: MatterToReport) -> MatterToReport:
    lock_body(row.body)
    row = MatterToReport.objects.get(pk=row.pk)
    if row.paragraph and row.paragraph.protocols.filter(verification__isnull=False).exists():
        raise RuleViolation("Det är anmält i ett justerat protokoll och ändras inte.")
    if row.paragraph and not row.paragraph.removed_at:
        lock_paragraph(row.paragraph)
    return row


def _refuse_ahead(day: date, at: datetime) -> None:
    if day > day_of(at):
        raise RuleViolation("Dagen har inte varit än.", field="day")
