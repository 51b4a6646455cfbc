"""Agreements and decision letters as files, for who writes the application and for the chancellery."""

from django.http import FileResponse, Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from funding.access import applications_of
from funding.models import Agreement, Application
from meetings import access
from meetings.noted import note_read
from meetings.views.addresses import association_or_404, person_of
from meetings.views.stored_files import sealed_document


@require_safe
def agreement_pdf(request: HttpRequest, slug: str, public_id: str, number: int) -> FileResponse:
    """The sealed agreement when both have signed, else the one that is to be signed."""
    case = _case_seen(request, slug, public_id, f"Avtal med bankuppgifter, nummer {number}")
    agreement = get_object_or_404(
        Agreement.objects.select_related("file", "sealed"), measure__application=case, number=number
    )
    return sealed_document(agreement.sealed or agreement.file, f"avtal-{number}.pdf", as_attachment=False)


@require_safe
def decision_letter(request: HttpRequest, slug: str, public_id: str, number: int) -> FileResponse:
    """The letter of the case's first, second … decision; the extract lies in it as a file."""
    case = _case_seen(request, slug, public_id, f"Beslutsbrev {number}")
    letters = [one.letter for one in case.decisions.select_related("letter") if one.letter]
    if not 1 <= number <= len(letters):
        raise Http404
    return sealed_document(letters[number - 1], f"beslut-{number}.pdf", as_attachment=False)


def _case_seen(request: HttpRequest, slug: str, public_id: str, what: str) -> Application:
    person, association = person_of(request), association_or_404(slug)
    if access.can_read_drafts(person, association):
        cases = Application.objects.filter(association=association).exclude(registry_number="")
    else:
        cases = applications_of(person, association)
    case = get_object_or_404(cases, public_id=public_id)
    note_read(request, association, what, case)
    return case
