"""Attachments, and the last page before the application is sent."""

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from funding.actions.submitting import submit_application
from funding.actions.uploading import add_paper
from funding.views.addresses import application_written
from funding.workflow import EDITABLE_BY_APPLICANT
from meetings.errors import RuleViolation
from meetings.views.addresses import person_of
from meetings.views.refusals import refuse
from meetings.views.stored_files import stored_file

from .forms import PapersForm, SubmitForm
from .writing import HEADINGS, section_context


@require_http_methods(["GET", "HEAD", "POST"])
def application_papers(request: HttpRequest, slug: str, public_id: str) -> HttpResponse:
    """Shows the attachments so far, and takes more; those that are right are added though another is refused."""
    application = application_written(request, slug, public_id)
    if application.status not in EDITABLE_BY_APPLICANT:
        return redirect("application_detail", slug, public_id)
    posted, goes_on = request.method == "POST", "on" in request.POST
    if goes_on and not request.FILES:
        return redirect("application_review", slug, public_id)
    form = PapersForm(request.POST if posted else None, request.FILES if posted else None)
    if posted and form.is_valid():
        files = form.cleaned_data["file"]
        added = 0
        for file in files:
            try:
                add_paper(
                    application=application,
                    file_name=file.name or "",
                    data=file.read(),
                    name=form.cleaned_data["name"] if len(files) == 1 else "",
                    by=person_of(request),
                    at=timezone.now(),
                    from_applicant=True,
                )
            except RuleViolation as violation:
                refuse(form, violation)
            else:
                added += 1
        if added:
            messages.success(request, "Bilagan är inlagd." if added == 1 else f"{added} bilagor är inlagda.")
        if not form.errors:
            return redirect("application_review" if goes_on else "application_papers", slug, public_id)
    papers = application.papers.filter(from_applicant=True).select_related("file")
    context = section_context(application, "bilagor") | {"form": form, "papers": papers}
    return render(request, "funding/application_papers.html", context, status=422 if form.errors else 200)


@require_safe
def application_paper(request: HttpRequest, slug: str, public_id: str, paper: str) -> FileResponse:
    application = application_written(request, slug, public_id)
    found = application.papers.filter(public_id=paper, from_applicant=True).select_related("file").first()
    if found is None:
        raise Http404
    return stored_file(found.file.sha256, found.file_name, found.file.media_type)


@require_http_methods(["GET", "HEAD", "POST"])
def application_review(request: HttpRequest, slug: str, public_id: str) -> HttpResponse:
    """Everything as it will be sent, what is missing, and what sending means."""
    application = application_written(request, slug, public_id)
    if application.status not in EDITABLE_BY_APPLICANT:
        return redirect("application_detail", slug, public_id)
    form = SubmitForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            submission = submit_application(application=application, by=person_of(request), at=timezone.now())
        except RuleViolation as violation:
            refuse(form, violation)
        else:
            number = submission.application.registry_number
            messages.success(
                request, f"Ansökan är inskickad och har diarienummer {number}. Ett kvitto kommer som mejl."
            )
            return redirect("application_detail", slug, public_id)
    context = section_context(application, "granska") | {"form": form, "headings": HEADINGS}
    return render(request, "funding/application_review.html", context, status=422 if form.errors else 200)
