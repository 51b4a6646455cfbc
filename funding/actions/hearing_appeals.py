"""What a court says of a decision on funds is told to the applicant, and is on the case's time line."""

from datetime import datetime

from funding import letters
from funding.actions.stepping import add_event
from funding.models import BoardDecision, Measure, Placement
from funding.rules.standing import last_step
from meetings.models import Appeal, Person
from meetings.swedish import long_date, section


def hear_appeal(appeal: Appeal, by: Person, at: datetime) -> None:
    """Called in the transaction of each step of an appeal.

    The measures that the § grants are locked: a payment that is under way is noted before the step, or is refused.
    """
    measures = Measure.objects.filter(grants__paragraph=appeal.paragraph_id).values("pk")
    list(Measure.objects.select_for_update().filter(pk__in=measures).order_by("pk"))
    placement = (
        Placement.objects.filter(paragraph=appeal.paragraph_id)
        .select_related("application__association", "paragraph__meeting")
        .first()
    )
    if placement is None:
        return
    case, paragraph = placement.application, placement.paragraph
    where = f"{section(paragraph.number or 0)} den {long_date(paragraph.meeting.date)}"
    # Before the protocol is verified the applicant has not heard of the decision.
    is_told = BoardDecision.objects.filter(paragraph=paragraph, letter__isnull=False).exists()
    what = f"Överklagande av {where}: {last_step(appeal)}."
    add_event(case, by=by, at=at, what=what, is_internal=not is_told)
    if is_told:
        letters.to_editors(case, "case_appeal", appeal=appeal, where=where, step=last_step(appeal))
