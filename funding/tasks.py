"""What runs by itself. Here, as in views and commands, the clock is asked."""

from django.utils import timezone
from procrastinate.contrib.django import app

from funding.actions.reporting import remind_of_reports


@app.periodic(cron="15 6 * * *")  # UTC: in the morning in Sweden, summer and winter
@app.task(queue="reminders", pass_context=False)
def remind_of_reports_daily(timestamp: int) -> None:
    """Writes, every morning, about reports that are due soon or late."""
    remind_of_reports(at=timezone.now())
