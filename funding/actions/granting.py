"""What has been decided becomes money that can be requisitioned."""

from datetime import datetime

from funding.models import Application, BoardDecision, Grant, Measure, Placement
from meetings.actions.recording import record
from meetings.models import Person

KINDS = {
    Placement.Kind.GRANT: Grant.Kind.FIRST,
    Placement.Kind.SUPPLEMENT: Grant.Kind.SUPPLEMENT,
    Placement.Kind.CARRY_OVER: Grant.Kind.CARRY_OVER,
}


def grant_decided(
    *, decision: BoardDecision, placement: Placement, by: Person | None, at: datetime
) -> Measure:
    """The measure of a granted application, with the decided amounts; a supplement adds to the one there is.

    Kind, focus, method and ESF are those of the memo, and fixed from now on. Runs in the decision's transaction.
    """
    case = decision.application
    measure = Measure.objects.filter(application=case).first()
    if measure is None:
        measure = _start(case, decision, at=at)
        record(measure, by=by, at=at)
    elif placement.last_day or placement.content:
        measure.last_day = placement.last_day or measure.last_day
        measure.content = placement.content or measure.content
        record(measure, by=by, at=at, fields=["last_day", "content"])
    # What is carried to a year comes before what is carried from one, or a sum would be missing meanwhile.
    for one in decision.amounts.order_by("-amount"):
        Grant.objects.create(
            measure=measure,
            year=one.year,
            amount=one.amount,
            kind=KINDS[Placement.Kind(decision.kind)],
            paragraph=decision.paragraph,
            at=at,
            by=by,
        )
    return measure


def _start(case: Application, decision: BoardDecision, *, at: datetime) -> Measure:
    memo = getattr(case, "memo", None)
    return Measure(
        association=case.association,
        application=case,
        name=case.name,
        content=case.description,
        kind=(memo.kind if memo else "") or Measure.Kind.INDIVIDUAL,
        focus=memo.focus if memo else "",
        method=memo.method if memo else "",
        has_esf=memo.has_esf if memo else False,
        first_day=case.first_day,
        last_day=case.last_day,
        decided_in=decision.paragraph,
        created_at=at,
    )
