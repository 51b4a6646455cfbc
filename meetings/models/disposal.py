"""What was removed by a decision on gallring, or because a person has a right to it: the only way out of history."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from . import guards
from .association import Association
from .lines import LineField
from .validators import printable


class Disposal(models.Model):
    """Sv: gallring. What went, how much of it, by which decision and who ordered it; never what it said.

    `counts` is the number of rows by table. `files` are the SHA-256 of the files that went. What was evidence has a
    link in the beviskedja too, with the row's own SHA-256.
    """

    class Kind(models.TextChoices):
        CASE = "case", "Ärende om medel"
        CONTACT_DATA = "contact_data", "Kontaktuppgifter"
        FILES = "files", "Filer som ingenting hänvisar till"

    kind = models.CharField("slag", max_length=20, choices=Kind)
    association = models.ForeignKey(
        Association, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="förbund"
    )
    what = models.CharField("vad", max_length=200)
    counts = models.JSONField("antal rader")
    files = ArrayField(models.CharField(max_length=64), verbose_name="filernas SHA-256", default=list)
    decision = LineField("beslut", max_length=300, validators=[printable])
    by = models.ForeignKey(
        "meetings.Person", on_delete=models.PROTECT, related_name="+", verbose_name="på uppdrag av"
    )
    at = models.DateTimeField("tid")

    class Meta:
        verbose_name = "gallring"
        verbose_name_plural = "gallringar"
        ordering = ["-at", "-id"]
        constraints = [models.CheckConstraint(condition=~Q(decision=""), name="disposal_has_a_decision")]
        triggers = guards.ONLY_ADDED

    def __str__(self) -> str:
        return self.what
