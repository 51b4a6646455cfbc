"""From an address to an application the person may see; anything else is a 404."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect

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


def told_when_settled(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """The view of a form of a case: one that is sent when a colleague has settled it says so on the case's page.

    To whoever only has the address it is not there, nor to who may not edit the case.
    """

    @wraps(view)
    def telling(request: HttpRequest, slug: str, public_id: str, **more: Any) -> HttpResponse:
        try:
            return view(request, slug, public_id, **more)
        except Http404:
            if request.method != "POST":
                raise
            case = case_edited(request, slug, public_id)
            messages.warning(request, "En kollega hann före, så inget sparades. Se vad som gäller nu.")
            return redirect("case_detail", case.association.slug, case.public_id)

    return telling


def _case(request: HttpRequest, association: Association, public_id: str, what: str) -> Application:
    cases = Application.objects.exclude(registry_number="").select_related("association", "call")
    case = get_object_or_404(cases, association=association, public_id=public_id)
    note_read(request, association, what, case)
    return case
