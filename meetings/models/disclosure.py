"""Who asked for which document, how it was tried, what was handed out and what was refused in writing."""

from django.db import models
from django.db.models import Q

from . import guards
from .identifiers import public_id
from .lines import LineField
from .protocol import Verification
from .validators import printable


class Disclosure(models.Model):
    """Sv: begäran om utlämnande, tried by itself (OSL 6:3). Of a verified protocol, or of another document in words.

    `sha256` is of the file as it was handed out; empty where it is an Extract, on paper, or nothing. `receiver` may be
    empty: whoever asks for an official document need not say who they are (TF 2:18). What is refused has its provision
    and a Refusal.
    """

    class Outcome(models.TextChoices):
        GIVEN = "given", "Lämnat ut"
        PARTLY = "partly", "Lämnat ut till en del"
        REFUSED = "refused", "Inte lämnat ut"

    verification = models.ForeignKey(
        Verification, on_delete=models.PROTECT, null=True, blank=True, related_name="disclosures"
    )
    association = models.ForeignKey(
        "meetings.Association", on_delete=models.PROTECT, null=True, blank=True, related_name="disclosures"
    )
    subject = LineField("handling", max_length=300, blank=True, validators=[printable])
    asked_on = models.DateField("begärt den", null=True, blank=True)
    outcome = models.CharField("utfall", max_length=10, choices=Outcome, default=Outcome.GIVEN)
    provision = LineField("bestämmelse", max_length=200, blank=True, validators=[printable])
    sha256 = models.CharField("filens SHA-256", max_length=64, blank=True)
    receiver = LineField("till", max_length=200, blank=True, validators=[printable])
    assessment = LineField("prövning", max_length=300, validators=[printable])
    by = models.ForeignKey("meetings.Person", on_delete=models.PROTECT, related_name="+", verbose_name="av")
    at = models.DateTimeField("tid")

    class Meta:
        verbose_name = "begäran om utlämnande"
        verbose_name_plural = "begäran om utlämnande"
        ordering = ["-at", "-id"]
        constraints = [
            models.CheckConstraint(condition=~Q(assessment=""), name="disclosure_has_an_assessment"),
            models.CheckConstraint(
                condition=Q(verification__isnull=False, association=None)
                | Q(verification=None, association__isnull=False) & ~Q(subject=""),
                name="disclosure_of_one_document",
            ),
            models.CheckConstraint(
                condition=Q(outcome="given") | ~Q(provision=""), name="disclosure_refusal_says_why"
            ),
        ]
        triggers = guards.ONLY_ADDED

    def __str__(self) -> str:
        return f"{self.verification or self.subject}, {self.at:%Y-%m-%d}"


class Refusal(models.Model):
    """Sv: beslut att inte lämna ut en handling, written, with how to appeal to the kammarrätt (OSL 6:7)."""

    public_id = models.CharField(max_length=12, unique=True, default=public_id, editable=False)
    disclosure = models.OneToOneField(Disclosure, on_delete=models.PROTECT, related_name="refusal")
    snapshot = models.JSONField("innehåll")
    file = models.ForeignKey("meetings.StoredFile", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField("tid")
    by = models.ForeignKey("meetings.Person", on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "beslut om utlämnande"
        verbose_name_plural = "beslut om utlämnande"
        ordering = ["-at", "-id"]
        triggers = guards.ONLY_ADDED

    def __str__(self) -> str:
        return f"Beslut, {self.disclosure}"
