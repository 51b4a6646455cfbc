"""From an address to a measure or what belongs to it; anything else is a 404."""

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from funding.models import Budget, Measure, Report, Requisition
from meetings.models import Association
from meetings.views.addresses import association_edited, association_or_404, association_read, person_of

_MEASURES = Measure.objects.select_related(
    "association", "application__association", "purpose", "decided_in__meeting__body"
)


def measure_read(request: HttpRequest, slug: str, public_id: str) -> Measure:
    """The measure, for the chancellery and the auditor, who may read all of them."""
    return get_object_or_404(_MEASURES, association=association_read(request, slug), public_id=public_id)


def measure_edited(request: HttpRequest, slug: str, public_id: str) -> Measure:
    return get_object_or_404(_MEASURES, association=association_edited(request, slug), public_id=public_id)


def own_measure_of(request: HttpRequest, slug: str, public_id: str) -> Measure:
    """The measure, for whoever writes the application that it came of; anybody else gets a 404."""
    return get_object_or_404(
        _MEASURES,
        association=association_or_404(slug),
        public_id=public_id,
        application__editor_links__person=person_of(request),
    )


def requisition_of(association: Association, public_id: str) -> Requisition:
    return get_object_or_404(
        Requisition.objects.select_related(
            "measure__association", "measure__application", "ledger", "sent_by", "refused_by", "payment"
        ).prefetch_related("approvals__person"),
        measure__association=association,
        public_id=public_id,
    )


def report_of(association: Association, public_id: str) -> Report:
    return get_object_or_404(
        Report.objects.select_related(
            "measure__association", "measure__application", "sent_by", "approved_by"
        ),
        measure__association=association,
        public_id=public_id,
    )


def budget_of(association: Association, year: int) -> Budget:
    if not 2004 <= year <= 2100:
        raise Http404
    return get_object_or_404(
        Budget.objects.select_related("association", "adopted_in__meeting__body"),
        association=association,
        year=year,
    )
