"""Who writes a case for the applicant, which the chancellery sees, and changes when somebody leaves."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from funding.actions.entering import invite_colleague, remove_colleague
from funding.actions.taking_over import answer_takeover
from funding.models import Application, Takeover
from funding.views.addresses import case_edited
from funding.views.applicant.forms import ColleagueForm, TakeoverChoiceForm
from meetings.errors import RuleViolation
from meetings.views.addresses import person_of
from meetings.views.refusals import goes_through, refuse


@require_http_methods(["GET", "HEAD", "POST"])
def case_editors(request: HttpRequest, slug: str, public_id: str) -> HttpResponse:
    """Lists those who write, invites another, who says yes by the link in the letter, and ends one's writing; answers
    a new contact who asks to take over.
    """
    case = case_edited(request, slug, public_id)
    here = redirect("case_editors", slug, public_id)
    if "remove" in request.POST:
        _remove(request, case)
        return here
    answers = _answers(request, case)
    if any(_answered(request, takeover, form) for takeover, form in answers):
        return here
    invites = request.method == "POST" and "takeover" not in request.POST
    form = ColleagueForm(request.POST if invites else None)
    form.fields["email"].label = "E-postadress"
    if invites and form.is_valid():
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
        "takeovers": answers,
        "form": form,
    }
    is_wrong = form.errors or any(one.errors for _, one in answers)
    return render(request, "funding/case_editors.html", context, status=422 if is_wrong else 200)


def _remove(request: HttpRequest, case: Application) -> None:
    leaver = request.POST["remove"][:50]
    editor = case.editor_links.select_related("person").filter(person__public_id=leaver).first()
    if editor is None:
        raise Http404
    try:
        remove_colleague(application=case, person=editor.person, by=person_of(request), at=timezone.now())
    except RuleViolation as violation:
        messages.error(request, violation.sentence)
    else:
        messages.success(request, f"{editor.person} skriver inte längre i ärendet.")


def _answers(request: HttpRequest, case: Application) -> list[tuple[Takeover, TakeoverChoiceForm]]:
    """A form for each who waits for an answer; the one that was sent is bound."""
    sent = request.POST.get("takeover")
    return [
        (
            one,
            TakeoverChoiceForm(
                request.POST if one.public_id == sent else None, case=case, prefix=one.public_id
            ),
        )
        for one in case.takeovers.filter(answered_at=None).select_related("person")
    ]


def _answered(request: HttpRequest, takeover: Takeover, form: TakeoverChoiceForm) -> bool:
    return goes_through(
        request,
        form,
        f"{takeover.person} har fått svaret.",
        lambda: answer_takeover(takeover=takeover, by=person_of(request), at=timezone.now(), **form.answer),
    )
