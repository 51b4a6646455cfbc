"""Reports with their budget, which is of the grant as it is now until the report is sent; and the end of a measure."""

from collections.abc import Iterable
from decimal import Decimal

from django.db.models import Exists, OuterRef, Q, QuerySet, Sum

from funding.models import CostRow, Measure, ParticipantCount, Report, ReportCost
from funding.reads.measures import rows_of
from funding.rules.periods import Period
from funding.rules.reporting import ZERO, Reconciliation, budget_of

TEXTS = ("activities", "results", "deviations")


def budget_rows(measure: Measure, period: Period) -> list[tuple[str, Decimal]]:
    """The granted money of the period, divided as the application's cost rows; [] without an application."""
    if measure.application is None or not (measure.first_day and measure.last_day):
        return []
    rows = CostRow.objects.filter(application=measure.application).prefetch_related("amounts__year")
    costs = [(str(row)[:100], {one.year.year: one.amount for one in row.amounts.all()}) for row in rows]
    [row] = rows_of([measure])
    granted = {year: max(spending.granted, ZERO) for year, spending in row.years.items()}
    whole = Period(measure.first_day, max(measure.last_day, period.last))
    return budget_of(granted, costs, period=period, whole=whole)


def begun(reports: QuerySet[Report]) -> QuerySet[Report]:
    """Those in which anything is written; the database keeps one with words (guards.GOES_UNBEGUN)."""
    unwritten = Q(**dict.fromkeys(TEXTS, ""), returned_at=None, sent_at=None)
    costs = ReportCost.objects.filter(report=OuterRef("pk"), outcome__gt=0)
    participants = ParticipantCount.objects.filter(report=OuterRef("pk"), number__gt=0)
    return reports.filter(~unwritten | Exists(costs) | Exists(participants))


def begun_unsent(measure: Measure) -> list[Report]:
    """Those that somebody writes just now; when the time is shortened, what is after it waits for them."""
    return list(begun(measure.reports.filter(sent_at=None)).order_by("last_day", "kind"))


def costs_of(report: Report) -> list[ReportCost]:
    """The rows of the report, each with its budget: as it was when the report was sent, else as it is now."""
    costs = list(report.costs.all())
    if not report.sent_at:
        now = dict(enumerate(budget_rows(report.measure, Period(report.first_day, report.last_day)), start=1))
        for one in costs:
            if one.position in now:
                one.budgeted = now[one.position][1]
    return costs


def sum_of(costs: Iterable[ReportCost]) -> ReportCost | None:
    """The rows added up, as a row that is never saved; None of no rows."""
    rows = list(costs)
    if not rows:
        return None
    budgeted, outcome = (sum((getattr(one, of) for one in rows), ZERO) for of in ("budgeted", "outcome"))
    return ReportCost(label="Summa", budgeted=budgeted, outcome=outcome)


def claimed_of(measure: Measure) -> Decimal:
    """What has been claimed back and is neither repaid nor explained."""
    is_open = measure.claimed_at and not measure.closed_at
    return max(reconciliation_of(measure).difference, ZERO) if is_open else ZERO


def reconciliation_of(measure: Measure) -> Reconciliation:
    """What was granted, paid, reported and repaid. An activity of the association's own has nothing to report."""
    [row] = rows_of([measure])
    whole = row.whole
    reported = whole.used
    if measure.application_id:
        final = measure.reports.filter(kind=Report.Kind.FINAL)
        reported = ReportCost.objects.filter(report__in=final).aggregate(sum=Sum("outcome"))["sum"] or ZERO
    return Reconciliation(granted=whole.granted, paid=whole.paid, reported=reported, repaid=whole.repaid)
