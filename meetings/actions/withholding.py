"""What is left out of the copies that are handed out, and what is handed out. The sealed original stays whole."""

import logging
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from meetings.actions.disclosing import note_extract
from meetings.actions.extracting import sealed_extract
from meetings.actions.locking import lock_meeting
from meetings.actions.reading_copies import ask_for_reading_copies
from meetings.actions.recording import record, record_deletion
from meetings.actions.sealing import store_sealed
from meetings.documents.protocol import render_public_copy
from meetings.draft.attached_text import attached_text_of
from meetings.errors import RuleViolation
from meetings.models import (
    Attachment,
    Extract,
    Meeting,
    Paragraph,
    Person,
    ReplacedCopy,
    Verification,
    Withholding,
)
from meetings.paper.storage import stored_bytes
from meetings.reads.frozen import frozen_record
from meetings.reads.withheld import marks_of, means_something, provision_of, secrets
from meetings.record.withheld import Mark, MarkKind, says
from meetings.swedish import day_of

logger = logging.getLogger(__name__)


@transaction.atomic
def withhold(
    *,
    meeting: Meeting,
    kind: str,
    by: Person,
    at: datetime,
    paragraph: Paragraph | None = None,
    attachment: Attachment | None = None,
    words: str = "",
    reason: str = "",
    provision: str = "",
) -> Withholding:
    """Marks words, a § or an attachment; a verified protocol gets a new public copy at once.

    `reason` says in words why something is kept from the web, `provision` which rule of OSL makes it secret
    (OSL 5:5). Raises RuleViolation when the words stand nowhere, or when the mark does not say why.
    """
    meeting = lock_meeting(meeting)
    row = Withholding(
        meeting=meeting,
        kind=kind,
        paragraph=paragraph,
        attachment=attachment,
        words=" ".join(words.split()),
        reason=reason.strip(),
        provision=provision.strip(),
        # OSL 5:5: the provision, the day of the note and the authority.
        authority=meeting.body.association.name,
        day=day_of(at),
        by=by,
    )
    _refuse(row, at)
    record(row, by=by, at=at)
    _make_copies_anew(meeting, by=by, at=at)
    return row


@transaction.atomic
def withhold_no_more(*, withholding: Withholding, by: Person, at: datetime) -> None:
    """Takes the mark away, and shows what it hid in a new public copy."""
    meeting = lock_meeting(withholding.meeting)
    record_deletion(withholding, by=by, at=at)
    _make_copies_anew(meeting, by=by, at=at)


@transaction.atomic
def hand_out(
    *,
    verification: Verification,
    paragraph: Paragraph,
    by: Person,
    at: datetime,
    receiver: str = "",
    entitled: str = "",
    on_paper: bool = False,
) -> Extract:
    """A sealed extract of one § for `receiver`, who may be unnamed.

    What is only kept from the web is in it. What is secret is left out, unless `entitled` says by what right this
    receiver gets it. Raises RuleViolation when the § has a protocol of its own, or the file cannot be made.
    """
    meeting = lock_meeting(verification.protocol.meeting)
    receiver, entitled = receiver.strip(), entitled.strip()
    marks = () if entitled else secrets(marks_of(meeting))
    if entitled and not receiver:
        raise RuleViolation("Skriv vem som får det sekretessbelagda.", field="receiver")
    file = sealed_extract(
        verification=verification, paragraph=paragraph, marks=marks, by=by, at=at, on_paper=on_paper
    )
    withheld_by = provision_of(verification.version, str(paragraph.number), marks)
    disclosure = note_extract(
        verification=verification,
        receiver=receiver,
        assessment=entitled
        or ("Sekretessbelagt utelämnat" if withheld_by else "Inget i paragrafen är sekretess"),
        withheld_by=withheld_by,
        by=by,
        at=at,
    )
    return Extract.objects.create(
        disclosure=disclosure,
        verification=verification,
        paragraph=paragraph,
        receiver=receiver,
        entitled=entitled,
        on_paper=on_paper,
        file=file,
        at=at,
        by=by,
    )


def refuse_lost_marks(meeting: Meeting, *, at: datetime) -> None:
    """Raises RuleViolation when something that was to be withheld is written in another way now, or in a file."""
    for row in meeting.withholdings.select_related("meeting__body__association", "paragraph", "attachment"):
        if not row.words or (row.paragraph and row.paragraph.removed_at):
            continue
        if not means_something(row, at=at):
            raise RuleViolation(
                f"Orden «{row.words}» ska utelämnas men står inte längre i "
                f"{'paragrafen' if row.paragraph else 'protokollet'}. Ändra eller ta bort markeringen."
            )
        _refuse_in_files(row)


def carry_marks(earlier: Paragraph, paragraph: Paragraph, *, by: Person, at: datetime) -> None:
    """What was withheld of a matter that was put off is withheld in the § where it comes back, if it stands there."""
    about = Q(paragraph=earlier) | Q(paragraph=None, attachment=None) | Q(attachment__paragraph=earlier)
    for old in earlier.meeting.withholdings.filter(about).select_related("attachment"):
        papers = paragraph.attachments.filter(file=old.attachment.file_id) if old.attachment else [None]
        for paper in papers:
            row = Withholding(
                meeting=paragraph.meeting,
                kind=old.kind,
                paragraph=None if paper else paragraph,
                attachment=paper,
                words=old.words,
                reason=old.reason,
                provision=old.provision,
                authority=old.authority,
                day=day_of(at),
                by=by,
            )
            if means_something(row, at=at):
                record(row, by=by, at=at)


def _refuse(row: Withholding, at: datetime) -> None:
    if row.kind == Withholding.Kind.WEB and not row.reason:
        raise RuleViolation("Skriv varför uppgiften inte ska finnas på webben.", field="reason")
    if row.kind == Withholding.Kind.SECRECY and not row.provision:
        raise RuleViolation("Skriv vilken bestämmelse sekretessen grundas på.", field="provision")
    if not (row.words or row.paragraph or row.attachment):
        raise RuleViolation(
            "Skriv orden som ska utelämnas, eller välj en paragraf eller en bilaga.", field="words"
        )
    if not means_something(row, at=at):
        raise RuleViolation(
            "Orden står inte där. Skriv hela ord, precis som de står i protokollet.", field="words"
        )
    _refuse_in_files(row)


def _refuse_in_files(row: Withholding) -> None:
    """A file cannot be masked: one that says the same words is published whole, or not at all."""
    if not row.words:
        return
    shown = Q(publish=True) | Q(file__in=row.meeting.announcements.values("proposal"))
    files = row.meeting.attachments.filter(shown, withholdings=None).select_related("file")
    for one in files.filter(paragraph=row.paragraph) if row.paragraph else files:
        if _says(one, row):
            raise RuleViolation(
                f"Orden står också i bilagan «{one.name}», som publiceras. Utelämna först bilagan, eller välj att "
                "den inte publiceras.",
                field="words",
            )


def _says(attachment: Attachment, row: Withholding) -> bool:
    file, mark = attachment.file, Mark(kind=MarkKind(row.kind), words=row.words)
    return says(attached_text_of(file.sha256, file.media_type).words, mark)


def refuse_withheld_file(attachment: Attachment) -> None:
    """Raises RuleViolation for a file that cannot be shown to all: it is withheld, or says what is."""
    for row in attachment.meeting.withholdings.all():
        about = row.paragraph_id in {None, attachment.paragraph_id}
        if row.attachment_id == attachment.pk or (row.words and about and _says(attachment, row)):
            raise RuleViolation(
                f"«{attachment.name}» eller ord i den ska utelämnas på webben. Välj en annan fil.",
                field="proposal",
            )


def _make_copies_anew(meeting: Meeting, *, by: Person, at: datetime) -> None:
    """Those of the meeting's verified protocols that are published; each that is replaced is noted."""
    marks = marks_of(meeting)
    verifications = Verification.objects.filter(protocol__meeting=meeting, public_copy__isnull=False)
    for verification in verifications.select_related("version", "protocol", "public_copy"):
        frozen_record(verification.version)
        try:
            rendered = render_public_copy(
                verification.version.snapshot, files=stored_bytes, record=verification.record, marks=marks
            )
        except OSError as error:
            logger.exception("The public copy of %s could not be made", verification.protocol.public_id)
            raise RuleViolation(
                "Den offentliga kopian kunde inte göras om. Försök igen om en stund."
            ) from error
        file = store_sealed(
            document=rendered, association=meeting.body.association, reason="Protokollet är justerat", at=at
        )
        if verification.public_copy and file != verification.public_copy:
            ReplacedCopy.objects.create(
                verification=verification, file=verification.public_copy, at=at, by=by
            )
            verification.public_copy = file
            verification.save(update_fields=["public_copy"])
            ask_for_reading_copies(verification, at=at)
