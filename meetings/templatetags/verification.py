"""Filters of the verification's pages."""

from datetime import datetime

from django import template

from meetings.swedish import NBSP, STOCKHOLM, clock, long_date

register = template.Library()


@register.filter
def when(at: datetime) -> str:
    """«10 juni 2024 kl. 14.51», Swedish time."""
    local = at.astimezone(STOCKHOLM)
    return f"{long_date(local.date())} kl.{NBSP}{clock(local.time())}"
