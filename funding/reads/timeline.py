"""Everything that has happened in a case on one line, the newest first."""

from dataclasses import dataclass
from datetime import datetime

from funding.models import Application, Payment, Report, Requisition
from meetings.models import Person
from meetings.swedish import kronor, long_date

ENDED = {
    "": "avvisades",
    Requisition.Ending.RETURNED: "skickades tillbaka",
    Requisition.Ending.TAKEN_BACK: "togs tillbaka",
}


@dataclass(frozen=True)
class Moment:
    at: datetime
    by: Person | str | None
    what: str


def timeline_of(application: Application, *, internal: bool) -> list[Moment]:
    """Events, confirmations and money; with `internal` also what is only for the chancellery."""
    events = application.events.select_related("by")
    if not internal:
        events = events.filter(is_internal=False)
    found = [Moment(one.at, one.by, one.what) for one in events]
    for confirmation in _confirmations(application):
        found.append(confirmation)
    found += _money(application)
    return sorted(found, key=lambda moment: moment.at)[::-1]  # what came last at a moment is first


def _confirmations(application: Application) -> list[Moment]:
    return [
        Moment(one.at, one.name, f"{one.name} bekräftade version {submission.number} av ansökan.")
        for submission in application.submissions.prefetch_related("confirmations")
        for one in submission.confirmations.all()
    ]


def _money(application: Application) -> list[Moment]:
    moments = []
    requisitions = Requisition.objects.filter(measure__application=application)
    for one in requisitions.select_related("sent_by", "refused_by"):
        moments.append(
            Moment(
                one.sent_at,
                one.sent_by,
                f"Rekvisition {one.number} på {kronor(one.amount)} skickades in.",
            )
        )
        if one.refused_at and one.refused_by:
            what = f"Rekvisition {one.number} {ENDED[one.ending]}: {one.refusal}"
            moments.append(Moment(one.refused_at, one.refused_by, what))
    for paid in Payment.objects.filter(requisition__in=requisitions).select_related("requisition", "by"):
        moments.append(Moment(paid.at, paid.by, _paid_in_words(paid)))
    for report in Report.objects.filter(measure__application=application).select_related(
        "sent_by", "approved_by"
    ):
        name = report.get_kind_display()
        if report.sent_at and report.sent_by:
            moments.append(Moment(report.sent_at, report.sent_by, f"{name}en skickades in."))
        if report.approved_at and report.approved_by:
            moments.append(Moment(report.approved_at, report.approved_by, f"{name}en godkändes."))
    return moments


def _paid_in_words(paid: Payment) -> str:
    amount, number = kronor(abs(paid.amount)), paid.requisition and paid.requisition.number
    if paid.amount > 0:
        return f"{amount} betalades ut för rekvisition {number}."
    if paid.kind == Payment.Kind.FAILED:
        return f"Utbetalningen på {amount} för rekvisition {number} kom inte fram."
    if paid.kind == Payment.Kind.REVERSED:
        return f"Utbetalningen på {amount} för rekvisition {number} återfördes den {long_date(paid.day)}."
    return f"Utbetalningen på {amount} för rekvisition {number} rättades: {paid.note}"
