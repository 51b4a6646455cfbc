"""Filters of the verification's pages."""

from datetime import datetime

from django import template

from meetings.swedish import minute

register = template.Library()


@register.filter
def when(at: datetime) -> str:
    """«10 juni 2024 kl. 14.51», Swedish time."""
    return minute(at)
