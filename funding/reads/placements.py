"""Where a case stands: on an agenda that has not been decided, or in a verified § whose outcome nobody has said."""

from django.db.models import Prefetch, QuerySet

from funding.models import Application, BoardDecision, DecidedAmount, Measure, Placement
from funding.rules.verdict import CaseOutcome
from meetings.models import Body, Meeting
from meetings.querysets import deciding
from meetings.swedish import kronor, long_date, section


def open_placement(application: Application) -> Placement | None:
    """The case's place on the agenda of a board that has not decided it yet; None when there is none."""
    return (
        application.placements.filter(paragraph__removed_at__isnull=True)
        .exclude(paragraph_id__in=application.decisions.values("paragraph_id"))
        # The group only advises: its agenda does not keep the case from the board's.
        .exclude(paragraph__meeting__body__kind=Body.Kind.PREPARATORY_GROUP)
        .exclude(paragraph__meeting__state=Meeting.State.CANCELLED)
        .select_related("paragraph__meeting__body", "application")
        .last()
    )


def figures_in_words(placement: Placement) -> str:
    """«2025: −60 000 kronor. Villkor: Delrapport.»: what is changed beside the §, to compare with what was shown."""
    amounts = [f"{one.year}: {kronor(one.amount)}" for one in placement.amounts.order_by("year")]
    last_day = [f"Slutdag: {long_date(placement.last_day)}"] if placement.last_day else []
    conditions = [f"Villkor: {placement.conditions}"] if placement.conditions else []
    words = [f"Lydelsen gäller: {placement.wording_reason}"] if placement.wording_reason else []
    return " ".join(". ".join([*(amounts or ["inga belopp"]), *last_day, *conditions, *words]).split())


def agenda_in_words(placement: Placement) -> str:
    """«dagordningen för förbundsstyrelsen den 30 maj 2024»"""
    meeting = placement.paragraph.meeting
    return f"dagordningen för {meeting.body.in_sentence} den {long_date(meeting.date)}"


# The years of a decision that it changes; what somebody read as nothing is not among them.
DECIDED = Prefetch("amounts", DecidedAmount.objects.exclude(amount=0))


def wordings() -> QuerySet[BoardDecision]:
    """The decisions whose own words hold, and whose figures nobody has entered: nothing can be requisitioned."""
    return (
        BoardDecision.objects.filter(outcome__in=[CaseOutcome.GRANTED, CaseOutcome.PARTLY], amounts=None)
        .filter(letter__isnull=False, paragraph__placement__wording_by__isnull=False)
        .select_related(
            "application__association", "paragraph__placement__wording_by", "paragraph__meeting__body"
        )
    )


def unread(measure: Measure, *kinds: Placement.Kind) -> str:
    """Why no agreement can be made yet, in one sentence: a § of the measure waits for its figures, or for its outcome.

    Empty when none does. With `kinds` only such a §: what lessens a grant keeps money from being asked for meanwhile.
    The database refuses both (guards.SAYS_WHAT_IS_GRANTED, guards.FIGURES_ARE_READ).
    """
    if measure.application_id is None:
        return ""
    wanted = {"application": measure.application_id, "kind__in": kinds or Placement.Kind.values}
    # Seldom found, so that what the sentence names is read only then.
    if one := wordings().select_related(None).filter(**wanted).first():
        return (
            f"Beloppen i {section(one.number)} behöver anges först: där gäller protokollets lydelse, och någon annan "
            f"än {one.paragraph.placement.wording_by} läser paragrafen och anger dem."
        )
    if untold := undecided_placements().select_related(None).filter(**wanted).first():
        return f"Utfallet i {section(untold.paragraph.number or '')} behöver registreras först."
    return ""


def undecided_placements() -> QuerySet[Placement]:
    """The places in verified protocols of a board whose outcome is not registered."""
    return (
        Placement.objects.filter(
            deciding("paragraph__meeting__body"), paragraph__protocols__verification__isnull=False
        )
        .exclude(paragraph_id__in=BoardDecision.objects.values("paragraph_id"))
        .select_related("application__association", "paragraph__meeting__body")
        .order_by("paragraph__meeting__date", "paragraph__position")
        .distinct()
    )
