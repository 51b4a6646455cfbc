"""The association's budget: planned, adopted by a §, adjusted by another."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal

from django.db import transaction

from funding.models import Adjustment, Budget, Frame, Income, Purpose
from meetings.actions.recording import record, record_deletion
from meetings.errors import RuleViolation
from meetings.models import Association, Paragraph, Party, Person
from meetings.querysets import verified_sections


@transaction.atomic
def save_budget(
    *,
    association: Association,
    year: int,
    own_capital: Decimal,
    incomes: Mapping[Party, Decimal],
    frames: Mapping[Purpose, Decimal],
    by: Person,
    at: datetime,
) -> Budget:
    """Saves the year's incomes and frames while the budget is planned.

    Raises RuleViolation once a § has adopted it: then decisions change the frames.
    """
    budget = Budget.objects.select_for_update().filter(association=association, year=year).first()
    if budget is None:
        budget = Budget(association=association, year=year, own_capital=own_capital)
        record(budget, by=by, at=at)
    else:
        if budget.adopted_in_id:
            raise RuleViolation("Budgeten är fastställd. Ändra en ram genom ett beslut av styrelsen.")
        budget.own_capital = own_capital
        record(budget, by=by, at=at, fields=["own_capital"])
    for party, amount in incomes.items():
        income = Income.objects.filter(budget=budget, party=party).first() or Income(
            budget=budget, party=party
        )
        is_new = income.pk is None
        income.amount = amount
        record(income, by=by, at=at, fields=None if is_new else ["amount"])
    for purpose, amount in frames.items():
        frame = Frame.objects.filter(budget=budget, purpose=purpose).first()
        if frame is None:
            if amount:
                record(Frame(budget=budget, purpose=purpose, amount=amount), by=by, at=at)
        # A frame of nothing that a § has added to stays: the decision stands on it.
        elif amount or frame.adjustments.exists():
            frame.amount = amount
            record(frame, by=by, at=at, fields=["amount"])
        else:
            record_deletion(frame, by=by, at=at)
    return budget


@transaction.atomic
def adopt_budget(*, budget: Budget, paragraph: Paragraph, by: Person, at: datetime) -> None:
    """Registers the § that adopts the budget; from then on money can be requisitioned for the year.

    Raises RuleViolation for a § that is not verified.
    """
    # Of itself only: else the association's row is locked too, and whatever else of it is written waits.
    budget = Budget.objects.select_for_update(of=("self",)).select_related("association").get(pk=budget.pk)
    if budget.adopted_in_id:
        raise RuleViolation("Budgeten är redan fastställd.")
    _refuse_unverified(budget.association, paragraph)
    budget.adopted_in = paragraph
    record(budget, by=by, at=at, fields=["adopted_in"])


@transaction.atomic
def adjust_frame(
    *, frame: Frame, amount: Decimal, paragraph: Paragraph, note: str, by: Person, at: datetime
) -> Adjustment:
    """Sv: budgetförstärkning.

    A § adds to a frame, or takes from it; raises RuleViolation when less than zero would be left.
    """
    budget = (
        Budget.objects.select_for_update(of=("self",)).select_related("association").get(pk=frame.budget_id)
    )
    _refuse_unverified(budget.association, paragraph)
    if not amount:
        raise RuleViolation("Skriv hur mycket ramen ändras.", field="amount")
    # Read under the budget's lock: two that each take what is left would otherwise both pass.
    changed = sum((one.amount for one in frame.adjustments.all()), Decimal(0))
    if frame.amount + changed + amount < 0:
        raise RuleViolation("Ramen kan inte bli mindre än noll.", field="amount")
    return Adjustment.objects.create(
        frame=frame, amount=amount, paragraph=paragraph, note=note.strip(), at=at, by=by
    )


def _refuse_unverified(association: Association, paragraph: Paragraph) -> None:
    if not verified_sections(association).filter(pk=paragraph.pk).exists():
        raise RuleViolation("Välj en paragraf i ett justerat protokoll.", field="paragraph")
