"""The letters that wait to be sent, as the worker will send them."""

from dataclasses import dataclass

from django.db import connection
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from meetings.letters import put_in_post
from meetings.models import Association
from meetings.models import Letter as LetterRow

ANSWERS = ("meetings.tasks.answer_forgotten_password", "funding.tasks.answer_applicant")


@dataclass(frozen=True)
class Letter:
    to: str
    subject: str
    body: str
    sender: str = ""
    reply_to: str = ""
    file: str = ""
    file_name: str = ""
    calendar: str = ""


def letters(to: str = "") -> list[Letter]:
    """Every letter so far, oldest first, or those to one address."""
    answer_strangers()
    jobs = ProcrastinateJob.objects.filter(task_name="meetings.letters.send_mail").order_by("id")
    found = [Letter(**job.args) for job in jobs]
    return [letter for letter in found if not to or letter.to == to]


def answer_strangers() -> None:
    """Does what the worker does when somebody has written an address on a public page: looks up whose it is."""
    for job in ProcrastinateJob.objects.filter(task_name__in=ANSWERS, status="todo").order_by("id"):
        app.tasks[job.task_name].func(**job.args)
        set_job_state(job.pk, "succeeded")


def make_letter(
    association: Association, *, to: str = "anna@egenvik.example", job: str = "todo"
) -> LetterRow:
    """A letter with a one-time link, its job in that state; «doing» is with a worker that is gone."""
    put_in_post(
        association=association,
        to=to,
        subject="Underskrift behövs",
        body="Öppna https://protokoll.example/medel/lank/hemligt/\n",
    )
    letter = LetterRow.objects.latest("pk")
    set_job(letter, job)
    return letter


def set_job(letter: LetterRow, state: str) -> None:
    set_job_state(letter.job_id, state)


def set_job_state(job: int, state: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET status = %s WHERE id = %s", [state, job])
