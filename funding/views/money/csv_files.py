"""Tables as CSV for a spreadsheet: semicolons, decimal comma, a mark that says UTF-8."""

import csv
from collections.abc import Iterable, Sequence
from decimal import Decimal
from io import StringIO

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from funding.models import Budget, Payment
from funding.reads.budgets import year_of_money
from meetings.noted import note_read
from meetings.views.addresses import association_read

from .addresses import budget_of

_RUN_BY_A_SPREADSHEET = ("=", "+", "-", "@", "\t", "\r")


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
    return _file(f"budget-{year}.csv", head, rows)


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
    return _file(f"utbetalningar-{year}.csv", head, rows)


def _file(name: str, head: Sequence[str], rows: Iterable[Sequence[object]]) -> HttpResponse:
    text = StringIO()
    writer = csv.writer(text, delimiter=";")
    writer.writerow(head)
    writer.writerows([_cell(value) for value in row] for row in rows)
    response = HttpResponse("\ufeff" + text.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _cell(value: object) -> str:
    """Text that a spreadsheet would run as a formula is marked as text."""
    if isinstance(value, Decimal):
        return f"{value:.2f}".replace(".", ",")
    text = str(value)
    return f"'{text}" if text.startswith(_RUN_BY_A_SPREADSHEET) else text
