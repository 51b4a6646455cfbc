"""Sv: handlingarna i en fil. Who has asked for which papers, to be made by a job (actions.reading_packs)."""

from contextlib import suppress
from datetime import datetime

from django.db import transaction
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from meetings.models import Meeting, ReadingPack, SentAgenda
from meetings.record.reading_pack import PackContent

_WAITS = 30  # seconds for more papers, before those that have changed are put together


@transaction.atomic
def ask_for_pack(*, sent: SentAgenda, content: PackContent, at: datetime) -> ReadingPack:
    """Has the pack of those papers made soon, after that version of the summons; once for everybody who has them.

    One that failed is tried again. `content` is what its reader may see: draft.reading_pack.pack_content.
    """
    pack = note_asked(sent=sent, content=content, at=at)
    if pack.file_id is None:
        app.configure_task("meetings.tasks.make_reading_packs").defer(timestamp=int(at.timestamp()))
    return pack


@transaction.atomic
def note_asked(*, sent: SentAgenda, content: PackContent, at: datetime) -> ReadingPack:
    """Its row, that a job which runs already finds."""
    pack, _ = ReadingPack.objects.get_or_create(
        sent=sent,
        content_sha256=content.key,
        defaults={"content": content.to_json(), "papers": len(content.papers), "asked_at": at},
    )
    pack = ReadingPack.objects.select_for_update(of=("self",)).get(pk=pack.pk)
    if pack.trouble:
        pack.trouble, pack.tries, pack.done = "", 0, 0
        pack.save(update_fields=["trouble", "tries", "done"])
    return pack


def papers_changed(meeting: Meeting) -> None:
    """Has a new pack made for everybody soon, by this transaction, where the meeting is summoned.

    The job waits a little, for more papers come at the same time; it then finds what has changed.
    """
    if meeting.state != Meeting.State.SUMMONED:
        return
    task = app.configure_task(
        "meetings.tasks.renew_reading_packs",
        schedule_in={"seconds": _WAITS},
        queueing_lock="reading_packs_changed",
    )
    with suppress(AlreadyEnqueued), transaction.atomic():
        task.defer(timestamp=0)
