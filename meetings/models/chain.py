"""The beviskedja: a log of the SHA-256 of every row of evidence, each chained to the one before; and its checks."""

import hashlib
import json
from datetime import UTC

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from . import guards
from .association import Association

START = hashlib.sha256(b"").hexdigest()  # stands before the first link


class ChainLink(models.Model):
    """Sv: länk i beviskedjan. The database writes one for each row of evidence, in the row's own transaction.

    `content` is the SHA-256 of the row's `columns`. `number` and `sha256` come when the link is chained to the one
    before (`meetings.actions.chaining`). A link with a `decision` says that the row was removed, and by what decision.
    """

    table = models.CharField("tabell", max_length=63)
    row = models.BigIntegerField("rad")
    columns = ArrayField(models.CharField(max_length=63), verbose_name="kolumner", default=list)
    content = models.CharField("radens SHA-256", max_length=64)
    at = models.DateTimeField("tid")
    decision = models.TextField("beslut om gallring", blank=True)
    number = models.PositiveBigIntegerField("nummer", null=True, unique=True)
    sha256 = models.CharField("kedjans SHA-256", max_length=64, blank=True)

    class Meta:
        verbose_name = "länk i beviskedjan"
        verbose_name_plural = "beviskedjan"
        ordering = ["number"]
        indexes = [models.Index(fields=["table", "row", "-id"], name="chain_link_of_row")]
        constraints = [
            models.CheckConstraint(
                condition=Q(number=None, sha256="") | (Q(number__isnull=False) & ~Q(sha256="")),
                name="chain_link_number_with_hash",
            )
        ]
        triggers = guards.fixed(once=["number", "sha256"], chained=False)

    def __str__(self) -> str:
        return f"{self.table} {self.row}"

    def chained_to(self, before: str) -> str:
        """The SHA-256 in hex of the link with its number, and of `before`, that of the link before it."""
        # One way of writing a moment: the connection's time zone must not change the hash.
        at = self.at.astimezone(UTC).isoformat(timespec="microseconds")
        said = [str(self.number), self.table, str(self.row), *self.columns, self.content, at, self.decision]
        # A JSON list keeps its parts apart, whatever they hold: joined by a sign, two links could read the same.
        return hashlib.sha256(json.dumps([*said, before]).encode()).hexdigest()


class IntegrityCheck(models.Model):
    """Sv: kontroll av att allt som är skrivet står kvar. `checked` counts what was read, `faults` is what was found."""

    at = models.DateTimeField("tid")
    checked = models.JSONField("kontrollerat")
    faults = models.JSONField("fel")

    class Meta:
        verbose_name = "kontroll av bevis"
        verbose_name_plural = "kontroller av bevis"
        ordering = ["-at", "-id"]
        triggers = guards.HISTORY

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M}, {len(self.faults)} fel"

    def faults_of(self, association: Association) -> list[dict[str, str]]:
        """Those that the association is told of: its own, and those that belong to no association."""
        return [one for one in self.faults if one["association"] in (None, association.slug)]
