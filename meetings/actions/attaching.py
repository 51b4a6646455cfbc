"""Attachments of a meeting: stored by content, kept in a §, published or not."""

import logging
from datetime import datetime

import filetype
from django.db import transaction

from meetings.actions.asking_for_packs import papers_changed
from meetings.actions.locking import lock_draft, lock_paragraph
from meetings.actions.recording import record, record_deletion
from meetings.errors import RuleViolation
from meetings.models import Association, Attachment, Paragraph, Person, StoredFile, SubItem
from meetings.paper.fonts import unsupported_characters, unsupported_sentence
from meetings.paper.opening import pages_of, refuse_compound
from meetings.paper.storage import store
from meetings.text.richtext import clean_line

logger = logging.getLogger(__name__)

# What boards attach, by content; anything else is refused.
ALLOWED = {
    "application/pdf": ".pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ".xlsx",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": ".pptx",
    "application/vnd.oasis.opendocument.text": ".odt",
    "application/vnd.oasis.opendocument.spreadsheet": ".ods",
    "application/vnd.oasis.opendocument.presentation": ".odp",
    "image/png": ".png",
    "image/jpeg": ".jpg",
}


def store_file(*, data: bytes, media_type: str, at: datetime, pages: int | None = None) -> StoredFile:
    """The bytes on disk and their row, both once only. Written before commit; an orphan is harmless.

    Raises RuleViolation when the disk takes no more.
    """
    try:
        sha256 = store(data)
    except OSError as error:
        logger.exception("A file could not be stored")
        raise RuleViolation(
            "Filen kunde inte sparas på servern, och inget har ändrats. Försök igen om en stund eller "
            "kontakta den som sköter webbplatsen."
        ) from error
    row = StoredFile(sha256=sha256, size=len(data), media_type=media_type, pages=pages, created_at=at)
    StoredFile.objects.bulk_create([row], ignore_conflicts=True)  # the one that is there stays as it is
    return StoredFile.objects.get(sha256=sha256)


def take_file(
    *, association: Association, file_name: str, data: bytes, at: datetime
) -> tuple[StoredFile, str]:
    """The file, stored, and its name without its end. Raises RuleViolation for an empty, too large or unknown kind."""
    megabytes = association.largest_file_mb
    if not data:
        raise RuleViolation(f"Filen {file_name} är tom.")
    if len(data) > megabytes * 1024 * 1024:
        raise RuleViolation(f"Filen {file_name} är för stor. Högst {megabytes} MB får bifogas.")
    kind = kind_of(data, file_name)
    if kind is None:
        raise RuleViolation(
            f"Filen {file_name} kan inte bifogas. Använd PDF, Word, Excel, PowerPoint, PNG eller JPEG."
        )
    file = store_file(data=data, media_type=kind, at=at, pages=pages_of(data, kind, file_name))
    return file, file_name.rsplit("/")[-1].rsplit("\\")[-1].rsplit(".", 1)[0]


def named_file(stem: str, file: StoredFile) -> str:
    """A name to save the file by, with the end of its kind."""
    return printable_name(stem, "bilaga")[:190] + ALLOWED[file.media_type]


@transaction.atomic
def add_attachment(
    *,
    paragraph: Paragraph,
    file_name: str,
    data: bytes,
    by: Person,
    at: datetime,
    name: str = "",
    sub_item: SubItem | None = None,
) -> Attachment:
    """Put a file in a §. Raises RuleViolation for an empty, too large or unknown kind of file."""
    meeting = lock_paragraph(paragraph)
    file, stem = take_file(association=meeting.body.association, file_name=file_name, data=data, at=at)
    attachment = Attachment(
        meeting=meeting,
        paragraph=paragraph,
        sub_item=sub_item,
        file=file,
        name=printable_name(name or stem.replace("_", " "), "Bilaga"),
        file_name=named_file(stem, file),
    )
    record(attachment, by=by, at=at)
    papers_changed(meeting)
    return attachment


@transaction.atomic
def edit_attachment(
    *,
    attachment: Attachment,
    by: Person,
    at: datetime,
    name: str | None = None,
    publish: bool | None = None,
    kept_in_board: bool | None = None,
) -> Attachment:
    """Gives the attachment another name, or says whether it is published, and whether guests see it.

    Raises RuleViolation for one that would be published and kept from guests.
    """
    _lock(attachment)
    if name is not None:
        if not clean_line(name):
            raise RuleViolation("Skriv ett namn på bilagan.")
        if sentence := unsupported_sentence(clean_line(name)):
            raise RuleViolation(f"{sentence} Förslag: {printable_name(name, 'Bilaga')}", field="name")
        attachment.name = clean_line(name)[:200]
    if publish is not None:
        attachment.publish = publish
    if kept_in_board is not None:
        attachment.kept_in_board = kept_in_board
    if attachment.publish and attachment.kept_in_board:
        raise RuleViolation("En handling som inte visas för gäster kan inte publiceras.", field="publish")
    record(attachment, by=by, at=at, fields=["name", "publish", "kept_in_board"])
    papers_changed(attachment.meeting)
    return attachment


@transaction.atomic
def move_attachment(
    *, attachment: Attachment, paragraph: Paragraph, by: Person, at: datetime, sub_item: SubItem | None = None
) -> None:
    """Moves the attachment to another § of the same meeting; references and numbers follow."""
    _lock(attachment)
    lock_paragraph(paragraph)
    if paragraph.meeting_id != attachment.meeting_id:
        raise RuleViolation("Paragrafen hör till ett annat sammanträde.")
    attachment.paragraph, attachment.sub_item = paragraph, sub_item
    record(attachment, by=by, at=at, fields=["paragraph", "sub_item"])
    papers_changed(attachment.meeting)


@transaction.atomic
def remove_attachment(*, attachment: Attachment, by: Person, at: datetime) -> None:
    _lock(attachment)
    record_deletion(attachment, by=by, at=at)
    papers_changed(attachment.meeting)


def _lock(attachment: Attachment) -> None:
    if attachment.paragraph:
        lock_paragraph(attachment.paragraph)
    else:
        lock_draft(attachment.meeting)


def kind_of(data: bytes, name: str) -> str | None:
    """The media type by content, None for one that is not taken. Raises RuleViolation for an Office file that has a
    password or is of an old kind."""
    refuse_compound(data, name)
    kind = filetype.guess(data)
    return kind.mime if kind and kind.mime in ALLOWED else None


def printable_name(name: str, otherwise: str) -> str:
    """`name` on one line without the characters that no document can print, at most 200 characters."""
    line = clean_line(name)
    gone = dict.fromkeys(map(ord, unsupported_characters(line)))
    return clean_line(line.translate(gone))[:200] or otherwise
