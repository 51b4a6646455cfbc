"""Before a meeting: the presidium approves its summons, and one who is summoned declares jäv."""

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from meetings import access
from meetings.actions.approving_agenda import answer_approval
from meetings.actions.declaring_recusal import declare_recusal, withdraw_declared_recusal
from meetings.models import Meeting
from meetings.models.validators import printable
from meetings.querysets import held_by
from meetings.reads.agenda_readers import declared_by
from meetings.views.addresses import DayAndSequence, association_entered, meeting_or_404, person_of
from meetings.views.fields import UncutText
from meetings.views.refusals import done_or_said, goes_through


class DeclaredRecusalForm(forms.Form):
    reason = UncutText(
        label="Skäl",
        longest=300,
        required=False,
        validators=[printable],
        help_text="Till exempel «ledamot i föreningen som söker medel». Du behöver inte skriva något.",
    )


class SummonsReturnForm(forms.Form):
    words = UncutText(
        label="Det här ska ändras",
        longest=500,
        validators=[printable],
        widget=forms.Textarea(attrs={"rows": 4}),
    )


@require_POST
def summons_approve(request: HttpRequest, slug: str, body: str, key: DayAndSequence) -> HttpResponse:
    """Approves the summons as it is shown, with one press."""
    association = association_entered(request, slug)
    person = person_of(request)
    meeting = meeting_or_404(access.agendas_to_approve(person, association), body, key)
    done_or_said(
        request,
        "Kallelsen är godkänd. Kansliet skickar den.",
        lambda: answer_approval(meeting=meeting, approved=True, by=person, at=timezone.now()),
    )
    return redirect("meeting_agenda", slug, body, key)


@require_http_methods(["GET", "HEAD", "POST"])
def summons_return(request: HttpRequest, slug: str, body: str, key: DayAndSequence) -> HttpResponse:
    """Sends the summons back to the office with what is to be changed."""
    association = association_entered(request, slug)
    person = person_of(request)
    meeting = meeting_or_404(access.agendas_to_approve(person, association), body, key)
    form = SummonsReturnForm(request.POST if request.method == "POST" else None)
    if goes_through(
        request,
        form,
        "Kansliet har fått veta vad som ska ändras.",
        lambda: answer_approval(
            meeting=meeting,
            approved=False,
            words=form.cleaned_data["words"],
            by=person,
            at=timezone.now(),
        ),
    ):
        return redirect("meeting_agenda", slug, body, key)
    context = {"association": association, "slug": slug, "meeting": meeting, "form": form}
    return render(request, "meetings/summons_return.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def recusal_declare(
    request: HttpRequest, slug: str, body: str, key: DayAndSequence, paragraph: str
) -> HttpResponse:
    """Declares jäv in a matter of the agenda, or takes it back, after a question."""
    association = association_entered(request, slug)
    person = person_of(request)
    summoned = Meeting.objects.filter(
        held_by(person), body__association=association, state=Meeting.State.SUMMONED
    )
    meeting = meeting_or_404(summoned.select_related("body__association"), body, key)
    matter = get_object_or_404(meeting.paragraphs.filter(removed_at=None), public_id=paragraph)
    if not meeting.body.under_kl:
        raise Http404
    is_declared = matter.public_id in declared_by(meeting, person)
    form = DeclaredRecusalForm(request.POST if request.method == "POST" else None)

    def press() -> object:
        if "withdraw" in request.POST:
            return withdraw_declared_recusal(paragraph=matter, by=person, at=timezone.now())
        return declare_recusal(
            paragraph=matter, by=person, reason=form.cleaned_data["reason"], at=timezone.now()
        )

    said = "Anmälan är tillbakatagen." if "withdraw" in request.POST else "Din anmälan om jäv är noterad."
    if goes_through(request, form, said, press):
        return redirect("meeting_agenda", slug, body, key)
    context = {
        "association": association,
        "slug": slug,
        "meeting": meeting,
        "matter": matter,
        "is_declared": is_declared,
        "form": form,
    }
    return render(request, "meetings/recusal_declare.html", context, status=422 if form.errors else 200)
