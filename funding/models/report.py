"""What a measure reports: outcome against budget, participants as totals, results in words."""

from decimal import Decimal

from django.db import models
from django.db.models import F, Q

from meetings.models.history import History
from meetings.models.identifiers import public_id
from meetings.models.identity import keeps
from meetings.models.lines import LineField
from meetings.models.validators import printable

from . import guards
from .finances import kronor_field
from .measure import Measure


class Report(models.Model):
    """Sv: lägesrapport eller slutrapport. Planned with its due day; sent; returned or approved."""

    class Kind(models.TextChoices):
        PERIODIC = "periodic", "Lägesrapport"
        FINAL = "final", "Slutrapport"

    public_id = models.CharField(max_length=12, unique=True, default=public_id, editable=False)
    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="reports")
    kind = models.CharField("slag", max_length=10, choices=Kind)
    first_day = models.DateField("från och med")
    last_day = models.DateField("till och med")
    due = models.DateField("lämnas senast")
    activities = models.TextField("vad som har gjorts", blank=True, validators=[printable])
    results = models.TextField("resultat", blank=True, validators=[printable])
    deviations = models.TextField("avvikelser", blank=True, validators=[printable])
    reminded_at = models.DateTimeField("påmind", null=True, blank=True)
    sent_at = models.DateTimeField("inskickad", null=True, blank=True)
    sent_by = models.ForeignKey(
        "meetings.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    returned_at = models.DateTimeField("tillbakaskickad", null=True, blank=True)
    return_reason = LineField("skäl", max_length=500, blank=True, validators=[printable])
    approved_at = models.DateTimeField("godkänd", null=True, blank=True)
    approved_by = models.ForeignKey(
        "meetings.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    history = History()

    class Meta:
        verbose_name = "rapport"
        verbose_name_plural = "rapporter"
        ordering = ["measure", "due", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(last_day__gte=F("first_day")),
                name="report_period_in_order",
                violation_error_message="Sista dagen ligger före den första.",
            ),
            models.CheckConstraint(
                condition=Q(sent_at__isnull=True, sent_by__isnull=True)
                | Q(sent_at__isnull=False, sent_by__isnull=False),
                name="report_sent_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(approved_at__isnull=True, approved_by__isnull=True)
                | Q(approved_at__isnull=False, approved_by__isnull=False, sent_at__isnull=False),
                name="report_approved_was_sent",
            ),
            models.UniqueConstraint(fields=["measure"], condition=Q(kind="final"), name="report_one_final"),
        ]
        triggers = [keeps("public_id", "measure_id"), *guards.REPORT]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.measure}"


class ReportCost(models.Model):
    """Sv: utfall mot budget på en kostnadsrad."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="costs")
    position = models.PositiveSmallIntegerField("ordning")
    label = LineField("kostnad", max_length=100, validators=[printable])
    budgeted = kronor_field("budget", default=Decimal(0))
    outcome = kronor_field("utfall", default=Decimal(0))

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(budgeted__gte=0, outcome__gte=0), name="report_cost_not_negative"
            )
        ]
        triggers = [keeps("report_id"), *guards.FIXED_WITH_REPORT]

    def __str__(self) -> str:
        return f"{self.label}: {self.outcome}"


# The association decides nothing about individuals (Finsam 7 §), so it has no use for anything that points one out.
class ParticipantCount(models.Model):
    """Sv: deltagare, only as a total by sex and age band; nobody is named."""

    class Sex(models.TextChoices):
        WOMEN = "women", "Kvinnor"
        MEN = "men", "Män"

    class Band(models.TextChoices):
        YOUNG = "16-24", "16–24 år"
        MIDDLE = "25-44", "25–44 år"
        OLDER = "45-64", "45–64 år"

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="participants")
    sex = models.CharField("kön", max_length=5, choices=Sex)
    band = models.CharField("ålder", max_length=5, choices=Band)
    number = models.PositiveIntegerField("antal", default=0)

    class Meta:
        ordering = ["band", "-sex"]
        constraints = [
            models.UniqueConstraint(fields=["report", "sex", "band"], name="participant_count_unique")
        ]
        triggers = [keeps("report_id"), *guards.FIXED_WITH_REPORT]

    def __str__(self) -> str:
        return f"{self.get_sex_display()} {self.get_band_display()}: {self.number}"
