"""One mail a day in place of one for each event, for those who choose it."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from .association import Association
from .identity import keeps


class DailyMail(models.Model):
    """Sv: dagligt mejl. What a person has chosen for the mails of one association.

    A row stays when the person takes the choice back: without an hour each letter goes at once, and what waited for
    the day's mail goes in it all the same.
    """

    person = models.ForeignKey("meetings.Person", on_delete=models.CASCADE, related_name="daily_mails")
    association = models.ForeignKey(Association, on_delete=models.CASCADE, related_name="+")
    hour = models.PositiveSmallIntegerField("klockslag", null=True, blank=True)
    last_day = models.DateField("senast gjort", null=True, blank=True)

    class Meta:
        verbose_name = "dagligt mejl"
        verbose_name_plural = "dagliga mejl"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["person", "association"], name="daily_mail_once"),
            models.CheckConstraint(condition=Q(hour=None) | Q(hour__lte=23), name="daily_mail_hour_of_a_day"),
        ]
        triggers = [keeps("person_id", "association_id")]

    def __str__(self) -> str:
        return f"{self.person}, {self.association}"


class HeldLetter(models.Model):
    """Sv: mejl som väntar på det dagliga. It is gone when that mail is in the post, with its words."""

    daily_mail = models.ForeignKey(DailyMail, on_delete=models.CASCADE, related_name="held")
    subject = models.CharField("ämne", max_length=998)  # as Letter's
    body = models.TextField("text")
    written_at = models.DateTimeField("skrivet", db_default=Now())

    class Meta:
        verbose_name = "mejl som väntar på det dagliga"
        verbose_name_plural = "mejl som väntar på det dagliga"
        ordering = ["id"]
        triggers = [keeps("daily_mail_id", "subject", "body")]

    def __str__(self) -> str:
        return self.subject
