"""From an address to an application the person may see; anything else is a 404."""

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from funding.access import applications_of
from funding.models import Application
from meetings.models import Association
from meetings.noted import note_read
from meetings.views.addresses import association_edited, association_or_404, association_read, person_of


def application_written(request: HttpRequest, slug: str, public_id: str) -> Application:
    """The application, for the pages of those who write it; 404 to others."""
    association = association_or_404(slug)
    found = applications_of(person_of(request), association).select_related("association", "call")
    return get_object_or_404(found, public_id=public_id)


def case_read(request: HttpRequest, slug: str, public_id: str, *, what: str = "Ärende") -> Application:
    """The case, for the chancellery and the auditor: what has been sent, no applicant's draft; 404 to others."""
    return _case(request, association_read(request, slug), public_id, what)


def case_edited(request: HttpRequest, slug: str, public_id: str) -> Application:
    """The case, for what only the chancellery does; 404 to others."""
    return _case(request, association_edited(request, slug), public_id, "Ärende")


def _case(request: HttpRequest, association: Association, public_id: str, what: str) -> Application:
    cases = Application.objects.exclude(registry_number="").select_related("association", "call")
    case = get_object_or_404(cases, association=association, public_id=public_id)
    note_read(request, association, what, case)
    return case
