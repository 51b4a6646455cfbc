"""What those who are summoned were told of an agenda, and what each has read of it."""

from django.db import models
from django.db.models.functions import Now

from . import guards
from .identity import keeps
from .meeting import Meeting


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
