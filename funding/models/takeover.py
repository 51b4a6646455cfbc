"""A new contact at the same organisation asks to write a case that another began."""

from django.db import models
from django.db.models import Q

from meetings.models.identifiers import public_id
from meetings.models.lines import LineField

from . import guards
from .application import Application


class Takeover(models.Model):
    """Sv: begäran att ta över ett ärende. The organisation's signatory or the chancellery answers, once."""

    public_id = models.CharField(max_length=12, unique=True, default=public_id, editable=False)
    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="takeovers")
    person = models.ForeignKey("meetings.Person", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField("begärd")
    accepted = models.BooleanField("beviljad", null=True, blank=True)
    answered_at = models.DateTimeField("besvarad", null=True, blank=True)
    answered_by = LineField("besvarad av", max_length=300, blank=True)

    class Meta:
        verbose_name = "begäran att ta över"
        verbose_name_plural = "begäranden att ta över"
        ordering = ["at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(accepted__isnull=True, answered_at__isnull=True, answered_by="")
                | (Q(accepted__isnull=False, answered_at__isnull=False) & ~Q(answered_by="")),
                name="takeover_answer_has_who_and_when",
            ),
            models.UniqueConstraint(
                fields=["application", "person"],
                condition=Q(answered_at__isnull=True),
                name="takeover_one_waits",
            ),
        ]
        triggers = guards.fixed(once=["accepted", "answered_at", "answered_by"])

    def __str__(self) -> str:
        return f"{self.person}: {self.application}"
