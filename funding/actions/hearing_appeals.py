"""What a court says of a decision on funds is told to the applicant, and is on the case's time line."""

from datetime import datetime

from funding import letters
from funding.actions.reporting import plan_reports
from funding.actions.stepping import add_event
from funding.models import BoardDecision, Measure, Placement
from funding.reads.standing import ANNULLED
from funding.rules.standing import last_step
from funding.rules.verdict import CaseOutcome
from meetings.actions.recording import record
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
    if appeal.outcome == Appeal.Outcome.UPHELD:
        _end_as_before(placement, by=by, at=at)
    # Before the protocol is verified the applicant has not heard of the decision.
    is_told = BoardDecision.objects.filter(paragraph=paragraph, letter__isnull=False).exists()
    what = f"Överklagande av {where}: {last_step(appeal)}."
    add_event(case, by=by, at=at, what=what, is_internal=not is_told)
    if is_told:
        letters.to_editors(case, "case_appeal", appeal=appeal, where=where, step=last_step(appeal))


def _end_as_before(placement: Placement, *, by: Person, at: datetime) -> None:
    """A § that gave the measure another last day is annulled: the day is again that of the latest § that stands."""
    measure = Measure.objects.filter(application=placement.application).first()
    if measure is None or not placement.last_day or placement.kind == Placement.Kind.GRANT:
        return
    granted = BoardDecision.objects.filter(
        application=placement.application, outcome__in=[CaseOutcome.GRANTED, CaseOutcome.PARTLY]
    )
    standing = (
        placement.application.placements.filter(
            ~ANNULLED, paragraph__in=granted.values("paragraph"), last_day__isnull=False
        )
        .order_by("paragraph__meeting__date", "placed_at")
        .last()
    )
    measure.last_day = standing.last_day if standing else placement.application.last_day
    record(measure, by=by, at=at, fields=["last_day"])
    if measure.reports.exists():
        plan_reports(measure=measure, by=by, at=at)
