"""Who has a draft open in the editor."""

from django.db import models

from .identity import keeps


class Writer(models.Model):
    """Sv: den som skriver. A page of the editor that is open, by whom and at which § of the draft.

    The page tells of itself, and is believed for a short time only (meetings.reads.writers): nothing is proved by it.
    """

    meeting = models.ForeignKey("meetings.Meeting", on_delete=models.CASCADE, related_name="writers")
    person = models.ForeignKey("meetings.Person", on_delete=models.CASCADE, related_name="+")
    tab = models.CharField("flik", max_length=20)
    paragraph = models.ForeignKey(
        "meetings.Paragraph", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    is_open = models.BooleanField("sidan är öppen", default=True)
    is_unsaved = models.BooleanField("har text som inte är sparad", default=False)
    typed_at = models.DateTimeField("skrev senast", null=True, blank=True)
    at = models.DateTimeField("hördes senast", db_index=True)

    class Meta:
        verbose_name = "den som skriver"
        verbose_name_plural = "de som skriver"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "person", "tab"], name="writer_once_per_tab")
        ]
        triggers = [keeps("meeting_id")]

    def __str__(self) -> str:
        return f"{self.person}, {self.meeting}"
