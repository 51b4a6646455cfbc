"""The association's money: a year's budget, and what is asked of it. What is paid is in payment.py."""

from decimal import Decimal

from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import F, Q

from meetings.models.history import History
from meetings.models.identifiers import public_id
from meetings.models.identity import keeps
from meetings.models.lines import LineField
from meetings.models.ordering import swedish
from meetings.models.validators import printable

from . import guards
from .finances import kronor_field
from .measure import Measure

account_number = RegexValidator(r"^[0-9]{3,10}\Z", "Skriv kontots nummer med 3–10 siffror.")


class Budget(models.Model):
    """Sv: budget för ett år. Planned until a § adopts it; nothing can be requisitioned before that."""

    association = models.ForeignKey(
        "meetings.Association", on_delete=models.PROTECT, related_name="budgets", verbose_name="förbund"
    )
    year = models.PositiveSmallIntegerField(
        # As for a year of an application: the law is in force from 2004.
        "år",
        validators=[MinValueValidator(2004), MaxValueValidator(2100)],
    )
    own_capital = kronor_field("eget kapital vid årets början", default=Decimal(0))
    adopted_in = models.ForeignKey(
        "meetings.Paragraph",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="fastställd i",
    )
    reopened_because = LineField(
        "varför fastställandet ångrades", max_length=300, blank=True, validators=[printable]
    )
    history = History()

    class Meta:
        verbose_name = "budget"
        verbose_name_plural = "budgetar"
        ordering = ["association", "-year"]
        constraints = [
            models.UniqueConstraint(
                fields=["association", "year"],
                name="budget_year_unique",
                violation_error_message="Året har redan en budget.",
            )
        ]
        triggers = [keeps("association_id"), guards.ADOPTED_BY_ITS_SECTION]

    def __str__(self) -> str:
        return f"Budget {self.year}"


class Income(models.Model):
    """Sv: medlems bidrag ett år (Finsam 5 och 5 a §§)."""

    budget = models.ForeignKey(Budget, on_delete=models.CASCADE, related_name="incomes")
    party = models.ForeignKey("meetings.Party", on_delete=models.PROTECT, related_name="+")
    amount = kronor_field("belopp", default=Decimal(0))
    history = History()

    class Meta:
        verbose_name = "bidrag"
        verbose_name_plural = "bidrag"
        ordering = ["party__kind", swedish("party__name")]
        constraints = [
            models.UniqueConstraint(fields=["budget", "party"], name="income_party_unique"),
            models.CheckConstraint(
                condition=Q(amount__gte=0),
                name="income_not_negative",
                violation_error_message="Ett bidrag kan inte vara negativt.",
            ),
        ]
        triggers = [keeps("budget_id")]

    def __str__(self) -> str:
        return f"{self.party}: {self.amount}"


class Purpose(models.Model):
    """Sv: ändamål: what the frames of the budgets are for."""

    association = models.ForeignKey(
        "meetings.Association", on_delete=models.PROTECT, related_name="purposes", verbose_name="förbund"
    )
    name = LineField("ändamål", max_length=100, validators=[printable])
    account = models.CharField(
        "konto i bokföringen",
        max_length=10,
        blank=True,
        validators=[account_number],
        help_text="Tomt: det konto för utbetalda medel som står bland förbundets konton.",
    )
    history = History()

    class Meta:
        verbose_name = "ändamål"
        verbose_name_plural = "ändamål"
        ordering = ["association", swedish("name")]
        constraints = [
            models.UniqueConstraint(
                fields=["association", "name"],
                name="purpose_name_unique",
                violation_error_message="Ändamålet finns redan.",
            )
        ]
        triggers = [keeps("association_id")]

    def __str__(self) -> str:
        return self.name


class Frame(models.Model):
    """Sv: ram för ett ändamål ett år."""

    budget = models.ForeignKey(Budget, on_delete=models.CASCADE, related_name="frames")
    purpose = models.ForeignKey(Purpose, on_delete=models.PROTECT, related_name="frames")
    amount = kronor_field("belopp", default=Decimal(0))
    history = History()

    class Meta:
        verbose_name = "ram"
        verbose_name_plural = "ramar"
        ordering = [swedish("purpose__name")]
        constraints = [
            models.UniqueConstraint(fields=["budget", "purpose"], name="frame_purpose_unique"),
            models.CheckConstraint(
                condition=Q(amount__gte=0),
                name="frame_not_negative",
                violation_error_message="En ram kan inte vara negativ.",
            ),
        ]
        triggers = [keeps("budget_id")]

    def __str__(self) -> str:
        return f"{self.purpose}: {self.amount}"


class Adjustment(models.Model):
    """Sv: budgetförstärkning eller annan ändring av en ram, by a §."""

    frame = models.ForeignKey(Frame, on_delete=models.PROTECT, related_name="adjustments")
    amount = kronor_field("ändring")
    paragraph = models.ForeignKey("meetings.Paragraph", on_delete=models.PROTECT, related_name="+")
    note = LineField("anteckning", max_length=200, blank=True, validators=[printable])
    at = models.DateTimeField("registrerad")
    by = models.ForeignKey("meetings.Person", on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "ändring av budget"
        verbose_name_plural = "ändringar av budget"
        ordering = ["at", "id"]
        constraints = [models.CheckConstraint(condition=~Q(amount=0), name="adjustment_changes_something")]
        triggers = guards.ONLY_ADDED

    def __str__(self) -> str:
        return f"{self.frame}: {self.amount}"


class ClosedYear(models.Model):
    """Sv: årsavslut: the table of the year as it stood when the year was closed, locked."""

    budget = models.OneToOneField(Budget, on_delete=models.PROTECT, related_name="closed")
    table = models.JSONField("tabell")
    at = models.DateTimeField("låst")
    by = models.ForeignKey("meetings.Person", on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "årsavslut"
        verbose_name_plural = "årsavslut"
        ordering = ["budget__year"]
        triggers = guards.ONLY_ADDED

    def __str__(self) -> str:
        return f"Årsavslut {self.budget.year}"

    @property
    def paid(self) -> Decimal:
        """Kronor of the whole year; the table holds amounts as text."""
        return Decimal(self.table["total"]["paid"])

    @property
    def remaining(self) -> Decimal:
        return Decimal(self.table["total"]["remaining"])


class Requisition(models.Model):
    """Sv: rekvisition, or an invoice of the association's own activity: the same chain."""

    class Kind(models.TextChoices):
        REQUISITION = "requisition", "Rekvisition"
        INVOICE = "invoice", "Faktura"

    class Ending(models.TextChoices):
        """How it ended without being paid; `refused_at` says when. Empty for a refusal."""

        RETURNED = "returned", "Tillbakaskickad"
        TAKEN_BACK = "taken_back", "Återtagen"

    public_id = models.CharField(max_length=12, unique=True, default=public_id, editable=False)
    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="requisitions")
    kind = models.CharField("slag", max_length=12, choices=Kind, default=Kind.REQUISITION)
    number = models.PositiveSmallIntegerField("nummer")
    year = models.PositiveSmallIntegerField("budgetår")
    first_day = models.DateField("från och med")
    last_day = models.DateField("till och med")
    amount = kronor_field("belopp")
    supplier = LineField("leverantör", max_length=200, blank=True, validators=[printable])
    reference = LineField("referens", max_length=100, blank=True, validators=[printable])
    note = models.TextField("kommentar", blank=True, validators=[printable])
    ledger = models.ForeignKey(
        "meetings.StoredFile",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="huvudbok",
    )
    ledger_name = LineField("huvudbokens filnamn", max_length=200, blank=True)
    sent_at = models.DateTimeField("inskickad")
    sent_by = models.ForeignKey("meetings.Person", on_delete=models.PROTECT, related_name="+")
    refused_at = models.DateTimeField("avvisad", null=True, blank=True)
    refused_by = models.ForeignKey(
        "meetings.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    refusal = LineField("skäl", max_length=500, blank=True, validators=[printable])
    ending = models.CharField("hur den slutade", max_length=10, choices=Ending, blank=True, default="")
    replaces = models.OneToOneField(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="replaced_by",
        verbose_name="ersätter",
    )

    class Meta:
        verbose_name = "rekvisition"
        verbose_name_plural = "rekvisitioner"
        ordering = ["measure", "number"]
        constraints = [
            models.UniqueConstraint(fields=["measure", "number"], name="requisition_number_unique"),
            models.CheckConstraint(
                condition=Q(amount__gt=0),
                name="requisition_is_positive",
                violation_error_message="Skriv ett belopp större än noll.",
            ),
            models.CheckConstraint(
                condition=Q(last_day__gte=F("first_day")),
                name="requisition_period_in_order",
                violation_error_message="Sista dagen ligger före den första.",
            ),
            models.CheckConstraint(
                condition=Q(refused_at__isnull=True, refused_by__isnull=True, refusal="")
                | (Q(refused_at__isnull=False, refused_by__isnull=False) & ~Q(refusal="")),
                name="requisition_refused_has_reason",
            ),
            models.CheckConstraint(
                condition=Q(ending="") | Q(refused_at__isnull=False), name="requisition_ending_has_time"
            ),
        ]
        triggers = [
            *guards.fixed(once=["refused_at", "refused_by_id", "refusal", "ending"]),
            guards.NO_REFUSAL_OF_PAID,
            guards.WITHIN_GRANT,
            guards.FIGURES_ARE_READ,
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.number}, {self.measure}"


class Approval(models.Model):
    """Sv: granskning eller attest, by two different persons; both approve the same amount.

    `amount` is None where all that was asked for is approved.
    """

    class Step(models.TextChoices):
        REVIEW = "review", "Granskad"
        ATTEST = "attest", "Attesterad"

    requisition = models.ForeignKey(Requisition, on_delete=models.PROTECT, related_name="approvals")
    step = models.CharField("steg", max_length=10, choices=Step)
    person = models.ForeignKey("meetings.Person", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField("tid")
    amount = kronor_field("godkänt belopp", null=True, blank=True)
    note = LineField("skäl till att det är mindre", max_length=500, blank=True, validators=[printable])

    class Meta:
        verbose_name = "attest"
        verbose_name_plural = "attester"
        ordering = ["at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["requisition", "step"],
                name="approval_step_unique",
                violation_error_message="Steget är redan gjort.",
            ),
            models.UniqueConstraint(
                fields=["requisition", "person"],
                name="approval_two_persons",
                violation_error_message="Två olika personer granskar och attesterar.",
            ),
            models.CheckConstraint(
                condition=Q(amount__isnull=True, note="") | (Q(amount__gt=0) & ~Q(note="")),
                name="approval_of_less_has_reason",
                violation_error_message="Skriv varför hela beloppet inte godkänns.",
            ),
        ]
        triggers = [*guards.ONLY_ADDED, guards.TWO_PERSONS, guards.PAYEE_IS_SETTLED]

    def __str__(self) -> str:
        return f"{self.get_step_display()} av {self.person}"
