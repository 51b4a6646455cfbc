"""Ärendebalansen: a deferred matter comes back on an agenda, or the board writes it off, or it is withdrawn."""

from datetime import date, datetime

from django.db import transaction
from django.utils.html import escape

from meetings import hooks
from meetings.actions.drafting import add_paragraph
from meetings.actions.locking import lock_draft
from meetings.actions.recording import record
from meetings.actions.withholding import carry_marks
from meetings.errors import RuleViolation
from meetings.models import Attachment, Decision, Deferral, Dismissal, Meeting, Paragraph, Person, SubItem
from meetings.reads.deferred import DeferredMatter, deferred_in, may_write_off
from meetings.record.deferring import where_and_why
from meetings.swedish import day_of, long_date


@transaction.atomic
def take_up(
    *,
    meeting: Meeting,
    source: Paragraph | SubItem,
    by: Person,
    at: datetime,
    after: Paragraph | None = None,
) -> Paragraph:
    """A new § that continues `source`: its heading, what was prepared for it, and its papers.

    Raises RuleViolation when it does not wait, or waits from a later meeting.
    """
    meeting = lock_draft(meeting)
    waiting = _waiting(meeting, source)
    paragraph = add_paragraph(
        meeting=meeting,
        after=after,
        kind=waiting.paragraph.kind,
        heading=waiting.heading,
        text=_history(waiting),
        by=by,
        at=at,
    )
    item = source if isinstance(source, SubItem) else None
    paragraph.origin = source if isinstance(source, Paragraph) else None
    paragraph.origin_item = item
    paragraph.registry_number = waiting.paragraph.registry_number
    record(paragraph, by=by, at=at, fields=["origin", "origin_item", "registry_number"])
    _bring_along(waiting.paragraph, item, paragraph, by=by, at=at)
    carry_marks(waiting.paragraph, paragraph, by=by, at=at)
    if isinstance(source, Paragraph):
        for listener in hooks.after_take_up:
            listener(source, paragraph, by, at)
    return paragraph


def _bring_along(
    earlier: Paragraph, item: SubItem | None, paragraph: Paragraph, *, by: Person, at: datetime
) -> None:
    """What was prepared in the earlier § or its delärende, and the papers; a whole § brings those of its delärenden."""
    prepared = earlier.decisions.filter(sub_item=item, is_prepared=True).exclude(text="")
    for position, one in enumerate(prepared, start=1):
        row = Decision(paragraph=paragraph, position=position, text=one.text, is_prepared=True)
        record(row, by=by, at=at)
    papers = earlier.attachments.all()
    for paper in papers.filter(sub_item=item) if item else papers:
        copy = Attachment(
            meeting=paragraph.meeting,
            paragraph=paragraph,
            file=paper.file,
            name=paper.name,
            file_name=paper.file_name,
        )
        record(copy, by=by, at=at)


@transaction.atomic
def write_off(*, source: Paragraph | SubItem, decided_in: Paragraph, by: Person, at: datetime) -> Dismissal:
    """Sv: avskriv. Notes the § of a verified protocol in which the board wrote the matter off.

    Raises RuleViolation for another §, and when the matter does not wait.
    """
    matter = _waiting_any_day(source)
    if not may_write_off(matter).filter(pk=decided_in.pk).exists():
        raise RuleViolation(
            "Välj en paragraf i ett justerat protokoll, från samma sammanträde eller ett senare.",
            field="decided_in",
        )
    return _end(source, by=by, at=at, decided_in=decided_in)


@transaction.atomic
def note_withdrawal(
    *, source: Paragraph | SubItem, withdrawn_by: str, day: date, by: Person, at: datetime, reason: str = ""
) -> Dismissal:
    """Whoever had brought the matter withdrew it on `day`. Raises RuleViolation without a name or for another day."""
    matter = _waiting_any_day(source)
    if not withdrawn_by.strip():
        raise RuleViolation("Skriv vem som återkallade ärendet.", field="withdrawn_by")
    if not matter.meeting.date <= day <= day_of(at):
        first = long_date(matter.meeting.date)
        raise RuleViolation(f"Dagen ska vara mellan den {first} och i dag.", field="withdrawn_on")
    return _end(
        source, by=by, at=at, withdrawn_by=withdrawn_by.strip(), withdrawn_on=day, reason=reason.strip()[:300]
    )


def _end(source: Paragraph | SubItem, *, by: Person, at: datetime, **how: object) -> Dismissal:
    return Dismissal.objects.create(
        paragraph=None if isinstance(source, SubItem) else source,
        sub_item=source if isinstance(source, SubItem) else None,
        person=by,
        at=at,
        **how,
    )


def _waiting_any_day(source: Paragraph | SubItem) -> DeferredMatter:
    paragraph = source.paragraph if isinstance(source, SubItem) else source
    return _waiting(paragraph.meeting, source, any_day=True)


def _waiting(meeting: Meeting, source: Paragraph | SubItem, *, any_day: bool = False) -> DeferredMatter:
    before = None if any_day else meeting.date
    for one in deferred_in(meeting.body.association, before=before):
        if one.row == source and type(one.row) is type(source):
            return one
    raise RuleViolation("Ärendet väntar inte längre. Någon annan kan ha satt det på en dagordning.")


def _history(waiting: DeferredMatter) -> str:
    """«Ärendet återremitterades. Skäl: underlaget räcker inte.»; «Fortsätter från § 41 …» already says the rest."""
    verb = {
        Deferral.POSTPONED: "bordlades",
        Deferral.REFERRED_BACK: "återremitterades",
        Deferral.PASSED_ON: "hänsköts",
        Deferral.NONE: "hann inte behandlas",
    }[waiting.kind]
    return f"<p>Ärendet {verb}{escape(where_and_why(None, waiting.reason))}</p>"
