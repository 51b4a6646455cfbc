"""A protocol and its attachments in one file to be read, made by a job when the protocol is finished or copied anew."""

import logging
from datetime import datetime

from django.db import transaction
from procrastinate.contrib.django import app

from meetings.actions.attaching import store_file
from meetings.models import ReadingCopy, Verification
from meetings.paper.storage import stored_bytes
from meetings.reads.frozen import frozen_record
from meetings.reads.published import address_of
from meetings.reads.reading_copies import lacking
from meetings.reads.seals import in_force
from meetings.reads.withheld import public_record

logger = logging.getLogger(__name__)


def ask_for_reading_copies(verification: Verification, *, at: datetime) -> None:
    """Has them made soon, by this transaction; nothing for a protocol without attachments."""
    if verification.version.snapshot.get("attachments"):
        app.configure_task("meetings.tasks.make_reading_copies").defer(timestamp=int(at.timestamp()))


def make_lacking_reading_copies(*, at: datetime) -> int:
    """Make every reading copy that is lacking; how many. One that cannot be made is logged and stops no other."""
    made = 0
    for is_public in (True, False):
        for verification in lacking(is_public=is_public).iterator(chunk_size=1):
            try:
                make_reading_copy(verification=verification, is_public=is_public, at=at)
            except Exception:  # what others have made may fail in any way
                logger.exception("No reading copy of verification %s could be made", verification.pk)
            else:
                made += 1
    return made


def make_reading_copy(*, verification: Verification, is_public: bool, at: datetime) -> ReadingCopy:
    """Of the public copy, with published attachments, or of the original with all.

    Nothing is locked while it is made. One of a public copy that was replaced meanwhile is given to nobody.
    Raises LostFileError when a file cannot be read, and RuleViolation when the disk takes no more.
    """
    of = verification.public_copy if is_public else verification.original
    if of is None:
        raise ValueError("A protocol that is not published has no public copy.")
    version = verification.version
    # Read after `of`: where the marks are newer than that file, it is no longer the public copy.
    document = public_record(version) if is_public else frozen_record(version)
    from meetings.documents.reading_copy import render_reading_copy  # only who joins files waits for pypdf

    rendered = render_reading_copy(
        document,
        pages=stored_bytes(in_force(of).sha256),
        files=stored_bytes,
        address=address_of(verification.protocol) if is_public else "",
        whole=not is_public,
    )
    with transaction.atomic():
        file = None
        if rendered:
            pdf, pages = rendered
            file = store_file(data=pdf, media_type="application/pdf", at=at, pages=pages)
        copy, _ = ReadingCopy.objects.get_or_create(
            verification=verification, of=of, is_public=is_public, defaults={"file": file, "at": at}
        )
    return copy
