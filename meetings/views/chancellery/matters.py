"""Sv: ärendebalans. What was deferred comes back on an agenda, or is dismissed with a reason."""

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from meetings.actions.deferred import dismiss, take_up
from meetings.errors import RuleViolation
from meetings.models import Association, Meeting, Paragraph, SubItem
from meetings.models.validators import printable
from meetings.reads.deferred import deferred_in
from meetings.swedish import long_date
from meetings.views.addresses import DayAndSequence, association_edited, meeting_or_404, person_of
from meetings.views.refusals import goes_through

GONE = "Ärendet väntar inte längre. Någon annan kan ha tagit upp det."


class MatterDismissForm(forms.Form):
    reason = forms.CharField(
        label="Varför tas ärendet inte upp igen?",
        max_length=300,
        validators=[printable],
        error_messages={"required": "Skriv varför."},
    )


@require_POST
def matter_take_up(request: HttpRequest, slug: str, body: str, key: DayAndSequence) -> HttpResponse:
    """`arende` is the public id of a § or a sub-item; `fran` says which page to come back to."""
    association = association_edited(request, slug)
    meeting = meeting_or_404(Meeting.objects.filter(body__association=association), body, key)
    source = _source(association, request.POST.get("arende", ""))
    try:
        paragraph = take_up(meeting=meeting, source=source, by=person_of(request), at=timezone.now())
    except RuleViolation as violation:
        messages.error(request, violation.sentence)
    else:
        day = long_date(meeting.date)
        messages.success(request, f"«{paragraph}» står nu på dagordningen för den {day}.")
    if request.POST.get("fran") == "todo":
        return redirect("todo", slug)
    return redirect("meeting_detail", slug, body, key)


@require_http_methods(["GET", "POST"])
def matter_dismiss(request: HttpRequest, slug: str, public_id: str) -> HttpResponse:
    """Sv: avskriv. It leaves what waits, after saying why."""
    association = association_edited(request, slug)
    source = _source(association, public_id)
    matter = next((one for one in deferred_in(association) if one.row == source), None)
    if matter is None:
        messages.error(request, GONE)
        return redirect("todo", slug)
    form = MatterDismissForm(request.POST if request.method == "POST" else None)
    if goes_through(
        request,
        form,
        f"«{matter.heading}» är avskrivet.",
        lambda: dismiss(source=source, by=person_of(request), at=timezone.now(), **form.cleaned_data),
    ):
        return redirect("todo", slug)
    context = {"association": association, "matter": matter, "form": form}
    return render(request, "meetings/matter_dismiss.html", context)


def _source(association: Association, public_id: str) -> Paragraph | SubItem:
    """A § or a sub-item of the association, waiting or not."""
    known = public_id.replace("\x00", "")
    paragraphs = Paragraph.objects.filter(meeting__body__association=association)
    items = SubItem.objects.filter(paragraph__meeting__body__association=association)
    found = (
        paragraphs.select_related("meeting__body__association").filter(public_id=known).first()
        or items.select_related("paragraph__meeting__body__association").filter(public_id=known).first()
    )
    if found is None:
        raise Http404
    return found
