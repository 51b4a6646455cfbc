"""Sv: arvoden. The rules of an association, who pays for whom, what each states, and the periods that are closed."""

import pgtrigger
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Func, Q, Value

from meetings.rules.fees import LARGEST_CLAIM, LARGEST_TRAVEL, ZERO, Payer

from . import guards
from .history import History
from .identifiers import public_id
from .identity import keeps
from .lines import LineField
from .mandate import KeyRange
from .validators import payroll_number, printable

NOT_NEGATIVE = MinValueValidator(0)
_DAYS = Func(F("first_day"), F("last_day"), Value("[]"), function="daterange", output_field=DateRangeField())
# What is closed in a period is set right by a correction in the next, which says why.
CORRECTED_OPENLY = guards.Guard(
    name="corrected_openly",
    operation=pgtrigger.Insert | pgtrigger.Update,
    func="IF NEW.reason = '' AND EXISTS (SELECT 1 FROM meetings_feeentry"
    " WHERE meeting_id = NEW.meeting_id AND person_id = NEW.person_id) THEN"
    " RAISE EXCEPTION 'Det som är stängt i en period ändras bara som en rättelse, med skäl.' USING ERRCODE = 'P0001';"
    " END IF; RETURN NEW;",
)


def _kronor(label: str, **options: object) -> models.DecimalField:  # type: ignore[type-arg]
    return models.DecimalField(label, max_digits=9, decimal_places=2, validators=[NOT_NEGATIVE], **options)  # type: ignore[arg-type]


class FeeRule(models.Model):
    """Sv: arvodesregel. The amounts from a day on, of one body, or of the board and its committees where it names none.

    The one of the body's own comes first, then the association's; of each the latest that has begun.
    """

    association = models.ForeignKey(
        "meetings.Association", on_delete=models.PROTECT, related_name="fee_rules", verbose_name="förbund"
    )
    body = models.ForeignKey(
        "meetings.Body",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="fee_rules",
        verbose_name="organ",
    )
    first_day = models.DateField("gäller från och med")
    decided_in = LineField("beslutad i", max_length=100, blank=True, validators=[printable])
    per_meeting = _kronor("arvode för ett sammanträde")
    included_hours = models.PositiveSmallIntegerField(
        "timmar som ingår", default=0, validators=[MaxValueValidator(24)]
    )
    per_hour = _kronor("för varje påbörjad timme därefter", default=ZERO)
    day_from = models.PositiveSmallIntegerField(
        "heldag från och med timmar",
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(24)],
    )
    per_day = _kronor("arvode för heldag", null=True, blank=True)
    per_chair = _kronor("tillägg för den som leder", default=ZERO)
    once_a_day = models.BooleanField("flera sammanträden samma dag räknas som ett", default=False)
    pays_waiting = models.BooleanField("ersättare som inte tjänstgör får arvode", default=True)
    per_km = _kronor("kronor för varje kilometer", default=ZERO)
    lost_per_hour = _kronor("högsta förlorade inkomst per timme", null=True, blank=True)
    lost_per_day = _kronor("högsta förlorade inkomst per dag", null=True, blank=True)
    history = History()

    class Meta:
        verbose_name = "arvodesregel"
        verbose_name_plural = "arvodesregler"
        ordering = ["association", "body", "-first_day"]
        constraints = [
            models.UniqueConstraint(
                fields=["association", "body", "first_day"],
                name="fee_rule_day_unique",
                nulls_distinct=False,
                violation_error_message="Det finns redan regler från och med den dagen.",
            ),
            models.CheckConstraint(
                condition=Q(day_from=None, per_day=None) | Q(day_from__isnull=False, per_day__isnull=False),
                name="fee_rule_day_whole",
                violation_error_message="Skriv både timmar och arvode för heldag, eller inget av dem.",
            ),
        ]
        triggers = [keeps("association_id", "body_id")]

    def __str__(self) -> str:
        return f"{self.body or 'Hela förbundet'} från {self.first_day:%Y-%m-%d}"


class FeePayee(models.Model):
    """Sv: vem som betalar. From a day on, for one person, with the number that the payroll knows them by."""

    association = models.ForeignKey(
        "meetings.Association", on_delete=models.PROTECT, related_name="fee_payees", verbose_name="förbund"
    )
    person = models.ForeignKey(
        "meetings.Person", on_delete=models.PROTECT, related_name="fee_payees", verbose_name="person"
    )
    first_day = models.DateField("gäller från och med")
    payer = models.CharField("betalas av", max_length=20, choices=Payer.choices)
    payroll_number = LineField(
        "anställningsnummer", max_length=30, blank=True, validators=[printable, payroll_number]
    )
    history = History()

    class Meta:
        verbose_name = "vem som betalar arvode"
        verbose_name_plural = "vem som betalar arvode"
        ordering = ["association", "person", "-first_day"]
        constraints = [
            models.UniqueConstraint(
                fields=["association", "person", "first_day"], name="fee_payee_day_unique"
            )
        ]
        triggers = [keeps("association_id", "person_id")]

    def __str__(self) -> str:
        return f"{self.person}: {self.get_payer_display()}"


class FeeClaim(models.Model):
    """Sv: uppgift till arvode. What somebody states of one sammanträde, or the office for them.

    `reason` is why it was set right after its period was closed.
    """

    meeting = models.ForeignKey(
        "meetings.Meeting", on_delete=models.PROTECT, related_name="fee_claims", verbose_name="sammanträde"
    )
    person = models.ForeignKey(
        "meetings.Person", on_delete=models.PROTECT, related_name="fee_claims", verbose_name="person"
    )
    km = models.DecimalField(
        "kilometer", max_digits=6, decimal_places=1, default=ZERO, validators=[NOT_NEGATIVE]
    )
    costs = _kronor("andra kostnader", default=ZERO)
    costs_for = LineField("vad kostnaden är för", max_length=200, blank=True, validators=[printable])
    lost_hours = models.DecimalField(
        "timmar med förlorad inkomst", max_digits=4, decimal_places=2, default=ZERO, validators=[NOT_NEGATIVE]
    )
    lost_amount = _kronor("förlorad inkomst", default=ZERO)
    reason = LineField("varför det rättades", max_length=200, blank=True, validators=[printable])
    stated_by = models.ForeignKey(
        "meetings.Person", on_delete=models.PROTECT, related_name="+", verbose_name="skrivet av"
    )
    stated_at = models.DateTimeField("skrivet")
    history = History()

    class Meta:
        verbose_name = "uppgift till arvode"
        verbose_name_plural = "uppgifter till arvode"
        ordering = ["meeting", "person"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "person"], name="fee_claim_once"),
            models.CheckConstraint(
                condition=Q(
                    km__gte=0,
                    km__lte=LARGEST_TRAVEL,
                    costs__gte=0,
                    costs__lte=LARGEST_CLAIM,
                    lost_hours__gte=0,
                    lost_amount__gte=0,
                    lost_amount__lte=LARGEST_CLAIM,
                ),
                name="fee_claim_in_reason",
            ),
        ]
        triggers = [keeps("meeting_id", "person_id"), CORRECTED_OPENLY]

    def __str__(self) -> str:
        return f"{self.person}, {self.meeting}"


class FeePeriod(models.Model):
    """Sv: stängd arvodesperiod. What was to be paid, as it was when the period was closed: a record.fees.FeeRecord."""

    public_id = models.CharField(max_length=12, unique=True, default=public_id, editable=False)
    association = models.ForeignKey(
        "meetings.Association", on_delete=models.PROTECT, related_name="fee_periods", verbose_name="förbund"
    )
    first_day = models.DateField("från och med")
    last_day = models.DateField("till och med")
    content = models.JSONField("innehåll")
    total = models.DecimalField("summa", max_digits=14, decimal_places=2)
    closed_at = models.DateTimeField("stängd")
    closed_by = models.ForeignKey(
        "meetings.Person", on_delete=models.PROTECT, related_name="+", verbose_name="stängd av"
    )

    class Meta:
        verbose_name = "stängd arvodesperiod"
        verbose_name_plural = "stängda arvodesperioder"
        ordering = ["association", "-first_day"]
        constraints = [
            models.CheckConstraint(condition=Q(last_day__gte=F("first_day")), name="fee_period_in_order"),
            ExclusionConstraint(
                name="fee_period_no_overlap",
                expressions=[
                    (KeyRange("association_id"), RangeOperators.OVERLAPS),
                    (_DAYS, RangeOperators.OVERLAPS),
                ],
                violation_error_message="En annan period är redan stängd för några av dagarna.",
            ),
        ]
        triggers = guards.ONLY_ADDED

    def __str__(self) -> str:
        return f"{self.first_day:%Y-%m-%d}–{self.last_day:%Y-%m-%d}"


class FeeEntry(models.Model):
    """Sv: rad i en stängd arvodesperiod. Whom and which sammanträde the row at `position` of its content is about."""

    period = models.ForeignKey(FeePeriod, on_delete=models.PROTECT, related_name="entries")
    position = models.PositiveIntegerField("ordning")
    meeting = models.ForeignKey("meetings.Meeting", on_delete=models.PROTECT, related_name="fee_entries")
    person = models.ForeignKey("meetings.Person", on_delete=models.PROTECT, related_name="fee_entries")

    class Meta:
        verbose_name = "rad i en stängd arvodesperiod"
        verbose_name_plural = "rader i stängda arvodesperioder"
        ordering = ["period", "position"]
        constraints = [
            models.UniqueConstraint(fields=["period", "position"], name="fee_entry_position"),
            models.UniqueConstraint(fields=["period", "meeting", "person"], name="fee_entry_once"),
        ]
        triggers = guards.ONLY_ADDED

    def __str__(self) -> str:
        return f"{self.person}, {self.meeting}"
