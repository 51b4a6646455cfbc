"""What happens to an application: versions, events, messages, memo, review and opinion."""

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q

from funding.record.application import ApplicationContent
from funding.workflow import State
from meetings.models.history import History
from meetings.models.identifiers import public_id
from meetings.models.identity import keeps
from meetings.models.lines import LineField
from meetings.models.ordering import swedish
from meetings.models.validators import printable

from . import guards
from .application import Applicant, Application
from .finances import kronor_field


class Submission(models.Model):
    """Sv: inskickad version: everything in it, as data and as PDF. Never changes."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="submissions")
    number = models.PositiveSmallIntegerField("version")
    at = models.DateTimeField("inskickad")
    by = models.ForeignKey("meetings.Person", on_delete=models.PROTECT, related_name="+")
    snapshot = models.JSONField("innehåll")
    file = models.ForeignKey("meetings.StoredFile", on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "inskickad version"
        verbose_name_plural = "inskickade versioner"
        ordering = ["application", "number"]
        constraints = [
            models.UniqueConstraint(fields=["application", "number"], name="submission_number_unique")
        ]
        triggers = guards.ONLY_ADDED

    def __str__(self) -> str:
        return f"{self.application}, version {self.number}"

    @property
    def content(self) -> ApplicationContent:
        return ApplicationContent.from_json(self.snapshot)


class Confirmation(models.Model):
    """Sv: bekräftelse av firmatecknaren eller en samverkanspartner, by a link of their own."""

    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="confirmations")
    applicant = models.ForeignKey(Applicant, on_delete=models.PROTECT, related_name="confirmations")
    name = LineField("namn", max_length=200, validators=[printable])
    email = models.EmailField("e-postadress")
    at = models.DateTimeField("tid")

    class Meta:
        verbose_name = "bekräftelse"
        verbose_name_plural = "bekräftelser"
        ordering = ["at"]
        constraints = [
            models.UniqueConstraint(fields=["submission", "applicant"], name="confirmation_unique")
        ]
        triggers = guards.ONLY_ADDED

    def __str__(self) -> str:
        return self.name


class Event(models.Model):
    """Sv: händelse på ärendets tidslinje: who, when, and the states when it was a step."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="events")
    at = models.DateTimeField("tid")
    by = models.ForeignKey("meetings.Person", on_delete=models.PROTECT, null=True, related_name="+")
    what = models.CharField("vad", max_length=500)
    before = models.CharField("läge före", max_length=24, choices=State, blank=True)
    after = models.CharField("läge efter", max_length=24, choices=State, blank=True)
    is_internal = models.BooleanField("bara för kansliet", default=False)

    class Meta:
        verbose_name = "händelse"
        verbose_name_plural = "händelser"
        ordering = ["at", "id"]
        triggers = guards.ONLY_ADDED

    def __str__(self) -> str:
        return self.what


class Message(models.Model):
    """Sv: meddelande mellan kansliet och den sökande; with a day it asks for completion."""

    public_id = models.CharField(max_length=12, unique=True, default=public_id, editable=False)
    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="messages")
    at = models.DateTimeField("tid")
    by = models.ForeignKey("meetings.Person", on_delete=models.PROTECT, related_name="+")
    from_applicant = models.BooleanField("från den sökande")
    text = models.TextField("meddelande", validators=[printable])
    due = models.DateField("svar senast", null=True, blank=True)

    class Meta:
        verbose_name = "meddelande"
        verbose_name_plural = "meddelanden"
        ordering = ["at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(due__isnull=True) | Q(from_applicant=False),
                name="message_due_from_chancellery",
            )
        ]
        triggers = guards.ONLY_ADDED

    def __str__(self) -> str:
        return self.text[:50]


class Memo(models.Model):
    """Sv: tjänsteskrivelse. Begins as what the applicant wrote; `proposal` is one att-sats a line."""

    application = models.OneToOneField(Application, on_delete=models.PROTECT, related_name="memo")
    heading = LineField("rubrik", max_length=200, validators=[printable])
    background = models.TextField("bakgrund", blank=True, validators=[printable])
    assessment = models.TextField("bedömning", blank=True, validators=[printable])
    proposal = models.TextField("förslag till beslut", blank=True, validators=[printable])
    conditions = models.TextField("villkor", blank=True, validators=[printable])
    kind = models.CharField("insatsens slag", max_length=12, blank=True)
    focus = LineField("inriktning", max_length=100, blank=True, validators=[printable])
    method = LineField("uppföljningsmetod", max_length=100, blank=True, validators=[printable])
    has_esf = models.BooleanField("medfinansieras av ESF", default=False)
    history = History()

    class Meta:
        verbose_name = "tjänsteskrivelse"
        verbose_name_plural = "tjänsteskrivelser"
        triggers = [keeps("application_id")]

    def __str__(self) -> str:
        return self.heading


class MemoAmount(models.Model):
    """Sv: föreslaget belopp ett år."""

    memo = models.ForeignKey(Memo, on_delete=models.CASCADE, related_name="amounts")
    year = models.PositiveSmallIntegerField("år")
    amount = kronor_field("belopp")

    class Meta:
        ordering = ["year"]
        constraints = [
            models.UniqueConstraint(fields=["memo", "year"], name="memo_amount_unique"),
            models.CheckConstraint(condition=Q(amount__gte=0), name="memo_amount_not_negative"),
        ]
        triggers = [keeps("memo_id")]

    def __str__(self) -> str:
        return f"{self.year}: {self.amount}"


class Score(models.Model):
    """Sv: bedömning av ett kriterium, 0–4 poäng."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="scores")
    criterion = models.ForeignKey("funding.Criterion", on_delete=models.PROTECT, related_name="+")
    points = models.PositiveSmallIntegerField(
        "poäng", null=True, blank=True, validators=[MaxValueValidator(4)]
    )
    comment = models.TextField("kommentar", blank=True, validators=[printable])
    history = History()

    class Meta:
        verbose_name = "bedömning"
        verbose_name_plural = "bedömningar"
        ordering = ["criterion__position", "criterion_id"]
        constraints = [
            models.UniqueConstraint(fields=["application", "criterion"], name="score_unique"),
            models.CheckConstraint(
                condition=Q(points__isnull=True) | Q(points__lte=4), name="score_at_most_four"
            ),
        ]
        triggers = [keeps("application_id")]

    def __str__(self) -> str:
        return f"{self.criterion}: {self.points}"


class Opinion(models.Model):
    """Sv: beredningsgruppens yttrande, from its meeting."""

    class Outcome(models.TextChoices):
        SUPPORTED = "supported", "Tillstyrks"
        ADVISED_AGAINST = "advised_against", "Avstyrks"
        DIVIDED = "divided", "Delad"
        RETURNED = "returned", "Åter till den sökande"

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="opinions")
    meeting = models.ForeignKey("meetings.Meeting", on_delete=models.PROTECT, related_name="+")
    in_favour = models.PositiveSmallIntegerField("för", null=True, blank=True)
    against = models.PositiveSmallIntegerField("emot", null=True, blank=True)
    abstaining = models.PositiveSmallIntegerField("avstår", null=True, blank=True)
    applicants = LineField(
        "sökande som deltog",
        max_length=200,
        blank=True,
        validators=[printable],
        help_text="Till exempel «tre av de fyra som var för är sökande».",
    )
    outcome = models.CharField("yttrande", max_length=20, choices=Outcome)
    text = models.TextField("motivering", blank=True, validators=[printable])
    at = models.DateTimeField("registrerat")
    by = models.ForeignKey("meetings.Person", on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "yttrande av beredningsgruppen"
        verbose_name_plural = "yttranden av beredningsgruppen"
        ordering = ["at", "id"]
        triggers = guards.ONLY_ADDED

    def __str__(self) -> str:
        return f"{self.get_outcome_display()}, {self.meeting}"


class UnsentText(models.Model):
    """Sv: påbörjad text: what one of the chancellery has written in a form of a case and not sent; each their own."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="unsent_texts")
    person = models.ForeignKey("meetings.Person", on_delete=models.CASCADE, related_name="+")
    place = LineField("formulär", max_length=60)
    name = LineField("fält", max_length=60)
    text = models.TextField("text", blank=True)
    at = models.DateTimeField("senast ändrad")

    class Meta:
        verbose_name = "påbörjad text"
        verbose_name_plural = "påbörjade texter"
        ordering = ["at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["application", "person", "place", "name"], name="unsent_text_once_per_field"
            )
        ]
        triggers = [keeps("application_id")]

    def __str__(self) -> str:
        return f"{self.place}: {self.name}"


# Jäv is KL 6:28: the register points at whom to ask, it decides nothing.
class UnitHead(models.Model):
    """Sv: chef för en enhet hos en part; flagged as possible jäv when the unit applies."""

    association = models.ForeignKey(
        "meetings.Association", on_delete=models.PROTECT, related_name="unit_heads", verbose_name="förbund"
    )
    person = models.ForeignKey(
        "meetings.Person", on_delete=models.PROTECT, related_name="+", verbose_name="person"
    )
    organisation = LineField("organisation", max_length=200, validators=[printable])
    unit = LineField(
        "enhet",
        max_length=200,
        blank=True,
        validators=[printable],
        help_text="Tomt: hela organisationen.",
    )
    history = History()

    class Meta:
        verbose_name = "chef för enhet"
        verbose_name_plural = "chefer för enheter"
        ordering = [swedish("organisation"), swedish("unit")]
        triggers = [keeps("association_id")]

    def __str__(self) -> str:
        return f"{self.person}, {', '.join(filter(None, [self.organisation, self.unit]))}"

    @property
    def name(self) -> str:
        """What the person is the head of."""
        return self.unit or self.organisation
