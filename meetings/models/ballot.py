"""Votes: open with each one's choice, closed or by hands with totals."""

from django.db import models
from django.db.models import Q

from meetings.rules.voting import Choice, Majority

from . import guards
from .handling import LOCKED
from .history import History
from .identifiers import public_id
from .identity import keeps
from .lines import LineField
from .meeting import Attendee
from .paragraph import Paragraph
from .validators import printable

_BALLOT_LOCKED = (
    "(SELECT p.meeting_id FROM meetings_ballot b JOIN meetings_paragraph p ON p.id = b.paragraph_id"
    " WHERE b.id = {row}.ballot_id)",
    "(SELECT paragraph_id FROM meetings_ballot WHERE id = {row}.ballot_id)",
)


class Ballot(models.Model):
    """Sv: omröstning (KL 5:53–56). Who decided it, and how, follows from its votes by rules.voting."""

    class Way(models.TextChoices):
        OPEN = "open", "Öppen, var och ens röst antecknas"
        CLOSED = "closed", "Sluten, med röstsedlar"
        HANDS = "hands", "Handuppräckning, bara antalet antecknas"

    Majority = Majority

    public_id = models.CharField(max_length=12, unique=True, default=public_id, editable=False)
    paragraph = models.ForeignKey(Paragraph, on_delete=models.CASCADE, related_name="ballots")
    position = models.PositiveIntegerField("ordning")
    way = models.CharField("form", max_length=20, choices=Way, default=Way.OPEN)
    yes_means = LineField("ja betyder", max_length=300, blank=True, validators=[printable])
    no_means = LineField("nej betyder", max_length=300, blank=True, validators=[printable])
    # Such a vote is closed, as an election is, and a tie is settled by lot (KL 5:54, 5:56).
    employment = models.BooleanField("ärendet gäller anställning av personal", default=False)
    majority = models.CharField(
        "krävs", max_length=20, choices=Majority.choices, default=Majority.SIMPLE.value
    )
    in_favour = models.PositiveIntegerField("ja", null=True, blank=True)
    against = models.PositiveIntegerField("nej", null=True, blank=True)
    abstaining = models.PositiveIntegerField("avstår", null=True, blank=True)
    blank_slips = models.PositiveIntegerField("blanka", null=True, blank=True)
    invalid_slips = models.PositiveIntegerField("ogiltiga", null=True, blank=True)
    lot = LineField("lottens utfall", max_length=200, blank=True, validators=[printable])
    lot_how = LineField("hur lottningen gick till", max_length=300, blank=True, validators=[printable])
    secrecy = LineField("hur rösterna lämnades hemligt", max_length=300, blank=True, validators=[printable])
    note = LineField(
        "anmärkning",
        max_length=300,
        blank=True,
        validators=[printable],
        help_text="Till exempel «varav 3 sökande».",
    )
    history = History()

    class Meta:
        verbose_name = "omröstning"
        verbose_name_plural = "omröstningar"
        ordering = ["paragraph", "position", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(way="open")
                | Q(in_favour__isnull=True, against__isnull=True, abstaining__isnull=True),
                # Counted from the votes instead: beside them a total could say something else.
                name="ballot_open_has_no_totals",
            )
        ]
        triggers = [keeps("public_id"), *guards.locked_with_meeting(*LOCKED), guards.WAY_OF_BALLOT]

    def __str__(self) -> str:
        return f"Omröstning, {self.paragraph}"


class Vote(models.Model):
    """Sv: röst i öppen omröstning. One a mandate."""

    ballot = models.ForeignKey(Ballot, on_delete=models.CASCADE, related_name="votes")
    attendee = models.ForeignKey(Attendee, on_delete=models.CASCADE, related_name="votes")
    # One vote a seat, whoever serves it (KL 4:24): somebody may have come in between two votes.
    seat = models.ForeignKey("meetings.Seat", on_delete=models.PROTECT, null=True, related_name="+")
    choice = models.CharField("röst", max_length=10, choices=Choice.choices)
    history = History()

    class Meta:
        verbose_name = "röst"
        verbose_name_plural = "röster"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["ballot", "attendee"], name="vote_one_per_attendee"),
            models.UniqueConstraint(
                fields=["ballot", "seat"],
                name="vote_one_per_seat",
                violation_error_message="Platsen har redan röstat.",
            ),
        ]
        triggers = [
            *guards.locked_with_meeting(*_BALLOT_LOCKED),
            guards.fits("vote", paragraph=_BALLOT_LOCKED[1].format(row="NEW")),
        ]

    def __str__(self) -> str:
        return f"{self.attendee}: {self.get_choice_display().lower()}"


class BallotOption(models.Model):
    """Sv: kandidat eller alternativ i sluten omröstning, with its number of slips."""

    ballot = models.ForeignKey(Ballot, on_delete=models.CASCADE, related_name="options")
    position = models.PositiveSmallIntegerField("ordning")
    name = LineField("kandidat", max_length=200, validators=[printable])
    votes = models.PositiveIntegerField("röster")

    class Meta:
        verbose_name = "alternativ"
        verbose_name_plural = "alternativ"
        ordering = ["ballot", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["ballot", "name"],
                name="ballot_option_unique",
                violation_error_message="Kandidaten finns redan.",
            )
        ]
        triggers = guards.locked_with_meeting(*_BALLOT_LOCKED)

    def __str__(self) -> str:
        return f"{self.name}: {self.votes}"
