"""Secret addresses under which a calendar program reads meetings."""

import secrets

from django.db import models
from django.db.models import Q

from .identity import keeps


def feed_key() -> str:
    """32 characters, 192 bits: whoever has the address reads the calendar, without signing in."""
    return secrets.token_urlsafe(24)


class CalendarFeed(models.Model):
    """Sv: kalenderadress. All meetings of a person, or all of a body; another key makes the address useless.

    The key lies here as it is, since it is shown again on the page of its owner; the meetings lie beside it.
    """

    person = models.OneToOneField(
        "meetings.Person", on_delete=models.CASCADE, null=True, blank=True, related_name="calendar_feed"
    )
    body = models.OneToOneField(
        "meetings.Body", on_delete=models.CASCADE, null=True, blank=True, related_name="calendar_feed"
    )
    key = models.CharField("nyckel", max_length=32, unique=True, default=feed_key, editable=False)
    made_at = models.DateTimeField("skapad")

    class Meta:
        verbose_name = "kalenderadress"
        verbose_name_plural = "kalenderadresser"
        constraints = [
            models.CheckConstraint(
                condition=Q(person__isnull=True, body__isnull=False)
                | Q(person__isnull=False, body__isnull=True),
                name="calendar_feed_of_one",
            )
        ]
        triggers = [keeps("person_id", "body_id")]

    def __str__(self) -> str:
        return f"Kalender, {self.person or self.body}"
