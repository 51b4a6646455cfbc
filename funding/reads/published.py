"""Funded measures as anyone may read of them."""

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import QuerySet

from funding.models import Application, Grant, Measure, Report
from funding.reads.measures import rows_of
from funding.workflow import State
from meetings.models import Association, Paragraph, Verification
from meetings.models.ordering import swedish


@dataclass(frozen=True)
class PublishedMeasure:
    """Organisations by name only; `section` is the §, with its address when the protocol is published.

    `later` are the §§ that have changed what is granted since; `report` is the final one, when it is approved.
    """

    measure: Measure
    organisations: list[str]
    amounts: list[tuple[int, Decimal]]
    total: Decimal
    paid: Decimal
    state: str
    later: list[Paragraph]
    section: Paragraph | None
    protocol_key: str
    report: Report | None


def published_measures(association: Association) -> list[PublishedMeasure]:
    """The measures that anyone may read of, the latest first."""
    measures = (
        Measure.objects.filter(association=association)
        .select_related("application", "decided_in__meeting__body")
        .order_by("-first_day", swedish("name"))
    )
    rows = rows_of(measures)
    organisations = _organisations([one.measure.application for one in rows if one.measure.application])
    reports = {
        one.measure_id: one
        for one in Report.objects.filter(
            measure__in=measures, kind=Report.Kind.FINAL, approved_at__isnull=False
        )
    }
    later = _later_sections(measures)
    keys = _published_keys([one.measure.decided_in for one in rows if one.measure.decided_in])
    return [
        PublishedMeasure(
            row.measure,
            organisations.get(row.measure.application_id, []),
            [(year, spending.granted) for year, spending in row.years.items() if spending.granted],
            row.whole.granted,
            row.whole.used,
            _state(row.measure),
            later.get(row.measure.pk, []),
            row.measure.decided_in,
            keys.get(row.measure.decided_in_id, ""),
            reports.get(row.measure.pk),
        )
        for row in rows
    ]


def _organisations(applications: list[Application]) -> dict[int | None, list[str]]:
    found: dict[int | None, list[str]] = defaultdict(list)
    for application in Application.objects.filter(pk__in=[one.pk for one in applications]).prefetch_related(
        "submissions"
    ):
        # Of what was sent: the rows may hold a completion that nobody has sent. In Python, as they are prefetched.
        latest = max(application.submissions.all(), key=lambda one: one.number, default=None)
        for one in latest.content.applicants if latest else ():
            name = one.organisation
            if name and name not in found[application.pk]:
                found[application.pk].append(name)
    return found


def _published_keys(sections: list[Paragraph]) -> dict[int | None, str]:
    """§ -> the key of the published protocol that it is verified in."""
    verifications = Verification.objects.filter(
        protocol__paragraph_links__paragraph__in=sections, public_copy__isnull=False
    ).values_list("protocol__paragraph_links__paragraph", "protocol__pk")
    wanted = {one.pk for one in sections}
    protocol_of = {paragraph: protocol for paragraph, protocol in verifications if paragraph in wanted}
    protocols = Verification.objects.filter(protocol__in=protocol_of.values()).select_related(
        "protocol__meeting__body"
    )
    keys = {one.protocol_id: one.protocol.key for one in protocols}
    return {paragraph: keys[protocol] for paragraph, protocol in protocol_of.items()}


def _state(measure: Measure) -> str:
    if measure.closed_at:
        return State.CLOSED.label
    return measure.application.status.label if measure.application else State.RUNNING.label


def _later_sections(measures: QuerySet[Measure]) -> dict[int, list[Paragraph]]:
    found: dict[int, list[Paragraph]] = defaultdict(list)
    grants = Grant.objects.filter(measure__in=measures).select_related("paragraph__meeting", "measure")
    for one in grants.order_by("at", "id"):
        known = found[one.measure_id]
        if one.paragraph_id != one.measure.decided_in_id and one.paragraph not in known:
            known.append(one.paragraph)
    return found
