"""The end of a year of money: its table is locked as it stands."""

from datetime import date, datetime

from django.db import transaction

from funding.models import Budget, ClosedYear
from funding.reads.budgets import year_of_money
from funding.reads.closed_years import table_of
from meetings.errors import RuleViolation
from meetings.models import Person
from meetings.swedish import day_of


def hindrance(budget: Budget, today: date) -> str:
    """Why the year cannot be closed today, in one sentence; empty when it can."""
    if hasattr(budget, "closed"):
        return "Året är redan avslutat."
    if budget.adopted_in_id is None:
        return f"Budgeten för {budget.year} är inte fastställd."
    if today <= date(budget.year, 12, 31):
        return f"Året slutar den 31 december {budget.year}."
    return ""


@transaction.atomic
def close_year(*, budget: Budget, by: Person, at: datetime) -> ClosedYear:
    """Locks the table of the year. What happens later is beside it, never in it.

    Raises RuleViolation before the year is over, without an adopted budget, and when it is done.
    """
    budget = Budget.objects.select_for_update(of=("self",)).select_related("association").get(pk=budget.pk)
    if why := hindrance(budget, day_of(at)):
        raise RuleViolation(why)
    return ClosedYear.objects.create(budget=budget, table=table_of(year_of_money(budget)), at=at, by=by)
