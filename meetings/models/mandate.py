"""Seats, who holds them and who leads."""

from datetime import date

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Func, Q
from django.utils import timezone

from .body import Body
from .history import History
from .identity import given


class KeyRange(Func):
    """A key as a range, so that GiST can compare it without btree_gist."""

    function = "int8range"
    template = "%(function)s(%(expressions)s, '[]')"
    output_field: models.Field = models.BigIntegerField()  # type: ignore[type-arg]

    def __init__(self, field: str) -> None:
        super().__init__(F(field), F(field))


class _Period(Func):
    """From–to with both days included; no last day means until further notice."""

    function = "daterange"
    template = "%(function)s(%(expressions)s, '[]')"

    def __init__(self) -> None:
        super().__init__(F("first_day"), F("last_day"))


def _no_overlap(name: str, keys: list[str], message: str, condition: Q | None = None) -> ExclusionConstraint:
    return ExclusionConstraint(
        name=name,
        expressions=[
            *((KeyRange(key), RangeOperators.OVERLAPS) for key in keys),
            (_Period(), RangeOperators.OVERLAPS),
        ],
        condition=condition,
        violation_error_message=message,
    )


class Seat(models.Model):
    """Sv: plats i organet enligt förbundsordningen. May be vacant."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="seats", verbose_name="organ")
    party = models.ForeignKey(
        "meetings.Party", on_delete=models.PROTECT, related_name="seats", verbose_name="medlem"
    )
    number = models.PositiveSmallIntegerField("plats nr")
    history = History()

    class Meta:
        verbose_name = "plats"
        verbose_name_plural = "platser"
        ordering = ["body", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["body", "number"],
                name="seat_number_unique",
                violation_error_message="Platsen finns redan i organet.",
            ),
            # What the foreign key of a mandate's two columns points at (migration 0002): its body is its seat's.
            models.UniqueConstraint(fields=["id", "body"], name="seat_body_key"),
        ]

    def __str__(self) -> str:
        return f"{self.party.code}, plats {self.number}"


class Mandate(models.Model):
    """Sv: uppdrag som ledamot eller ersättare på en plats, from–to."""

    class Kind(models.TextChoices):
        MEMBER = "member", "Ledamot"
        DEPUTY = "deputy", "Ersättare"

    body = models.ForeignKey(
        Body, on_delete=models.PROTECT, related_name="mandates", verbose_name="organ", editable=False
    )
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="mandates", verbose_name="plats")
    person = models.ForeignKey(
        "meetings.Person", on_delete=models.PROTECT, related_name="mandates", verbose_name="person"
    )
    kind = models.CharField("uppdrag", max_length=10, choices=Kind, default=Kind.MEMBER)
    service_order = models.PositiveSmallIntegerField(
        "tjänstgöringsordning",
        default=1,
        help_text="För ersättare: i vilken ordning de kallas in (Finsam 12 §).",
    )
    first_day = models.DateField("från och med")
    last_day = models.DateField("till och med", null=True, blank=True)
    history = History()

    class Meta:
        verbose_name = "uppdrag"
        verbose_name_plural = "uppdrag"
        ordering = ["seat", "kind", "service_order", "first_day"]
        constraints = [
            models.CheckConstraint(
                condition=Q(last_day__isnull=True) | Q(last_day__gte=F("first_day")),
                name="mandate_period_in_order",
                violation_error_message="Sista dagen ligger före den första.",
            ),
            _no_overlap(
                "mandate_one_member_per_seat",
                ["seat_id"],
                "Platsen har redan en ledamot under den tiden.",
                Q(kind="member"),
            ),
            _no_overlap(
                "mandate_one_deputy_per_seat_and_order",
                ["seat_id", "service_order"],
                "Platsen har redan en ersättare med den ordningen under den tiden.",
                Q(kind="deputy"),
            ),
            _no_overlap(
                "mandate_one_per_person_and_body",
                ["body_id", "person_id"],
                "Personen har redan ett uppdrag i organet under den tiden.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.get_kind_display().lower()} ({self.seat.party.code})"

    def clean(self) -> None:
        _refuse_backwards(self)
        # The seat says it too, but a constraint of no overlap sees only the row's own columns.
        if self.seat_id:
            self.body_id = self.seat.body_id


class Office(models.Model):
    """Sv: ordförande eller vice ordförande i organet, from–to."""

    class Kind(models.TextChoices):
        CHAIR = "chair", "Ordförande"
        VICE_CHAIR = "vice_chair", "Vice ordförande"

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="offices", verbose_name="organ")
    person = models.ForeignKey(
        "meetings.Person", on_delete=models.PROTECT, related_name="offices", verbose_name="person"
    )
    kind = models.CharField("uppdrag", max_length=10, choices=Kind)
    rank = models.PositiveSmallIntegerField(
        "ordning", default=1, help_text="1 eller 2 för förste och andre vice ordförande."
    )
    first_day = models.DateField("från och med")
    last_day = models.DateField("till och med", null=True, blank=True)
    elected_in = models.ForeignKey(
        "meetings.Paragraph",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name="vald i",
    )
    given_at = models.DateTimeField("given", default=timezone.now, editable=False)
    # When the row was given is not what the row once said, and a row of its history has its own moment.
    history = History(excluded_fields=["given_at"])

    class Meta:
        verbose_name = "presidieuppdrag"
        verbose_name_plural = "presidium"
        ordering = ["body", "kind", "rank", "first_day"]
        constraints = [
            models.CheckConstraint(
                condition=Q(last_day__isnull=True) | Q(last_day__gte=F("first_day")),
                name="office_period_in_order",
                violation_error_message="Sista dagen ligger före den första.",
            ),
            models.CheckConstraint(
                condition=Q(kind="chair", rank=1) | Q(kind="vice_chair", rank__in=[1, 2]),
                name="office_rank_exists",
                violation_error_message="Det finns en ordförande och högst två vice ordförande (Finsam 17 §).",
            ),
            _no_overlap(
                "office_one_chair",
                ["body_id"],
                "Organet har redan en ordförande under den tiden.",
                Q(kind="chair"),
            ),
            _no_overlap(
                "office_one_vice_chair_per_rank",
                ["body_id", "rank"],
                "Organet har redan en vice ordförande med den ordningen under den tiden.",
                Q(kind="vice_chair"),
            ),
            _no_overlap(
                "office_one_per_person",
                ["body_id", "person_id"],
                "Personen har redan ett presidieuppdrag under den tiden.",
            ),
        ]
        triggers = [
            given(
                "NEW.person_id IS DISTINCT FROM OLD.person_id OR NEW.kind IS DISTINCT FROM OLD.kind"
                " OR NEW.body_id IS DISTINCT FROM OLD.body_id OR NEW.first_day < OLD.first_day"
                " OR coalesce(NEW.last_day, 'infinity') > coalesce(OLD.last_day, 'infinity')"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.get_kind_display().lower()}"

    def holds_on(self, day: date) -> bool:
        return self.first_day <= day and (self.last_day is None or self.last_day >= day)

    def clean(self) -> None:
        _refuse_backwards(self)


def _refuse_backwards(row: Mandate | Office) -> None:
    """Said before the constraints of no overlap are asked: PostgreSQL cannot even make such a range."""
    if row.first_day and row.last_day and row.last_day < row.first_day:
        raise ValidationError({"last_day": "Sista dagen ligger före den första."})
