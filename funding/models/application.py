"""What an applicant writes, row by row until it is submitted."""

from django.db import models
from django.db.models import Q

from funding.record.application import ApplicantRole
from funding.workflow import TONES, State
from meetings.models.history import History
from meetings.models.identifiers import public_id
from meetings.models.identity import keeps
from meetings.models.lines import LineField
from meetings.models.validators import printable

from . import guards


class Application(models.Model):
    """Sv: ansökan om medel, and the case that it becomes. What was sent is in its submissions."""

    public_id = models.CharField(max_length=12, unique=True, default=public_id, editable=False)
    association = models.ForeignKey(
        "meetings.Association", on_delete=models.PROTECT, related_name="applications", verbose_name="förbund"
    )
    call = models.ForeignKey(
        "funding.Call",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="applications",
        verbose_name="utlysning",
    )
    state = models.CharField("läge", max_length=24, choices=State, default=State.DRAFT, editable=False)
    registry_number = models.CharField("diarienummer", max_length=50, blank=True, editable=False)
    created_at = models.DateTimeField("påbörjad")
    created_by = models.ForeignKey(
        "meetings.Person", on_delete=models.PROTECT, related_name="+", verbose_name="påbörjad av"
    )
    editors = models.ManyToManyField(
        "meetings.Person", through="funding.Editor", related_name="applications", verbose_name="skriver"
    )
    copied_from = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="copies", editable=False
    )
    name = LineField("insatsens namn", max_length=200, blank=True, validators=[printable])
    background = models.TextField("bakgrund", blank=True, validators=[printable])
    description = models.TextField("beskrivning", blank=True, validators=[printable])
    target_group = models.TextField("målgrupp", blank=True, validators=[printable])
    target_number = models.PositiveIntegerField("antal deltagare", null=True, blank=True)
    goals = models.TextField("mål", blank=True, validators=[printable])
    evaluation = models.TextField("utvärdering", blank=True, validators=[printable])
    management = models.TextField("ledning och styrning", blank=True, validators=[printable])
    implementation = models.TextField("implementering", blank=True, validators=[printable])
    first_day = models.DateField("börjar", null=True, blank=True)
    last_day = models.DateField("slutar", null=True, blank=True)
    includes_vat = models.BooleanField("beloppen är inklusive moms", default=False)
    in_kind_is_cost = models.BooleanField(
        "det egna arbetets värde finns bland kostnaderna",
        default=False,
        help_text="Bara då räknas det som finansiering.",
    )
    difference_explained = models.TextField("förklaring till skillnaden", blank=True, validators=[printable])
    history = History()

    class Meta:
        verbose_name = "ansökan om medel"
        verbose_name_plural = "ansökningar om medel"
        ordering = ["-created_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["association", "registry_number"],
                condition=~Q(registry_number=""),
                name="application_registry_number_unique",
            ),
            models.CheckConstraint(
                # What comes in is registered at once (OSL 5:1); a draft has not come in, it is the applicant's own.
                condition=Q(state=State.DRAFT, registry_number="")
                | (~Q(state=State.DRAFT) & ~Q(registry_number="")),
                name="application_submitted_has_registry_number",
            ),
            models.CheckConstraint(
                condition=Q(last_day__isnull=True)
                | Q(first_day__isnull=True)
                | Q(last_day__gte=models.F("first_day")),
                name="application_period_in_order",
                violation_error_message="Sista dagen ligger före den första.",
            ),
        ]
        triggers = [
            keeps("public_id", "association_id", once=["registry_number"]),
            guards.STAYS_ON_AGENDA,
        ]

    def __str__(self) -> str:
        return self.name or "Ansökan utan namn"

    @property
    def status(self) -> State:
        return State(self.state)

    @property
    def tone(self) -> str:
        return TONES.get(self.status, "waiting")


class Editor(models.Model):
    """Sv: den som skriver på ansökan: whoever began it and the colleagues let in."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="editor_links")
    person = models.ForeignKey("meetings.Person", on_delete=models.PROTECT, related_name="editor_links")
    added_at = models.DateTimeField("inbjuden")

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["application", "person"], name="editor_unique")]
        triggers = [keeps("application_id")]

    def __str__(self) -> str:
        return str(self.person)


class Applicant(models.Model):
    """Sv: sökande eller samverkanspartner, an organisation or a unit of one."""

    public_id = models.CharField(max_length=12, unique=True, default=public_id, editable=False)
    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="applicants")
    role = models.CharField("roll", max_length=10, choices=ApplicantRole.choices)
    position = models.PositiveSmallIntegerField("ordning")
    party = models.ForeignKey(
        "meetings.Party",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="medlem i förbundet",
        help_text="Tomt: en annan organisation.",
    )
    organisation = LineField("organisation", max_length=200, blank=True, validators=[printable])
    unit = LineField("enhet eller arbetsställe", max_length=200, blank=True, validators=[printable])
    signatory = LineField("firmatecknare eller chef", max_length=200, blank=True, validators=[printable])
    signatory_email = models.EmailField("firmatecknarens e-post", blank=True)
    org_number = models.CharField("organisationsnummer", max_length=20, blank=True)
    address = LineField("utdelningsadress", max_length=200, blank=True, validators=[printable])
    postal_code = LineField("postnummer", max_length=10, blank=True, validators=[printable])
    city = LineField("postort", max_length=100, blank=True, validators=[printable])
    contact = LineField("kontaktperson", max_length=200, blank=True, validators=[printable])
    phone = LineField("telefon", max_length=50, blank=True, validators=[printable])
    mobile = LineField("mobiltelefon", max_length=50, blank=True, validators=[printable])
    email = models.EmailField("kontaktpersonens e-post", blank=True)
    plusgiro = LineField("plusgiro", max_length=20, blank=True, validators=[printable])
    bankgiro = LineField("bankgiro", max_length=20, blank=True, validators=[printable])
    payment_reference = LineField("betalningsreferens", max_length=100, blank=True, validators=[printable])
    history = History()

    class Meta:
        verbose_name = "sökande"
        verbose_name_plural = "sökande"
        ordering = ["role", "position", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["application"], condition=Q(role=ApplicantRole.LEAD), name="applicant_one_lead"
            )
        ]
        triggers = [keeps("public_id", "application_id")]

    def __str__(self) -> str:
        return ", ".join(filter(None, [self.organisation, self.unit])) or "Utan namn"


class Activity(models.Model):
    """Sv: rad i tid- och aktivitetsplanen."""

    public_id = models.CharField(max_length=12, unique=True, default=public_id, editable=False)
    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="activities")
    position = models.PositiveSmallIntegerField("ordning")
    when = LineField("när", max_length=100, blank=True, validators=[printable])
    what = LineField("vad", max_length=300, blank=True, validators=[printable])
    responsible = LineField("ansvarig", max_length=200, blank=True, validators=[printable])

    class Meta:
        verbose_name = "aktivitet"
        verbose_name_plural = "aktiviteter"
        ordering = ["position", "id"]
        triggers = [keeps("public_id", "application_id")]

    def __str__(self) -> str:
        return self.what


class CriterionAnswer(models.Model):
    """Sv: svar på ett kriterium."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="answers")
    criterion = models.ForeignKey("funding.Criterion", on_delete=models.PROTECT, related_name="answers")
    text = models.TextField("svar", blank=True, validators=[printable])

    class Meta:
        ordering = ["criterion__position", "criterion_id"]
        constraints = [
            models.UniqueConstraint(fields=["application", "criterion"], name="criterion_answer_unique")
        ]
        triggers = [keeps("application_id")]

    def __str__(self) -> str:
        return self.text[:50]


class Paper(models.Model):
    """Sv: handling i ärendet: the applicant's attachment, or the chancellery's."""

    public_id = models.CharField(max_length=12, unique=True, default=public_id, editable=False)
    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="papers")
    file = models.ForeignKey("meetings.StoredFile", on_delete=models.PROTECT, related_name="+")
    name = LineField("namn", max_length=200, validators=[printable])
    file_name = LineField("filnamn", max_length=200)
    from_applicant = models.BooleanField("från den sökande", default=True)
    added_at = models.DateTimeField("inlagd")
    added_by = models.ForeignKey("meetings.Person", on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "handling"
        verbose_name_plural = "handlingar"
        ordering = ["id"]
        triggers = [keeps("public_id", "application_id")]

    def __str__(self) -> str:
        return self.name
