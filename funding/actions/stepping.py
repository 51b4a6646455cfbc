"""A case takes a step, by somebody, at a time; every step is on its time line."""

from datetime import datetime

from django.db import transaction

from funding.models import Application, Event
from funding.reads.placements import agenda_in_words, open_placement
from funding.workflow import State, refusal
from meetings.actions.recording import record
from meetings.errors import RuleViolation
from meetings.models import Person


def lock_case(application: Application) -> Application:
    """The application's row, locked until the transaction ends. A meeting's row, taken too, comes first."""
    return (
        Application.objects.select_for_update(of=("self",))
        .select_related("association")
        .get(pk=application.pk)
    )


@transaction.atomic
def take_step(
    application: Application,
    to: State,
    *,
    by: Person | None,
    at: datetime,
    what: str,
    is_internal: bool = False,
    is_decided: bool = False,
    is_annulled: bool = False,
) -> Application:
    """Moves the case from the state it has to `to`; `is_decided` is a step that a verified § has decided, and
    `is_annulled` one that a court has opened the case to.

    Raises RuleViolation when the table in workflow.py has no such step, and while its § stands on an agenda: the
    database refuses that too (guards.STAYS_ON_AGENDA).
    """
    case = lock_case(application)
    before = case.status
    if sentence := refusal(before, to, is_decided=is_decided, is_annulled=is_annulled):
        raise RuleViolation(sentence)
    if before == State.ON_AGENDA != to and (placement := open_placement(case)):
        raise RuleViolation(f"Ärendet står på {agenda_in_words(placement)}. Ta bort det därifrån först.")
    case.state = to
    record(case, by=by, at=at, fields=["state"])
    Event.objects.create(
        application=case, at=at, by=by, what=what, before=before, after=to, is_internal=is_internal
    )
    # The caller's row, which the next step in the same action asks.
    application.state = case.state
    return case


def add_event(
    application: Application, *, by: Person | None, at: datetime, what: str, is_internal: bool = False
) -> Event:
    """Adds a line to the time line, with the state as it was."""
    return Event.objects.create(
        application=application, at=at, by=by, what=what[:500], is_internal=is_internal
    )
