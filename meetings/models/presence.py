"""What changes in the room while the meeting runs, and when it pauses."""

from django.db import models
from django.db.models import F, Q

from meetings.rules.presence import MovementKind

from . import guards
from .history import History
from .meeting import Attendee, Meeting
from .validators import printable


class Movement(models.Model):
    """Sv: ankomst, avgång, tjänstgöring. Takes effect when its § begins; several at a § in the order of entry."""

    Kind = MovementKind

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="movements")
    attendee = models.ForeignKey(Attendee, on_delete=models.CASCADE, related_name="movements")
    paragraph = models.ForeignKey(
        "meetings.Paragraph", on_delete=models.CASCADE, related_name="movements", verbose_name="från och med"
    )
    kind = models.CharField("händelse", max_length=20, choices=Kind.choices)
    mode = models.CharField(
        "deltar", max_length=30, choices=Attendee.Presence.choices, blank=True, default=""
    )
    seat = models.ForeignKey(
        "meetings.Seat",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="plats",
    )
    time = models.TimeField("klockan", null=True, blank=True)
    cause = models.CharField(
        "orsak",
        max_length=200,
        blank=True,
        validators=[printable],
        help_text="Till exempel bruten förbindelse.",
    )
    history = History()

    class Meta:
        verbose_name = "ankomst eller avgång"
        verbose_name_plural = "ankomster och avgångar"
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="arrived", mode__in=["on_site", "remote", "remote_audio"])
                | (~Q(kind="arrived") & Q(mode="")),
                name="movement_arrival_has_mode",
            ),
            models.CheckConstraint(
                condition=Q(kind="serving", seat__isnull=False) | (~Q(kind="serving") & Q(seat__isnull=True)),
                name="movement_service_has_seat",
            ),
        ]
        triggers = guards.locked_with_meeting(paragraph="paragraph_id")

    def __str__(self) -> str:
        return f"{self.attendee} {self.get_kind_display().lower()}"


class Adjournment(models.Model):
    """Sv: ajournering."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="adjournments")
    start = models.TimeField("från")
    end = models.TimeField("till", null=True, blank=True)
    history = History()

    class Meta:
        verbose_name = "ajournering"
        verbose_name_plural = "ajourneringar"
        ordering = ["meeting", "start"]
        constraints = [
            models.CheckConstraint(
                condition=Q(end__isnull=True) | Q(end__gt=F("start")),
                name="adjournment_in_order",
                violation_error_message="Ajourneringen slutar före den börjar.",
            ),
            models.UniqueConstraint(
                fields=["meeting"],
                condition=Q(end__isnull=True),
                name="adjournment_one_open",
                violation_error_message="Sammanträdet är redan ajournerat.",
            ),
        ]
        triggers = guards.locked_with_meeting()

    def __str__(self) -> str:
        return f"{self.start:%H:%M}–{self.end:%H:%M}" if self.end else f"från {self.start:%H:%M}"
