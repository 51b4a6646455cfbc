"""A sealed extract of one § of a verified protocol, for whoever it is made."""

import logging
from collections.abc import Sequence
from datetime import datetime

from meetings.actions.sealing import store_sealed
from meetings.documents.extract import render_extract
from meetings.errors import RuleViolation
from meetings.models import Paragraph, Person, StoredFile, Verification
from meetings.paper.storage import stored_bytes
from meetings.reads.frozen import frozen_record
from meetings.reads.related import later_of
from meetings.record.withheld import Mark
from meetings.swedish import day_of, long_date, section

logger = logging.getLogger(__name__)


def sealed_extract(
    *,
    verification: Verification,
    paragraph: Paragraph,
    marks: Sequence[Mark],
    by: Person,
    at: datetime,
    on_paper: bool = False,
) -> StoredFile:
    """The § as it stands in the original, without what `marks` withhold; certified by `by` unless it is on paper.

    It says when a later § has corrected it. Raises RuleViolation when the § has a protocol of its own, or the file
    cannot be made.
    """
    frozen_record(verification.version)
    try:
        document = render_extract(
            verification.version.snapshot,
            number=str(paragraph.number),
            record=verification.record,
            original_sha256=verification.original.sha256,
            files=stored_bytes,
            at=at,
            marks=marks,
            later=later_of(paragraph),
            certified="" if on_paper else certified(by, at),
            on_paper=on_paper,
        )
    except LookupError as error:
        sentence = f"{section(paragraph.number or '')} står inte i det här protokollet."
        raise RuleViolation(sentence, field="paragraph") from error
    except OSError as error:
        logger.exception("An extract of %s could not be made", verification.protocol.public_id)
        raise RuleViolation("Utdraget kunde inte göras. Försök igen om en stund.") from error
    return store_sealed(
        document=document,
        association=verification.protocol.meeting.body.association,
        reason="Utdrag ur justerat protokoll",
        at=at,
    )


def certified(by: Person, at: datetime) -> str:
    """«Åsa Lind, förbundschef, den 3 december 2026»"""
    title = f", {by.title}" if by.title else ""
    return f"{by.name}{title}, den {long_date(day_of(at))}"
