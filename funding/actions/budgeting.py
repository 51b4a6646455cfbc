"""The association's budget: planned, adopted by a §, adjusted by another."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal

from django.db import transaction

from funding.actions.measuring import refuse_unfit
from funding.models import Adjustment, Budget, Frame, Income, Measure, Purpose, Requisition
from funding.reads.budgets import adopting_sections
from meetings.actions.recording import record, record_deletion
from meetings.errors import RuleViolation
from meetings.models import Association, Paragraph, Party, Person


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

    Raises RuleViolation for a § that is not verified, or does not fix the budget of the year; the database refuses
    the former, and one that says nothing of a budget, too (guards.ADOPTED_BY_ITS_SECTION).
    """
    # Of itself only: else the association's row is locked too, and whatever else of it is written waits.
    budget = Budget.objects.select_for_update(of=("self",)).select_related("association").get(pk=budget.pk)
    if budget.adopted_in_id:
        raise RuleViolation("Budgeten är redan fastställd.")
    refuse_unfit(budget.association, paragraph)
    if paragraph not in adopting_sections(budget.association, budget.year):
        raise RuleViolation(
            f"Välj den paragraf där styrelsen fastställde budgeten för {budget.year}.", field="paragraph"
        )
    budget.adopted_in, budget.reopened_because = paragraph, ""
    record(budget, by=by, at=at, fields=["adopted_in", "reopened_because"])


@transaction.atomic
def reopen_budget(*, budget: Budget, reason: str, by: Person, at: datetime) -> None:
    """Undoes an adoption that was registered by mistake: the budget is planned again, for the reason.

    Raises RuleViolation without a reason, once the year is closed, and when money of the year has been requisitioned;
    the database refuses that too (guards.ADOPTED_BY_ITS_SECTION).
    """
    # The measures first, as each movement of their money takes them: a requisition is sent before this, or refused.
    measures = Measure.objects.filter(association=budget.association_id).order_by("pk")
    list(measures.select_for_update(of=("self",)))
    budget = Budget.objects.select_for_update(of=("self",)).select_related("association").get(pk=budget.pk)
    if budget.adopted_in_id is None:
        raise RuleViolation("Budgeten är inte fastställd.")
    if not reason.strip():
        raise RuleViolation("Skriv varför.", field="reason")
    asked = Requisition.objects.filter(measure__association=budget.association, year=budget.year)
    if asked.filter(refused_at=None).exists() or hasattr(budget, "closed"):
        raise RuleViolation(
            f"Medel för {budget.year} är redan rekvirerade, eller så är året avslutat. Ändra ramarna genom beslut."
        )
    budget.adopted_in, budget.reopened_because = None, reason.strip()[:300]
    record(budget, by=by, at=at, fields=["adopted_in", "reopened_because"])


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
    refuse_unfit(budget.association, paragraph)
    if not amount:
        raise RuleViolation("Skriv hur mycket ramen ändras.", field="amount")
    # Read under the budget's lock: two that each take what is left would otherwise both pass.
    changed = sum((one.amount for one in frame.adjustments.all()), Decimal(0))
    if frame.amount + changed + amount < 0:
        raise RuleViolation("Ramen kan inte bli mindre än noll.", field="amount")
    return Adjustment.objects.create(
        frame=frame, amount=amount, paragraph=paragraph, note=note.strip(), at=at, by=by
    )
