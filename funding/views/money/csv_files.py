"""The year's measures and payments as CSV."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from funding.models import Budget, Payment
from funding.reads.budgets import year_of_money
from funding.reads.payees import Payee, payees_of
from funding.reads.payments import measure_of, payments_of_year, what_of
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
    """Each payment of the budget year and what came back of it, for the bookkeeping; their sum is what is used.

    Each says to whom it went, as it held when it was made.
    """
    association = association_read(request, slug)
    budget = Budget.objects.filter(association=association, year=year).first()
    note_read(request, association, f"Utbetalningar {year}", budget or association)
    payments = list(payments_of_year(association, year))
    payees = payees_of(payments)
    rows = [_posting(one, payees[one.pk]) for one in payments]
    head = (
        "Dag",
        "Insats",
        "Slag",
        "Nummer",
        "Leverantör",
        "Ändamål",
        "Paragraf",
        "Verifikation",
        "Belopp",
        "Händelse",
        "Anteckning",
        "Motpart",
        "Organisationsnummer",
        "Bankgiro",
        "Plusgiro",
        "Betalningsreferens",
    )
    return csv_file(f"utbetalningar-{year}.csv", head, rows)


def _posting(paid: Payment, payee: Payee) -> tuple[object, ...]:
    requisition, measure = paid.requisition, measure_of(paid)
    return (
        paid.day,
        measure.name,
        requisition.get_kind_display() if requisition else "",
        requisition.number if requisition else "",
        requisition.supplier if requisition else "",
        measure.purpose or "",
        getattr(measure.decided_in, "number", None) or "",
        paid.reference,
        paid.amount,
        what_of(paid),
        paid.note,
        payee.name,
        payee.org_number,
        *((payee.bankgiro, payee.plusgiro, payee.reference) if requisition else ("", "", "")),
    )
