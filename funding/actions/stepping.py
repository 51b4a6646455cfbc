"""A case takes a step, by somebody, at a time; every step is on its time line."""

from datetime import datetime

from django.db import transaction

from funding.models import Application, Event
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
) -> Application:
    """Moves the case from the state it has to `to`.

    Raises RuleViolation when the table in workflow.py has no such step.
    """
    case = lock_case(application)
    before = case.status
    if sentence := refusal(before, to):
        raise RuleViolation(sentence)
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
