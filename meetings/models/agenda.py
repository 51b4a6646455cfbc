"""What the chair approved and those who are summoned were told of an agenda, and what each has read of it."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from . import guards
from .identity import keeps
from .lines import LineField
from .meeting import Meeting
from .validators import printable


class SentAgenda(models.Model):
    """Sv: kallelse i en version. The agenda as it was told to everyone; the latest is what they know.

    `content` is its matters, as meetings/draft/agenda.py writes them. The PDF is made when somebody first asks for it.
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="sent_agendas")
    number = models.PositiveSmallIntegerField("version")
    content = models.JSONField("innehåll")
    file = models.ForeignKey(
        "meetings.StoredFile", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    at = models.DateTimeField("skickad")
    by = models.ForeignKey("meetings.Person", on_delete=models.PROTECT, related_name="+", verbose_name="av")

    class Meta:
        verbose_name = "version av kallelsen"
        verbose_name_plural = "versioner av kallelsen"
        ordering = ["meeting", "number"]
        constraints = [models.UniqueConstraint(fields=["meeting", "number"], name="sent_agenda_number")]
        triggers = guards.fixed(once=["file_id"])

    def __str__(self) -> str:
        return f"{self.meeting}, kallelse {self.number}"


class AgendaApproval(models.Model):
    """Sv: godkännande av kallelsen. What the agenda said when the chair was asked, and what somebody of the presidium
    answered: approved, or returned with words."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="agenda_approvals")
    content = models.JSONField("innehåll")
    asked_at = models.DateTimeField("begärt")
    asked_by = models.ForeignKey(
        "meetings.Person", on_delete=models.PROTECT, related_name="+", verbose_name="begärt av"
    )
    approved = models.BooleanField("godkänd", null=True, blank=True)
    words = LineField("vad som ska ändras", max_length=500, blank=True, validators=[printable])
    answered_at = models.DateTimeField("besvarat", null=True, blank=True)
    answered_by = models.ForeignKey(
        "meetings.Person",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="besvarat av",
    )

    class Meta:
        verbose_name = "godkännande av kallelse"
        verbose_name_plural = "godkännanden av kallelser"
        ordering = ["meeting", "asked_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(approved=None, answered_at=None, answered_by=None, words="")
                | Q(approved__isnull=False, answered_at__isnull=False, answered_by__isnull=False)
                & (Q(approved=True, words="") | Q(approved=False) & ~Q(words="")),
                name="agenda_approval_whole",
            )
        ]
        triggers = guards.fixed(once=["approved", "words", "answered_at", "answered_by_id"])

    def __str__(self) -> str:
        return f"{self.meeting}, godkännande"


class ReadAgenda(models.Model):
    """What the agenda said when its reader last marked it as read: for their own page, and nobody else's eyes.

    It stands in no list, log or export, and goes when the meeting is over.
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey("meetings.Person", on_delete=models.CASCADE, related_name="+")
    content = models.JSONField("innehåll")
    at = models.DateTimeField("läst", db_default=Now())

    class Meta:
        verbose_name = "läst dagordning"
        verbose_name_plural = "lästa dagordningar"
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["meeting", "person"], name="read_agenda_once")]
        triggers = [keeps("meeting_id", "person_id")]

    def __str__(self) -> str:
        return f"{self.meeting}, {self.person}"
