"""What runs by itself. Here, as in views and commands, the clock is asked."""

from django.utils import timezone
from procrastinate.contrib.django import app

from funding.actions.entering import ask_for_link
from funding.actions.reporting import remind_of_reports
from meetings.models import Association
from meetings.tasks import LAST


@app.task(queue="mail", retry=3, priority=LAST)
def answer_applicant(slug: str, email: str, next_page: str) -> None:
    """Looks up whose address it is here, where nobody can tell by the time it takes."""
    association = Association.objects.get(slug=slug)
    ask_for_link(association=association, email=email, next_page=next_page, at=timezone.now())


@app.periodic(cron="15 6 * * *")  # UTC: in the morning in Sweden, summer and winter
@app.task(queue="reminders", pass_context=False)
def remind_of_reports_daily(timestamp: int) -> None:
    """Writes, every morning, about reports that are due soon or late."""
    remind_of_reports(at=timezone.now())
