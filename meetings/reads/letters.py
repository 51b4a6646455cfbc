"""Letters that did not arrive, and how the queue of jobs stands."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Max, Min, Q
from django.db.models.functions import Coalesce
from procrastinate.contrib.django.models import ProcrastinateJob

from meetings.models import Association, Letter

ABANDONED = timedelta(minutes=5)


@dataclass(frozen=True)
class StoppedLetters:
    """The letters of an association that need somebody's eye; `tried` are sent again by themselves."""

    lost: list[Letter]
    uncertain: list[Letter]
    tried: list[Letter]


def stopped_letters(association: Association) -> StoppedLetters:
    """Each with `stopped_at`, when its job last changed."""
    letters = association.letters.annotate(stopped_at=Max("job__procrastinateevent__at")).select_related(
        "job"
    )
    return StoppedLetters(
        lost=list(letters.lost()), uncertain=list(letters.uncertain()), tried=list(letters.tried())
    )


def stopped_count(association: Association) -> int:
    """How many letters wait for somebody to press a button."""
    return association.letters.filter(job__status="failed", sent_at=None).count()


@dataclass(frozen=True)
class Queue:
    """How long the oldest due job has waited, how many have failed, how many are left by a worker that is gone."""

    oldest: timedelta
    failed: int
    stalled: int


def queue(now: datetime) -> Queue:
    jobs = ProcrastinateJob.objects
    due = jobs.filter(status="todo").exclude(scheduled_at__gt=now)
    since = due.aggregate(since=Min(Coalesce("scheduled_at", "procrastinateevent__at")))["since"]
    silent = Q(worker=None) | Q(worker__last_heartbeat__lt=now - ABANDONED)
    return Queue(
        oldest=max(now - since, timedelta()) if since else timedelta(),
        failed=jobs.filter(status="failed").count(),
        stalled=jobs.filter(silent, status="doing").count(),
    )
