"""From the case to a § and back: what the board is asked, and what it decided."""

from django.db import models
from django.db.models import Q

from funding.rules.verdict import CaseOutcome, in_words
from meetings.models.history import History
from meetings.models.identity import keeps
from meetings.models.lines import LineField
from meetings.models.validators import printable

from . import guards
from .application import Application
from .finances import kronor_field
from .measure import Measure


class Placement(models.Model):
    """Sv: ärendet på en dagordning. What the § grants, and for what, is fields of it; they are locked with it.

    Its sentence is made from them. Where the board's words say something else («Protokollets lydelse gäller»), whose
    reason is `wording_reason`, the fields pay nothing: another person enters the figures of the verified §.
    """

    class Kind(models.TextChoices):
        GRANT = "grant", "Ansökan"
        SUPPLEMENT = "supplement", "Tilläggsbeslut"
        CARRY_OVER = "carry_over", "Överförda medel"
        REDUCTION = "reduction", "Minskade eller återkallade medel"
        EARLY_END = "early_end", "Avslut i förtid"
        PROLONGATION = "prolongation", "Förlängd tid"

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="placements")
    paragraph = models.OneToOneField("meetings.Paragraph", on_delete=models.CASCADE, related_name="placement")
    kind = models.CharField("ärende", max_length=12, choices=Kind, default=Kind.GRANT)
    conditions = models.TextField("villkor", blank=True, validators=[printable])
    measure_kind = models.CharField("insatsens slag", max_length=12, choices=Measure.Kind, blank=True)
    focus = LineField("inriktning", max_length=100, blank=True, validators=[printable])
    method = LineField("uppföljningsmetod", max_length=100, blank=True, validators=[printable])
    has_esf = models.BooleanField("medfinansieras av ESF", default=False)
    purpose = models.ForeignKey(
        "funding.Purpose",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="ändamål",
    )
    first_day = models.DateField("från och med", null=True, blank=True)
    last_day = models.DateField("till och med", null=True, blank=True)
    content = models.TextField("ändrat innehåll", blank=True, validators=[printable])
    wording_reason = LineField(
        "varför protokollets lydelse gäller", max_length=300, blank=True, validators=[printable]
    )
    wording_by = models.ForeignKey(
        "meetings.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    placed_at = models.DateTimeField("satt på dagordningen")
    placed_by = models.ForeignKey("meetings.Person", on_delete=models.PROTECT, related_name="+")
    history = History()

    class Meta:
        verbose_name = "ärende på dagordning"
        verbose_name_plural = "ärenden på dagordningar"
        ordering = ["placed_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(wording_reason="", wording_by__isnull=True)
                | (~Q(wording_reason="") & Q(wording_by__isnull=False)),
                name="placement_wording_has_person",
            ),
        ]
        triggers = [keeps("application_id"), *guards.LOCKED_WITH_PARAGRAPH]

    def __str__(self) -> str:
        return f"{self.application}, {self.paragraph}"


class PlacedAmount(models.Model):
    """Sv: belopp ett år som beslutet gäller; negative when funds are carried from that year, or taken back."""

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

    @property
    def said(self) -> str:
        """What was decided, in a word or two: «beviljad», «förlängd tid»."""
        return in_words(CaseOutcome(self.outcome), kind=self.kind, matter=self.get_kind_display())


class DecidedAmount(models.Model):
    """Sv: beslutat belopp ett år: that of the §'s fields, or what `entered_by` read in the verified §.

    Zero is what somebody has read where the § changes a measure and no money.
    """

    decision = models.ForeignKey(BoardDecision, on_delete=models.PROTECT, related_name="amounts")
    year = models.PositiveSmallIntegerField("år")
    amount = kronor_field("belopp")
    entered_by = models.ForeignKey(
        "meetings.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["year"]
        constraints = [
            models.UniqueConstraint(fields=["decision", "year"], name="decided_amount_unique"),
            models.CheckConstraint(
                condition=~Q(amount=0) | Q(entered_by__isnull=False),
                name="decided_amount_is_something_or_read",
            ),
        ]
        triggers = [*guards.ONLY_ADDED, guards.DECIDES_ONE_SUM]

    def __str__(self) -> str:
        return f"{self.year}: {self.amount}"
