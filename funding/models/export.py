"""What leaves for the bookkeeping and for the bank: the association's accounts, and the files that were made."""

from collections.abc import Callable

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q

from funding.rules import identity
from meetings.models.history import History
from meetings.models.identifiers import public_id
from meetings.models.identity import keeps
from meetings.models.lines import LineField
from meetings.models.validators import printable

from . import guards
from .finances import kronor_field
from .money import Requisition, account_number
from .payment import Payment

_BIC = r"^[A-Z0-9]{4}[A-Z]{2}[A-Z0-9]{2}([A-Z0-9]{3})?\Z"


def _refuse_by(rule: Callable[[str], str], text: str) -> None:
    try:
        rule(text)
    except ValueError as error:
        raise ValidationError(str(error)) from error


def is_bankgiro(text: str) -> None:
    """Refuse a number that is no bankgiro."""
    _refuse_by(identity.bankgiro, text)


def is_iban(text: str) -> None:
    """Refuse a number whose check digits are wrong."""
    _refuse_by(identity.iban, text)


class Accounts(models.Model):
    """Sv: förbundets konton: those of its bookkeeping, and the one in the bank that it pays from."""

    association = models.OneToOneField(
        "meetings.Association", on_delete=models.PROTECT, related_name="accounts", verbose_name="förbund"
    )
    bank_account = models.CharField(
        "konto för banken",
        max_length=10,
        validators=[account_number],
        help_text="I bokföringen, till exempel 1930.",
    )
    cost_account = models.CharField(
        "konto för utbetalda medel",
        max_length=10,
        validators=[account_number],
        help_text="Gäller insatser vars ändamål inte har ett eget konto.",
    )
    series = models.CharField(
        "verifikationsserie",
        max_length=5,
        default="M",
        validators=[RegexValidator(r"^[A-Z0-9]+\Z", "Skriv bokstäver A–Z och siffror.")],
    )
    bankgiro = models.CharField(
        "förbundets bankgiro",
        max_length=9,
        blank=True,
        validators=[is_bankgiro],
        help_text="Betalfilen dras härifrån.",
    )
    iban = models.CharField(
        "förbundets IBAN",
        max_length=34,
        blank=True,
        validators=[is_iban],
        help_text="Om banken vill ha det i stället för bankgirot.",
    )
    bic = models.CharField(
        "bankens BIC",
        max_length=11,
        blank=True,
        validators=[RegexValidator(_BIC, "Skriv 8 eller 11 tecken.")],
    )
    history = History()

    class Meta:
        verbose_name = "konton för medel"
        verbose_name_plural = "konton för medel"
        triggers = [keeps("association_id")]

    def __str__(self) -> str:
        return f"Konton, {self.association}"


class Export(models.Model):
    """Sv: exportfil, locked when it is made: the bytes, and which rows it holds. No row is in two of a kind."""

    class Kind(models.TextChoices):
        SIE = "sie", "Bokföring (SIE 4)"
        BANK = "bank", "Betalfil till banken"

    public_id = models.CharField(max_length=12, unique=True, default=public_id, editable=False)
    association = models.ForeignKey(
        "meetings.Association", on_delete=models.PROTECT, related_name="exports", verbose_name="förbund"
    )
    kind = models.CharField("slag", max_length=5, choices=Kind)
    number = models.PositiveIntegerField("nummer")
    first_day = models.DateField("från och med")
    last_day = models.DateField("till och med")
    file = models.ForeignKey("meetings.StoredFile", on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField("gjord")
    made_by = models.ForeignKey("meetings.Person", on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "exportfil"
        verbose_name_plural = "exportfiler"
        ordering = ["-made_at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["association", "kind", "number"], name="export_number_unique")
        ]
        triggers = guards.ONLY_ADDED

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, fil {self.number}"


class ExportedPayment(models.Model):
    """Sv: betalning i en bokföringsfil, as the verifikation `number` of the association's series."""

    export = models.ForeignKey(Export, on_delete=models.PROTECT, related_name="payments")
    payment = models.OneToOneField(Payment, on_delete=models.PROTECT, related_name="exported")
    number = models.PositiveIntegerField("verifikation")

    class Meta:
        verbose_name = "betalning i exportfil"
        verbose_name_plural = "betalningar i exportfil"
        ordering = ["number"]
        triggers = guards.ONLY_ADDED

    def __str__(self) -> str:
        return f"{self.export}: {self.number}"


class PaymentOrder(models.Model):
    """Sv: betalningsuppdrag: what a payment file asks the bank to pay of a requisition, and to whom.

    It waits until a payment of it is noted, or the file is said never to have been sent to the bank.
    """

    export = models.ForeignKey(Export, on_delete=models.PROTECT, related_name="orders")
    requisition = models.ForeignKey(Requisition, on_delete=models.PROTECT, related_name="orders")
    amount = kronor_field("belopp")
    name = LineField("mottagare", max_length=200, validators=[printable])
    account = LineField("konto", max_length=50, validators=[printable])
    payment = models.OneToOneField(
        Payment, on_delete=models.PROTECT, null=True, blank=True, related_name="order"
    )
    cancelled_at = models.DateTimeField("inte sänt", null=True, blank=True)
    cancelled_by = models.ForeignKey(
        "meetings.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = "betalningsuppdrag"
        verbose_name_plural = "betalningsuppdrag"
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="payment_order_is_positive"),
            models.UniqueConstraint(
                fields=["requisition"],
                condition=Q(payment__isnull=True, cancelled_at__isnull=True),
                name="payment_order_one_waits",
                violation_error_message="Rekvisitionen ligger redan i en betalfil.",
            ),
            models.CheckConstraint(
                condition=Q(cancelled_at__isnull=True, cancelled_by__isnull=True)
                | Q(cancelled_at__isnull=False, cancelled_by__isnull=False, payment__isnull=True),
                name="payment_order_paid_or_cancelled",
            ),
        ]
        triggers = [
            *guards.fixed(once=["payment_id", "cancelled_at", "cancelled_by_id"]),
            guards.ORDERS_WHAT_IS_APPROVED,
            guards.PAYS_CONFIRMED_ACCOUNT,
        ]

    def __str__(self) -> str:
        return f"{self.export}: {self.amount}"
