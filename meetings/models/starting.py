"""What a new meeting starts from: the standard agenda, and ready wordings."""

from django.db import models

from meetings.rules.filling import Filling
from meetings.rules.paragraph_kind import ParagraphKind

from .body import Body
from .history import History
from .identity import keeps
from .lines import LineField
from .ordering import swedish
from .validators import printable


class StandardItem(models.Model):
    """Sv: punkt i standarddagordningen. Every new meeting starts from these."""

    body = models.ForeignKey(
        Body, on_delete=models.CASCADE, related_name="standard_items", verbose_name="organ"
    )
    position = models.PositiveSmallIntegerField("ordning")
    kind = models.CharField(
        "slag",
        max_length=20,
        choices=ParagraphKind.choices,
        default=ParagraphKind.FORMALITY.value,
    )
    heading = LineField("rubrik", max_length=200, validators=[printable])
    tag = LineField("märkning", max_length=40, blank=True, validators=[printable])
    text = models.TextField(
        "text", blank=True, help_text="Fraser kan innehålla fält, till exempel {verifiers}."
    )
    decisions = models.TextField("beslut", blank=True, help_text="Ett beslut per rad.")
    fills = models.CharField(
        "fylls i av sig själv med", max_length=10, choices=Filling.choices, blank=True, default=""
    )
    is_closing = models.BooleanField("avslutande rader utan §", default=False)
    history = History()

    class Meta:
        verbose_name = "punkt i standarddagordningen"
        verbose_name_plural = "standarddagordning"
        ordering = ["body", "position"]
        triggers = [keeps("body_id")]

    def __str__(self) -> str:
        return self.heading


class Phrase(models.Model):
    """Sv: fras. A ready wording, found by search in the editor."""

    association = models.ForeignKey(
        "meetings.Association", on_delete=models.CASCADE, related_name="phrases", verbose_name="förbund"
    )
    name = LineField("namn", max_length=100)
    text = models.TextField("text", blank=True, validators=[printable])
    decision = models.TextField("beslut", blank=True, validators=[printable], help_text="Ett beslut per rad.")
    history = History()

    class Meta:
        verbose_name = "fras"
        verbose_name_plural = "fraser"
        ordering = ["association", swedish("name")]
        triggers = [keeps("association_id")]

    def __str__(self) -> str:
        return self.name
