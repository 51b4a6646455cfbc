"""What a person writes for themself about what is on an agenda."""

from django.db import models

from .identity import keeps
from .lines import LineField
from .meeting import Meeting
from .validators import printable


class OwnNote(models.Model):
    """Sv: egen anteckning. About a matter, or one of its papers, for its writer's own page and nobody else's eyes.

    It stands in no list, log, history, register or export of others', and goes when the meeting is some time ago
    (actions.noting.forget_old_notes). `item_public_id` is the key of the §; `sha256` is the paper as its writer saw
    it, empty for the matter itself. It points at no row, since it outlives both.
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey("meetings.Person", on_delete=models.CASCADE, related_name="+")
    item_public_id = models.CharField("ärende", max_length=12)
    sha256 = models.CharField("handlingens innehåll", max_length=64, blank=True)
    heading = LineField("rubrik", max_length=200, blank=True, validators=[printable])
    paper = LineField("handling", max_length=200, blank=True, validators=[printable])
    text = models.TextField("text")
    at = models.DateTimeField("skriven")

    class Meta:
        verbose_name = "egen anteckning"
        verbose_name_plural = "egna anteckningar"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "person", "item_public_id", "sha256"], name="own_note_once"
            ),
            models.CheckConstraint(condition=~models.Q(text=""), name="own_note_says_something"),
        ]
        triggers = [keeps("meeting_id", "person_id", "item_public_id")]

    def __str__(self) -> str:
        return "Egen anteckning"  # wherever it would turn up, it says nothing
