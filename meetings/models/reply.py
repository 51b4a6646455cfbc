"""What those who are summoned answer, and whom the office asks to serve instead.

None of it is evidence: who was there stands in the protocol. It is forgotten some time after the meeting
(actions.replying.forget_old_replies), for a note may say more of somebody than should be kept.
"""

from django.db import models

from meetings.rules.replies import ReplyKind

from .identity import keeps
from .lines import LineField
from .meeting import Meeting
from .validators import printable


class Reply(models.Model):
    """Sv: svar på kallelse. The latest of a person counts, from when the meeting's day was last told (`asked_at`)."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="replies")
    person = models.ForeignKey("meetings.Person", on_delete=models.PROTECT, related_name="replies")
    kind = models.CharField("svar", max_length=10, choices=ReplyKind.choices)
    note = LineField("meddelande", max_length=200, blank=True, validators=[printable])
    at = models.DateTimeField("svarade")
    by = models.ForeignKey(
        "meetings.Person", on_delete=models.PROTECT, related_name="+", verbose_name="noterat av"
    )

    class Meta:
        verbose_name = "svar på kallelse"
        verbose_name_plural = "svar på kallelser"
        ordering = ["meeting", "at", "id"]
        triggers = [keeps("meeting_id")]

    def __str__(self) -> str:
        return f"{self.person}: {self.get_kind_display()}"


class DeputyCall(models.Model):
    """Sv: fråga till ersättare. One who is asked to serve, and how long they have to answer. Nobody is asked twice."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="deputy_calls")
    person = models.ForeignKey("meetings.Person", on_delete=models.PROTECT, related_name="+")
    answer_by = models.DateTimeField("svar senast")
    at = models.DateTimeField("frågad")
    by = models.ForeignKey(
        "meetings.Person",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="av",
    )

    class Meta:
        verbose_name = "fråga till ersättare"
        verbose_name_plural = "frågor till ersättare"
        ordering = ["meeting", "at", "id"]
        triggers = [keeps("meeting_id")]

    def __str__(self) -> str:
        return f"{self.person}, {self.meeting}"


class DeclaredRecusal(models.Model):
    """Sv: anmält jäv före sammanträdet. The person's own word, until the office registers it as a `Recusal`."""

    paragraph = models.ForeignKey("meetings.Paragraph", on_delete=models.CASCADE, related_name="declarations")
    person = models.ForeignKey("meetings.Person", on_delete=models.PROTECT, related_name="+")
    reason = LineField("skäl", max_length=300, blank=True, validators=[printable])
    at = models.DateTimeField("anmält")

    class Meta:
        verbose_name = "anmält jäv"
        verbose_name_plural = "anmälda jäv"
        ordering = ["paragraph", "at", "id"]
        constraints = [models.UniqueConstraint(fields=["paragraph", "person"], name="declared_recusal_once")]
        triggers = [keeps("paragraph_id", "person_id")]

    def __str__(self) -> str:
        return f"{self.person}, {self.paragraph}"


class ReplyLink(models.Model):
    """Sv: svarslänk. A key in a letter, which answers one meeting for one person until it begins."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey("meetings.Person", on_delete=models.PROTECT, related_name="+")
    token_hash = models.CharField(max_length=64, unique=True)
    at = models.DateTimeField("skickad")

    class Meta:
        verbose_name = "svarslänk"
        verbose_name_plural = "svarslänkar"
        ordering = ["meeting", "at", "id"]
        triggers = [keeps("meeting_id")]

    def __str__(self) -> str:
        return f"{self.person}, {self.meeting}"
