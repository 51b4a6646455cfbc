"""The letters that wait to be sent, as the worker will send them."""

from dataclasses import dataclass

from procrastinate.contrib.django.models import ProcrastinateJob


@dataclass(frozen=True)
class Letter:
    to: str
    subject: str
    body: str
    reply_to: str = ""
    file: str = ""
    file_name: str = ""


def letters(to: str = "") -> list[Letter]:
    """Every letter so far, oldest first, or those to one address."""
    jobs = ProcrastinateJob.objects.filter(task_name="meetings.letters.send_mail").order_by("id")
    found = [Letter(**job.args) for job in jobs]
    return [letter for letter in found if not to or letter.to == to]
