"""Sv: handlingarna i en fil. A summons and its papers in one PDF, made by a job for those who have the same papers."""

import logging
import shutil
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic

from django.conf import settings
from django.db import transaction
from django.db.models import F

from meetings import letters
from meetings.actions.asking_for_packs import note_asked
from meetings.actions.telling_agenda import summons_pdf_of
from meetings.draft.agenda import read_agenda
from meetings.draft.reading_pack import pack_content
from meetings.errors import RuleViolation
from meetings.models import Meeting, ReadingPack, StoredFile
from meetings.paper.storage import LostFileError, store_path
from meetings.reads.reading_packs import MOST_TRIES, latest_sent, to_make
from meetings.record.reading_pack import PackedPaper
from meetings.record.summons import Summons

logger = logging.getLogger(__name__)

_FAILED = "Något i filerna gick inte att lägga samman."
_ENDED = "Det avbröts flera gånger medan den gjordes."
_FOLDER = ".part-pack-"
_SECONDS_BETWEEN = 0.5  # two notes of how far it has come


def ask_for_changed_packs(*, at: datetime) -> list[ReadingPack]:
    """Ask for a pack of each meeting that is summoned and has none of its papers as they are now."""
    asked = []
    for meeting in Meeting.objects.filter(state=Meeting.State.SUMMONED).select_related("body__association"):
        sent = latest_sent(meeting)
        if sent is None:
            continue
        content = pack_content(read_agenda(meeting, at))
        if content.papers and not ReadingPack.objects.filter(sent=sent, content_sha256=content.key).exists():
            asked.append(note_asked(sent=sent, content=content, at=at))
    return asked


def make_asked_packs(*, at: datetime) -> int:
    """Make every pack that has been asked for and is not made; how many. One that fails stops no other."""
    for left in Path(settings.FILES_DIR).glob(f"{_FOLDER}*"):  # of a worker that ended; one works at a time
        shutil.rmtree(left, ignore_errors=True)
    made = 0
    for pack in to_make():
        if pack.tries >= MOST_TRIES:
            _give_up(pack, _ENDED)
            continue
        ReadingPack.objects.filter(pk=pack.pk).update(tries=F("tries") + 1, done=0)
        try:
            make_pack(pack, at=at)
        except RuleViolation as violation:
            _give_up(pack, violation.sentence)
        except LostFileError as error:
            logger.exception("A stored file of pack %s is lost", pack.pk)
            _give_up(pack, error.sentence)
        except Exception:  # what others have made may fail in any way
            logger.exception("Pack %s could not be made", pack.pk)
            _give_up(pack, _FAILED)
        else:
            made += 1
    return made


def make_pack(pack: ReadingPack, *, at: datetime) -> ReadingPack:
    """Make the file. Nothing is locked meanwhile, and how far it has come is noted on the way.

    Raises RuleViolation when the disk takes no more, and LostFileError for a summons that cannot be read.
    """
    from meetings.documents.reading_pack import render_reading_pack  # only who joins files waits for qpdf

    meeting = pack.sent.meeting
    where = (meeting.body.association.slug, meeting.body.slug, meeting.key)
    row, noted = ReadingPack.objects.filter(pk=pack.pk), monotonic()

    def progress(done: int) -> None:
        nonlocal noted
        if monotonic() - noted > _SECONDS_BETWEEN:
            noted = monotonic()
            row.update(done=done)

    def paper_address(paper: PackedPaper) -> str:
        return letters.absolute("meeting_paper", *where, int(paper.number))

    folder = Path(settings.FILES_DIR)
    folder.mkdir(parents=True, exist_ok=True)
    try:
        with TemporaryDirectory(dir=folder, prefix=_FOLDER) as inner:
            written = render_reading_pack(
                pack.read_content,
                Summons.from_json(pack.sent.content["document"]),
                summons_pdf=summons_pdf_of(pack.sent, at=at).sha256,
                folder=Path(inner),
                address=letters.absolute("meeting_agenda", *where),
                at=pack.sent.at,
                paper_address=paper_address,
                progress=progress,
            )
            sha256, size = store_path(written.path)
    except LostFileError:
        raise
    except OSError as error:
        logger.exception("Pack %s could not be stored", pack.pk)
        raise RuleViolation("Filen kunde inte sparas på servern.") from error
    with transaction.atomic():
        file = StoredFile(
            sha256=sha256, size=size, media_type="application/pdf", pages=written.pages, created_at=at
        )
        StoredFile.objects.bulk_create([file], ignore_conflicts=True)
        # Of two that made it the first one counts.
        row.filter(file=None).update(
            file=StoredFile.objects.get(sha256=sha256), made_at=at, done=pack.papers, trouble=""
        )
    pack.refresh_from_db()
    return pack


def _give_up(pack: ReadingPack, why: str) -> None:
    ReadingPack.objects.filter(pk=pack.pk, file=None).update(trouble=why[:300])
