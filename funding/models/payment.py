"""Every movement of money to a measure and back: the one table that what is paid and repaid is summed from."""

from django.db import models
from django.db.models import Q

from meetings.models.lines import LineField
from meetings.models.validators import printable

from . import guards
from .finances import kronor_field
from .measure import Measure
from .money import Requisition


class Payment(models.Model):
    """Sv: betalning, made in the bank and noted here: out of the association's account (+), or back to it (−).

    A payment is of a requisition; a repayment is of a measure and a year. Nothing is changed or removed: a wrong row
    is followed by one that `corrects` it, with the opposite amount, and by the right one, which points at it too
    (lag 2018:597 om kommunal bokföring och redovisning).
    """

    class Kind(models.TextChoices):
        PAID = "paid", "Utbetalning"
        FAILED = "failed", "Misslyckad utbetalning"  # the bank did not carry it out
        REVERSED = "reversed", "Återförd utbetalning"  # it came back, as from an account that is closed
        REPAID = "repaid", "Återbetalning"

    requisition = models.ForeignKey(
        Requisition, on_delete=models.PROTECT, null=True, blank=True, related_name="payments"
    )
    measure = models.ForeignKey(
        Measure, on_delete=models.PROTECT, null=True, blank=True, related_name="repayments"
    )
    year = models.PositiveSmallIntegerField("budgetår", null=True, blank=True)
    kind = models.CharField("slag", max_length=10, choices=Kind, default=Kind.PAID)
    day = models.DateField("dag")
    amount = kronor_field("belopp")
    reference = LineField("verifikation", max_length=50, blank=True, validators=[printable])
    note = LineField("anteckning", max_length=200, blank=True, validators=[printable])
    corrects = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="corrections",
        verbose_name="rättar",
    )
    at = models.DateTimeField("registrerad")
    by = models.ForeignKey("meetings.Person", on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "betalning"
        verbose_name_plural = "betalningar"
        ordering = ["day", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    kind="repaid", requisition__isnull=True, measure__isnull=False, year__isnull=False
                )
                | (~Q(kind="repaid") & Q(requisition__isnull=False, measure__isnull=True, year__isnull=True)),
                name="payment_of_requisition_or_measure",
            ),
            models.CheckConstraint(
                condition=Q(corrects__isnull=False)
                | Q(kind="paid", amount__gt=0)
                | Q(kind="repaid", amount__lt=0),
                name="payment_goes_out_and_repayment_in",
            ),
            models.CheckConstraint(condition=~Q(amount=0), name="payment_is_not_zero"),
            # Once by its opposite and once by the right row.
            models.UniqueConstraint(
                fields=["corrects"], condition=Q(amount__gt=0), name="payment_corrected_once_out"
            ),
            models.UniqueConstraint(
                fields=["corrects"], condition=Q(amount__lt=0), name="payment_corrected_once_in"
            ),
        ]
        triggers = [*guards.ONLY_ADDED, guards.PAYMENT_BALANCES]

    def __str__(self) -> str:
        return f"{self.day}: {self.amount}"


class Repayment(models.Model):
    """Sv: återbetalning, as it was noted before `Payment` held it. Each row stands as evidence; nothing sums them."""

    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField("budgetår")
    day = models.DateField("dag")
    amount = kronor_field("belopp")
    note = LineField("anteckning", max_length=200, blank=True, validators=[printable])
    at = models.DateTimeField("registrerad")
    by = models.ForeignKey("meetings.Person", on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "tidigare återbetalning"
        verbose_name_plural = "tidigare återbetalningar"
        ordering = ["day", "id"]
        constraints = [models.CheckConstraint(condition=Q(amount__gt=0), name="repayment_is_positive")]
        triggers = [*guards.ONLY_ADDED, guards.NO_MORE_ROWS]

    def __str__(self) -> str:
        return f"{self.day}: {self.amount}"
