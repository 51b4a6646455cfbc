"""What stopped on its way: jobs whose worker has ended, letters that did not arrive; and those that are old."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Q
from django.db.models.functions import Now
from procrastinate.contrib.django.models import ProcrastinateJob

from meetings.models import Letter
from meetings.models.guards import LEAST_DAYS_OF_A_LETTER

SILENT = timedelta(seconds=30)  # three of the worker's heartbeats
MOST_TRIES = 10  # of a job that ends its worker each time


@transaction.atomic
def take_up_stalled_jobs(*, besides: int | None = None) -> list[int]:
    """Let every job be done whose worker was killed or is silent; keys of the jobs.

    A letter that was perhaps sent fails instead, and stands in the chancellery's list. `besides` is the job
    that asks, for a worker that has slept looks silent itself.
    """
    stalled = (
        ProcrastinateJob.objects.filter(status="doing")
        .filter(Q(worker=None) | Q(worker__last_heartbeat__lt=Now() - SILENT))
        .exclude(pk=besides)
    )
    jobs = list(stalled.select_for_update(of=("self",), skip_locked=True))
    begun = Letter.objects.filter(job__in=jobs, sent_at=None, sending_at__isnull=False)
    perhaps_sent = set(begun.values_list("job", flat=True))
    for job in jobs:
        if job.pk in perhaps_sent or job.attempts >= MOST_TRIES:
            _call("SELECT procrastinate_finish_job_v1(%s, 'failed', false)", job.pk)
        else:
            _call("SELECT procrastinate_retry_job_v2(%s, now(), NULL, NULL, NULL)", job.pk)
    # The silent worker woke and sent it after all: its text, which may hold a link, is not kept.
    for letter in Letter.objects.filter(job__status="failed", sent_at__isnull=False):
        _forget_text(letter)
    return [job.pk for job in jobs]


@transaction.atomic
def send_again(letter: Letter) -> bool:
    """Tries once more to send a letter that did not arrive, or perhaps did; False when it is already on its way."""
    row = _stopped(letter)
    if row is None:
        return False
    row.sending_at, row.trouble = None, ""
    row.save(update_fields=["sending_at", "trouble"])
    _call("SELECT procrastinate_retry_job_v2(%s, now(), NULL, NULL, NULL)", row.job_id)
    return True


@transaction.atomic
def let_go(letter: Letter) -> bool:
    """Ends the tries with a letter, whose text is not kept. False when it is already on its way, or gone."""
    row = _stopped(letter)
    if row is None:
        return False
    _forget_text(row)
    return True


def forget_old_letters(*, at: datetime) -> int:
    """Remove what is known of letters older than LETTERS_KEPT_DAYS; how many. None that waits is removed."""
    days = max(settings.LETTERS_KEPT_DAYS, LEAST_DAYS_OF_A_LETTER)
    old = Letter.objects.filter(written_at__lt=at - timedelta(days=days))
    removed, _ = old.exclude(pk__in=Letter.objects.waiting()).delete()
    return removed


def _stopped(letter: Letter) -> Letter | None:
    row = Letter.objects.select_for_update(of=("self",)).get(pk=letter.pk)
    failed = ProcrastinateJob.objects.filter(pk=row.job_id, status="failed").exists()
    return row if failed and row.sent_at is None else None


def _forget_text(letter: Letter) -> None:
    _call("DELETE FROM procrastinate_jobs WHERE id = %s", letter.job_id)


def _call(statement: str, job: int) -> None:
    """procrastinate's own functions in the caller's transaction; its Python calls use another connection."""
    with connection.cursor() as cursor:
        cursor.execute(statement, [job])
