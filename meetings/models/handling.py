"""What happens in a §: who presents, who proposes what, who may not or will not take part."""

from datetime import date

from django.db import models
from django.db.models import Q

from . import guards
from .history import History
from .identifiers import public_id
from .identity import keeps
from .lines import LineField
from .mandate import Office
from .meeting import Attendee
from .paragraph import OF_PARAGRAPH, Paragraph
from .validators import printable

LOCKED = (OF_PARAGRAPH, "paragraph_id")  # the meeting and the paragraph of a row


class Presenter(models.Model):
    """Sv: föredragande i ärendet."""

    paragraph = models.ForeignKey(Paragraph, on_delete=models.CASCADE, related_name="presenters")
    attendee = models.ForeignKey(Attendee, on_delete=models.CASCADE, related_name="presentations")

    class Meta:
        verbose_name = "föredragande"
        verbose_name_plural = "föredragande"
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["paragraph", "attendee"], name="presenter_unique")]
        triggers = guards.locked_with_meeting(*LOCKED)

    def __str__(self) -> str:
        return str(self.attendee)


class Proposal(models.Model):
    """Sv: yrkande. `text` follows «yrkar»; `is_main` is the chair's huvudförslag (KL 5:67)."""

    public_id = models.CharField(max_length=12, unique=True, default=public_id, editable=False)
    paragraph = models.ForeignKey(Paragraph, on_delete=models.CASCADE, related_name="proposals")
    position = models.PositiveIntegerField("ordning")
    movers = models.ManyToManyField(
        Attendee, through="meetings.ProposalMover", related_name="proposals", verbose_name="yrkat av"
    )
    text = models.TextField("yrkar", validators=[printable])
    is_main = models.BooleanField("huvudförslag", default=False)
    withdrawn = models.BooleanField("återtaget", default=False)
    history = History()

    class Meta:
        verbose_name = "yrkande"
        verbose_name_plural = "yrkanden"
        ordering = ["paragraph", "position", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["paragraph"],
                condition=Q(is_main=True),
                name="proposal_one_main",
                violation_error_message="Ärendet har redan ett huvudförslag.",
            )
        ]
        triggers = [keeps("public_id"), *guards.locked_with_meeting(*LOCKED)]

    def __str__(self) -> str:
        return self.text


class ProposalMover(models.Model):
    """Sv: den som yrkar."""

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="mover_links")
    attendee = models.ForeignKey(Attendee, on_delete=models.CASCADE, related_name="proposal_links")

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["proposal", "attendee"], name="proposal_mover_unique")]
        triggers = guards.locked_with_meeting(
            meeting="(SELECT p.meeting_id FROM meetings_proposal r JOIN meetings_paragraph p ON p.id = r.paragraph_id"
            " WHERE r.id = {row}.proposal_id)",
            paragraph="(SELECT paragraph_id FROM meetings_proposal WHERE id = {row}.proposal_id)",
        )

    def __str__(self) -> str:
        return str(self.attendee)


class Recusal(models.Model):
    """Sv: jäv i en § (KL 6:28–32). Out of the room and the count in that § alone."""

    class How(models.TextChoices):
        DISCLOSED = "disclosed", "Anmäler jäv"
        DECIDED = "decided", "Styrelsen beslutar att jäv finns"
        REJECTED = "rejected", "Styrelsen beslutar att jäv inte finns"

    class Led(models.TextChoices):
        """Who handed the § over when the jäv was registered, and so leads it again without the jäv."""

        NOT = "", "Ledde inte paragrafen"
        MEETING = "meeting", "Som sammanträdets ordförande"
        PARAGRAPH = "paragraph", "Som ordförande i paragrafen"

    public_id = models.CharField(max_length=12, unique=True, default=public_id, editable=False)
    paragraph = models.ForeignKey(Paragraph, on_delete=models.CASCADE, related_name="recusals")
    attendee = models.ForeignKey(Attendee, on_delete=models.CASCADE, related_name="recusals")
    how = models.CharField("hur", max_length=10, choices=How, default=How.DISCLOSED)
    reason = LineField("skäl", max_length=300, blank=True, validators=[printable])
    substitute = models.ForeignKey(
        Attendee,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="tjänstgör i stället",
    )
    verified_by = models.ForeignKey(
        "meetings.Person",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="justerar i stället",
    )
    led = models.CharField(
        "lämnade över", max_length=10, choices=Led, default=Led.NOT, blank=True, editable=False
    )
    history = History()

    class Meta:
        verbose_name = "jäv"
        verbose_name_plural = "jäv"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["paragraph", "attendee"],
                name="recusal_unique",
                violation_error_message="Personen har redan jäv i paragrafen.",
            )
        ]
        triggers = [
            keeps("public_id"),
            *guards.locked_with_meeting(*LOCKED),
            guards.fits("recusal", when="NEW.how <> 'rejected'"),
        ]

    def __str__(self) -> str:
        return f"{self.attendee}, {self.paragraph}"

    @property
    def is_out(self) -> bool:
        """Whether the person leaves: not when the board has decided that there is no jäv."""
        return self.how != self.How.REJECTED


class Abstention(models.Model):
    """Sv: deltar inte i beslutet (KL 4:25). Stays in the room and in the quorum."""

    paragraph = models.ForeignKey(Paragraph, on_delete=models.CASCADE, related_name="abstentions")
    attendee = models.ForeignKey(Attendee, on_delete=models.CASCADE, related_name="abstentions")
    history = History()

    class Meta:
        verbose_name = "deltar inte i beslutet"
        verbose_name_plural = "deltar inte i beslutet"
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["paragraph", "attendee"], name="abstention_unique")]
        triggers = [*guards.locked_with_meeting(*LOCKED), guards.fits("abstention")]

    def __str__(self) -> str:
        return f"{self.attendee}, {self.paragraph}"


class Reservation(models.Model):
    """Sv: reservation (KL 4:27). Its text is rich, quoted in the protocol, and may come after the meeting."""

    public_id = models.CharField(max_length=12, unique=True, default=public_id, editable=False)
    paragraph = models.ForeignKey(Paragraph, on_delete=models.CASCADE, related_name="reservations")
    attendee = models.ForeignKey(Attendee, on_delete=models.CASCADE, related_name="reservations")
    lead = LineField(
        "inledning",
        max_length=300,
        blank=True,
        validators=[printable],
        help_text="Tomt: «… reserverar sig mot beslutet.»",
    )
    text = models.TextField("motivering", blank=True)
    awaited_until = models.DateField("motiveringen väntas till", null=True, blank=True)
    without_text = models.BooleanField("utan motivering", default=False)
    history = History()

    class Meta:
        verbose_name = "reservation"
        verbose_name_plural = "reservationer"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["paragraph", "attendee"],
                name="reservation_unique",
                violation_error_message="Personen har redan reserverat sig i paragrafen.",
            )
        ]
        triggers = [
            keeps("public_id"),
            *guards.locked_with_meeting(*LOCKED),
            guards.fits("reservation"),
        ]

    def __str__(self) -> str:
        return f"Reservation, {self.attendee}"

    @property
    def is_awaited(self) -> bool:
        return not self.text and not self.without_text

    def is_overdue(self, today: date) -> bool:
        """Whether the motivation is awaited still though its last day has passed: the freeze does not wait for it."""
        return self.is_awaited and self.awaited_until is not None and self.awaited_until < today


class Statement(models.Model):
    """Sv: särskilt yttrande, protokollsanteckning: a comment without dissent."""

    class Kind(models.TextChoices):
        SPECIAL = "special", "Särskilt yttrande"
        NOTE = "note", "Protokollsanteckning"

    public_id = models.CharField(max_length=12, unique=True, default=public_id, editable=False)
    paragraph = models.ForeignKey(Paragraph, on_delete=models.CASCADE, related_name="statements")
    attendee = models.ForeignKey(Attendee, on_delete=models.CASCADE, related_name="statements")
    kind = models.CharField("slag", max_length=30, choices=Kind)
    text = models.TextField("text", blank=True)
    history = History()

    class Meta:
        verbose_name = "yttrande"
        verbose_name_plural = "yttranden"
        ordering = ["id"]
        triggers = [keeps("public_id"), *guards.locked_with_meeting(*LOCKED)]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.attendee}"


class Election(models.Model):
    """Sv: val av ordförande eller vice ordförande (Finsam 17 §). When verified it becomes an Office."""

    public_id = models.CharField(max_length=12, unique=True, default=public_id, editable=False)
    paragraph = models.ForeignKey(Paragraph, on_delete=models.CASCADE, related_name="elections")
    office = models.CharField("uppdrag", max_length=10, choices=Office.Kind)
    rank = models.PositiveSmallIntegerField("ordning", default=1)
    person = models.ForeignKey("meetings.Person", on_delete=models.PROTECT, related_name="+")
    first_day = models.DateField("från och med")
    last_day = models.DateField("till och med", null=True, blank=True)
    history = History()

    class Meta:
        verbose_name = "val till uppdrag"
        verbose_name_plural = "val till uppdrag"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["paragraph", "office", "rank"],
                name="election_unique",
                violation_error_message="Uppdraget är redan tillsatt i paragrafen.",
            ),
            models.CheckConstraint(
                condition=Q(last_day__isnull=True) | Q(last_day__gte=models.F("first_day")),
                name="election_period_in_order",
                violation_error_message="Sista dagen ligger före den första.",
            ),
            models.CheckConstraint(
                condition=Q(office="chair", rank=1) | Q(office="vice_chair", rank__in=[1, 2]),
                name="election_rank_exists",
            ),
        ]
        triggers = [keeps("public_id"), *guards.locked_with_meeting(*LOCKED)]

    def __str__(self) -> str:
        return f"{self.person}, {self.get_office_display().lower()}"
