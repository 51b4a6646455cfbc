"""From an address to a measure or what belongs to it; anything else is a 404."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from funding.models import Budget, Measure, Report, Requisition
from funding.rules.own_activity import OwnActivityStep, hindrance
from meetings.models import Association
from meetings.noted import note_read
from meetings.views.addresses import association_edited, association_or_404, association_read, person_of

_MEASURES = Measure.objects.select_related(
    "association", "application__association", "purpose", "decided_in__meeting__body"
)


def measure_read(request: HttpRequest, slug: str, public_id: str) -> Measure:
    """The measure, for the chancellery and the auditor, who may read all of them."""
    return _measure(request, association_read(request, slug), public_id)


def measure_edited(request: HttpRequest, slug: str, public_id: str) -> Measure:
    return _measure(request, association_edited(request, slug), public_id)


def _measure(request: HttpRequest, association: Association, public_id: str) -> Measure:
    measure = get_object_or_404(_MEASURES, association=association, public_id=public_id)
    note_read(request, association, "Insats", measure)
    return measure


def told_elsewhere(request: HttpRequest, measure: Measure, doing: OwnActivityStep) -> HttpResponse | None:
    """The measure's page, which says why this is not registered there; None where it is."""
    of_case = measure.application_id is not None
    sentence = hindrance(doing, came_of_application=of_case, is_closed=measure.closed_at is not None)
    if not sentence:
        return None
    messages.warning(request, sentence)
    return redirect("measure_detail", measure.association.slug, measure.public_id)


def own_measure_of(request: HttpRequest, slug: str, public_id: str) -> Measure:
    """The measure, for whoever writes the application that it came of; anybody else gets a 404."""
    return get_object_or_404(
        _MEASURES,
        association=association_or_404(slug),
        public_id=public_id,
        application__editor_links__person=person_of(request),
    )


def requisition_of(request: HttpRequest, association: Association, public_id: str) -> Requisition:
    """Of `association`, which the person reads or edits."""
    found = get_object_or_404(
        Requisition.objects.select_related(
            "measure__association",
            "measure__application__association",
            "ledger",
            "sent_by",
            "refused_by",
            "replaces",
            "replaced_by",
        ).prefetch_related("approvals__person", "payments"),
        measure__association=association,
        public_id=public_id,
    )
    note_read(request, association, f"{found.get_kind_display()} {found.number}", found.measure)
    return found


def report_of(request: HttpRequest, association: Association, public_id: str) -> Report:
    """Of `association`, which the person reads or edits."""
    found = get_object_or_404(
        Report.objects.select_related(
            "measure__association", "measure__application", "sent_by", "approved_by"
        ),
        measure__association=association,
        public_id=public_id,
    )
    note_read(request, association, found.get_kind_display(), found.measure)
    return found


def budget_of(association: Association, year: int) -> Budget:
    if not 2004 <= year <= 2100:
        raise Http404
    return get_object_or_404(
        Budget.objects.select_related("association", "adopted_in__meeting__body"),
        association=association,
        year=year,
    )
