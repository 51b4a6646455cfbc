"""The summons on paper: it is printed, posted, and noted as posted; and a summons that is sent once more."""

from collections.abc import Callable

from django import forms
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from meetings.actions.approving_agenda import ask_approval
from meetings.actions.summoning import note_posted, tell_new_guests
from meetings.actions.summoning import summon_on_paper as on_paper
from meetings.actions.telling_agenda import tell_changes, untold_changes
from meetings.models import Association, Meeting, Summons
from meetings.noted import note_read
from meetings.views.addresses import (
    DayAndSequence,
    association_edited,
    association_read,
    meeting_or_404,
    person_of,
)
from meetings.views.public.forms import DayField
from meetings.views.refusals import done_or_said, goes_through
from meetings.views.stored_files import sealed_document


class PostedForm(forms.Form):
    day = DayField(label="Postad den")


@require_safe
def summons_pdf(
    request: HttpRequest, slug: str, body: str, key: DayAndSequence, public_id: str
) -> FileResponse:
    association = association_read(request, slug)
    summons = _summons(association, body, key, public_id)
    if summons.file is None:
        raise Http404
    note_read(request, association, "Kallelse per post", summons.meeting)
    return sealed_document(summons.file, f"kallelse-{summons.meeting.key}.pdf")


@require_http_methods(["GET", "HEAD", "POST"])
def summons_posted(
    request: HttpRequest, slug: str, body: str, key: DayAndSequence, public_id: str
) -> HttpResponse:
    """Says which day it was posted, after a question."""
    association = association_edited(request, slug)
    summons = _summons(association, body, key, public_id)
    form = PostedForm(
        request.POST if request.method == "POST" else None, initial={"day": timezone.localdate()}
    )
    if goes_through(
        request,
        form,
        "Kallelsen är noterad som postad.",
        lambda: note_posted(
            summons=summons, day=form.cleaned_data["day"], by=person_of(request), at=timezone.now()
        ),
    ):
        return redirect("meeting_detail", slug, body, key)
    context = {"association": association, "meeting": summons.meeting, "summons": summons, "form": form}
    return render(request, "meetings/summons_posted.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def summons_tell(request: HttpRequest, slug: str, body: str, key: DayAndSequence) -> HttpResponse:
    """Sends the summons once more with what has changed of the agenda, after a question."""
    association = association_edited(request, slug)
    meeting = meeting_or_404(Meeting.objects.filter(body__association=association), body, key)
    changed = untold_changes(meeting, timezone.now())
    if request.method == "POST":
        done_or_said(
            request,
            "Den ändrade kallelsen är skickad.",
            lambda: tell_changes(meeting=meeting, by=person_of(request), at=timezone.now()),
        )
    if request.method == "POST" or not changed:
        return redirect("meeting_detail", slug, body, key)
    context = {"association": association, "meeting": meeting, "changed": changed}
    return render(request, "meetings/summons_tell.html", context)


@require_POST
def summons_on_paper(
    request: HttpRequest, slug: str, body: str, key: DayAndSequence, public_id: str
) -> HttpResponse:
    """Makes the summons on paper for one whose letter did not arrive, with one press."""
    association = association_edited(request, slug)
    meeting = meeting_or_404(Meeting.objects.filter(body__association=association), body, key)
    summons = get_object_or_404(meeting.summonses.select_related("meeting"), public_id=public_id)
    done_or_said(
        request,
        "Kallelsen finns nu på papper. Skriv ut den och posta den.",
        lambda: on_paper(summons=summons, by=person_of(request), at=timezone.now()),
    )
    return redirect("meeting_detail", slug, body, key)


@require_POST
def approval_ask(request: HttpRequest, slug: str, body: str, key: DayAndSequence) -> HttpResponse:
    """Asks the presidium to approve the summons, with one press."""
    said = "Ordföranden är ombedd att godkänna kallelsen."
    return _pressed(request, slug, body, key, said, ask_approval)


@require_POST
def guests_tell(request: HttpRequest, slug: str, body: str, key: DayAndSequence) -> HttpResponse:
    """Tells the guests who have come since the summons, with one press."""
    return _pressed(request, slug, body, key, "Inbjudan är skickad.", tell_new_guests)


def _pressed(
    request: HttpRequest,
    slug: str,
    body: str,
    key: DayAndSequence,
    said: str,
    action: Callable[..., object],
) -> HttpResponse:
    """Does with the meeting what the button says, and goes back to its page."""
    association = association_edited(request, slug)
    meeting = meeting_or_404(Meeting.objects.filter(body__association=association), body, key)
    by, at = person_of(request), timezone.now()
    done_or_said(request, said, lambda: action(meeting=meeting, by=by, at=at))
    return redirect("meeting_detail", slug, body, key)


def _summons(association: Association, body: str, key: DayAndSequence, public_id: str) -> Summons:
    meeting = meeting_or_404(Meeting.objects.filter(body__association=association), body, key)
    on_paper = meeting.summonses.filter(file__isnull=False).select_related("person", "file", "meeting__body")
    return get_object_or_404(on_paper, public_id=public_id)
