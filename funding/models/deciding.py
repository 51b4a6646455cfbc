"""From the case to a § and back: what the board is asked, and what it decided."""

from django.db import models
from django.db.models import Q

from funding.rules.verdict import CaseOutcome
from meetings.models.history import History
from meetings.models.validators import printable

from . import guards
from .application import Application
from .finances import kronor_field


class Placement(models.Model):
    """Sv: ärendet på en dagordning. Amounts and conditions are those of the §, and locked with it."""

    class Kind(models.TextChoices):
        GRANT = "grant", "Ansökan"
        SUPPLEMENT = "supplement", "Tilläggsbeslut"
        CARRY_OVER = "carry_over", "Överförda medel"

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="placements")
    paragraph = models.OneToOneField("meetings.Paragraph", on_delete=models.CASCADE, related_name="placement")
    kind = models.CharField("ärende", max_length=12, choices=Kind, default=Kind.GRANT)
    conditions = models.TextField("villkor", blank=True, validators=[printable])
    last_day = models.DateField("ny slutdag", null=True, blank=True)
    content = models.TextField("ändrat innehåll", blank=True, validators=[printable])
    placed_at = models.DateTimeField("satt på dagordningen")
    placed_by = models.ForeignKey("meetings.Person", on_delete=models.PROTECT, related_name="+")
    history = History()

    class Meta:
        verbose_name = "ärende på dagordning"
        verbose_name_plural = "ärenden på dagordningar"
        ordering = ["placed_at", "id"]
        triggers = guards.LOCKED_WITH_PARAGRAPH

    def __str__(self) -> str:
        return f"{self.application}, {self.paragraph}"


class PlacedAmount(models.Model):
    """Sv: belopp ett år som beslutet gäller; negative only when funds are carried from that year."""

    placement = models.ForeignKey(Placement, on_delete=models.CASCADE, related_name="amounts")
    year = models.PositiveSmallIntegerField("år")
    amount = kronor_field("belopp")

    class Meta:
        ordering = ["year"]
        constraints = [models.UniqueConstraint(fields=["placement", "year"], name="placed_amount_unique")]
        triggers = guards.LOCKED_WITH_PLACEMENT

    def __str__(self) -> str:
        return f"{self.year}: {self.amount}"


class BoardDecision(models.Model):
    """Sv: styrelsens beslut i ärendet, made of a § when its protocol is verified. Never changes.

    The outcome of a § that was not handled is no decision, and has no letter.
    """

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="decisions")
    paragraph = models.OneToOneField("meetings.Paragraph", on_delete=models.PROTECT, related_name="+")
    verification = models.ForeignKey("meetings.Verification", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField("ärende", max_length=12, choices=Placement.Kind)
    number = models.CharField("paragraf", max_length=10)
    meeting_date = models.DateField("sammanträde")
    outcome = models.CharField("utfall", max_length=20, choices=CaseOutcome.choices)
    text = models.TextField("beslut", blank=True)
    reason = models.TextField("motivering", blank=True)
    conditions = models.TextField("villkor", blank=True)
    at = models.DateTimeField("tid")
    letter = models.ForeignKey("meetings.StoredFile", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = "styrelsens beslut om medel"
        verbose_name_plural = "styrelsens beslut om medel"
        ordering = ["at", "id"]
        triggers = guards.ONLY_ADDED

    def __str__(self) -> str:
        return f"{self.get_outcome_display()}, § {self.number} {self.meeting_date}"


class DecidedAmount(models.Model):
    """Sv: beslutat belopp ett år."""

    decision = models.ForeignKey(BoardDecision, on_delete=models.PROTECT, related_name="amounts")
    year = models.PositiveSmallIntegerField("år")
    amount = kronor_field("belopp")

    class Meta:
        ordering = ["year"]
        constraints = [
            models.UniqueConstraint(fields=["decision", "year"], name="decided_amount_unique"),
            models.CheckConstraint(condition=~Q(amount=0), name="decided_amount_is_something"),
        ]
        triggers = guards.ONLY_ADDED

    def __str__(self) -> str:
        return f"{self.year}: {self.amount}"
