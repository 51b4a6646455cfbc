"""The economy of an application, per year: costs by row, and how they are paid."""

from decimal import Decimal

from django.db import models
from django.db.models import Q

from funding.rules.economy import FIRST_YEAR, LAST_YEAR
from meetings.models.identifiers import public_id
from meetings.models.identity import keeps
from meetings.models.lines import LineField
from meetings.models.validators import printable

from .application import Application


def kronor_field(label: str, **options: object) -> models.DecimalField:  # type: ignore[type-arg]
    """A field of kronor with öre, up to 999 999 999 999,99."""
    return models.DecimalField(label, max_digits=14, decimal_places=2, **options)  # type: ignore[arg-type]


class PlanYear(models.Model):
    """Sv: år i ansökans budget: what pays the costs."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="years")
    year = models.PositiveSmallIntegerField("år")
    own = kronor_field("egen finansiering i pengar", default=Decimal(0))
    in_kind = kronor_field("egen finansiering som arbete eller lokaler", default=Decimal(0))
    other = kronor_field("annan finansiering", default=Decimal(0))
    sought = kronor_field("söks från förbundet", default=Decimal(0))

    class Meta:
        verbose_name = "år i ansökans budget"
        verbose_name_plural = "år i ansökans budget"
        ordering = ["year"]
        constraints = [
            models.UniqueConstraint(
                fields=["application", "year"],
                name="plan_year_unique",
                violation_error_message="Året finns redan.",
            ),
            models.CheckConstraint(
                condition=Q(own__gte=0, in_kind__gte=0, other__gte=0, sought__gte=0),
                name="plan_year_not_negative",
                violation_error_message="Ett belopp kan inte vara negativt.",
            ),
            models.CheckConstraint(
                condition=Q(year__gte=FIRST_YEAR, year__lte=LAST_YEAR),
                name="plan_year_is_a_year",
                violation_error_message="Skriv ett år mellan 2004 och 2100.",
            ),
        ]
        triggers = [keeps("application_id")]

    def __str__(self) -> str:
        return str(self.year)

    @property
    def is_written(self) -> bool:
        """Whether any amount of the year is other than 0; costs one query."""
        is_paid = any((self.own, self.in_kind, self.other, self.sought))
        return is_paid or self.costs.exclude(amount=0).exists()


class CostRow(models.Model):
    """Sv: kostnadsrad. Left empty it stays, with 0.00."""

    class Kind(models.TextChoices):
        STAFF = "staff", "Personal"
        PREMISES = "premises", "Lokalkostnader"
        OTHER = "other", "Övriga verksamhetskostnader"
        EVALUATION = "evaluation", "Utvärderingskostnader"
        FREE = "free", "Egen rad"

    public_id = models.CharField(max_length=12, unique=True, default=public_id, editable=False)
    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="cost_rows")
    position = models.PositiveSmallIntegerField("ordning")
    kind = models.CharField("kostnadsslag", max_length=12, choices=Kind, default=Kind.FREE)
    label = LineField("benämning", max_length=100, blank=True, validators=[printable])

    class Meta:
        verbose_name = "kostnadsrad"
        verbose_name_plural = "kostnadsrader"
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["application", "kind"], condition=~Q(kind="free"), name="cost_row_kind_unique"
            )
        ]
        triggers = [keeps("public_id", "application_id")]

    def __str__(self) -> str:
        return self.label or self.get_kind_display()


class CostAmount(models.Model):
    """Sv: kostnad på en rad ett år."""

    row = models.ForeignKey(CostRow, on_delete=models.CASCADE, related_name="amounts")
    year = models.ForeignKey(PlanYear, on_delete=models.CASCADE, related_name="costs")
    amount = kronor_field("belopp", default=Decimal(0))

    class Meta:
        verbose_name = "kostnad"
        verbose_name_plural = "kostnader"
        ordering = ["year__year"]
        constraints = [
            models.UniqueConstraint(fields=["row", "year"], name="cost_amount_unique"),
            models.CheckConstraint(
                condition=Q(amount__gte=0),
                name="cost_amount_not_negative",
                violation_error_message="Ett belopp kan inte vara negativt.",
            ),
        ]

    def __str__(self) -> str:
        return str(self.amount)
