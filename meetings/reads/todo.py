"""The chancellery's first page: what waits, what is coming, and what is the matter with the site."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from meetings.models import Association, IntegrityCheck, Meeting, Person
from meetings.querysets import MeetingWithState, meetings_with_state
from meetings.reads import seals
from meetings.reads.urgency import Waiting
from meetings.reads.waiting import waiting_in
from meetings.workflow import ProtocolState

MOST_COMING = 5


@dataclass(frozen=True)
class Todo:
    """Everything the chancellery's first page lists. `seal` says what is the matter with the association's, `unsealed`
    how many documents wait for it. `faults` are what the latest `check` of all that is written has found."""

    waiting: Waiting
    coming: list[MeetingWithState]
    seal: str
    unsealed: int
    check: IntegrityCheck | None
    faults: list[dict[str, str]]

    @property
    def is_empty(self) -> bool:
        return not (self.faults or self.seal or self.unsealed or self.waiting)


def todo_of(association: Association, person: Person, today: date) -> Todo:
    """Everything the chancellery's first page shows `person` as of `today`."""
    check = IntegrityCheck.objects.first()
    return Todo(
        waiting=waiting_in(association, person, today),
        coming=list(_coming(association, today)),
        seal=seals.warning(association, today),
        unsealed=seals.waiting_sealings(association),
        check=check,
        faults=check.faults_of(association) if check else [],
    )


def _coming(association: Association, today: date) -> QuerySet[MeetingWithState]:
    planned = [Meeting.State.PLANNED, Meeting.State.SUMMONED]
    return (
        meetings_with_state(Meeting.objects.filter(body__association=association))
        .filter(date__gte=today, state__in=planned, protocol_state=ProtocolState.DRAFT)
        .select_related("body")
        .order_by("date", "start")[:MOST_COMING]
    )
