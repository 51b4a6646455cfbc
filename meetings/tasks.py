"""What runs by itself. Here, as in views and commands, the clock is asked."""

from django.utils import timezone
from procrastinate import JobContext
from procrastinate.contrib.django import app

from meetings.actions.checking import check_integrity
from meetings.actions.reminding import remind_all_due
from meetings.actions.resending import forget_old_letters, take_up_stalled_jobs
from meetings.actions.sealing import seal_waiting, warn_of_lapsing_seals


@app.periodic(cron="0 6 * * *")  # UTC: in the morning in Sweden, summer and winter
@app.task(queue="reminders", pass_context=False)
def remind_daily(timestamp: int) -> None:
    """Signatures and postings that are waited for, every morning."""
    remind_all_due(at=timezone.now())


@app.periodic(cron="30 3 * * *")
@app.task(queue="sealing", pass_context=False)
def seal_what_waits(timestamp: int) -> None:
    """Documents that wait for a seal: every night, and as soon as a seal is taken in."""
    seal_waiting(at=timezone.now())


@app.periodic(cron="5 6 * * *")
@app.task(queue="reminders", pass_context=False)
def warn_of_seals(timestamp: int) -> None:
    """Seals that lapse soon: a letter to the chancellery, some time before and once more."""
    warn_of_lapsing_seals(at=timezone.now())


@app.periodic(cron="30 1 * * *")
@app.task(queue="letters", pass_context=False)
def forget_letters(timestamp: int) -> None:
    """What is known of old letters is not kept for ever: to whom each went, and when."""
    forget_old_letters(at=timezone.now())


@app.periodic(cron="* * * * *")
@app.task(queue="rescue", queueing_lock="rescue", pass_context=True)
def rescue_every_minute(context: JobContext, timestamp: int) -> None:
    """Jobs whose worker has ended, so that none of them waits for the next start."""
    take_up_stalled_jobs(besides=context.job.id)


@app.periodic(cron="0 2 * * *")
@app.task(queue="integrity", lock="integrity", pass_context=False)
def check_integrity_nightly(timestamp: int) -> None:
    """Everything that was written is read again, every night."""
    check_integrity(at=timezone.now())
