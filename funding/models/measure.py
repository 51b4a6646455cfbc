"""What has been granted, and the agreement about it."""

from django.db import models
from django.db.models import F, Q

from funding.record.agreement import AgreementContent
from meetings.models.history import History
from meetings.models.identifiers import public_id
from meetings.models.identity import keeps
from meetings.models.lines import LineField
from meetings.models.ordering import swedish
from meetings.models.validators import printable

from . import guards
from .application import Application
from .finances import kronor_field


class Measure(models.Model):
    """Sv: insats: a granted application, or the association's own activity without one.

    Kind, focus, method and ESF are fixed at the decision: Uppföljning Finsam cannot change them later.
    """

    class Kind(models.TextChoices):
        INDIVIDUAL = "individual", "Individinriktad"
        STRUCTURAL = "structural", "Strukturövergripande"

    public_id = models.CharField(max_length=12, unique=True, default=public_id, editable=False)
    association = models.ForeignKey(
        "meetings.Association", on_delete=models.PROTECT, related_name="measures", verbose_name="förbund"
    )
    application = models.OneToOneField(
        Application, on_delete=models.PROTECT, null=True, blank=True, related_name="measure"
    )
    purpose = models.ForeignKey(
        "funding.Purpose",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="measures",
        verbose_name="ändamål",
    )
    name = LineField("namn", max_length=200, validators=[printable])
    content = models.TextField("innehåll", blank=True, validators=[printable])
    kind = models.CharField("slag", max_length=12, choices=Kind, default=Kind.INDIVIDUAL)
    focus = LineField("inriktning", max_length=100, blank=True, validators=[printable])
    method = LineField("uppföljningsmetod", max_length=100, blank=True, validators=[printable])
    has_esf = models.BooleanField("medfinansieras av ESF", default=False)
    first_day = models.DateField("från och med", null=True, blank=True)
    last_day = models.DateField("till och med", null=True, blank=True)
    decided_in = models.ForeignKey(
        "meetings.Paragraph", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    created_at = models.DateTimeField("upplagd")
    claimed_at = models.DateTimeField("återkrav skickat", null=True, blank=True)
    closed_at = models.DateTimeField("avslutad", null=True, blank=True)
    explanation = LineField(
        "förklaring av skillnad mot slutrapporten", max_length=500, blank=True, validators=[printable]
    )
    history = History()

    class Meta:
        verbose_name = "insats"
        verbose_name_plural = "insatser"
        ordering = ["association", swedish("name")]
        constraints = [
            models.CheckConstraint(
                condition=Q(last_day__isnull=True)
                | Q(first_day__isnull=True)
                | Q(last_day__gte=F("first_day")),
                name="measure_period_in_order",
                violation_error_message="Sista dagen ligger före den första.",
            )
        ]
        triggers = [
            keeps("public_id", "association_id", once=["application_id"]),
            guards.MEASURE_FIXED,
            *guards.NEVER_DELETED,
        ]

    def __str__(self) -> str:
        return self.name


class Grant(models.Model):
    """Sv: beviljade medel ett år, by a §. Carried over: one negative row, one positive. Taken back: a negative row."""

    class Kind(models.TextChoices):
        FIRST = "first", "Beslut"
        SUPPLEMENT = "supplement", "Tilläggsbeslut"
        CARRY_OVER = "carry_over", "Överförda medel"
        REDUCTION = "reduction", "Minskade eller återkallade medel"

    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="grants")
    year = models.PositiveSmallIntegerField("år")
    amount = kronor_field("belopp")
    kind = models.CharField("slag", max_length=12, choices=Kind, default=Kind.FIRST)
    paragraph = models.ForeignKey("meetings.Paragraph", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField("registrerad")
    by = models.ForeignKey("meetings.Person", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = "beviljade medel"
        verbose_name_plural = "beviljade medel"
        ordering = ["year", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(amount__gt=0, kind__in=["first", "supplement", "carry_over"])
                | Q(amount__lt=0, kind__in=["carry_over", "reduction"]),
                name="grant_has_the_sign_of_its_kind",
                violation_error_message="Ett beviljat belopp är större än noll.",
            )
        ]
        triggers = [*guards.ONLY_ADDED, guards.GRANTS_COVER, guards.GRANTS_WHAT_IS_DECIDED]

    def __str__(self) -> str:
        return f"{self.measure} {self.year}: {self.amount}"


class DecidedEnd(models.Model):
    """Sv: beslutad slutdag: when an activity of the association's own ends, by a §. A case's are its placements'.

    A later row holds in place of an earlier one, until a court annuls its §.
    """

    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="ends")
    day = models.DateField("till och med")
    paragraph = models.ForeignKey("meetings.Paragraph", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField("registrerad")
    by = models.ForeignKey("meetings.Person", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = "beslutad slutdag"
        verbose_name_plural = "beslutade slutdagar"
        ordering = ["at", "id"]
        triggers = guards.ONLY_ADDED

    def __str__(self) -> str:
        return f"{self.measure}: {self.day}"


class Agreement(models.Model):
    """Sv: avtal om medel. The text is frozen when made; the last underskrift seals it."""

    public_id = models.CharField(max_length=12, unique=True, default=public_id, editable=False)
    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="agreements")
    number = models.PositiveSmallIntegerField("version")
    snapshot = models.JSONField("innehåll")
    file = models.ForeignKey("meetings.StoredFile", on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField("upprättat")
    made_by = models.ForeignKey("meetings.Person", on_delete=models.PROTECT, related_name="+")
    sealed = models.ForeignKey(
        "meetings.StoredFile", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    sealed_at = models.DateTimeField("undertecknat av alla", null=True, blank=True)
    replaced_at = models.DateTimeField("ersatt", null=True, blank=True)

    class Meta:
        verbose_name = "avtal"
        verbose_name_plural = "avtal"
        ordering = ["measure", "number"]
        constraints = [
            models.UniqueConstraint(fields=["measure", "number"], name="agreement_number_unique"),
            models.CheckConstraint(
                condition=Q(sealed__isnull=True, sealed_at__isnull=True)
                | Q(sealed__isnull=False, sealed_at__isnull=False),
                name="agreement_sealed_has_time",
            ),
        ]
        triggers = [
            *guards.fixed(once=["sealed_id", "sealed_at", "replaced_at"]),
            guards.SAYS_WHAT_IS_GRANTED,
        ]

    def __str__(self) -> str:
        return f"Avtal {self.number}, {self.measure}"

    @property
    def content(self) -> AgreementContent:
        return AgreementContent.from_json(self.snapshot)


class AgreementSignature(models.Model):
    """Sv: underskrift av avtal; never called justering."""

    class Side(models.TextChoices):
        COUNTERPART = "counterpart", "Motparten"
        ASSOCIATION = "association", "Förbundet"

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="signatures")
    side = models.CharField("för", max_length=12, choices=Side)
    person = models.ForeignKey(
        "meetings.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    name = LineField("namn", max_length=200)
    email = models.EmailField("e-postadress", blank=True)
    at = models.DateTimeField("tid")
    method = models.CharField("sätt", max_length=100)
    sha256 = models.CharField(max_length=64)

    class Meta:
        verbose_name = "underskrift av avtal"
        verbose_name_plural = "underskrifter av avtal"
        ordering = ["at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["agreement", "side"], name="agreement_signature_unique")
        ]
        triggers = guards.ONLY_ADDED

    def __str__(self) -> str:
        return self.name
