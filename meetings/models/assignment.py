"""What the decisions of a protocol ask somebody to do, and what has become of it."""

import pgtrigger
from django.db import models
from django.db.models import F, Q

from meetings.rules.assignments import SENT, AssignedRole, AssignmentState, NoteKind

from . import guards
from .history import History
from .identifiers import public_id
from .identity import keeps
from .lines import LineField
from .paragraph import Paragraph
from .validators import printable

# What a verified § says is changed by a new § alone.
AS_DECIDED = guards.Guard(
    name="as_decided",
    operation=pgtrigger.Update,
    func="IF (OLD.text, OLD.decided_responsible, OLD.decided_due)"
    " IS DISTINCT FROM (NEW.text, NEW.decided_responsible, NEW.decided_due)"
    " AND EXISTS (SELECT 1 FROM meetings_verification v JOIN meetings_protocolparagraph p"
    " ON p.protocol_id = v.protocol_id WHERE p.paragraph_id = OLD.paragraph_id) THEN"
    " RAISE EXCEPTION 'Det som en justerad paragraf säger ändras bara i en ny paragraf.' USING ERRCODE = 'P0001';"
    " END IF; RETURN NEW;",
)


class Assignment(models.Model):
    """Sv: beslutsuppdrag. What a decision asks somebody to do; it is no mandate.

    `text`, `decided_responsible` and `decided_due` are the decision's, which only a § changes; `due`, `person`, `role`,
    `together` and `is_yearly` are the office's where the decision does not say them. `is_decided` is one that the
    decision itself began, others were added by the office from it. A yearly one that is done is followed by the next.
    """

    public_id = models.CharField(max_length=12, unique=True, default=public_id, editable=False)
    association = models.ForeignKey(
        "meetings.Association", on_delete=models.PROTECT, related_name="assignments", verbose_name="förbund"
    )
    body = models.ForeignKey(
        "meetings.Body", on_delete=models.PROTECT, related_name="assignments", verbose_name="organ"
    )
    paragraph = models.ForeignKey(
        Paragraph, on_delete=models.PROTECT, related_name="assignments", verbose_name="paragraf"
    )
    decision_public_id = models.CharField("beslut", max_length=12)
    is_decided = models.BooleanField("står i beslutet", default=False)
    text = models.TextField("vad", validators=[printable])
    decided_responsible = LineField(
        "ansvarig enligt beslutet", max_length=200, blank=True, validators=[printable]
    )
    decided_due = models.DateField("senast enligt beslutet", null=True, blank=True)
    due = models.DateField("senast", null=True, blank=True)
    person = models.ForeignKey(
        "meetings.Person",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="assignments",
        verbose_name="person",
    )
    role = models.CharField("roll", max_length=20, choices=AssignedRole.choices, blank=True, default="")
    together = LineField("tillsammans med", max_length=200, blank=True, validators=[printable])
    is_yearly = models.BooleanField("återkommer varje år", default=False)
    state = models.CharField(
        "läge", max_length=20, choices=AssignmentState.choices, default=AssignmentState.OPEN.value
    )
    ended_at = models.DateTimeField("avslutades", null=True, blank=True)
    closed_by = models.ForeignKey(
        Paragraph,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="avslutas av paragraf",
    )
    follows = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="next", verbose_name="följer på"
    )
    history = History()

    class Meta:
        verbose_name = "beslutsuppdrag"
        verbose_name_plural = "beslutsuppdrag"
        ordering = [F("due").asc(nulls_last=True), "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["decision_public_id"], condition=Q(is_decided=True), name="assignment_decided_once"
            ),
            models.CheckConstraint(
                condition=Q(decided_due=None) | Q(due=F("decided_due")), name="assignment_due_as_decided"
            ),
            models.CheckConstraint(
                condition=Q(state="open", ended_at=None, closed_by=None)
                | ~Q(state="open") & Q(ended_at__isnull=False),
                name="assignment_ended_whole",
            ),
        ]
        triggers = [
            keeps(
                "public_id",
                "association_id",
                "body_id",
                "paragraph_id",
                "decision_public_id",
                "is_decided",
                "follows_id",
            ),
            AS_DECIDED,
        ]

    def __str__(self) -> str:
        return self.text


class AssignmentNote(models.Model):
    """Sv: händelse i ett beslutsuppdrag. Each thing that happened, in words; `by` is None when it happened by itself.

    `day` is, of a reminder, the last day that it is about, and of what the chair was told, the day of the meeting.
    """

    public_id = models.CharField(max_length=12, unique=True, default=public_id, editable=False)
    assignment = models.ForeignKey(Assignment, on_delete=models.PROTECT, related_name="notes")
    kind = models.CharField("vad", max_length=20, choices=NoteKind.choices)
    at = models.DateTimeField("tid")
    by = models.ForeignKey(
        "meetings.Person",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="av",
    )
    text = models.TextField("anteckning", blank=True, validators=[printable])
    day = models.DateField("dag", null=True, blank=True)
    file = models.ForeignKey(
        "meetings.StoredFile", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    file_name = LineField("filens namn", max_length=200, blank=True, validators=[printable])

    class Meta:
        verbose_name = "händelse i ett beslutsuppdrag"
        verbose_name_plural = "händelser i beslutsuppdrag"
        ordering = ["assignment", "at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["assignment", "kind", "day"],
                condition=Q(kind__in=[one.value for one in SENT]),
                name="assignment_sent_once",
            ),
            models.CheckConstraint(
                condition=Q(file=None, file_name="") | Q(file__isnull=False) & ~Q(file_name=""),
                name="assignment_file_whole",
            ),
        ]
        triggers = guards.ONLY_ADDED

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.at:%Y-%m-%d}"
