"""How an association takes in applications: what it says, its calls and its questions."""

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q

from meetings.models.history import History
from meetings.models.identifiers import public_id
from meetings.models.identity import keeps
from meetings.models.lines import LineField
from meetings.models.validators import printable


class Programme(models.Model):
    """Sv: förbundets villkor för medel. Without a row nobody can apply."""

    association = models.OneToOneField(
        "meetings.Association", on_delete=models.PROTECT, related_name="programme", verbose_name="förbund"
    )
    is_open = models.BooleanField("tar emot ansökningar löpande", default=True)
    introduction = models.TextField(
        "så söker man",
        blank=True,
        validators=[printable],
        help_text="Visas överst på sidan «Sök medel». En tom rad ger nytt stycke.",
    )
    eligibility = models.TextField("vem som kan söka", blank=True, validators=[printable])
    most_partners = models.PositiveSmallIntegerField(
        "flest samverkanspartner", default=8, validators=[MinValueValidator(1)]
    )
    wants_two_parts = models.BooleanField(
        "vill se minst två parter",
        default=True,
        help_text="Försäkringskassan, Arbetsförmedlingen, regionerna tillsammans och kommunerna tillsammans. "
        "En ansökan med färre varnas men tas emot.",
    )
    preparatory_group = models.ForeignKey(
        "meetings.Body",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="beredningsgrupp",
    )
    report_days = models.PositiveSmallIntegerField(
        "dagar att lämna rapport",
        default=30,
        validators=[MinValueValidator(1)],
        help_text="Räknat från periodens sista dag.",
    )
    agreement_terms = models.TextField(
        "avtalets villkor",
        blank=True,
        validators=[printable],
        help_text="En tom rad ger nytt stycke. Belopp, tid och parter hämtas ur beslutet.",
    )
    history = History()

    class Meta:
        verbose_name = "villkor för medel"
        verbose_name_plural = "villkor för medel"
        triggers = [keeps("association_id")]

    def __str__(self) -> str:
        return f"Medel, {self.association}"


class Call(models.Model):
    """Sv: utlysning."""

    public_id = models.CharField(max_length=12, unique=True, default=public_id, editable=False)
    association = models.ForeignKey(
        "meetings.Association", on_delete=models.PROTECT, related_name="calls", verbose_name="förbund"
    )
    name = LineField("namn", max_length=200, validators=[printable])
    text = models.TextField("text", blank=True, validators=[printable])
    opens = models.DateField("öppnar")
    closes = models.DateField("sista ansökningsdag", null=True, blank=True)
    history = History()

    class Meta:
        verbose_name = "utlysning"
        verbose_name_plural = "utlysningar"
        ordering = ["association", "-opens"]
        constraints = [
            models.CheckConstraint(
                condition=Q(closes__isnull=True) | Q(closes__gte=F("opens")),
                name="call_period_in_order",
                violation_error_message="Sista ansökningsdagen ligger före den första.",
            )
        ]
        triggers = [keeps("public_id", "association_id")]

    def __str__(self) -> str:
        return self.name


class Criterion(models.Model):
    """Sv: kriterium, a question to the applicant and a measure for the review (Finsam 2 och 7 §§)."""

    association = models.ForeignKey(
        "meetings.Association", on_delete=models.PROTECT, related_name="criteria", verbose_name="förbund"
    )
    position = models.PositiveSmallIntegerField("ordning")
    name = LineField("kriterium", max_length=100, validators=[printable])
    question = LineField("fråga till den sökande", max_length=300, validators=[printable])
    help_text = LineField("hjälptext", max_length=500, blank=True, validators=[printable])
    source = LineField(
        "källa",
        max_length=100,
        blank=True,
        validators=[printable],
        help_text="Till exempel Finsam 7 § första stycket 2.",
    )
    is_used = models.BooleanField("används", default=True)
    history = History()

    class Meta:
        verbose_name = "kriterium"
        verbose_name_plural = "kriterier"
        ordering = ["association", "position", "id"]
        triggers = [keeps("association_id")]

    def __str__(self) -> str:
        return self.name
