"""A signed agreement gets a supplement when a § has changed what it is about; both sign it, and it is sealed."""

from datetime import datetime
from decimal import Decimal

from django.db import transaction
from msgspec.structs import replace

from funding.actions.agreeing import current_agreement, issue_agreement, replace_unsigned, send_link
from funding.actions.stepping import add_event
from funding.models import Agreement, Application, BoardDecision, Measure, Placement
from funding.reads.measures import granted_amounts
from funding.reads.placements import unread
from funding.record.agreement import Change, GrantingSection
from funding.rules.verdict import CaseOutcome
from meetings.documents.rendering import letterhead_of
from meetings.models import Person

GRANTS = (CaseOutcome.GRANTED, CaseOutcome.PARTLY)


@transaction.atomic
def supplement_agreement(*, measure: Measure, by: Person, at: datetime) -> Agreement | None:
    """Makes the supplement that says what the §§ since the signed agreement have decided, and sends it to be signed.

    One that is not signed by both is replaced, and its §§ are in the new one. None without a signed agreement, which
    the next version then says, and while a § waits for its figures: it is made when they are entered.
    """
    case = measure.application
    signed = measure.agreements.filter(sealed_at__isnull=False).order_by("number").last()
    if case is None or signed is None or unread(measure):
        return None
    before, amounts = signed.content, granted_amounts(measure)
    content = replace(
        before,
        document=letterhead_of(case.association),
        number=measure.agreements.count() + 1,
        last_day=measure.last_day,
        amounts=amounts,
        total=sum((one.amount for one in amounts), Decimal("0.00")),
        supplements=before.supplements or before.number,
        changes=_changes(case, since=signed.made_at),
    )
    replace_unsigned(current_agreement(measure), at=at)
    agreement = issue_agreement(measure, content, by=by, at=at)
    signatory = content.counterpart.signatory
    what = f"Avtalet fick ett tillägg, version {agreement.number}, som skickades till {signatory} för underskrift."
    add_event(case, by=None, at=at, what=what)
    send_link(agreement, at=at)
    return agreement


def _changes(case: Application, *, since: datetime) -> tuple[Change, ...]:
    decisions = case.decisions.exclude(kind=Placement.Kind.GRANT).filter(outcome__in=GRANTS, at__gt=since)
    return tuple(_change(one) for one in decisions.order_by("at", "id"))


def _change(decision: BoardDecision) -> Change:
    return Change(
        section=GrantingSection(paragraph=decision.number, date=decision.meeting_date),
        sentences=tuple(filter(None, decision.text.split("\n"))),
        conditions=decision.conditions,
    )
