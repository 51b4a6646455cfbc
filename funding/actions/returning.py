"""A case that was put off comes back: by its own page, or by the meeting's list of what waits."""

from dataclasses import fields
from datetime import datetime

from funding.actions.agenda import attach_application, move_to_agenda
from funding.actions.matters import Terms
from funding.actions.stepping import lock_case
from funding.models import PlacedAmount, Placement
from funding.reads.placements import open_placement
from meetings.actions.recording import record
from meetings.models import Paragraph, Person

CARRIED = ("kind", "conditions", "content", *(one.name for one in fields(Terms)))


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
        **{name: getattr(earlier, name) for name in CARRIED},
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
