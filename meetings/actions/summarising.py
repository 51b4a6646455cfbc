"""When the time of a notice is over, what is known of it at every board is put together and sealed."""

import logging
from datetime import datetime

from django.db import transaction

from meetings.actions.sealing import store_sealed
from meetings.documents.posting_summary import render_posting_summary
from meetings.errors import RuleViolation
from meetings.models import Association, Notice, Person, PostingSummary
from meetings.paper.embedded import EmbeddedFile
from meetings.paper.storage import stored_bytes
from meetings.reads.notices import dates_of, notices_of
from meetings.reads.posting_summaries import (
    certificates_of,
    due_summaries,
    is_over,
    says_anything_new,
    summary_of,
)
from meetings.swedish import day_of, long_date

logger = logging.getLogger(__name__)


@transaction.atomic
def summarise_postings(*, notice: Notice, at: datetime, by: Person | None = None) -> PostingSummary:
    """Sv: gör sammanställningen av anslag. `by` is nobody when it is made by itself.

    Raises RuleViolation before the days of the notice are over, and when the latest summary says all that is known.
    """
    # The night's job and a person at the same time would both take the next number.
    Notice.objects.select_for_update(of=("self",)).get(pk=notice.pk)
    association = notice.protocol.meeting.body.association
    notice = notices_of(association).get(pk=notice.pk)
    today = day_of(at)
    if not is_over(notice, today):
        day = long_date(dates_of(notice).keep_up_until)
        raise RuleViolation(f"Anslaget ska sitta uppe. Sammanställningen kan göras från den {day}.")
    if not says_anything_new(notice, today=today):
        raise RuleViolation("Den senaste sammanställningen säger redan allt som är känt.")
    content = summary_of(notice, made=today)
    files = [
        EmbeddedFile(name, stored_bytes(file.sha256), file.media_type, f"Bevis om anslag, {board}")
        for name, file, board in certificates_of(notice)
    ]
    file = store_sealed(
        document=render_posting_summary(content, certificates=files, at=at),
        association=association,
        reason="Sammanställning av anslag",
        at=at,
    )
    return PostingSummary.objects.create(
        notice=notice, number=content.number, snapshot=content.to_json(), file=file, at=at, by=by
    )


def summarise_due(*, at: datetime) -> int:
    """Make every summary whose time has come; how many. One that cannot be made is logged and stops no other."""
    made = 0
    for association in Association.objects.all():
        for notice in due_summaries(association, day_of(at)):
            try:
                summarise_postings(notice=notice, at=at)
            except (OSError, RuleViolation):
                logger.exception("The summary of notice %s could not be made", notice.public_id)
            else:
                made += 1
    return made
