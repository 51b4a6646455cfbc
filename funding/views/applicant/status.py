"""Where an application is, what has been said about it, and who writes it."""

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from funding.actions.confirming import ask_for_confirmations
from funding.actions.entering import invite_colleague, remove_colleague
from funding.actions.preparing import withdraw, write_to_chancellery
from funding.models import Agreement, Application, Measure, Programme
from funding.reads.calling import next_days
from funding.reads.cases import open_request
from funding.reads.placements import DECIDED, open_placement
from funding.reads.timeline import timeline_of
from funding.reads.versions import versions_of
from funding.rules.parts import own_units
from funding.views.addresses import application_written
from funding.views.chancellery.forms import StepReasonForm
from funding.workflow import EDITABLE_BY_APPLICANT, NEXT_STEP, UNDECIDED, State
from meetings.errors import RuleViolation
from meetings.swedish import long_date
from meetings.views.addresses import person_of
from meetings.views.refusals import refuse
from meetings.views.stored_files import sealed_document

from .forms import ColleagueForm, MessageForm


@require_safe
def application_detail(request: HttpRequest, slug: str, public_id: str) -> HttpResponse:
    """The page the letters lead to."""
    application = application_written(request, slug, public_id)
    return _page(request, application)


@require_POST
def application_message(request: HttpRequest, slug: str, public_id: str) -> HttpResponse:
    """Sends a message to the chancellery."""
    application = application_written(request, slug, public_id)
    form = MessageForm(request.POST)
    if form.is_valid() and application.registry_number:
        write_to_chancellery(
            application=application, text=form.cleaned_data["text"], by=person_of(request), at=timezone.now()
        )
        messages.success(request, "Meddelandet är skickat.")
        return redirect("application_detail", slug, public_id)
    return _page(request, application, message=form)


@require_POST
def application_invite(request: HttpRequest, slug: str, public_id: str) -> HttpResponse:
    """Invites a colleague to write the application too."""
    application = application_written(request, slug, public_id)
    form = ColleagueForm(request.POST)
    if form.is_valid():
        try:
            invite_colleague(
                application=application,
                email=form.cleaned_data["email"],
                by=person_of(request),
                at=timezone.now(),
            )
        except RuleViolation as violation:
            refuse(form, violation)
        else:
            messages.success(request, f"En länk är skickad till {form.cleaned_data['email']}.")
            return redirect("application_detail", slug, public_id)
    return _page(request, application, colleague=form)


@require_POST
def application_colleague_remove(
    request: HttpRequest, slug: str, public_id: str, person: str
) -> HttpResponse:
    application = application_written(request, slug, public_id)
    editor = application.editor_links.select_related("person").filter(person__public_id=person).first()
    if editor is None:
        raise Http404
    try:
        remove_colleague(
            application=application, person=editor.person, by=person_of(request), at=timezone.now()
        )
    except RuleViolation as violation:
        messages.error(request, violation.sentence)
        return redirect("application_detail", slug, public_id)
    messages.success(request, f"{editor.person} kan inte längre skriva på ansökan.")
    if editor.person == person_of(request):
        return redirect("application_list", slug)
    return redirect("application_detail", slug, public_id)


@require_POST
def application_ask_again(request: HttpRequest, slug: str, public_id: str) -> HttpResponse:
    """Sends new links to those who have not confirmed."""
    application = application_written(request, slug, public_id)
    asked = ask_for_confirmations(application, at=timezone.now())
    said = "Länkarna är skickade igen." if asked else "Alla med e-postadress har bekräftat."
    messages.success(request, said)
    return redirect("application_detail", slug, public_id)


@require_http_methods(["GET", "HEAD", "POST"])
def application_withdraw(request: HttpRequest, slug: str, public_id: str) -> HttpResponse:
    """Withdraws the application, after asking; the case is ended."""
    application = application_written(request, slug, public_id)
    if application.status not in UNDECIDED:
        raise Http404
    form = StepReasonForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            withdraw(application=application, by=person_of(request), at=timezone.now(), **form.cleaned_data)
        except RuleViolation as violation:
            refuse(form, violation)
        else:
            messages.success(request, "Ansökan är återkallad.")
            return redirect("application_detail", slug, public_id)
    context = {"association": application.association, "application": application, "form": form}
    return render(request, "funding/application_withdraw.html", context, status=422 if form.errors else 200)


@require_safe
def application_pdf(request: HttpRequest, slug: str, public_id: str, number: int) -> FileResponse:
    """A version of the application as it was sent."""
    application = application_written(request, slug, public_id)
    submission = get_object_or_404(application.submissions.select_related("file"), number=number)
    return sealed_document(submission.file, f"ansokan-{number}.pdf", as_attachment=False)


def _page(
    request: HttpRequest,
    application: Application,
    *,
    message: MessageForm | None = None,
    colleague: ColleagueForm | None = None,
) -> HttpResponse:
    versions = versions_of(application)
    latest = versions[0].submission if versions else None
    confirmed = {one.applicant_id: one for one in latest.confirmations.all()} if latest else {}
    measure = Measure.objects.filter(application=application).first()
    context = {
        "association": application.association,
        "application": application,
        "next_step": NEXT_STEP[application.status],
        "when": _when(application),
        "may_write": application.status in EDITABLE_BY_APPLICANT,
        "may_withdraw": application.status in UNDECIDED,
        "request_open": open_request(application),
        "versions": versions,
        "confirmations": [(one, confirmed.get(one.pk)) for one in application.applicants.all()]
        if latest
        else [],
        "own_units": own_units(application.applicants.all()),
        "messages_sent": application.messages.select_related("by"),
        "decisions": application.decisions.prefetch_related(DECIDED),
        "agreements": Agreement.objects.filter(measure=measure, replaced_at__isnull=True) if measure else [],
        "measure": measure,
        "editors": application.editor_links.select_related("person"),
        "timeline": timeline_of(application, internal=False),
        "message": message or MessageForm(),
        "colleague": colleague or ColleagueForm(),
    }
    is_wrong = bool((message and message.errors) or (colleague and colleague.errors))
    return render(request, "funding/application_detail.html", context, status=422 if is_wrong else 200)


def _when(application: Application) -> str:
    """The day that the next step is expected, in words; empty when it is not known."""
    if application.status == State.ON_AGENDA and (placement := open_placement(application)):
        return f"Styrelsen sammanträder den {long_date(placement.paragraph.meeting.date)}."
    programme = Programme.objects.filter(association=application.association).first()
    if programme is None or application.status not in UNDECIDED:
        return ""
    days = next_days(programme, timezone.localdate())
    if application.status == State.AT_PREPARATORY_GROUP and days.group:
        return f"Beredningsgruppen träffas den {long_date(days.group)}."
    return f"Styrelsens nästa planerade sammanträde är den {long_date(days.board)}." if days.board else ""
