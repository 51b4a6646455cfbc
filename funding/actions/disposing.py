"""A whole case about funds is removed by a decision on gallring, when nothing says that it is to be preserved."""

from datetime import datetime, timedelta

from django.db.models import Max

from funding.models import Application, Measure
from funding.workflow import State
from meetings.actions.disposing import Order, dispose
from meetings.errors import RuleViolation
from meetings.models import Disposal
from meetings.reads.removal import Rows, whole

# A case that ended lately is asked about, appealed and applied for anew. The association's plan may say longer.
LEAST_AGE = timedelta(days=2 * 365)


def dispose_of_case(*, case: Application, order: Order) -> Disposal:
    """Remove a case that was refused or withdrawn. What the board's protocol says of it is preserved with the protocol.

    Raises RuleViolation for a case that was granted, is not ended, or ended less than two years ago.
    """
    return dispose(
        kind=Disposal.Kind.CASE,
        what=f"Ärende {case.registry_number}",
        find=lambda: rows_of_case(case, at=order.at),
        order=order,
    )


def rows_of_case(case: Application, *, at: datetime) -> Rows:
    """What would go with the case. Raises RuleViolation when it may not."""
    if hindrance := _hindrance(case, at=at):
        raise RuleViolation(hindrance)
    return whole(case)


def _hindrance(case: Application, *, at: datetime) -> str:
    state = Application.objects.values_list("state", flat=True).get(pk=case.pk)
    if Measure.objects.filter(application=case).exists() or state == State.CLOSED:
        return "Ärendet är beviljat. Beviljade ansökningar bevaras."
    if state not in (State.REJECTED, State.WITHDRAWN):
        return f"Ärendet är inte avslutat: {State(state).label.lower()}."
    ended = case.events.aggregate(last=Max("at"))["last"]
    if ended and ended > at - LEAST_AGE:
        return "Ärendet avslutades för mindre än två år sedan."
    return ""
