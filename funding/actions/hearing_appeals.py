"""What a court says of a decision on funds is told to the applicant, and is on the case's time line."""

from datetime import datetime

from django.db.models import Q

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
    of_section = Q(grants__paragraph=appeal.paragraph_id) | Q(ends__paragraph=appeal.paragraph_id)
    keys = Measure.objects.filter(of_section).values("pk")
    measures = list(Measure.objects.select_for_update().filter(pk__in=keys).order_by("pk"))
    if appeal.outcome == Appeal.Outcome.UPHELD:
        for measure in measures:
            _end_as_decided(measure, by=by, at=at)
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
        _go_back(placement, by=by, at=at)
    # Before the protocol is verified the applicant has not heard of the decision.
    is_told = BoardDecision.objects.filter(paragraph=paragraph, letter__isnull=False).exists()
    what = f"Överklagande av {where}: {last_step(appeal)}."
    add_event(case, by=by, at=at, what=what, is_internal=not is_told)
    if is_told:
        letters.to_editors(case, "case_appeal", appeal=appeal, where=where, step=last_step(appeal))


def _end_as_decided(measure: Measure, *, by: Person, at: datetime) -> None:
    """An activity of the association's own ends as the latest § says that stands, or else as the first one said."""
    standing = measure.ends.filter(~ANNULLED).last() or measure.ends.first()
    if standing and measure.last_day != standing.day:
        measure.last_day = standing.day
        record(measure, by=by, at=at, fields=["last_day"])


def _go_back(placement: Placement, *, by: Person, at: datetime) -> None:
    """What an annulled § gave the measure, another last day or other content, is that of the latest § that stands."""
    case = placement.application
    measure = Measure.objects.filter(application=case).first()
    if measure is None or placement.kind == Placement.Kind.GRANT:
        return
    granted = BoardDecision.objects.filter(
        application=case, outcome__in=[CaseOutcome.GRANTED, CaseOutcome.PARTLY]
    )
    standing = case.placements.filter(~ANNULLED, paragraph__in=granted.values("paragraph")).order_by(
        "paragraph__meeting__date", "placed_at"
    )
    if placement.content:
        with_content = standing.exclude(content="").last()
        measure.content = with_content.content if with_content else case.description
    if placement.last_day:
        with_day = standing.filter(last_day__isnull=False).last()
        measure.last_day = with_day.last_day if with_day else case.last_day
    record(measure, by=by, at=at, fields=["last_day", "content"])
    if placement.last_day and measure.reports.exists():
        plan_reports(measure=measure, by=by, at=at)
