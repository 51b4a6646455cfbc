"""Reports: planned when the agreement is signed, written, sent, returned or approved; reminded of in time."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal

from django.db import transaction
from django.db.models import Q

from funding import letters
from funding.actions.measuring import lock_measure
from funding.actions.stepping import add_event, take_step
from funding.models import Measure, ParticipantCount, Report, ReportCost
from funding.reads.reports import TEXTS, begun, budget_rows, costs_of
from funding.rules.periods import Period, half_years
from funding.workflow import State
from meetings.actions.recording import record, record_deletion
from meetings.errors import RuleViolation
from meetings.models import Person
from meetings.swedish import day_of, long_date

DAYS_BEFORE = 14


@transaction.atomic
def plan_reports(*, measure: Measure, by: Person | None, at: datetime) -> list[Report]:
    """Plans a report for each half-year and a final one; returns those that are new.

    When the measure's time has changed, one that is not sent follows it, and one for time that is no longer the
    measure's goes, unless somebody has begun it. What has been sent stays as it is.
    """
    measure = lock_measure(measure)
    if not (measure.first_day and measure.last_day):
        return []
    programme = getattr(measure.association, "programme", None)
    days = timedelta(days=programme.report_days if programme else 30)
    periodic = measure.reports.filter(kind=Report.Kind.PERIODIC)
    after = periodic.filter(first_day__gt=measure.last_day)
    for report in after.exclude(pk__in=begun(after)):
        record_deletion(report, by=by, at=at)
    made = []
    for period in half_years(measure.first_day, measure.last_day):
        within = periodic.filter(first_day__lte=period.last, last_day__gte=period.first)
        last = within.order_by("last_day").last()
        if last is None:
            made.append(_plan(measure, Report.Kind.PERIODIC, period, days, by=by, at=at))
        elif not last.sent_at:
            _move(last, period.last, days, by=by, at=at)
        elif last.last_day < period.last:
            rest = Period(last.last_day + timedelta(days=1), period.last)
            made.append(_plan(measure, Report.Kind.PERIODIC, rest, days, by=by, at=at))
    final = measure.reports.filter(kind=Report.Kind.FINAL).first()
    if final is None:
        whole = Period(measure.first_day, measure.last_day)
        made.append(_plan(measure, Report.Kind.FINAL, whole, days, by=by, at=at))
    elif not final.sent_at:
        _move(final, measure.last_day, days, by=by, at=at)
    return made


def _move(report: Report, last_day: date, days: timedelta, *, by: Person | None, at: datetime) -> None:
    if report.last_day != last_day:
        report.last_day, report.due = last_day, last_day + days
        record(report, by=by, at=at, fields=["last_day", "due"])


@transaction.atomic
def save_report(
    *,
    report: Report,
    texts: Mapping[str, str],
    outcomes: Sequence[tuple[ReportCost, Decimal]],
    participants: Mapping[tuple[str, str], int],
    by: Person,
    at: datetime,
) -> Report:
    """Saves the report's texts, outcome and participants. Raises RuleViolation once it has been sent."""
    lock_measure(report.measure)
    report = Report.objects.get(pk=report.pk)
    if report.sent_at:
        raise RuleViolation("Rapporten är inskickad och kan inte ändras.")
    for name in TEXTS:
        setattr(report, name, texts[name])
    record(report, by=by, at=at, fields=list(TEXTS))
    for cost, outcome in outcomes:
        cost.outcome = outcome
        cost.save(update_fields=["outcome"])
    for (sex, band), number in participants.items():
        ParticipantCount.objects.update_or_create(
            report=report, sex=sex, band=band, defaults={"number": number}
        )
    return report


@transaction.atomic
def send_report(*, report: Report, by: Person, at: datetime) -> None:
    """Sends the report to the chancellery.

    Its budget is of the grant as it is now, and stands from here on. Raises RuleViolation for an empty one, for a
    period that is not over, and for a final report before the periodic ones.
    """
    measure = lock_measure(report.measure)
    report = Report.objects.select_related("measure__application__association").get(pk=report.pk)
    if report.sent_at:
        raise RuleViolation("Rapporten är redan inskickad.")
    if not (report.activities.strip() and report.results.strip()):
        raise RuleViolation("Skriv vad som har gjorts och vad det ledde till.", field="activities")
    if report.last_day > day_of(at):
        raise RuleViolation(
            f"Perioden är inte slut förrän den {long_date(report.last_day)}. Spara rapporten och skicka den då."
        )
    is_final = report.kind == Report.Kind.FINAL
    if is_final and measure.reports.filter(kind=Report.Kind.PERIODIC, sent_at=None).exists():
        raise RuleViolation("Skicka lägesrapporterna först.")
    ReportCost.objects.bulk_update(costs_of(report), ["budgeted"])
    report.sent_at, report.sent_by, report.returned_at, report.return_reason = at, by, None, ""
    record(report, by=by, at=at, fields=["sent_at", "sent_by", "returned_at", "return_reason"])
    if measure.application:
        if is_final:
            take_step(measure.application, State.FINAL_REPORT, by=by, at=at, what="Slutrapporten kom in.")
        letters.to_chancellery(measure.application, "report_sent", report=report)


@transaction.atomic
def return_report(*, report: Report, reason: str, by: Person, at: datetime) -> None:
    """Sends the report back to be completed, with the reason."""
    measure = lock_measure(report.measure)
    report = _sent(report)
    if not reason.strip():
        raise RuleViolation("Skriv vad som behöver ändras.", field="reason")
    report.sent_at, report.sent_by = None, None
    report.returned_at, report.return_reason = at, reason.strip()[:500]
    record(report, by=by, at=at, fields=["sent_at", "sent_by", "returned_at", "return_reason"])
    if measure.application:
        if report.kind == Report.Kind.FINAL:
            take_step(
                measure.application, State.RUNNING, by=by, at=at, what="Slutrapporten skickades tillbaka."
            )
        letters.to_editors(measure.application, "report_returned", report=report)


@transaction.atomic
def withdraw_report(*, report: Report, reason: str, by: Person, at: datetime) -> None:
    """Takes away a report that was begun for time that is no longer the measure's; its history keeps what it said.

    Those who write it are told. Raises RuleViolation for any other report, one that is sent, and without a reason.
    """
    measure = lock_measure(report.measure)
    report = Report.objects.get(pk=report.pk)
    if report.sent_at or not is_outside(report, measure):
        raise RuleViolation(
            "Bara en rapport för tid efter insatsens slut, som inte är inskickad, kan tas bort."
        )
    if not reason.strip():
        raise RuleViolation("Skriv varför.", field="reason")
    said = f"{report.get_kind_display()} till och med den {long_date(report.last_day)}"
    for name in TEXTS:
        setattr(report, name, "")
    report.returned_at, report.return_reason = None, ""
    # The database keeps one with words (guards.GOES_UNBEGUN), so that they are in its history first.
    record(report, by=by, at=at, fields=[*TEXTS, "returned_at", "return_reason"])
    record_deletion(report, by=by, at=at)
    if measure.application:
        what = f"{said} togs bort, eftersom insatsen slutar tidigare. {reason.strip()}"
        add_event(measure.application, by=by, at=at, what=what[:500])
        letters.to_editors(
            measure.application, "report_withdrawn", measure=measure, said=said, reason=reason.strip()
        )


def is_outside(report: Report, measure: Measure) -> bool:
    """Whether the report is of time after the measure's last day."""
    is_periodic = report.kind == Report.Kind.PERIODIC
    return bool(is_periodic and measure.last_day and report.first_day > measure.last_day)


@transaction.atomic
def approve_report(*, report: Report, by: Person, at: datetime) -> None:
    """Approves the report, which releases the next payment."""
    measure = lock_measure(report.measure)
    report = _sent(report)
    report.approved_at, report.approved_by = at, by
    record(report, by=by, at=at, fields=["approved_at", "approved_by"])
    if measure.application:
        letters.to_editors(measure.application, "report_approved", report=report)


@transaction.atomic
def remind_of_reports(*, at: datetime) -> int:
    """Writes two weeks before a report is due and once when it is late; returns how many letters were sent."""
    today = day_of(at)
    waiting = Report.objects.filter(sent_at=None, due__lte=today + timedelta(days=DAYS_BEFORE)).filter(
        Q(reminded_at=None) | Q(reminded_at__lt=at - timedelta(days=DAYS_BEFORE))
    )
    reminded = 0
    # One that somebody is saving just now is left for the next run.
    for report in waiting.select_for_update(of=("self",), skip_locked=True).select_related(
        "measure__application__association"
    ):
        if report.measure.application and not report.measure.closed_at:
            report.reminded_at = at
            record(report, by=None, at=at, fields=["reminded_at"])
            letters.to_editors(
                report.measure.application, "report_reminder", report=report, is_late=report.due < today
            )
            reminded += 1
    return reminded


def _plan(
    measure: Measure, kind: str, period: Period, days: timedelta, *, by: Person | None, at: datetime
) -> Report:
    report = Report(
        measure=measure, kind=kind, first_day=period.first, last_day=period.last, due=period.last + days
    )
    record(report, by=by, at=at)
    ReportCost.objects.bulk_create(
        ReportCost(report=report, position=position, label=label, budgeted=budgeted)
        for position, (label, budgeted) in enumerate(budget_rows(measure, period), start=1)
    )
    return report


def _sent(report: Report) -> Report:
    report = Report.objects.select_related("measure__application__association").get(pk=report.pk)
    if not report.sent_at:
        raise RuleViolation("Rapporten är inte inskickad.")
    if report.approved_at:
        raise RuleViolation("Rapporten är redan godkänd.")
    return report
