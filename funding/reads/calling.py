"""What an association takes in, and when: its calls and the next days of the group and the board."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from funding.models import Call, Criterion, Programme
from meetings.models import Association, Body, Meeting


@dataclass(frozen=True)
class NextDays:
    """The nearest planned meetings; None where none is planned."""

    group: date | None
    board: date | None


def open_calls(association: Association, today: date) -> QuerySet[Call]:
    return Call.objects.filter(association=association, opens__lte=today).filter(
        Q(closes__isnull=True) | Q(closes__gte=today)
    )


def next_position(association: Association) -> int:
    """Where a new criterion goes: last."""
    last = Criterion.objects.filter(association=association).order_by("-position").first()
    return last.position + 1 if last else 1


def may_apply(programme: Programme, today: date) -> bool:
    """Whether anybody can apply now: the intake is running, or a call is open."""
    return programme.is_open or open_calls(programme.association, today).exists()


def next_days(programme: Programme, today: date) -> NextDays:
    coming = Meeting.objects.filter(
        body__association=programme.association, date__gte=today, state__in=["planned", "summoned"]
    ).order_by("date")
    board = coming.filter(body__kind=Body.Kind.BOARD).values_list("date", flat=True).first()
    group = coming.filter(body=programme.preparatory_group_id).values_list("date", flat=True).first()
    return NextDays(group, board)
