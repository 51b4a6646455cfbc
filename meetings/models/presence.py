"""What changes in the room while the meeting runs, and when it pauses."""

from datetime import datetime

from django.db import models
from django.db.models import F, Q

from meetings.rules.presence import MovementKind
from meetings.swedish import long_date, period, time_range

from . import guards
from .history import History
from .identity import keeps
from .lines import LineField
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
    cause = LineField(
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
        triggers = [keeps("meeting_id"), *guards.locked_with_meeting(paragraph="paragraph_id")]

    def __str__(self) -> str:
        return f"{self.attendee} {self.get_kind_display().lower()}"


class Adjournment(models.Model):
    """Sv: ajournering. Without a day it begins the meeting's first day, and ends the day it began."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="adjournments")
    start = models.TimeField("från")
    end = models.TimeField("till", null=True, blank=True)
    start_day = models.DateField("från och med dagen", null=True, blank=True)
    end_day = models.DateField("till dagen", null=True, blank=True)
    history = History()

    class Meta:
        verbose_name = "ajournering"
        verbose_name_plural = "ajourneringar"
        ordering = ["meeting", F("start_day").asc(nulls_first=True), "start"]
        constraints = [
            models.CheckConstraint(
                condition=Q(end__isnull=True, end_day__isnull=True)
                | Q(end__isnull=False, end_day__isnull=True, end__gt=F("start"))
                | Q(end__isnull=False, end_day__isnull=False)
                & (Q(start_day__isnull=True) | Q(end_day__gt=F("start_day"))),
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
        triggers = [keeps("meeting_id"), *guards.locked_with_meeting()]

    def __str__(self) -> str:
        return self.in_words if self.end else f"från {self.in_words}"

    @property
    def began(self) -> datetime:
        """Day and clock, without a zone: the hours of one meeting are compared."""
        return datetime.combine(self.start_day or self.meeting.date, self.start)

    @property
    def ended(self) -> datetime | None:
        return datetime.combine(self.end_day or self.began.date(), self.end) if self.end else None

    @property
    def in_words(self) -> str:
        """«kl. 9.45–10.00», with days when it is not all in the meeting's first."""
        ended = self.ended
        if ended and ended.date() == self.began.date() != self.meeting.date:
            return f"{long_date(ended)} {time_range(self.start, self.end)}"
        return period(self.began.date(), self.start, ended.date() if ended else None, self.end)
