"""Who writes a case for the applicant, which the chancellery sees, and changes when somebody leaves."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from funding.actions.entering import invite_colleague, remove_colleague
from funding.views.addresses import case_edited
from funding.views.applicant.forms import ColleagueForm
from meetings.errors import RuleViolation
from meetings.views.addresses import person_of
from meetings.views.refusals import refuse


@require_http_methods(["GET", "HEAD", "POST"])
def case_editors(request: HttpRequest, slug: str, public_id: str) -> HttpResponse:
    """Lists those who write, invites another, who says yes by the link in the letter, and ends one's writing."""
    case = case_edited(request, slug, public_id)
    here = redirect("case_editors", slug, public_id)
    if leaver := request.POST.get("remove"):
        editor = case.editor_links.select_related("person").filter(person__public_id=leaver[:50]).first()
        if editor is None:
            raise Http404
        try:
            remove_colleague(application=case, person=editor.person, by=person_of(request), at=timezone.now())
        except RuleViolation as violation:
            messages.error(request, violation.sentence)
        else:
            messages.success(request, f"{editor.person} skriver inte längre i ärendet.")
        return here
    form = ColleagueForm(request.POST if request.method == "POST" else None)
    form.fields["email"].label = "E-postadress"
    if request.method == "POST" and form.is_valid():
        invited: dict[str, Any] = {"email": form.cleaned_data["email"], "by": person_of(request)}
        try:
            invite_colleague(application=case, at=timezone.now(), **invited)
        except RuleViolation as violation:
            refuse(form, violation)
        else:
            messages.success(request, f"En inbjudan är skickad till {invited['email']}.")
            return here
    context = {
        "association": case.association,
        "case": case,
        "editors": case.editor_links.select_related("person"),
        "form": form,
    }
    return render(request, "funding/case_editors.html", context, status=422 if form.errors else 200)
