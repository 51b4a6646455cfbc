"""The applicant's applications: begun, copied, deleted."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from funding.access import applications_of
from funding.actions.applying import begin_application, copy_application, delete_draft
from funding.actions.taking_over import ask_to_take_over
from funding.models import Programme
from funding.reads.calling import may_apply, open_calls
from funding.views.addresses import application_written
from funding.workflow import NEXT_STEP, WAITS_FOR_APPLICANT
from meetings.errors import RuleViolation
from meetings.views.addresses import association_or_404, person_of
from meetings.views.limits import limited
from meetings.views.refusals import goes_through

from .forms import BeginForm, TakeoverForm


@require_safe
def application_list(request: HttpRequest, slug: str) -> HttpResponse:
    """Lists the applications that the person writes, the latest first."""
    association = association_or_404(slug)
    programme = get_object_or_404(Programme.objects.select_related("association"), association=association)
    today = timezone.localdate()
    form = BeginForm()
    form.fields["call"].queryset = open_calls(association, today)  # type: ignore[attr-defined]
    own = applications_of(person_of(request), association).select_related("call")
    rows = [(one, NEXT_STEP[one.status], WAITS_FOR_APPLICANT.get(one.status, "")) for one in own]
    context = {
        "association": association,
        "applications": sorted(rows, key=lambda row: not row[2]),  # those that wait for the person first
        "takes_in": may_apply(programme, today),
        "form": form,
    }
    return render(request, "funding/application_list.html", context)


@require_POST
def application_create(request: HttpRequest, slug: str) -> HttpResponse:
    """Makes a new draft and leads to its first section."""
    association = association_or_404(slug)
    programme = get_object_or_404(Programme.objects.select_related("association"), association=association)
    today = timezone.localdate()
    form = BeginForm(request.POST)
    form.fields["call"].queryset = open_calls(association, today)  # type: ignore[attr-defined]
    if not may_apply(programme, today) or not form.is_valid():
        messages.error(request, "Det går inte att söka just nu.")
        return redirect("application_list", slug)
    application = begin_application(
        association=association,
        call=form.cleaned_data["call"],
        year=today.year,
        by=person_of(request),
        at=timezone.now(),
    )
    return redirect("application_edit", slug, application.public_id, "sokande")


@require_POST
def application_copy(request: HttpRequest, slug: str, public_id: str) -> HttpResponse:
    """Makes a new draft of an earlier application."""
    application = application_written(request, slug, public_id)
    copy = copy_application(application=application, by=person_of(request), at=timezone.now())
    messages.success(request, "Kopian är ett nytt utkast. Kontrollera år, belopp och kontaktuppgifter.")
    return redirect("application_edit", slug, copy.public_id, "sokande")


@require_http_methods(["GET", "HEAD", "POST"])
def application_delete(request: HttpRequest, slug: str, public_id: str) -> HttpResponse:
    """Deletes a draft that has not been sent, after asking."""
    application = application_written(request, slug, public_id)
    if application.registry_number:
        raise Http404
    if request.method == "POST":
        try:
            delete_draft(application=application)
        except RuleViolation as violation:
            messages.error(request, violation.sentence)
        else:
            messages.success(request, "Utkastet är borttaget.")
        return redirect("application_list", slug)
    context = {"association": application.association, "application": application}
    return render(request, "funding/application_delete.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@limited("takeover_ask")
def takeover_ask(request: HttpRequest, slug: str) -> HttpResponse:
    """Asks to take over a case from a colleague; the answer is the same whether there is such a case or not."""
    association = association_or_404(slug)
    form = TakeoverForm(request.POST if request.method == "POST" else None)
    if goes_through(
        request,
        form,
        "Om ärendet finns har firmatecknaren och kansliet fått frågan. Du får ett mejl när de har svarat.",
        lambda: ask_to_take_over(
            association=association, by=person_of(request), at=timezone.now(), **form.cleaned_data
        ),
    ):
        return redirect("application_list", slug)
    context = {"association": association, "form": form}
    return render(request, "funding/takeover_ask.html", context, status=422 if form.errors else 200)
