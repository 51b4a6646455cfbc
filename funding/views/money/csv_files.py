"""The year's measures and payments as CSV."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from funding.models import Budget, Payment
from funding.reads.budgets import year_of_money
from meetings.noted import note_read
from meetings.views.addresses import association_read
from meetings.views.csv_file import csv_file

from .addresses import budget_of


@require_safe
def budget_csv(request: HttpRequest, slug: str, year: int) -> HttpResponse:
    """The year's measures as CSV."""
    association = association_read(request, slug)
    budget = budget_of(association, year)
    note_read(request, association, "Insatser", budget)
    money = year_of_money(budget)
    rows = [
        (
            measure.name,
            measure.purpose or "",
            spending.granted,
            spending.requisitioned,
            spending.paid,
            spending.repaid,
            spending.remaining,
        )
        for measure, spending in money.measures
    ]
    head = ("Insats", "Ändamål", "Beviljat", "Rekvirerat", "Utbetalt", "Återbetalt", "Återstår")
    return csv_file(f"budget-{year}.csv", head, rows)


@require_safe
def postings_csv(request: HttpRequest, slug: str, year: int) -> HttpResponse:
    """Each payment of the budget year, for the bookkeeping."""
    association = association_read(request, slug)
    budget = Budget.objects.filter(association=association, year=year).first()
    note_read(request, association, f"Utbetalningar {year}", budget or association)
    payments = (
        Payment.objects.filter(requisition__measure__association=association, requisition__year=year)
        .select_related("requisition__measure__purpose", "requisition__measure__decided_in")
        .order_by("day", "id")
    )
    rows = [
        (
            paid.day,
            paid.requisition.measure.name,
            paid.requisition.get_kind_display(),
            paid.requisition.number,
            paid.requisition.supplier,
            paid.requisition.measure.purpose or "",
            getattr(paid.requisition.measure.decided_in, "number", None) or "",
            paid.reference,
            paid.amount,
        )
        for paid in payments
    ]
    head = ("Dag", "Insats", "Slag", "Nummer", "Leverantör", "Ändamål", "Paragraf", "Verifikation", "Belopp")
    return csv_file(f"utbetalningar-{year}.csv", head, rows)
