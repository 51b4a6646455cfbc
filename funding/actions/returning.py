"""A case that was put off comes back: by its own page, or by the meeting's list of what waits."""

from datetime import datetime

from funding.actions.agenda import agenda_of, attach_application, move_to_agenda, open_placement
from funding.actions.stepping import lock_case, take_step
from funding.models import Application, PlacedAmount, Placement
from funding.workflow import State
from meetings.actions.recording import record
from meetings.models import Paragraph, Person

PUT_OFF = (State.REFERRED_BACK, State.POSTPONED, State.NOT_HANDLED, State.SENT_FOR_COMMENTS)


def follow_taken_up(source: Paragraph, paragraph: Paragraph, by: Person, at: datetime) -> None:
    """Called when a § continues another: the case follows to the new §, with the amounts and conditions it had.

    A version sent since then is attached too. Raises RuleViolation when the case cannot be on an agenda now.
    """
    earlier = Placement.objects.filter(paragraph=source).first()
    if earlier is None:
        return
    case = lock_case(earlier.application)
    placed = open_placement(case)
    if placed and placed != earlier:
        return
    placement = Placement(
        application=case,
        paragraph=paragraph,
        kind=earlier.kind,
        conditions=earlier.conditions,
        last_day=earlier.last_day,
        content=earlier.content,
        placed_at=at,
        placed_by=by,
    )
    record(placement, by=by, at=at)
    for one in earlier.amounts.all():
        PlacedAmount.objects.create(placement=placement, year=one.year, amount=one.amount)
    latest = case.submissions.order_by("number").last()
    if placement.kind == Placement.Kind.GRANT and latest and latest.at > earlier.placed_at:
        attach_application(case, paragraph, by=by, at=at)
    move_to_agenda(case, placement, by=by, at=at)


def stay_on_agenda(application: Application, *, by: Person | None, at: datetime) -> None:
    """Puts the case back on the agenda that had already taken it up, when the § that put it off is verified late."""
    case = lock_case(application)
    placement = open_placement(case)
    if placement and case.status in PUT_OFF:
        take_step(case, State.ON_AGENDA, by=by, at=at, what=agenda_of(placement))
