"""A meeting and the people in it."""

from datetime import datetime

from django.db import models
from django.db.models import F, Q

from meetings.rules.distance import Mode
from meetings.swedish import period

from . import guards
from .history import History
from .identity import keeps
from .lines import LineField
from .validators import printable


class Meeting(models.Model):
    """Sv: sammanträde. Holds what the protocol's header says; its §§ are paragraphs."""

    class State(models.TextChoices):
        PLANNED = "planned", "Planerat"
        SUMMONED = "summoned", "Kallat"
        OPEN = "open", "Pågår"
        CLOSED = "closed", "Avslutat"
        CANCELLED = "cancelled", "Inställt"

    class Mode(models.TextChoices):
        ON_SITE = "on_site", "På plats"
        REMOTE = "remote", "På distans"
        HYBRID = "hybrid", "På plats och på distans"

    body = models.ForeignKey(
        "meetings.Body", on_delete=models.PROTECT, related_name="meetings", verbose_name="organ"
    )
    date = models.DateField("dag")
    sequence = models.PositiveSmallIntegerField("nummer samma dag", default=1, editable=False)
    number = models.PositiveIntegerField("protokollsnummer", null=True, blank=True, editable=False)
    number_year = models.ForeignKey(
        "meetings.BodyYear", on_delete=models.PROTECT, null=True, editable=False, related_name="+"
    )
    state = models.CharField("läge", max_length=10, choices=State, default=State.PLANNED)
    title = LineField("rubrik", max_length=200, blank=True, validators=[printable])
    registry_number = LineField("diarienummer", max_length=50, blank=True, validators=[printable])
    start = models.TimeField("börjar")
    end = models.TimeField("slutar", null=True, blank=True)
    end_date = models.DateField(
        "sista dag", null=True, blank=True, help_text="Om sammanträdet fortsätter en annan dag."
    )
    place = LineField("plats", max_length=200, validators=[printable])
    mode = models.CharField("form", max_length=30, choices=Mode, default=Mode.ON_SITE)
    chair = models.ForeignKey(
        "meetings.Person",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="ordförande",
    )
    secretary = models.ForeignKey(
        "meetings.Person",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="sekreterare",
    )
    is_public = models.BooleanField(
        "offentligt",
        default=False,
        help_text="Sammanträdet där budgeten fastställs är offentligt (19 § lagen om finansiell samordning av "
        "rehabiliteringsinsatser).",
    )
    verification_plan = LineField(
        "plats och tid för justering",
        max_length=200,
        blank=True,
        validators=[printable],
        help_text="En dag, en vecka eller en text, till exempel «Digital justering vecka 24».",
    )
    next_meeting = models.DateField(
        "nästa sammanträde", null=True, blank=True, help_text="Tomt: organets nästa planerade sammanträde."
    )
    next_meeting_start = models.TimeField("nästa sammanträde börjar", null=True, blank=True)
    summoned_at = models.DateTimeField("kallelsen skickad", null=True, blank=True, editable=False)
    asked_at = models.DateTimeField(
        "svar gäller från", null=True, blank=True, editable=False, help_text="När dagen senast meddelades."
    )
    late_summons_why = LineField(
        "varför kallelsen kom sent",
        max_length=200,
        blank=True,
        validators=[printable],
        help_text="Till exempel «Beslutet måste fattas före den 1 mars».",
    )
    calendar_sequence = models.PositiveIntegerField("kalenderns nummer", default=0, editable=False)
    closing = models.TextField("avslutande rader utan §", blank=True)
    publish = models.BooleanField("protokollet publiceras", null=True, blank=True)
    history = History()

    class Meta:
        verbose_name = "sammanträde"
        verbose_name_plural = "sammanträden"
        ordering = ["-date", "-sequence"]
        constraints = [
            models.UniqueConstraint(fields=["body", "date", "sequence"], name="meeting_day_unique"),
            models.UniqueConstraint(fields=["number_year", "number"], name="meeting_number_unique"),
            models.CheckConstraint(
                condition=Q(number__isnull=True, number_year__isnull=True)
                | Q(number__isnull=False, number_year__isnull=False),
                name="meeting_number_has_year",
            ),
            models.CheckConstraint(
                condition=Q(end_date__isnull=True) | Q(end_date__gte=F("date")),
                name="meeting_ends_after_start",
                violation_error_message="Sista dagen ligger före den första.",
            ),
            models.CheckConstraint(
                condition=Q(end__isnull=True) | Q(end_date__gt=F("date")) | Q(end__gt=F("start")),
                name="meeting_time_in_order",
                violation_error_message="Sluttiden ligger före starttiden.",
            ),
        ]
        triggers = [
            keeps("body_id"),
            *guards.locked_with_meeting(meeting="id", insert=False),
            guards.CHAIR_OF_MEETING,
        ]

    def __str__(self) -> str:
        return f"{self.body} {self.key}"

    @property
    def key(self) -> str:
        """The day as it stands in addresses: 2024-05-30, or 2024-05-30-2 for the second that day."""
        day = self.date.isoformat()
        return day if self.sequence == 1 else f"{day}-{self.sequence}"

    @property
    def hours(self) -> str:
        """«kl. 8.30–11.00», with the days when it ended another day than it began."""
        return period(self.date, self.start, self.end_date, self.end)

    @property
    def last_day(self):  # type: ignore[no-untyped-def]
        return self.end_date or self.date

    @property
    def began(self) -> datetime:
        """Day and clock, without a zone, as `Adjournment.began`."""
        return datetime.combine(self.date, self.start)

    @property
    def ended(self) -> datetime | None:
        return datetime.combine(self.last_day, self.end) if self.end else None

    @property
    def known_end(self) -> datetime | None:
        """None until the meeting is closed: till then its end is only what somebody expects."""
        return self.ended if self.state == self.State.CLOSED else None


class Attendee(models.Model):
    """Sv: närvarande. One line per mandate of the body, and one per guest (övrig deltagare)."""

    class Kind(models.TextChoices):
        MEMBER = "member", "Ledamot"
        DEPUTY = "deputy", "Ersättare"
        GUEST = "guest", "Övrig deltagare"

    Presence = Mode

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="attendees")
    kind = models.CharField("deltar som", max_length=10, choices=Kind)
    mandate = models.ForeignKey(
        "meetings.Mandate", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    person = models.ForeignKey(
        "meetings.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    name = LineField("namn", max_length=200, blank=True, validators=[printable])
    title = LineField("titel", max_length=100, blank=True, validators=[printable])
    organisation = LineField("organisation", max_length=200, blank=True, validators=[printable])
    presence = models.CharField(
        "närvaro", max_length=30, choices=Presence.choices, default=Presence.UNSET.value, blank=True
    )
    mode_reason = LineField(
        "särskilt skäl",
        max_length=200,
        blank=True,
        validators=[printable],
        help_text="Varför enbart ljud (Finsam 19 a §).",
    )
    serving_seat = models.ForeignKey(
        "meetings.Seat",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="tjänstgör på plats",
        help_text="Från sammanträdets början; senare byten är händelser.",
    )
    paragraphs = models.ManyToManyField(
        "meetings.Paragraph",
        through="meetings.AttendeeParagraph",
        related_name="guests",
        verbose_name="paragrafer",
    )
    history = History()

    class Meta:
        verbose_name = "närvarande"
        verbose_name_plural = "närvarande"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "mandate"], name="attendee_mandate_unique"),
            models.UniqueConstraint(fields=["meeting", "person"], name="attendee_person_unique"),
            models.UniqueConstraint(fields=["meeting", "serving_seat"], name="attendee_one_serving_per_seat"),
            models.CheckConstraint(
                condition=Q(kind="guest", mandate__isnull=True)
                | (~Q(kind="guest") & Q(mandate__isnull=False)),
                name="attendee_mandate_unless_guest",
            ),
            models.CheckConstraint(condition=Q(person__isnull=False) | ~Q(name=""), name="attendee_has_name"),
            models.CheckConstraint(
                condition=Q(serving_seat__isnull=True)
                | Q(kind="deputy", presence__in=["on_site", "remote", "remote_audio"]),
                name="attendee_serving_is_present_deputy",
                violation_error_message="Bara en närvarande ersättare kan tjänstgöra.",
            ),
        ]
        triggers = [keeps("meeting_id"), *guards.locked_with_meeting()]

    def __str__(self) -> str:
        return self.display_name

    @property
    def display_name(self) -> str:
        return self.person.name if self.person else self.name

    @property
    def is_present(self) -> bool:
        return self.presence not in (self.Presence.UNSET, self.Presence.ABSENT)


class AttendeeParagraph(models.Model):
    """Sv: deltar vid §. A guest without rows here takes part in the whole meeting."""

    attendee = models.ForeignKey(Attendee, on_delete=models.CASCADE, related_name="paragraph_links")
    paragraph = models.ForeignKey("meetings.Paragraph", on_delete=models.CASCADE, related_name="guest_links")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["attendee", "paragraph"], name="attendee_paragraph_unique")
        ]
        triggers = guards.locked_with_meeting(
            meeting="(SELECT meeting_id FROM meetings_attendee WHERE id = {row}.attendee_id)"
        )

    def __str__(self) -> str:
        return f"{self.attendee}, {self.paragraph}"


class Verifier(models.Model):
    """Sv: justerare, or a deputy for one, chosen at the meeting."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="verifiers")
    person = models.ForeignKey(
        "meetings.Person", on_delete=models.PROTECT, related_name="+", verbose_name="person"
    )
    is_deputy = models.BooleanField("ersättare för justerare", default=False)
    history = History()

    class Meta:
        verbose_name = "justerare"
        verbose_name_plural = "justerare"
        ordering = ["is_deputy", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "person"],
                name="verifier_unique",
                violation_error_message="Personen är redan vald till justerare.",
            )
        ]
        triggers = [keeps("meeting_id"), *guards.locked_with_meeting()]

    def __str__(self) -> str:
        return str(self.person)
