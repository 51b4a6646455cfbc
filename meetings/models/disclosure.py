"""Which originals were handed out, with the evidence of their signatures, and that it was tried whether they may be."""

from django.db import models
from django.db.models import Q

from . import guards
from .protocol import Verification
from .validators import printable


class Disclosure(models.Model):
    """Sv: utlämnande av ett justerat original. `sha256` is of the file as it was handed out.

    `receiver` may be empty: whoever asks for an official document need not say who they are (TF 2:18).
    """

    verification = models.ForeignKey(Verification, on_delete=models.PROTECT, related_name="disclosures")
    sha256 = models.CharField("filens SHA-256", max_length=64)
    receiver = models.CharField("till", max_length=200, blank=True, validators=[printable])
    assessment = models.CharField("prövning", max_length=300, validators=[printable])
    by = models.ForeignKey("meetings.Person", on_delete=models.PROTECT, related_name="+", verbose_name="av")
    at = models.DateTimeField("tid")

    class Meta:
        verbose_name = "utlämnande"
        verbose_name_plural = "utlämnanden"
        ordering = ["-at", "-id"]
        constraints = [
            models.CheckConstraint(condition=~Q(assessment=""), name="disclosure_has_an_assessment")
        ]
        triggers = guards.ONLY_ADDED

    def __str__(self) -> str:
        return f"{self.verification}, {self.at:%Y-%m-%d}"
