"""What runs by itself. Here, as in views and commands, the clock is asked."""

from django.utils import timezone
from procrastinate import JobContext
from procrastinate.contrib.django import app

from meetings.actions.accounts import end_unanswered
from meetings.actions.asking_for_items import forget_old_links, remind_of_items
from meetings.actions.auditing import forget_old_reads
from meetings.actions.checking import check_integrity
from meetings.actions.daily_mail import send_daily_mails
from meetings.actions.dispatching import send_asked
from meetings.actions.following_up import remind_of_assignments
from meetings.actions.noting import forget_old_notes
from meetings.actions.reading_copies import make_lacking_reading_copies
from meetings.actions.reading_packs import ask_for_changed_packs, make_asked_packs
from meetings.actions.registering import send_new_password_link
from meetings.actions.reminding import remind_all_due
from meetings.actions.replying import ask_deputies_due, forget_old_replies
from meetings.actions.resending import forget_old_letters, take_up_stalled_jobs
from meetings.actions.sealing import seal_waiting, warn_of_lapsing_seals
from meetings.actions.summarising import summarise_due

# The worker does one job at a time. What takes up those that stopped waits for no letter, and no letter of the site's
# own waits for what strangers ask for.
FIRST, LAST = 1, -1


@app.task(queue="mail", retry=3, priority=LAST)
def answer_forgotten_password(email: str, next_page: str) -> None:
    """Looks up whose address it is here, where nobody can tell by the time it takes."""
    send_new_password_link(email=email, next_page=next_page)


@app.periodic(cron="0 6 * * *")  # UTC: in the morning in Sweden, summer and winter
@app.task(queue="reminders", pass_context=False)
def remind_daily(timestamp: int) -> None:
    """Writes, every morning, about signatures and postings that are waited for."""
    remind_all_due(at=timezone.now())


@app.periodic(cron="10 6 * * *")
@app.task(queue="reminders", queueing_lock="assignments", pass_context=False)
def remind_of_assignments_daily(timestamp: int) -> None:
    """Writes, every morning, to those whose beslutsuppdrag is to be done within a week or today."""
    remind_of_assignments(at=timezone.now())


@app.periodic(cron="15 6 * * *")
@app.task(queue="reminders", queueing_lock="raised_items", pass_context=False)
def remind_of_items_daily(timestamp: int) -> None:
    """Writes, every morning, to those who have been asked to write for an agenda by tomorrow."""
    remind_of_items(at=timezone.now())


@app.periodic(cron="*/15 * * * *")
@app.task(queue="reminders", queueing_lock="deputies", pass_context=False)
def ask_next_deputies(timestamp: int) -> None:
    """Asks the next deputy, some minutes after the time of one to answer has passed."""
    ask_deputies_due(at=timezone.now())


@app.periodic(cron="35 1 * * *")
@app.task(queue="letters", pass_context=False)
def forget_replies(timestamp: int) -> None:
    """Removes answers to summonses, links to presenters, and own notes that are old: they are not kept for ever."""
    forget_old_replies(at=timezone.now())
    forget_old_links(at=timezone.now())
    forget_old_notes(at=timezone.now())


@app.periodic(cron="2 * * * *")
@app.task(queue="reminders", queueing_lock="daily_mail", pass_context=False)
def send_daily_mail(timestamp: int) -> None:
    """Sends, every hour, the mail of the day to those who have chosen that hour, or whose hour has passed unsent."""
    send_daily_mails(at=timezone.now())


@app.periodic(cron="15 3 * * *")
@app.task(queue="sealing", lock="summaries", pass_context=False)
def summarise_postings(timestamp: int) -> None:
    """Puts together, every night, what is known of the notices whose time is over."""
    summarise_due(at=timezone.now())


@app.periodic(cron="30 3 * * *")
@app.task(queue="sealing", pass_context=False)
def seal_what_waits(timestamp: int) -> None:
    """Seals the documents that wait for a seal: every night, and as soon as a seal is taken in."""
    seal_waiting(at=timezone.now())


@app.periodic(cron="0 4 * * *")
@app.task(queue="reading_copies", pass_context=False)
def make_reading_copies(timestamp: int) -> None:
    """Joins protocols with their attachments to be read: every night, and as soon as one is verified or copied anew."""
    make_lacking_reading_copies(at=timezone.now())


@app.task(queue="reading_copies", lock="reading_packs", pass_context=False, priority=LAST)
def make_reading_packs(timestamp: int) -> None:
    """Puts the papers of a meeting together in one file, as soon as somebody has asked for it."""
    make_asked_packs(at=timezone.now())


@app.periodic(cron="*/10 * * * *")
@app.task(queue="reading_copies", lock="reading_packs", pass_context=False, priority=LAST)
def renew_reading_packs(timestamp: int) -> None:
    """Makes anew, every ten minutes and soon after a paper has come, the packs whose meeting has other papers now."""
    ask_for_changed_packs(at=timezone.now())
    make_asked_packs(at=timezone.now())


@app.periodic(cron="*/10 * * * *")
@app.task(queue="letters", lock="dispatches", pass_context=False)
def send_dispatches(timestamp: int) -> None:
    """Makes extracts and sends them, as soon as somebody has asked for it."""
    send_asked(at=timezone.now())


@app.periodic(cron="5 6 * * *")
@app.task(queue="reminders", pass_context=False)
def warn_of_seals(timestamp: int) -> None:
    """Writes about seals that lapse soon, some time before and once more."""
    warn_of_lapsing_seals(at=timezone.now())


@app.periodic(cron="30 1 * * *")
@app.task(queue="letters", pass_context=False)
def forget_letters(timestamp: int) -> None:
    """Removes what is known of old letters, to whom each went and when: it is not kept for ever."""
    forget_old_letters(at=timezone.now())


@app.periodic(cron="45 1 * * *")
@app.task(queue="reads", pass_context=False)
def forget_reads(timestamp: int) -> None:
    """Who read what is not kept for ever."""
    forget_old_reads(at=timezone.now())


@app.periodic(cron="40 1 * * *")
@app.task(queue="accounts", pass_context=False)
def end_unanswered_changes(timestamp: int) -> None:
    """Ends what nobody has confirmed of an e-ID with another name, which is then not kept."""
    end_unanswered(at=timezone.now())


@app.periodic(cron="* * * * *")
@app.task(queue="rescue", queueing_lock="rescue", pass_context=True, priority=FIRST)
def rescue_every_minute(context: JobContext, timestamp: int) -> None:
    """Takes up jobs whose worker has ended, so that none of them waits for the next start."""
    take_up_stalled_jobs(besides=context.job.id)


@app.periodic(cron="0 2 * * *")
@app.task(queue="integrity", lock="integrity", pass_context=False)
def check_integrity_nightly(timestamp: int) -> None:
    """Reads everything that was written again, every night."""
    check_integrity(at=timezone.now())
