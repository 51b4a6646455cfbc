"""The memo and the review: what the chancellery writes about a case."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction

from funding.actions.preparing import prepare
from funding.actions.stepping import add_event, lock_case
from funding.models import Application, Criterion, Memo, MemoAmount, Opinion, Score
from funding.rules import memo as rules
from funding.workflow import UNDECIDED, State
from meetings.actions.recording import record
from meetings.errors import RuleViolation
from meetings.models import Person

Amounts = list[tuple[int, Decimal]]


@dataclass(frozen=True)
class MemoContent:
    """What a memo says, a field for each of the form's; `amounts` are the years with kronor."""

    heading: str
    background: str
    proposal: str
    amounts: Amounts
    assessment: str = ""
    conditions: str = ""
    kind: str = ""
    focus: str = ""
    method: str = ""
    has_esf: bool = False

    @property
    def texts(self) -> dict[str, Any]:
        """All but the amounts, by the names of the memo's own columns."""
        return {name: getattr(self, name) for name in FIELDS}


FIELDS = tuple(one.name for one in fields(MemoContent) if one.name != "amounts")


def prefilled(application: Application) -> MemoContent:
    """The memo as it was saved; until then, one that is begun with the words and amounts that were sent last."""
    memo = Memo.objects.filter(application=application).first()
    latest = application.submissions.order_by("number").last()
    sought = latest.content.economy.sought if latest else []
    if memo:
        saved = {one.year: one.amount for one in memo.amounts.all()}
        years = sorted({year for year, _ in sought} | set(saved))
        return MemoContent(
            amounts=[(year, saved.get(year, Decimal(0))) for year in years],
            **{name: getattr(memo, name) for name in FIELDS},
        )
    return MemoContent(
        heading=rules.heading(application.name)[:200],
        background=rules.background(latest.content) if latest else "",
        proposal="\n".join(
            rules.proposal(rules.ProposedDecision.GRANT, name=application.name, amounts=sought)
        ),
        amounts=sought,
    )


def opinion_in_words(opinion: Opinion) -> str:
    return rules.opinion(
        outcome=opinion.outcome,
        day=opinion.meeting.date,
        in_favour=opinion.in_favour,
        against=opinion.against,
        abstaining=opinion.abstaining,
        applicants=opinion.applicants,
        text=opinion.text,
    )


def opinion_of(application: Application) -> str:
    """What the preparatory group has said of the case, a paragraph for each meeting; empty when it has not."""
    opinions = Opinion.objects.filter(application=application).select_related("meeting")
    return "\n\n".join(opinion_in_words(one) for one in opinions)


@transaction.atomic
def save_memo(*, application: Application, content: MemoContent, by: Person, at: datetime) -> Memo:
    """Saves the memo; the first one of a case that has just come in begins its preparation.

    Raises RuleViolation when the case is decided: then the memo is part of what was decided on.
    """
    case = lock_case(application)
    if case.status not in UNDECIDED:
        raise RuleViolation("Ärendet är beslutat och tjänsteskrivelsen kan inte ändras.")
    memo = Memo.objects.filter(application=case).first()
    is_new = memo is None
    memo = memo or Memo(application=case)
    for name, value in content.texts.items():
        setattr(memo, name, value)
    record(memo, by=by, at=at, fields=None if is_new else list(FIELDS))
    # Years are taken away too: the years sought may be others after a completion.
    memo.amounts.all().delete()
    for year, amount in content.amounts:
        MemoAmount.objects.create(memo=memo, year=year, amount=amount)
    if is_new:
        add_event(case, by=by, at=at, what="Tjänsteskrivelsen påbörjades.", is_internal=True)
    if case.status == State.RECEIVED:
        prepare(application=application, by=by, at=at)
    return memo


@transaction.atomic
def save_review(
    *,
    application: Application,
    scores: Mapping[Criterion, tuple[int | None, str]],
    by: Person,
    at: datetime,
) -> None:
    """Saves the points, 0–4, and the comment of each criterion."""
    case = lock_case(application)
    for criterion, (points, comment) in scores.items():
        score = Score.objects.filter(application=case, criterion=criterion).first()
        is_new = score is None
        score = score or Score(application=case, criterion=criterion)
        score.points, score.comment = points, comment
        record(score, by=by, at=at, fields=None if is_new else ["points", "comment"])
    add_event(case, by=by, at=at, what="Bedömningen mot kriterierna sparades.", is_internal=True)
