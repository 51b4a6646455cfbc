"""What a board is told of its money at a meeting: the year's frames as a table."""

from datetime import date

from funding.models import Budget
from funding.reads.budgets import ZERO, year_of_money
from meetings.models import Meeting
from meetings.swedish import kronor
from meetings.text.tables import made_table


def economy_of(meeting: Meeting, today: date) -> str:
    """Each frame of the meeting's year with what is granted, paid and left, and the sum; "" without a budget."""
    budget = Budget.objects.filter(association=meeting.body.association, year=meeting.date.year).first()
    if budget is None:
        return ""
    money = year_of_money(budget)
    amounts = [(one.whole, one.granted, one.spending.paid, one.left) for one in money.rows]
    if not amounts:
        return ""
    rows = [(one.purpose, *map(kronor, each)) for one, each in zip(money.rows, amounts, strict=True)]
    sums = [sum(column, ZERO) for column in zip(*amounts, strict=True)]
    head = ("Ändamål", "Ram", "Beviljat", "Utbetalat", "Kvar")
    return made_table(head, [*rows, ("Summa", *map(kronor, sums))])
