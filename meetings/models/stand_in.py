"""Who signs in somebody's place, and who said so."""

from django.db import models
from django.db.models import Q

from . import guards
from .lines import LineField
from .protocol import Signatory
from .validators import printable


class StandIn(models.Model):
    """Sv: underskrift i någons ställe. Chair or vice chair lets one signatory sign in another's place."""

    signatory = models.OneToOneField(Signatory, on_delete=models.PROTECT, related_name="stand_in")
    replaces = models.ForeignKey(Signatory, on_delete=models.PROTECT, related_name="replaced_by")
    reason = LineField("skäl", max_length=200, validators=[printable])
    started_by = models.ForeignKey("meetings.Person", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField("tid")

    class Meta:
        verbose_name = "underskrift i någons ställe"
        verbose_name_plural = "underskrifter i någons ställe"
        ordering = ["at"]
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="stand_in_has_reason")]
        triggers = [*guards.ONLY_ADDED, guards.NEW_STAND_IN]

    def __str__(self) -> str:
        return f"{self.signatory.name} i stället för {self.replaces.name}"
