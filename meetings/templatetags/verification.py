"""Filters of the verification's pages."""

from datetime import datetime

from django import template

from meetings.swedish import NBSP, STOCKHOLM, clock, day_of, long_date

register = template.Library()


@register.filter
def when(at: datetime) -> str:
    """«10 juni 2024 kl. 14.51», Swedish time."""
    local = at.astimezone(STOCKHOLM)
    return f"{long_date(local.date())} kl.{NBSP}{clock(local.time())}"


@register.filter
def swedish_day(at: datetime) -> str:
    """«10 juni 2024», the Swedish day of a moment."""
    return long_date(day_of(at))
